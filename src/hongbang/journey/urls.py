"""Which address does the desk have?"""

from django.urls import path

from hongbang.journey import views

app_name = "journey"
urlpatterns = [path("desk/", views.show_desk, name="desk")]
