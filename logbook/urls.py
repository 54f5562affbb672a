"""Addresses of the private pages."""

from datetime import date

from django.urls import path, register_converter

from logbook.months import Month, parse_month
from logbook.views import bands, history, imports, knee, log, mornings, reasons, report, scores, steps, workouts
from logbook.weeks import parse_day


class DayConverter:
    """A day as YYYY-MM-DD from 2000 to 2100; anything else is no page."""

    regex = "[0-9]{4}-[0-9]{2}-[0-9]{2}"

    def to_python(self, value: str) -> date:
        """Return the day; raise ValueError, which Django answers with 404."""
        return parse_day(value)

    def to_url(self, value: date) -> str:
        """Return the day as it stands in addresses."""
        return value.isoformat()


class MonthConverter:
    """A month as YYYY-MM from 2000 to 2100; anything else is no page."""

    regex = "[0-9]{4}-[0-9]{2}"

    def to_python(self, value: str) -> Month:
        """Return the month; raise ValueError, which Django answers with 404."""
        return parse_month(value)

    def to_url(self, value: Month) -> str:
        """Return the month as it stands in addresses."""
        return value.key


register_converter(DayConverter, "day")
register_converter(MonthConverter, "month")

app_name = "logbook"
urlpatterns = [
    path("settings/bands/", bands.index, name="bands"),
    path("settings/bands/<int:band_id>/", bands.edit, name="band"),
    path("settings/bands/<int:band_id>/move/", bands.move, name="band-move"),
    path("settings/bands/<int:band_id>/retire/", bands.retire, name="band-retire"),
    path("settings/bands/<int:band_id>/return/", bands.bring_back, name="band-return"),
    path("settings/bands/<int:band_id>/delete/", bands.delete, name="band-delete"),
    path("settings/steps/", steps.index, name="steps"),
    path("settings/steps/<slug:slug>/", steps.change, name="steps-change"),
    path("history/", history.this_week, name="this-week"),
    path("history/<day:day>/", history.week, name="week"),
    path("history/<day:day>/why/", reasons.week_reason, name="week-reason"),
    path("history/jump/", history.jump, name="week-jump"),
    path("history/months/", history.this_month, name="this-month"),
    path("history/months/<month:month>/", history.month, name="month"),
    path("history/weeks/<int:count>/", history.weeks, name="weeks"),
    path("history/weeks/<int:count>/<day:day>/", history.weeks, name="weeks-until"),
    path("history/exercises/<slug:slug>/", history.exercise, name="exercise-history"),
    path("history/exercises/<slug:slug>/<day:day>/", history.exercise, name="exercise-history-until"),
    path("knee/", knee.index, name="knee"),
    path("knee/ratings/", knee.rate, name="knee-ratings"),
    path("knee/activities/", knee.add, name="activities"),
    path("knee/activities/<int:activity_id>/", knee.rename, name="activity"),
    path("knee/activities/<int:activity_id>/retire/", knee.retire, name="activity-retire"),
    path("knee/activities/<int:activity_id>/return/", knee.bring_back, name="activity-return"),
    path("knee/activities/<int:activity_id>/delete/", knee.delete, name="activity-delete"),
    path("knee/scores/", scores.add, name="scores"),
    path("knee/scores/<int:score_id>/", scores.edit, name="score"),
    path("knee/scores/<int:score_id>/delete/", scores.delete, name="score-delete"),
    path("data/import/", imports.index, name="import"),
    path("data/import/<uuid:public_id>/", imports.file, name="import-file"),
    path("data/import/<uuid:public_id>/match/", imports.match, name="import-match"),
    path("data/import/<uuid:public_id>/cancel/", imports.cancel, name="import-cancel"),
    path("data/report/", report.report, name="report"),
    path("data/report.pdf", report.report_pdf, name="report-pdf"),
    path("workouts/new/", log.new, name="workout-new"),
    path("workouts/new/more/", log.new_more, name="workout-new-more"),
    path("workouts/<uuid:public_id>/", workouts.detail, name="workout"),
    path("workouts/<uuid:public_id>/exercises/<slug:slug>/", workouts.exercise, name="workout-exercise"),
    path("workouts/<uuid:public_id>/next-morning/", mornings.answer, name="workout-next-morning"),
    path("workouts/<uuid:public_id>/edit/", log.edit, name="workout-edit"),
    path("workouts/<uuid:public_id>/edit/more/", log.edit_more, name="workout-edit-more"),
    path("workouts/<uuid:public_id>/undo/", log.undo, name="workout-undo"),
    path("workouts/<uuid:public_id>/delete/", workouts.delete, name="workout-delete"),
]
