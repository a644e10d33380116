"""Which address carries files out?"""

from django.urls import path

from hongbang.files import views

app_name = "files"
urlpatterns = [path("files/<str:ticket>/", views.deliver, name="deliver")]
