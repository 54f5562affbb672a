"""What to do next of one exercise: advice from what was logged, never a prescription.

Pure. The rules and their names are those of DOMAIN.md section 6: general strength
practice (the 2-for-2 rule, made stricter) with the pain zones of section 5. They are not
trial evidence for knee pain, and pages that show advice say so.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import groupby

from logbook.entries import MOST_SETS, SetEntry
from logbook.ladders import Ladder, same_level
from logbook.pain import TOO_MUCH_PAIN, has_settled
from logbook.resistance import Resistance, level

REP_MIN, REP_MAX = 10, 20
TARGET_SETS, MOST_TARGET_SETS = 2, 5
# The most pain during an exercise with which more resistance is advised; a physio may say otherwise, up to the second.
PAIN_UP_MAX, HIGHEST_PAIN_UP_MAX = 2, 5
# Days between two workouts that still count as following each other, and after which to begin anew.
RUN_GAP, RESTART_AFTER = 14, 21
# How many more reps to try for where they are fewest; and what is kept of them when it was too much.
MORE_REPS, KEPT_QUARTERS = 2, 3


class Kind(StrEnum):
    """What is advised."""

    NO_DATA = "no_data"
    STOP = "stop"
    RESTART = "restart"
    DOWN = "down"
    EASE_REPS = "ease_reps"
    HOLD_NO_PAIN_SCORE = "hold_no_pain_score"
    HOLD_PAIN = "hold_pain"
    UP = "up"
    AT_TOP = "at_top"
    CONFIRM = "confirm"
    ADD_REPS = "add_reps"


class Why(StrEnum):
    """Why less is advised: pain during the exercise, the next morning, or few reps twice; "" for other advice."""

    NONE = ""
    PAIN = "pain"
    MORNING = "morning"
    FEW_REPS = "few_reps"


@dataclass(frozen=True)
class Rules:
    """What differs between exercises and people.

    `sides` are the ones that the exercise has; reps are 1–100, `target_sets` 1–5, and
    `pain_up_max` 0–5 is the most pain during an exercise with which it may become harder.
    """

    sides: tuple[str, ...]
    rep_min: int = REP_MIN
    rep_max: int = REP_MAX
    target_sets: int = TARGET_SETS
    pain_up_max: int = PAIN_UP_MAX


@dataclass(frozen=True)
class Session:
    """One workout as far as one exercise is concerned; pains are 0–10, None when not answered."""

    day: date
    sets: tuple[SetEntry, ...]
    pain_before: int | None = None
    pain_during: int | None = None
    pain_next_morning: int | None = None

    @property
    def is_settled(self) -> bool:
        """Whether the knee was as calm as before by the next morning (DOMAIN.md section 5)."""
        return has_settled(self.pain_before, self.pain_next_morning)

    @property
    def is_too_painful(self) -> bool:
        """Whether the exercise hurt too much."""
        return self.pain_during is not None and self.pain_during >= TOO_MUCH_PAIN


@dataclass(frozen=True)
class Advice:
    """What to do next.

    `sets` are what the next workout may look like, empty where nothing can be said.
    `basis` are the sessions that decided it, earlier ones first; `step` is the new
    resistance of UP and DOWN; `lowest` are the sides with the fewest reps, of ADD_REPS.
    """

    kind: Kind
    sets: tuple[SetEntry, ...] = ()
    basis: tuple[Session, ...] = ()
    why: Why = Why.NONE
    step: Resistance | None = None
    lowest: tuple[str, ...] = ()


def advise(
    sessions: Iterable[Session], *, rules: Rules, ladder: Ladder, today: date, has_warning: bool = False
) -> Advice:
    """Return the advice for one exercise on a day.

    `sessions` are in the order in which they were logged; of several on one day the last
    one counts. `has_warning` when a warning sign was ticked in the person's latest workout.
    """
    considered = _considered(sessions)
    if not considered:
        return Advice(Kind.NO_DATA)
    if has_warning:
        return Advice(Kind.STOP, basis=(considered[-1],))
    return _caution(considered, rules, ladder, today) or _onward(considered, rules, ladder)


def _caution(considered: Sequence[Session], rules: Rules, ladder: Ladder, today: date) -> Advice | None:
    """Return advice to do less, rows 2 to 4 of the table; None where nothing speaks for it."""
    last = considered[-1]
    if (today - last.day).days >= RESTART_AFTER:
        return Advice(Kind.RESTART, _one_set(last, rules), (last,))
    if last.is_too_painful or not last.is_settled:
        why = Why.PAIN if last.is_too_painful else Why.MORNING
        return _less(last, (last,), why, rules, ladder)
    if is_run(considered, rules) and all(_is_below(one, rules) for one in considered[-2:]):
        return _less(last, tuple(considered[-2:]), Why.FEW_REPS, rules, ladder)
    return None


def _onward(considered: Sequence[Session], rules: Rules, ladder: Ladder) -> Advice:
    """Return advice to go on, rows 5 and 6 of the table."""
    last = considered[-1]
    if not is_top(last, rules):
        return _more_reps(last, rules)
    if not is_run(considered, rules) or not is_top(considered[-2], rules):
        return Advice(Kind.CONFIRM, last.sets, (last,))
    return _after_two_tops(considered[-2], last, rules, ladder)


def _considered(sessions: Iterable[Session]) -> list[Session]:
    """Return the last session of each day, by day."""
    ordered = sorted(sessions, key=lambda one: one.day)
    return [list(group)[-1] for _day, group in groupby(ordered, key=lambda one: one.day)]


def counted_sets(session: Session, rules: Rules) -> list[SetEntry]:
    """Return the first sets of each side, as many as are aimed for."""
    sides = dict.fromkeys([*rules.sides, *(bout.side for bout in session.sets)])
    ordered = sorted(session.sets, key=lambda bout: bout.number)
    return [bout for side in sides for bout in [one for one in ordered if one.side == side][: rules.target_sets]]


def single_level(session: Session, rules: Rules) -> Resistance | None:
    """Return the one resistance of all counted sets; None where there are several, or no set."""
    counted = counted_sets(session, rules)
    first = counted[0].resistance if counted else None
    return first if first and all(same_level(bout.resistance, first) for bout in counted) else None


def is_top(session: Session, rules: Rules) -> bool:
    """Return whether every side has all sets that are aimed for, at one level, each with the most reps or more."""
    counted = counted_sets(session, rules)
    is_complete = all([bout.side for bout in counted].count(side) == rules.target_sets for side in rules.sides)
    is_strong = all(bout.reps >= rules.rep_max for bout in counted)
    return is_complete and is_strong and single_level(session, rules) is not None


def _is_below(session: Session, rules: Rules) -> bool:
    return any(bout.reps < rules.rep_min for bout in counted_sets(session, rules))


def is_run(considered: Sequence[Session], rules: Rules) -> bool:
    """Return whether the last two sessions follow each other at one and the same level."""
    if len(considered) == 1:
        return False
    previous, last = considered[-2:]
    levels = single_level(previous, rules), single_level(last, rules)
    if levels[0] is None or levels[1] is None:
        return False
    return same_level(levels[0], levels[1]) and (last.day - previous.day).days <= RUN_GAP


def _less(last: Session, basis: tuple[Session, ...], why: Why, rules: Rules, ladder: Ladder) -> Advice:
    """Advise one step down; fewer reps at the lowest level, and where several were used."""
    at = single_level(last, rules)
    step = ladder.below(at) if at else None
    if step is None:
        eased = tuple(replace(bout, reps=max(1, bout.reps * KEPT_QUARTERS // 4)) for bout in last.sets)
        return Advice(Kind.EASE_REPS, eased, basis, why)
    sets = _at(step, last.sets, lambda reps: min(max(reps, rules.rep_min), rules.rep_max))
    return Advice(Kind.DOWN, sets, basis, why, step)


def _after_two_tops(previous: Session, last: Session, rules: Rules, ladder: Ladder) -> Advice:
    basis = (previous, last)
    pains = [one.pain_during for one in basis]
    if None in pains:
        return Advice(Kind.HOLD_NO_PAIN_SCORE, last.sets, basis)
    if any(pain is not None and pain > rules.pain_up_max for pain in pains) or not previous.is_settled:
        return Advice(Kind.HOLD_PAIN, last.sets, basis)
    at = single_level(last, rules)
    step = ladder.above(at) if at else None
    if step is None:
        return Advice(Kind.AT_TOP, last.sets, basis)
    return Advice(Kind.UP, _at(step, last.sets, lambda _reps: rules.rep_min), basis, step=step)


def _more_reps(last: Session, rules: Rules) -> Advice:
    """Advise a little more where it is least; and the sets that are missing, once there are reps enough."""
    counted = counted_sets(last, rules)
    fewest = min((bout.reps for bout in counted), default=rules.rep_max)
    if fewest >= rules.rep_max:
        return Advice(Kind.ADD_REPS, _completed(last, rules), (last,))
    weakest = [bout for bout in counted if bout.reps == fewest]
    more = {bout: replace(bout, reps=min(bout.reps + MORE_REPS, rules.rep_max)) for bout in weakest}
    sets = tuple(more.get(bout, bout) for bout in last.sets)
    return Advice(Kind.ADD_REPS, sets, (last,), lowest=tuple(dict.fromkeys(bout.side for bout in weakest)))


def _completed(last: Session, rules: Rules) -> tuple[SetEntry, ...]:
    """Return the sets with those that are missing to the target, each like the last one of its side, with few reps."""
    added = []
    for side in rules.sides if last.sets else ():
        done = [bout for bout in last.sets if bout.side == side] or list(last.sets)
        like = max(done, key=lambda bout: bout.number)
        count = len([bout for bout in last.sets if bout.side == side])
        numbers = range(count + 1, min(rules.target_sets, MOST_SETS) + 1)
        added += [SetEntry(number, side, rules.rep_min, like.resistance) for number in numbers]
    taken = {(bout.number, bout.side) for bout in last.sets}
    return (*last.sets, *(bout for bout in added if (bout.number, bout.side) not in taken))


def _one_set(last: Session, rules: Rules) -> tuple[SetEntry, ...]:
    """Return one set of each side with few reps, at the level of the last time; at the easiest of several."""
    if not last.sets:
        return ()
    easiest = min((bout.resistance for bout in last.sets), key=level)
    sides = dict.fromkeys(bout.side for bout in last.sets)
    return tuple(SetEntry(1, side, rules.rep_min, easiest) for side in sides)


def _at(step: Resistance, bouts: Iterable[SetEntry], reps: Callable[[int], int]) -> tuple[SetEntry, ...]:
    return tuple(replace(bout, resistance=step, reps=reps(bout.reps)) for bout in bouts)
