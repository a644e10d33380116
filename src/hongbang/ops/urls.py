"""Which addresses tell whether the house stands?"""

from django.urls import path

from hongbang.ops import views

app_name = "ops"
urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
]
