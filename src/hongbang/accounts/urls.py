"""Which addresses do sign-in and seats have?"""

from django.urls import path

from hongbang.accounts import views

app_name = "accounts"
urlpatterns = [
    path("sign-in/", views.sign_in, name="sign_in"),
    path("sign-out/", views.sign_out, name="sign_out"),
    path("seats/", views.choose_seat, name="seats"),
]
