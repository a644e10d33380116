"""Which addresses do approvals have?"""

from django.urls import path

from hongbang.approvals.views import hosts, office

app_name = "approvals"
urlpatterns = [
    path("approvals/", hosts.list_resolutions, name="list"),
    path("approvals/editions/<slug:edition_code>/", office.prepare_resolution, name="prepare"),
    path("approvals/editions/<slug:edition_code>/checks/", office.ask_department, name="ask"),
    path("approvals/editions/<slug:edition_code>/submit/", office.submit_resolution, name="submit"),
    path("approvals/checks/<str:check>/answer/", office.answer_check, name="answer"),
    path("approvals/<str:resolution>/", hosts.show_resolution, name="show"),
    path("approvals/<str:resolution>/decide/", hosts.decide_resolution, name="decide"),
]
