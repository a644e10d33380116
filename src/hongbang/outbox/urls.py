"""Which addresses do messages, letters and deliveries have?"""

from django.urls import path

from hongbang.outbox.views import deliveries, inbox, letters

app_name = "outbox"
urlpatterns = [
    path("inbox/", inbox.show_inbox, name="inbox"),
    path("inbox/read/", inbox.mark_all_read, name="mark_all_read"),
    path("inbox/wishes/", inbox.keep_wishes, name="wishes"),
    path("inbox/<str:message>/read/", inbox.mark_read, name="mark_read"),
    path("office/letters/", letters.list_letters, name="letters"),
    path("office/letters/<str:letter>/<str:language>/", letters.edit_letter, name="letter"),
    path(
        "office/letters/<str:letter>/<str:language>/publish/",
        letters.publish_letter,
        name="publish_letter",
    ),
    path(
        "office/letters/<str:letter>/<str:language>/revert/",
        letters.revert_letter,
        name="revert_letter",
    ),
    path("system/deliveries/", deliveries.list_deliveries, name="deliveries"),
    path("system/deliveries/export/", deliveries.export_deliveries, name="export"),
    path("system/deliveries/<str:delivery>/", deliveries.show_delivery, name="delivery"),
    path("system/deliveries/<str:delivery>/retry/", deliveries.retry_delivery, name="retry"),
    path("system/deliveries/<str:delivery>/drop/", deliveries.drop_delivery, name="drop"),
]
