"""Which addresses carry files out, and take them in part by part?"""

from django.urls import path

from hongbang.files.views import delivery, uploads

app_name = "files"
urlpatterns = [
    path("files/uploads/", uploads.uploads, name="uploads"),
    path("files/uploads/<str:upload>/", uploads.show_upload, name="upload"),
    path("files/uploads/<str:upload>/part/", uploads.receive_part, name="part"),
    path("files/uploads/<str:upload>/complete/", uploads.complete_upload, name="complete"),
    path("files/uploads/<str:upload>/cancel/", uploads.cancel_upload, name="cancel"),
    path("files/<str:ticket>/", delivery.deliver, name="deliver"),
]
