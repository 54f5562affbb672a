"""Advice in words: what to do next, and why, with the days and the numbers behind it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from logbook.advising import Advised, ExerciseAdvice
from logbook.progression import RUN_GAP, Kind, Session, Why, counted_sets, single_level

SIDE_FIRST = {
    "each_leg": {"left": gettext_lazy("left leg first"), "right": gettext_lazy("right leg first")},
    "each_direction": {"left": gettext_lazy("to the left first"), "right": gettext_lazy("to the right first")},
}
MANY = {
    "both": gettext_lazy("%(count)s or more on %(days)s"),
    "each_leg": gettext_lazy("%(count)s or more on both sides on %(days)s"),
    "each_direction": gettext_lazy("%(count)s or more in both directions on %(days)s"),
}


@dataclass(frozen=True)
class AdviceRow:
    """What is advised for one exercise; `use_url` leads to a log form filled with it, "" where nothing can be."""

    slug: str
    name: str
    kind: str
    words: str
    reason: str
    use_url: str


def advice_rows(advised: Advised) -> list[AdviceRow]:
    """Tell the advice for each exercise that was logged before; none after a warning sign."""
    return [advice_row(one) for one in advised.exercises if one.says_something]


def advice_row(one: ExerciseAdvice) -> AdviceRow:
    """Tell the advice for one exercise, which says something."""
    slug = one.exercise.slug
    use = f"{reverse('logbook:workout-new')}?{urlencode({'use': slug})}#exercise-{slug}" if one.advice.sets else ""
    return AdviceRow(slug, one.exercise.name, one.advice.kind, _words(one), _reason(one), use)


def _words(one: ExerciseAdvice) -> str:
    """Return what to do next, in a sentence."""
    advice, rules = one.advice, one.rules
    step = advice.step.label if advice.step else ""
    if advice.kind is Kind.ADD_REPS:
        return _more(one)
    words = {
        Kind.RESTART: _("Begin again gently: one set at the same level, aim for %(aim)s."),
        Kind.DOWN: _("One step easier: %(step)s."),
        Kind.EASE_REPS: _("Take it easier: the same level, and about a quarter less."),
        Kind.HOLD_NO_PAIN_SCORE: _("Once more like this, and write down your knee pain."),
        Kind.HOLD_PAIN: _("Stay at this level for now."),
        Kind.UP: _("One step up: %(step)s. Aim for %(aim)s. Fewer than before is what to expect."),
        Kind.AT_TOP: _("Keep going like this. It is the highest step on your list."),
        Kind.CONFIRM: _("One more like this."),
    }
    return words[advice.kind] % {"step": step, "aim": rules.rep_min}


def _more(one: ExerciseAdvice) -> str:
    advice, exercise = one.advice, one.exercise
    if not advice.lowest:
        is_level = single_level(advice.basis[-1], one.rules) is not None
        if not is_level:
            return _("Use one level for all sets.")
        count = one.rules.target_sets
        return ngettext("Do the set that you aim for.", "Do all %(count)s sets that you aim for.", count) % {
            "count": count
        }
    sides = SIDE_FIRST.get(exercise.sides, {})
    first = str(sides.get(advice.lowest[0], "")) if len(advice.lowest) == 1 else ""
    more = _("One or two more steps") if exercise.counts == "steps" else _("One or two more reps")
    return f"{more}, {first}." if first else _("%(more)s where you did the fewest.") % {"more": more}


def _reason(one: ExerciseAdvice) -> str:
    """Return why, in a sentence with days and numbers."""
    advice = one.advice
    days = day_list([session.day for session in advice.basis])
    if advice.kind is Kind.RESTART:
        return _("The last time was on %(days)s.") % {"days": days}
    if advice.why:
        return _why_less(one, days)
    return _fewest(one, days) if advice.kind is Kind.ADD_REPS else _many(one, days)


def _why_less(one: ExerciseAdvice, days: str) -> str:
    last = one.advice.basis[-1]
    facts = {"days": days, "during": last.pain_during, "morning": last.pain_next_morning, "before": last.pain_before}
    if one.advice.why is Why.PAIN:
        return _("Knee pain of %(during)s of 10 during it on %(days)s.") % facts
    if one.advice.why is Why.FEW_REPS:
        return _("Fewer than %(count)s in a set on %(days)s.") % {"count": one.rules.rep_min, "days": days}
    if last.pain_before is None:
        return _("Knee pain of %(morning)s of 10 on the morning after %(days)s.") % facts
    return _("Knee pain of %(morning)s of 10 on the morning after %(days)s, and %(before)s before it.") % facts


def _fewest(one: ExerciseAdvice, days: str) -> str:
    last, target = one.advice.basis[-1], one.rules.target_sets
    if one.advice.lowest:
        fewest = min(bout.reps for bout in counted_sets(last, one.rules))
        words = _("The fewest in a set were %(count)s on %(days)s; the target is %(target)s.")
        if max(bout.number for bout in last.sets) > target:
            words = ngettext(
                "The fewest in the first set were %(count)s on %(days)s; the target is %(target)s.",
                "The fewest in the first %(sets)s sets were %(count)s on %(days)s; the target is %(target)s.",
                target,
            )
        return words % {"count": fewest, "days": days, "target": one.rules.rep_max, "sets": target}
    if single_level(last, one.rules) is None:
        return _("There was more than one level on %(days)s.") % {"days": days}
    return ngettext(
        "On %(days)s there were fewer sets than the %(count)s that you aim for.",
        "On %(days)s there were fewer sets than the %(count)s that you aim for.",
        target,
    ) % {"days": days, "count": target}


def _many(one: ExerciseAdvice, days: str) -> str:
    """Return that all sets had reps enough, and what follows from that."""
    many = MANY[one.exercise.sides]
    facts = {"many": many % {"count": one.rules.rep_max, "days": days}, "limit": one.rules.pain_up_max, "gap": RUN_GAP}
    if one.advice.kind is Kind.HOLD_PAIN:
        facts["pain"] = _held_by(one.advice.basis, one.rules.pain_up_max)
    words = {
        Kind.HOLD_NO_PAIN_SCORE: _("%(many)s, but a pain score is missing."),
        Kind.HOLD_PAIN: _("%(many)s, but %(pain)s."),
        Kind.CONFIRM: _("%(many)s. A second time within %(gap)s days decides."),
    }
    return words.get(one.advice.kind, _("%(many)s, knee pain %(limit)s or less.")) % facts


def _held_by(basis: Sequence[Session], limit: int) -> str:
    highest = max(session.pain_during or 0 for session in basis)
    if highest > limit:
        return _("knee pain was %(pain)s of 10, and the limit is %(limit)s") % {"pain": highest, "limit": limit}
    return _("on the morning after %(day)s the knee was not as calm as before") % {"day": day_list([basis[0].day])}


def day_list(days: Sequence[date]) -> str:
    """Tell one or two days: "3 March", "3 and 5 March", "28 February and 5 March"."""
    *before, last = days
    told = date_format(last, "j F")
    if not before:
        return told
    is_same = (before[0].year, before[0].month) == (last.year, last.month)
    first = date_format(before[0], "j" if is_same else "j F")
    return _("%(first)s and %(last)s") % {"first": first, "last": told}
