"""Which addresses do notices have?"""

from django.urls import path

from hongbang.notices.views import office, public

app_name = "notices"
urlpatterns = [
    path("notices/", public.list_notices, name="list"),
    path("notices/<str:code>/", public.show_notice, name="show"),
    path("notices/<str:code>/qr.svg", public.draw_qr, name="qr"),
    path("notices/<str:code>/texts/<int:place>/", public.show_revision, name="revision"),
    path("notices/<str:code>/annexes/<str:annex>/", public.fetch_annex, name="annex"),
    path("office/notices/", office.list_work, name="worklist"),
    path("office/notices/export/", office.export_work, name="export"),
    path("office/notices/new/", office.draft_notice, name="draft"),
    path("office/notices/<str:code>/", office.edit_notice, name="edit"),
    path("office/notices/<str:code>/preview/", office.preview_notice, name="preview"),
    path("office/notices/<str:code>/annexes/", office.attach_annex, name="attach"),
    path("office/notices/<str:code>/annexes/drop/", office.drop_annex, name="drop"),
    path("office/notices/<str:code>/annexes/restore/", office.restore_annex, name="restore"),
    path("office/notices/<str:code>/publish/", office.publish_notice, name="publish"),
    path("office/notices/<str:code>/correct/", office.correct_notice, name="correct"),
    path("office/notices/<str:code>/withdraw/", office.withdraw_notice, name="withdraw"),
    path("office/notices/<str:code>/discard/", office.discard_notice, name="discard"),
]
