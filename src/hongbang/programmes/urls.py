"""Which addresses do programmes and editions have?"""

from django.urls import URLPattern

app_name = "programmes"
urlpatterns: list[URLPattern] = []
