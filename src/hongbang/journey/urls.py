"""Which addresses do the desk and the structure of an edition have?"""

from django.urls import path

from hongbang.journey import views

app_name = "journey"
urlpatterns = [
    path("desk/", views.show_desk, name="desk"),
    path("structure/", views.show_structure, name="structure"),
]
