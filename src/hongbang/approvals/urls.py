"""Which addresses do approvals have?"""

from django.urls import path

from hongbang.approvals.views import hosts, office

app_name = "approvals"
urlpatterns = [
    path("approvals/", hosts.list_resolutions, name="list"),
    path("approvals/editions/<str:edition>/", office.prepare_resolution, name="prepare"),
    path("approvals/editions/<str:edition>/checks/", office.ask_department, name="ask"),
    path("approvals/editions/<str:edition>/submit/", office.submit_resolution, name="submit"),
    path("approvals/checks/<str:check>/answer/", office.answer_check, name="answer"),
    path("approvals/<str:resolution>/", hosts.show_resolution, name="show"),
    path("approvals/<str:resolution>/decide/", hosts.decide_resolution, name="decide"),
]
