"""Which suggestions were followed, worked out afterwards: what would have been advised, and what was then done. Pure.

Advice is never stored (`progression.py`), so this goes by the log as it is now and by
today's settings. Only the resistance is compared: reps differ from day to day. After a break
the number of sets is compared, too: a gentle start is fewer of them. So are all reps together
where fewer were suggested.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from logbook.entries import SetEntry
from logbook.ladders import Ladder, same_level
from logbook.progression import Advice, Kind, Rules, Session, advise, counted_sets

HARDER, EASIER, FEWER, ANEW, SAME_LEVEL = GROUPS = ("harder", "easier", "fewer", "anew", "same")
# What each kind of advice asks for; all others ask for the same level once more.
GROUP_OF = {Kind.UP: HARDER, Kind.DOWN: EASIER, Kind.EASE_REPS: FEWER, Kind.RESTART: ANEW}


@dataclass(frozen=True)
class Done:
    """One session of an exercise; `is_warned` when a warning sign was ticked in the person's workout before it."""

    session: Session
    is_warned: bool = False


@dataclass(frozen=True)
class Outcome:
    """What was suggested for a day, one of GROUPS, and whether the session of that day was like that."""

    day: date
    group: str
    is_followed: bool


def outcomes(done: Iterable[Done], *, since: date, rules: Rules, ladder: Ladder) -> list[Outcome]:
    """Hold each session of an exercise from a day on against what was advised before it.

    Of several sessions on one day the last one counts. Left out are sessions before which
    no resistance was suggested (the first ever, or after a warning sign) and those without a set.
    """
    considered = _considered(done)
    found = []
    for place, one in enumerate(considered):
        if one.session.day < since or not one.session.sets:
            continue
        before = [earlier.session for earlier in considered[:place][-2:]]
        advice = advise(before, rules=rules, ladder=ladder, today=one.session.day, has_warning=one.is_warned)
        if _asks_for_sets(advice):
            group = GROUP_OF.get(advice.kind, SAME_LEVEL)
            found.append(Outcome(one.session.day, group, _is_followed(advice, one.session, rules)))
    return found


def _considered(done: Iterable[Done]) -> Sequence[Done]:
    ordered = sorted(done, key=lambda one: one.session.day)
    return [list(group)[-1] for _day, group in groupby(ordered, key=lambda one: one.session.day)]


def _asks_for_sets(advice: Advice) -> bool:
    return advice.kind not in (Kind.NO_DATA, Kind.STOP) and bool(advice.sets)


def _is_followed(advice: Advice, session: Session, rules: Rules) -> bool:
    if advice.kind is Kind.RESTART and _most_sets(session.sets) > _most_sets(advice.sets):
        return False
    # About a quarter less was suggested; whoever did less at all understood it.
    if advice.kind is Kind.EASE_REPS and _reps(session.sets) >= _reps(advice.basis[-1].sets):
        return False
    return _is_at(advice, session, rules)


def _reps(bouts: Iterable[SetEntry]) -> int:
    return sum(bout.reps for bout in bouts)


def _most_sets(bouts: Iterable[SetEntry]) -> int:
    """Return how many sets the side with the most of them has."""
    return max(Counter(bout.side for bout in bouts).values())


def _is_at(advice: Advice, session: Session, rules: Rules) -> bool:
    """Return whether each counted set was at a level that was suggested; where several were, each of them will do."""
    asked = [bout.resistance for bout in counted_sets(Session(session.day, advice.sets), rules)]
    done = [bout.resistance for bout in counted_sets(session, rules)]
    return all(any(same_level(one, other) for other in asked) for one in done)
