"""What pain scores mean: the zones of DOMAIN.md section 5, and whether a knee has settled."""

import pytest

from logbook.entries import WorkoutEntry
from logbook.history import highest_pain
from logbook.pain import (
    BEFORE,
    DURING,
    FINE,
    NEXT_MORNING,
    STOP,
    WATCH,
    ZONES,
    Zone,
    has_settled,
    morning_words,
    zone_of,
)
from tests.factories import done
from tests.logbook.test_recording import DAY

MOMENTS = (BEFORE, DURING, NEXT_MORNING)
SORER = (
    "Your knee hurts more than before the workout: {} then, {} the next morning. Choose an easier version next time."
)


@pytest.mark.parametrize(
    ("score", "zone"),
    [(0, FINE), (1, FINE), (2, FINE), (3, WATCH), (4, WATCH), (5, WATCH), (6, STOP), (7, STOP), (10, STOP)],
)
def test_zone_of_a_score(score: int, zone: Zone) -> None:
    assert zone_of(score) is zone


@pytest.mark.parametrize("score", [-1, 11, 100])
def test_zone_of_what_is_no_score_is_refused(score: int) -> None:
    with pytest.raises(ValueError, match="from 0 to 10"):
        zone_of(score)


@pytest.mark.parametrize("moment", MOMENTS)
def test_each_zone_has_a_sentence_of_its_own(moment: str) -> None:
    assert len({zone.sentence(moment) for zone in ZONES}) == len(ZONES) == 3


@pytest.mark.parametrize("sentence", [*(zone.sentence(moment) for zone in ZONES for moment in MOMENTS), STOP.saved])
def test_sentences_are_short(sentence: str) -> None:
    assert max(len(part.split()) for part in str(sentence).split(". ")) <= 20


@pytest.mark.parametrize("moment", MOMENTS)
def test_from_six_on_the_words_are_calm(moment: str) -> None:
    words = STOP.sentence(moment)

    assert "easier version next time" in words
    assert "!" not in words


@pytest.mark.parametrize(
    ("before", "next_morning", "settled"),
    [
        (None, None, True),
        (3, None, True),
        (None, 5, True),
        (None, 6, False),
        (0, 0, True),
        (0, 1, True),
        (0, 2, False),
        (3, 4, True),
        (3, 5, False),
        (4, 5, True),
        (5, 6, False),
        (9, 6, False),
        (9, 5, True),
    ],
)
def test_knee_has_settled_below_six_and_below_two_more(
    before: int | None, next_morning: int | None, settled: bool
) -> None:
    assert has_settled(before, next_morning) is settled


@pytest.mark.parametrize(
    ("before", "next_morning", "words"),
    [
        (None, 0, "That is fine. You can carry on."),
        (1, 2, "That is fine. You can carry on."),
        (0, 2, SORER.format(0, 2)),
        (None, 3, "That is OK. Stay at this level for now."),
        (5, 5, "That is OK. Stay at this level for now."),
        (3, 5, SORER.format(3, 5)),
        (10, 6, STOP.sentence(NEXT_MORNING)),
        (None, 10, STOP.sentence(NEXT_MORNING)),
    ],
)
def test_words_for_the_next_morning(before: int | None, next_morning: int, words: str) -> None:
    assert morning_words(before, next_morning) == words


@pytest.mark.parametrize(
    ("before", "during", "highest"), [(None, None, None), (0, None, 0), (None, 0, 0), (2, 1, 2), (1, 2, 2)]
)
def test_highest_pain_tells_nothing_from_0(before: int | None, during: int | None, highest: int | None) -> None:
    entry = WorkoutEntry(DAY, (done("clamshells", left=[12], pain=during),), pain_before=before, pain_next_morning=9)

    assert highest_pain(entry) == highest
