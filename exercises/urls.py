"""Addresses of the instruction pages."""

from django.urls import path

from exercises import views
from exercises.models import SHEET_SLUG

app_name = "exercises"
urlpatterns = [
    path("", views.exercise_list, name="list"),
    path(f"{SHEET_SLUG}/", views.exercise_sheet, name="print"),
    path("<slug:slug>/", views.exercise_detail, name="detail"),
]
