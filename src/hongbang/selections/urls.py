"""Which addresses do selections have?"""

app_name = "selections"
urlpatterns: list[object] = []
