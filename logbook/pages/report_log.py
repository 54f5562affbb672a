"""What a report says of the workouts: exercises then and now, what was left out, what is missing, notes."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from logbook.advising import Trained
from logbook.entries import LEFT, RIGHT, SetEntry, WorkoutEntry, count_sets
from logbook.history import SIDE_WORDS, by_resistance, describe_sets, describe_sides
from logbook.models import WorkoutExercise
from logbook.pages.report_parts import Column, Section, Table
from logbook.pages.why_not import reason_words
from logbook.report import ExerciseSpan, Judged, exercise_spans, gaps, notes, skips, stopped, tally
from logbook.reporting import Material
from logbook.weeks import period_title, short_months

# More of the latest notes than these would push everything else off the sheet.
MOST_NOTES = 10
DIRECTION_WORDS = {
    **SIDE_WORDS,
    LEFT: gettext_lazy("to the left %(reps)s"),
    RIGHT: gettext_lazy("to the right %(reps)s"),
}


def exercises_section(material: Material) -> Section | None:
    """Tell the sets of each exercise then and now, with their resistance; None where no set was done."""
    spans = exercise_spans(material.entries)
    if not spans:
        return None
    exercises = [one for slug, one in material.exercises.items() if slug in spans]
    columns = [_("Exercise"), _("Workouts"), _("Sets then"), _("Sets now")]
    rows = [_row(one, spans[one.slug]) for one in exercises]
    directions = any(one.sides == "each_direction" for one in exercises)
    remarks = [_("In crab walks left and right are directions and not legs; steps are counted.")] if directions else []
    caption = _("The first and the last workout of the period that had sets of it")
    table = Table(caption, [Column(heading) for heading in columns], rows)
    return Section("exercises", _("The exercises, then and now"), table=table, remarks=remarks)


def _row(exercise: Trained, span: ExerciseSpan) -> list[str]:
    months = short_months()
    told = [
        f"{_sets(exercise, sets)} ({period_title(day, day, months)})"
        for day, sets in ((span.first, span.first_sets), (span.last, span.last_sets))
    ]
    return [exercise.name, str(span.count), *told]


def _sets(exercise: Trained, bouts: Sequence[SetEntry]) -> str:
    """Tell the sets with each resistance: "1 set: left 15 · right 12 · No resistance; 1 set: left 8 · Light band".

    Where each side had a resistance of its own in all sets, these are the same sets, and are counted once.
    """
    words = DIRECTION_WORDS if exercise.sides == "each_direction" else SIDE_WORDS
    groups = by_resistance(bouts)
    sides = [side for group in groups for side in {bout.side for bout in group}]
    if len(groups) == 1 or len(sides) > len(set(sides)) or len({_numbers(group) for group in groups}) > 1:
        return "; ".join(describe_sets(bouts, words))
    told = "; ".join(f"{describe_sides(group, words)} · {group[0].resistance.label}" for group in groups)
    count = count_sets(tuple(bouts))
    sets = ngettext("%(count)s set: %(sides)s", "%(count)s sets: %(sides)s", count)
    return sets % {"count": count, "sides": told}


def _numbers(bouts: Sequence[SetEntry]) -> tuple[int, ...]:
    return tuple(bout.number for bout in bouts)


def left_out_section(material: Material, judged: Judged) -> Section:
    """Tell which exercises were left out and why, and the reasons for weeks below the goal."""
    found = _left_out(material.entries)
    pairs = [(one.name, ", ".join(found[slug])) for slug, one in material.exercises.items() if slug in found]
    words = [] if pairs else [_("No exercise was marked as left out.")]
    if judged.below:
        reasons = Counter(reason_words(material.reasons.get(week.number)) for week in judged.below)
        # Nobody has to say why, and older weeks are not asked about.
        unsaid = reasons.pop("", 0)
        told = [*tally(reasons), *([(_("reason not said"), unsaid)] if unsaid else [])]
        pairs.append((_below_words(judged), _counts(told)))
    return Section("left-out", _("Left out, and why"), words, pairs)


def _left_out(entries: Sequence[WorkoutEntry]) -> dict[str, list[str]]:
    """Tell the reasons for leaving an exercise out with their counts, by its slug, and the pains that stopped it."""
    labels: Mapping[str, str] = {reason.value: str(reason.label) for reason in WorkoutExercise.SkipReason}
    found = {
        slug: [_counts([(labels.get(reason, reason), count) for reason, count in tally(counts)])]
        for slug, counts in skips(entries).items()
    }
    for slug, pains in stopped(entries).items():
        found[slug] = [*found.get(slug, []), *(_stopped_words(pain, pains[pain]) for pain in sorted(pains))]
    return found


def _stopped_words(pain: int, count: int) -> str:
    words = ngettext(
        "%(count)s time no sets, with pain of %(pain)s", "%(count)s times no sets, with pain of %(pain)s", count
    )
    return words % {"count": count, "pain": pain}


def _below_words(judged: Judged) -> str:
    words = ngettext(
        "Below the goal in %(below)s of %(count)s finished week",
        "Below the goal in %(below)s of %(count)s finished weeks",
        judged.count,
    )
    return words % {"below": len(judged.below), "count": judged.count}


def _counts(counts: Sequence[tuple[str, int]]) -> str:
    return ", ".join(f"{label} {count}" for label, count in counts)


def gaps_section(material: Material, today: date) -> Section:
    """Tell how many answers are missing, and how many workouts have a date of their own."""
    found = gaps(material.entries, today)
    pairs = [
        (_("No score before"), _of_workouts(found.before, found.workouts)),
        (_("No score during"), _of_exercises(found.during, found.exercises)),
        (_("No score the next morning"), _of_workouts(found.next_morning, found.mornings)),
        (_("Entered for an earlier day, or with another date"), _of_workouts(material.by_hand, found.workouts)),
    ]
    return Section("gaps", _("Missing answers"), pairs=pairs)


def _of_workouts(count: int, total: int) -> str:
    words = ngettext("%(count)s of %(total)s workout", "%(count)s of %(total)s workouts", total)
    return words % {"count": count, "total": total}


def _of_exercises(count: int, total: int) -> str:
    words = ngettext("%(count)s of %(total)s exercise done", "%(count)s of %(total)s exercises done", total)
    return words % {"count": count, "total": total}


def notes_section(material: Material) -> Section:
    """Tell the latest notes, in the person's own words."""
    found, months = notes(material.entries), short_months()
    pairs = []
    for note in found[:MOST_NOTES]:
        day = period_title(note.day, note.day, months)
        about = material.exercises[note.slug].name if note.slug in material.exercises else ""
        pairs.append((f"{day}, {about}" if about else day, note.text))
    words = [] if found else [_("No notes were written in these weeks.")]
    return Section("notes", _("Last notes"), words, pairs, is_own_text=True, left_out=max(len(found) - MOST_NOTES, 0))


def more_notes(count: int) -> str:
    """Say how many notes are not shown; "" for none."""
    if not count:
        return ""
    return ngettext("%(count)s more note is in the log.", "%(count)s more notes are in the log.", count) % {
        "count": count
    }
