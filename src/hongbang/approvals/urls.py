"""Which addresses do approvals have?"""

app_name = "approvals"
urlpatterns: list[object] = []
