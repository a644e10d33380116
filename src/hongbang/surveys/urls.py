"""Which addresses do surveys have? Short ones for customers, as they stand in QR codes."""

from django.urls import path

from hongbang.surveys.views import desk, public

app_name = "surveys"
urlpatterns = [
    path("s/thanks/", public.thank, name="thanks"),
    path("s/<str:token>/", public.answer_survey, name="answer"),
    path("surveys/", desk.list_surveys, name="list"),
    path("surveys/export/", desk.export_surveys, name="export"),
    path("surveys/new/", desk.open_survey, name="open"),
    path("surveys/<str:survey>/", desk.show_survey, name="show"),
    path("surveys/<str:survey>/invitations/", desk.issue_invitations, name="issue"),
    path("surveys/<str:survey>/close/", desk.close_survey, name="close"),
    path("surveys/<str:survey>/withdraw/", desk.withdraw_survey, name="withdraw"),
]
