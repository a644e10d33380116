"""Which addresses does the public site have?"""

from django.urls import path

from hongbang.portal import views

app_name = "portal"
urlpatterns = [
    path("", views.show_home, name="home"),
    path("editions/<slug:edition_code>/", views.show_edition, name="edition"),
    path(
        "editions/<slug:edition_code>/annexes/<int:place>.<str:form>",
        views.fetch_annex,
        name="annex",
    ),
    path("contacts/", views.show_contacts, name="contacts"),
    path("search/", views.search, name="search"),
    path("pages/<slug:slug>/", views.show_page, name="page"),
    path("feed.atom", views.feed, name="feed"),
    path("timetable.ics", views.calendar, name="calendar"),
    path("sitemap.xml", views.sitemap, name="sitemap"),
    path("robots.txt", views.robots, name="robots"),
]
