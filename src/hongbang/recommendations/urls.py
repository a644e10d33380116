"""Which addresses do recommendations have?"""

from django.urls import path

from hongbang.recommendations.views import intake, lists, places, reading

app_name = "recommendations"
urlpatterns = [
    path("recommendations/", lists.list_work, name="worklist"),
    path("recommendations/lists/<str:category>/", lists.show_list, name="list"),
    path("recommendations/lists/<str:category>/rank/", lists.rank_list, name="rank"),
    path("recommendations/lists/<str:category>/forward/", lists.forward_list, name="forward"),
    path("recommendations/sent/<str:transmittal>/", lists.show_transmittal, name="transmittal"),
    path("recommendations/intake/", intake.list_intake, name="intake"),
    path("recommendations/intake/preview/", intake.preview_intake, name="preview"),
    path("recommendations/intake/accept/", intake.accept_chosen, name="accept"),
    path("recommendations/places/", places.show_places, name="places"),
    path("recommendations/places/<str:category>/hand-out/", places.hand_out, name="hand_out"),
    path("recommendations/places/<str:category>/grant/", places.grant, name="grant"),
    path("recommendations/places/<str:category>/lend/", places.lend, name="lend"),
    path(
        "recommendations/places/<str:category>/loans/<str:loan>/",
        places.give_back,
        name="give_back",
    ),
    path("recommendations/<str:application>/", reading.show_application, name="show"),
    path("recommendations/<str:application>/opinion/", reading.give_opinion, name="opine"),
    path("recommendations/<str:application>/verdict/", reading.decide, name="recommend"),
    path("recommendations/<str:application>/take-back/", reading.take_back, name="take_back"),
    path("recommendations/<str:application>/rule-out/", reading.rule_out, name="rule_out"),
]
