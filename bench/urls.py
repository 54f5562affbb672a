"""The product's addresses and the two floors."""

from django.urls import include, path

from bench import floor
from hipstrength.urls import handler500

__all__ = ["handler500", "urlpatterns"]

urlpatterns = [
    path("floor/", floor.read, name="floor"),
    path("floor/write/", floor.write, name="write-floor"),
    path("", include("hipstrength.urls")),
]
