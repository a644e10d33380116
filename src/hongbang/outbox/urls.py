"""Which addresses does the inbox have?"""

from django.urls import path

from hongbang.outbox import views

app_name = "outbox"
urlpatterns = [
    path("inbox/", views.show_inbox, name="inbox"),
    path("inbox/read/", views.mark_read, name="mark_read"),
]
