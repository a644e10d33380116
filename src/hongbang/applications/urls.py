"""Which addresses do applications have?"""

from django.urls import path

from hongbang.applications.views import reading, received, unit

app_name = "applications"
urlpatterns = [
    path("applications/", unit.list_mine, name="mine"),
    path("applications/new/", unit.begin_application, name="begin"),
    path("applications/received/", received.list_received, name="received"),
    path("applications/received/export/", received.export_received, name="export"),
    path("applications/<str:application>/", reading.show_application, name="show"),
    path("applications/<str:application>/edit/", unit.edit_application, name="edit"),
    path("applications/<str:application>/preview/", unit.preview_application, name="preview"),
    path("applications/<str:application>/submit/", unit.submit_application, name="submit"),
    path("applications/<str:application>/withdraw/", unit.withdraw_application, name="withdraw"),
    path("applications/<str:application>/return/", received.return_application, name="return"),
    path(
        "applications/<str:application>/receipts/<int:place>/",
        reading.show_receipt,
        name="receipt",
    ),
    path("applications/<str:application>/receipts/<int:place>/qr.svg", reading.draw_qr, name="qr"),
    path(
        "applications/<str:application>/evidence/<str:evidence>/",
        reading.fetch_evidence,
        name="evidence",
    ),
]
