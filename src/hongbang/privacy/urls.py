"""Which addresses do the pages about personal data have?"""

from django.urls import path

from hongbang.privacy import views

app_name = "privacy"
urlpatterns = [
    path("personal-data/", views.show_register, name="register"),
    path("personal-data/terms/<slug:data_class>/", views.set_term, name="term"),
]
