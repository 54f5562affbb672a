"""Summing figures up, and writing them down."""

import json
from dataclasses import asdict

import pytest

from bench.results import Measured, Seeding, Times
from tests.bench.results import load, measured


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [
        ([0.004], Times(4, 4, 1)),
        ([0.001, 0.003], Times(2, 3, 2)),
        ([0.009, 0.001, 0.002], Times(2, 9, 3)),
        ([number / 1000 for number in range(100, 0, -1)], Times(50.5, 95, 100)),
        ([number / 1000 for number in range(1, 21)], Times(10.5, 19, 20)),
    ],
)
def test_times_are_summed_up_by_median_and_nearest_rank(seconds: list[float], expected: Times) -> None:
    assert Times.of(seconds) == expected


def test_seeding_tells_its_rate() -> None:
    assert Seeding(sets=900, seconds=3, check_seconds=0, tidy_seconds=0, bytes=1).rate == 300


def test_figures_are_read_back_as_they_were_written() -> None:
    before = measured(load(10_000), load(20_000))

    after = Measured.read(json.loads(json.dumps(asdict(before))))

    assert after == Measured(**{**vars(before), "loads": list(before.loads)})
