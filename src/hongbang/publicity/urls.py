"""Which addresses does publicity have?"""

from django.urls import path

from hongbang.publicity.views import office, public

app_name = "publicity"
urlpatterns = [
    path("postings/", public.list_postings, name="list"),
    path("postings/<str:posting>/", public.show_posting, name="show"),
    path("postings/<str:posting>/<str:name>/object/", public.object_to, name="object"),
    path("objections/", public.follow_objection, name="follow"),
    path("office/postings/", office.list_work, name="work"),
    path("office/postings/<str:edition>/post/", office.post_names, name="post"),
    path("office/objections/", office.list_objections, name="objections"),
    path("office/objections/<str:objection>/", office.show_objection, name="objection"),
    path("office/objections/<str:objection>/accept/", office.accept_objection, name="accept"),
    path("office/objections/<str:objection>/refuse/", office.refuse_objection, name="refuse"),
    path("office/objections/<str:objection>/rule/", office.rule_objection, name="rule"),
    path("office/objections/<str:objection>/objector/", office.reveal_objector, name="reveal"),
]
