"""Where does each address lead?"""

from __future__ import annotations

from django.conf import settings
from django.urls import include, path

urlpatterns = [
    path("", include("hongbang.portal.urls")),
    path("", include("hongbang.sheets.urls")),
    path("", include("hongbang.activity.urls")),
    path("", include("hongbang.notices.urls")),
    path("", include("hongbang.surveys.urls")),
    path("", include("hongbang.programmes.urls")),
    path("", include("hongbang.register.urls")),
    path("", include("hongbang.applications.urls")),
    path("", include("hongbang.recommendations.urls")),
    path("", include("hongbang.selections.urls")),
    path("", include("hongbang.approvals.urls")),
    path("", include("hongbang.reviews.urls")),
    path("", include("hongbang.publicity.urls")),
    path("", include("hongbang.awards.urls")),
    path("", include("hongbang.oversight.urls")),
    path("", include("hongbang.journey.urls")),
    path("", include("hongbang.accounts.urls")),
    path("", include("hongbang.orgs.urls")),
    path("", include("hongbang.outbox.urls")),
    path("", include("hongbang.files.urls")),
    path("", include("hongbang.audit.urls")),
    path("", include("hongbang.documents.urls")),
    path("", include("hongbang.privacy.urls")),
    path("", include("hongbang.ops.urls")),
]
if settings.DEBUG or settings.HONGBANG_DEMO:
    urlpatterns.append(path("", include("hongbang.ui.urls")))

handler404 = "hongbang.ui.refusals.not_found"
handler500 = "hongbang.ui.refusals.broken"
handler403 = "hongbang.ui.refusals.forbidden"
handler400 = "hongbang.ui.refusals.malformed"
