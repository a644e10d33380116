"""Which addresses tell whether the house stands, and let a demonstration's days pass?"""

from django.urls import path

from hongbang.ops import views

app_name = "ops"
urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("demo/clock/", views.move_clock, name="move_clock"),
]
