"""Which addresses do sheets have?"""

from django.urls import path

from hongbang.sheets.views import building, office

app_name = "sheets"
urlpatterns = [
    path("office/sheets/", office.list_sheets, name="list"),
    path("office/sheets/export/", office.export_sheets, name="export"),
    path("office/sheets/new/", office.draft_sheet, name="draft"),
    path("office/sheets/<str:definition>/", office.show_sheet, name="show"),
    path("office/sheets/<str:definition>/edit/", building.edit_part, name="edit"),
    path("office/sheets/<str:definition>/add/", building.add_part, name="add"),
    path("office/sheets/<str:definition>/move/", building.move_part, name="move"),
    path("office/sheets/<str:definition>/preview/", office.preview_sheet, name="preview"),
    path("office/sheets/<str:definition>/publish/", office.publish_sheet, name="publish"),
    path("office/sheets/<str:definition>/discard/", office.discard_sheet, name="discard"),
    path("office/sheets/<str:definition>/renew/", office.renew_sheet, name="renew"),
]
