"""Which addresses does the register have?"""

from django.urls import path

from hongbang.register import views

app_name = "register"
urlpatterns = [
    path("honours/", views.list_honours, name="list"),
    path("honours/<str:honour>/", views.show_honour, name="show"),
    path("verify/", views.verify_number, name="verify"),
]
