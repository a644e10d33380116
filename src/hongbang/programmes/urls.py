"""Which addresses do programmes and editions have at the office's desk?

What everybody sees of an edition stands in the portal.
"""

from django.urls import path

from hongbang.programmes.views import chapters, days, editions

app_name = "programmes"
urlpatterns = [
    path("office/editions/", editions.list_editions, name="editions"),
    path("office/editions/export/", editions.export_editions, name="export"),
    path("office/programmes/new/", editions.add_programme, name="add"),
    path("office/editions/new/", editions.draft_edition, name="draft"),
    path("office/editions/<str:edition>/", editions.show_edition, name="show"),
    path("office/editions/<str:edition>/changes/", editions.show_changes, name="changes"),
    path("office/editions/<str:edition>/clone/", editions.clone_edition, name="clone"),
    path("office/editions/<str:edition>/publish/", editions.publish_edition, name="publish"),
    path("office/editions/<str:edition>/discard/", editions.discard_edition, name="discard"),
    path("office/editions/<str:edition>/close/", editions.close_edition, name="close"),
    path("office/editions/<str:edition>/<str:chapter>/", chapters.show_chapter, name="chapter"),
    path("office/editions/<str:edition>/<str:chapter>/keys/", chapters.edit_keys, name="keys"),
    path("office/editions/<str:edition>/<str:chapter>/rows/", chapters.act_on_row, name="rows"),
    path(
        "office/editions/<str:edition>/<str:chapter>/<str:table>/<int:place>/",
        chapters.edit_row,
        name="row",
    ),
    path("office/workdays/", days.show_workdays, name="workdays"),
    path("office/workdays/unset/", days.unset_workday, name="unset_workday"),
    path("office/site-day/", days.choose_day, name="site_day"),
]
