"""Which addresses do activities and returns have?"""

app_name = "activity"
urlpatterns = []
