"""Which addresses do selections have?"""

from django.urls import path

from hongbang.selections import views

app_name = "selections"
urlpatterns = [
    path("selections/", views.list_selections, name="list"),
    path("selections/runs/<str:run>/", views.show_slate, name="slate"),
    path("selections/runs/<str:run>/adopt/", views.adopt_slate, name="adopt"),
    path("selections/runs/<str:run>/certificate/", views.take_certificate, name="certificate"),
    path("selections/<str:category>/", views.show_brief, name="show"),
    path("selections/<str:category>/terms/", views.set_terms, name="set"),
    path("selections/<str:category>/seed/", views.enter_seed, name="seed"),
    path("selections/<str:category>/run/", views.make_run, name="run"),
]
