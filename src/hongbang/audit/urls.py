"""Which addresses does the ledger have?"""

from django.urls import path

from hongbang.audit import views

app_name = "audit"
urlpatterns = [
    path("ledger/", views.list_entries, name="entries"),
    path("ledger/export/", views.export_entries, name="export_entries"),
    path("ledger/<int:sequence>/", views.show_entry, name="entry"),
    path("verify-ledger/", views.public_proof, name="public_proof"),
    path("verify-ledger/verify_ledger.py", views.fetch_verifier, name="verifier"),
    path("verify-ledger/anchors.jsonl", views.fetch_anchors, name="anchors"),
]
