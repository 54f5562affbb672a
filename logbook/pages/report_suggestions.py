"""What a report says of suggestions: how often they were followed, and what is suggested now."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from logbook.advising import ExerciseAdvice, Trained, ladder_of, rules_of
from logbook.entries import WorkoutEntry
from logbook.followed import ANEW, EASIER, FEWER, GROUPS, HARDER, SAME_LEVEL, Done, Outcome, outcomes
from logbook.pages.advice import advice_row
from logbook.pages.report_parts import Section
from logbook.pain import TOO_MUCH_PAIN
from logbook.people import Person
from logbook.progression import Session, advise
from logbook.reporting import Material
from logbook.weeks import period_title, short_months


def suggestions_section(user: Person, material: Material, today: date) -> Section:
    """Tell what was suggested and followed, worked out from the log; or that suggestions are switched off."""
    heading = _("Suggestions")
    if not user.wants_advice:
        return Section("suggestions", heading, [_("They are switched off, so none are shown and none are counted.")])
    done = _done(material)
    found = [
        outcome
        for slug, exercise in material.exercises.items()
        for outcome in outcomes(
            done.get(slug, ()),
            since=material.weeks[0].first,
            rules=rules_of(user, exercise),
            ladder=ladder_of(user, exercise, material.bands),
        )
    ]
    signs = material.entries[-1].warning_signs if material.entries else material.earlier.has_warning
    words = _followed_words(found)
    remarks = _remarks(found)
    if signs:
        words.append(_("Nothing is suggested now: a warning sign was ticked in the latest workout."))
        return Section("suggestions", heading, words, remarks=remarks)
    now = [
        _advised(user, exercise, material, done[slug], today)
        for slug, exercise in material.exercises.items()
        if slug in done and slug in material.earlier.offered
    ]
    pairs = [(one.exercise.name, advice_row(one).words) for one in now]
    words += [_sign_words(material.entries)] if any(one.warning_signs for one in material.entries) else []
    words += [_("What the app now says to the person who trains:")] if pairs else []
    return Section("suggestions", heading, words, pairs, remarks=remarks)


def _remarks(found: Sequence[Outcome]) -> list[str]:
    """Say what the counts go by; nothing where there are none."""
    groups = {one.group for one in found}
    words = [_("By today's bands and settings; the app may have said otherwise.")]
    if ANEW in groups:
        words.append(_("After a break the number of sets counts, too."))
    if FEWER in groups:
        words.append(_("Where fewer reps were suggested, all reps together count, too."))
    return [" ".join(words)] if found else []


def _sign_words(entries: Sequence[WorkoutEntry]) -> str:
    """Say that nobody answered about the latest warning sign of some workouts, oldest first, of which one has signs."""
    day = max(one.performed_on for one in entries if one.warning_signs)
    words = _("A warning sign was ticked on %(day)s; later workouts say nothing about it.")
    return words % {"day": period_title(day, day, short_months())}


def _done(material: Material) -> dict[str, list[Done]]:
    """Return the sessions of each exercise, the last two before the period too, oldest first, by its slug."""
    found = {slug: [Done(one) for one in sessions] for slug, sessions in material.earlier.sessions.items() if sessions}
    is_warned = material.earlier.has_warning
    for entry in material.entries:
        for slug, session in _sessions(entry):
            found.setdefault(slug, []).append(Done(session, is_warned))
        is_warned = bool(entry.warning_signs)
    return found


def _sessions(entry: WorkoutEntry) -> list[tuple[str, Session]]:
    """Return what of a workout advice goes by: exercises with sets, and those that hurt too much for any."""
    return [
        (one.slug, Session(entry.performed_on, one.sets, entry.pain_before, one.pain_during, entry.pain_next_morning))
        for one in entry.exercises
        if one.sets or (one.pain_during is not None and one.pain_during >= TOO_MUCH_PAIN)
    ]


def _advised(user: Person, exercise: Trained, material: Material, done: Sequence[Done], today: date) -> ExerciseAdvice:
    rules, ladder = rules_of(user, exercise), ladder_of(user, exercise, material.bands)
    advice = advise([one.session for one in done], rules=rules, ladder=ladder, today=today)
    return ExerciseAdvice(exercise, advice, rules)


def _followed_words(found: Sequence[Outcome]) -> list[str]:
    """Tell how often suggestions were followed, in all and of each kind."""
    if not found:
        return [_("There was no suggestion to follow in these weeks.")]
    labels = {
        HARDER: _("One step up: followed %(followed)s of %(count)s."),
        EASIER: _("One step down: followed %(followed)s of %(count)s."),
        FEWER: _("Fewer reps at the same resistance: followed %(followed)s of %(count)s."),
        ANEW: _("A gentle start after a break: followed %(followed)s of %(count)s."),
        SAME_LEVEL: _("The same resistance again: followed %(followed)s of %(count)s."),
    }
    parts = []
    for group in GROUPS:
        of_it = [one for one in found if one.group == group]
        if of_it:
            parts.append(labels[group] % {"followed": sum(one.is_followed for one in of_it), "count": len(of_it)})
    words = ngettext(
        "How often the next workout was at the suggested resistance: "
        "%(followed)s of %(count)s time (each exercise counts).",
        "How often the next workout was at the suggested resistance: "
        "%(followed)s of %(count)s times (each exercise counts).",
        len(found),
    )
    followed = sum(one.is_followed for one in found)
    return [words % {"followed": followed, "count": len(found)}, " ".join(parts)]
