"""Which addresses do papers under way have?"""

from django.urls import path

from hongbang.documents import views

app_name = "documents"
urlpatterns = [
    path("batches/<slug:batch>/", views.show_batch, name="batch"),
    path("batches/<slug:batch>/stop/", views.stop_batch, name="stop"),
    path("batches/<slug:batch>/file/", views.download_batch, name="file"),
]
