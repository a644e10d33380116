"""Which addresses does a review have?"""

from django.urls import path

from hongbang.reviews.views import expert, files, rounds, scoring

app_name = "reviews"
urlpatterns = [
    path("reviews/", rounds.list_rounds, name="rounds"),
    path("reviews/mine/", expert.list_mine, name="mine"),
    path("reviews/editions/<str:edition>/experts/", rounds.list_experts, name="experts"),
    path("reviews/editions/<str:edition>/experts/<str:seat>/", rounds.enrol_expert, name="enrol"),
    path("reviews/categories/<str:category>/open/", rounds.open_round, name="open"),
    path("reviews/rounds/<str:review>/", files.show_round, name="round"),
    path("reviews/rounds/<str:review>/assign/", files.assign_files, name="assign"),
    path("reviews/rounds/<str:review>/close/", files.close_round, name="close"),
    path("reviews/rounds/<str:review>/reopen/", files.reopen_round, name="reopen"),
    path("reviews/rounds/<str:review>/standing/", files.show_standing, name="standing"),
    path("reviews/files/<str:dossier>/", files.show_dossier, name="dossier"),
    path("reviews/files/<str:dossier>/opinion/", files.opine_on_dossier, name="opine"),
    path("reviews/sheets/<str:score_sheet>/", scoring.score_file, name="score"),
    path("reviews/sheets/<str:score_sheet>/recuse/", expert.recuse_sheet, name="recuse"),
    path("reviews/sheets/<str:score_sheet>/replace/", files.replace_reader, name="replace"),
    path("reviews/sheets/<str:score_sheet>/unlock/", files.unlock_sheet, name="unlock"),
    path(
        "reviews/sheets/<str:score_sheet>/evidence/<str:evidence>/",
        expert.open_evidence,
        name="evidence",
    ),
]
