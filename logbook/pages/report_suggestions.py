"""What a report says of suggestions: how often they were followed, and what is suggested now."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from logbook.advising import ExerciseAdvice, Trained, ladder_of, rules_of
from logbook.entries import WorkoutEntry
from logbook.followed import ANEW, GROUPS, Done, Outcome, outcomes
from logbook.pages.advice import advice_row
from logbook.pages.report_parts import Section
from logbook.pain import TOO_MUCH_PAIN
from logbook.people import Person
from logbook.progression import Session, advise
from logbook.reporting import Material


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
    words = [_followed_words(found)]
    remarks = [_remark(found)]
    if signs:
        words.append(_("Nothing is suggested now: a warning sign was ticked in the latest workout."))
        return Section("suggestions", heading, words, remarks=remarks)
    now = [
        _advised(user, exercise, material, done[slug], today)
        for slug, exercise in material.exercises.items()
        if slug in done and slug in material.earlier.offered
    ]
    pairs = [(_("Now, %(exercise)s") % {"exercise": one.exercise.name}, advice_row(one).words) for one in now]
    return Section("suggestions", heading, words, pairs, remarks=remarks)


def _remark(found: Sequence[Outcome]) -> str:
    """Say what the counts go by."""
    if any(one.group == ANEW for one in found):
        return _(
            "Worked out afterwards from the log with today's settings; "
            "only the resistance is compared, and after a break the number of sets."
        )
    return _("Worked out afterwards from the log with today's settings; only the resistance is compared.")


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


def _followed_words(found: Sequence[Outcome]) -> str:
    """Tell how many suggestions were followed, in all and of each group."""
    if not found:
        return _("There was no suggestion to follow in these weeks.")
    labels = {
        "harder": _("a step up %(followed)s of %(count)s"),
        "easier": _("a step down %(followed)s of %(count)s"),
        "anew": _("gently after a break %(followed)s of %(count)s"),
        "same": _("the same level %(followed)s of %(count)s"),
    }
    parts = []
    for group in GROUPS:
        of_it = [one for one in found if one.group == group]
        if of_it:
            parts.append(labels[group] % {"followed": sum(one.is_followed for one in of_it), "count": len(of_it)})
    words = ngettext(
        "%(count)s suggestion, %(followed)s followed: %(parts)s.",
        "%(count)s suggestions, %(followed)s followed: %(parts)s.",
        len(found),
    )
    return words % {
        "followed": sum(one.is_followed for one in found),
        "count": len(found),
        "parts": ", ".join(parts),
    }
