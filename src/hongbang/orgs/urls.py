"""Which addresses do bodies have?"""

from django.urls import path

from hongbang.orgs.views import areas, bodies, keeping, people, workbook

app_name = "orgs"
urlpatterns = [
    path("bodies/", bodies.list_bodies, name="list"),
    path("bodies/export/", bodies.export_bodies, name="export"),
    path("bodies/tree/", bodies.show_tree, name="tree"),
    path("bodies/own/", bodies.show_own, name="own"),
    path("bodies/new/<slug:kind>/", keeping.add_body, name="add"),
    path("bodies/areas/", areas.list_areas, name="areas"),
    path("bodies/areas/new/", areas.add_area, name="add_area"),
    path("bodies/areas/<str:area>/", areas.edit_area, name="edit_area"),
    path("bodies/import/", workbook.upload_sheet, name="upload"),
    path("bodies/import/template/", workbook.fetch_template, name="template"),
    path("bodies/import/<str:sheet>/", workbook.show_sheet, name="sheet"),
    path("bodies/import/<str:sheet>/start/", workbook.start_import, name="start"),
    path("bodies/import/<str:sheet>/stop/", workbook.stop_import, name="stop"),
    path("bodies/<str:body>/", bodies.show_body, name="show"),
    path("bodies/<str:body>/edit/", keeping.edit_body, name="edit"),
    path("bodies/<str:body>/move/", keeping.move_body, name="move"),
    path("bodies/<str:body>/merge/", keeping.merge_body, name="merge"),
    path("bodies/<str:body>/close/", keeping.close_body, name="close"),
    path("bodies/<str:body>/reopen/", keeping.reopen_body, name="reopen"),
    path("bodies/<str:body>/teams/", people.add_team, name="add_team"),
    path("bodies/<str:body>/nominees/", people.add_nominee, name="add_nominee"),
    path("teams/<str:team>/", people.edit_team, name="team"),
    path("teams/<str:team>/close/", people.close_team, name="close_team"),
    path("nominees/<str:nominee>/", people.edit_nominee, name="nominee"),
    path("nominees/<str:nominee>/close/", people.close_nominee, name="close_nominee"),
]
