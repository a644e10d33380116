"""Which addresses does oversight have?"""

from django.urls import path

from hongbang.oversight.views import cases, office, public, unit, visits

app_name = "oversight"
urlpatterns = [
    path("draws/<str:draw>/", public.show_draw, name="told"),
    path("visits/", visits.list_visits, name="mine"),
    path("visits/<str:visit>/", visits.show_visit, name="visit"),
    path("cases/", cases.list_cases, name="cases"),
    path("cases/<str:case>/", cases.show_case, name="case"),
    path("cases/<str:case>/state/", cases.state_case, name="state"),
    path("cases/<str:case>/mend/", cases.mend_case, name="mend"),
    path("unit/honours/", unit.list_own, name="own"),
    path("unit/honours/<str:honour>/surrender/", unit.surrender_honour, name="surrender"),
    path("office/oversight/", office.list_work, name="work"),
    path("office/oversight/draw/", office.draw_honours, name="draw_now"),
    path("office/draws/<str:draw>/", office.show_draw, name="draw"),
    path("office/visits/<str:visit>/assign/", office.assign_visit, name="assign"),
    path("office/visits/<str:visit>/confirm/", visits.confirm_visit, name="confirm"),
    path("office/honours/<str:honour>/case/", office.open_case, name="open"),
    path("office/cases/<str:case>/decide/", cases.decide_case, name="decide"),
    path("office/cases/<str:case>/drop/", cases.drop_case, name="drop"),
    path("office/cases/<str:case>/lift/", cases.lift_case, name="lift"),
    path("office/cases/<str:case>/settle/", cases.settle_mending, name="settle"),
    path("office/batches/<str:category>/annul/", office.annul_batch, name="annul"),
]
