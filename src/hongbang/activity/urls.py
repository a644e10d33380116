"""Which addresses do activities and returns have?"""

from django.urls import path

from hongbang.activity.views import records, returns

app_name = "activity"
ONE = "returns/<str:edition_code>/<str:organ_code>/"
urlpatterns = [
    path("activities/", records.list_activities, name="list"),
    path("activities/new/", records.record_activity, name="record"),
    path("activities/<str:activity>/", records.show_activity, name="show"),
    path("activities/<str:activity>/correct/", records.correct_activity, name="correct"),
    path("activities/<str:activity>/strike/", records.strike_activity, name="strike"),
    path("returns/", returns.list_returns, name="returns"),
    path("returns/<str:edition_code>/", returns.add_up, name="sum"),
    path("returns/<str:edition_code>/export/", returns.export_sum, name="export"),
    path(ONE, returns.show_return, name="return"),
    path(f"{ONE}fill/", returns.fill_return, name="fill"),
    path(f"{ONE}sign/", returns.sign_return, name="sign"),
    path(f"{ONE}reopen/", returns.reopen_return, name="reopen"),
    path(f"{ONE}accept/", returns.accept_return, name="accept"),
    path(f"{ONE}return/", returns.send_back, name="send_back"),
]
