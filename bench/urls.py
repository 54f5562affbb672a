"""The product's addresses and the two floors."""

from django.urls import include, path

from bench import floor

urlpatterns = [
    path("floor/", floor.read, name="floor"),
    path("floor/write/", floor.write, name="write-floor"),
    path("", include("hipstrength.urls")),
]
