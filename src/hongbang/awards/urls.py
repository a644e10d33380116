"""Which addresses do awards have?"""

from django.urls import path

from hongbang.awards.views import office, unit

app_name = "awards"
urlpatterns = [
    path("awards/", unit.list_mine, name="mine"),
    path("awards/<str:award>/fetch/", unit.fetch_certificate, name="fetch"),
    path("awards/<str:award>/certificate/", unit.give_certificate, name="certificate"),
    path("office/awards/", office.list_work, name="work"),
    path("office/awards/<str:edition_code>/confer/", office.confer_honours, name="confer"),
    path("office/awards/batches/<str:bestowal>/", office.show_batch, name="batch"),
]
