"""Where are the components shown? Only where demonstration or debugging is on."""

from django.urls import path

from hongbang.ui import views

app_name = "ui"
urlpatterns = [path("gallery/", views.gallery, name="gallery")]
