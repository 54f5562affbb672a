"""What an import would do, ready for templates."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from logbook.decimals import format_decimal
from logbook.importing.comparing import Part, Plan
from logbook.importing.found import FoundExercise, FoundWorkout
from logbook.importing.settings import column
from logbook.importing.twins import differences
from logbook.people import Person
from logbook.undoing import week_address

# Rows of a table that are shown; of the others the page says how many they are.
MOST_ROWS = 100
# What can differ between two workouts, by the names that `differences` has.
PARTS = {
    "day": gettext_lazy("the day"),
    "start": gettext_lazy("the start"),
    "pain_before": gettext_lazy("pain before"),
    "pain_next_morning": gettext_lazy("pain the next morning"),
    "note": gettext_lazy("the note"),
    "warning_signs": gettext_lazy("warning signs"),
    "exercises": gettext_lazy("exercises or sets"),
}
LABELS = {
    "workouts": gettext_lazy("Workouts"),
    "completed": gettext_lazy("Exercises for workouts that are here"),
    "bands": gettext_lazy("Bands"),
    "goals": gettext_lazy("Goals"),
    "reasons": gettext_lazy("Reasons for weeks"),
    "activities": gettext_lazy("Activities"),
    "ratings": gettext_lazy("Ratings of activities"),
    "scores": gettext_lazy("Clinic scores"),
    "matches": gettext_lazy("Exercises of other apps"),
}


@dataclass(frozen=True)
class Rows:
    """The first rows of a table, and how many more there are."""

    shown: Sequence[Any]
    more: int

    @property
    def count(self) -> int:
        """How many there are in all."""
        return len(self.shown) + self.more

    @classmethod
    def of(cls, rows: Sequence[Any]) -> "Rows":
        """Shorten a table."""
        return cls(rows[:MOST_ROWS], max(0, len(rows) - MOST_ROWS))


@dataclass(frozen=True)
class ImportPage:
    """What would come in: counts, then each table.

    `new` has days with what was done, `completed` days with what would be added to the workout at an address,
    `differing` days with what differs and the address of what is here, `kept` names with what the file says and what
    is here, `settings` the same of settings. `button` is "" where there is nothing to do.
    """

    parts: list[tuple[str, Part]]
    new: Rows
    completed: Rows
    differing: Rows
    kept: Rows
    problems: Rows
    remarks: list[str]
    obstacles: list[str]
    settings: list[tuple[str, str, str]]
    has_steps: bool
    is_from_app: bool
    replaces_bands: bool
    takes_settings: bool
    matched: str
    button: str

    @property
    def asks_about_settings(self) -> bool:
        """Whether it makes a difference if the settings are taken over."""
        return bool(self.settings) or self.has_steps or self.replaces_bands

    @property
    def has_nothing_new(self) -> bool:
        """Whether all that can be imported is here already."""
        return not self.button and not self.obstacles


def import_page(plan: Plan, *, is_from_app: bool) -> ImportPage:
    """Tell what importing a file would do."""
    says, names = plan.found.says, plan.found.names
    return ImportPage(
        parts=[(str(label), plan.parts[name]) for name, label in LABELS.items() if _is_told(name, plan.parts[name])],
        new=Rows.of([(one.performed_on, "", _done(one, names)) for one in plan.workouts]),
        completed=Rows.of([(one.performed_on, _address(twin), _done(one, names)) for one, twin in plan.completed]),
        differing=Rows.of(
            [(one.performed_on, _address(twin), _differs(one, twin, says)) for one, twin in plan.differing]
        ),
        kept=Rows.of(plan.kept),
        problems=Rows.of(plan.problems),
        remarks=plan.found.remarks,
        obstacles=plan.obstacles,
        settings=[_setting(name, plan) for name in plan.changed_settings],
        has_steps=plan.changes_steps,
        is_from_app=is_from_app,
        replaces_bands=plan.replaces_bands,
        takes_settings=plan.takes_settings,
        matched=plan.found.matched,
        button=_button(plan),
    )


def done_words(user: Person, plan: Plan) -> SafeString:
    """Say what was imported, with the way to the first week of it."""
    count, completed = len(plan.workouts), len(plan.completed)
    if not plan.written:
        return format_html("{}", _("The import is done. No workout was new."))
    imported = ngettext("%(count)s workout is imported.", "%(count)s workouts are imported.", count)
    more = ngettext(
        "Exercises were added to %(count)s workout.", "Exercises were added to %(count)s workouts.", completed
    )
    told = [words % {"count": number} for words, number in ((imported, count), (more, completed)) if number]
    address = week_address(user, min(one.performed_on for one in plan.written))
    link = '{} <a class="alert-link nav-item" href="{}">{}</a>'
    return format_html(link, " ".join(told), address, _("See the first week of them"))


def _address(workout: FoundWorkout) -> str:
    """Return where a workout that is here can be opened."""
    return reverse("logbook:workout", args=[workout.public_id])


def _is_told(name: str, part: Part) -> bool:
    return name == "workouts" or bool(part.new or part.there or part.differing)


def _done(one: FoundWorkout, names: Mapping[str, str]) -> str:
    """Tell a workout in short: "Clamshells: 3 sets, Hip bridges: 2 sets"."""
    words = [_exercise(done, names) for done in one.exercises]
    return ", ".join(words) or _("no exercise")


def _exercise(done: FoundExercise, names: Mapping[str, str]) -> str:
    count = len({bout.number for bout in done.sets})
    none = _("left out") if done.skip_reason else _("no sets")
    sets = ngettext("%(count)s set", "%(count)s sets", count) % {"count": count} if count else none
    return f"{names.get(done.slug, done.slug)}: {sets}"


def _differs(one: FoundWorkout, twin: FoundWorkout, says: frozenset[str]) -> str:
    return ", ".join(str(PARTS.get(name, name)) for name in differences(one, twin, says))


def _setting(name: str, plan: Plan) -> tuple[str, str, str]:
    """Return a setting's name, what it is here, and what it is in the file."""
    here, there = plan.stored.settings[name], plan.found.profile[name]
    return str(capfirst(column(name).verbose_name)), _value(name, here), _value(name, there)


def _value(name: str, value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    words = dict(column(name).flatchoices).get(value, value)
    return format_decimal(words) if isinstance(words, Decimal) else str(words) or _("nothing")


def _button(plan: Plan) -> str:
    count = len(plan.workouts)
    if plan.obstacles:
        return ""
    if count:
        return ngettext("Add %(count)s workout", "Add %(count)s workouts", count) % {"count": count}
    if plan.adds:
        return _("Add what is new")
    return _("Import") if plan.changed_settings or plan.changes_steps else ""
