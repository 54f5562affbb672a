import pytest

from exercises.differences import ADDED, KEPT, REMOVED, Line, Piece, compare_texts, replaced, unified


def told(lines: list[Line]) -> list[str]:
    """Return lines with what was removed in [-...-] and what was added in {+...+}."""
    marks = {KEPT: ("", ""), REMOVED: ("[-", "-]"), ADDED: ("{+", "+}")}
    return ["".join(f"{marks[piece.kind][0]}{piece.text}{marks[piece.kind][1]}" for piece in line) for line in lines]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("", "", []),
        ("Same.", "Same.", ["Same."]),
        ("", "New.", ["{+New.+}"]),
        ("Old.", "", ["[-Old.-]"]),
        ("Lift your knee slowly.", "Lift your knee gently.", ["Lift your knee [-slowly-]{+gently+}."]),
        ("Lift your knee.", "Slowly lift your knee.", ["[-Lift-]{+Slowly lift+} your knee."]),
        ("Pause for 1–2 seconds.", "Pause for 1–3 seconds.", ["Pause for 1–[-2-]{+3+} seconds."]),
        ("Lie down.", "Stand up straight!", ["[-Lie down.-]", "{+Stand up straight!+}"]),
        ("One.\nTwo.\nThree.", "One.\nThree.", ["One.", "[-Two.-]", "Three."]),
        ("One.\nThree.", "One.\nTwo.\nThree.", ["One.", "{+Two.+}", "Three."]),
        ("One.\n\nTwo.", "One.\nTwo.", ["One.", "[--]", "Two."]),
        (
            "Go up slowly.\nPause at the top for 1–2 seconds.\nBreathe in and lower your knee slowly.",
            "Go up slowly.\nBreathe in and lower your knee gently.",
            [
                "Go up slowly.",
                "[-Pause at the top for 1–2 seconds.-]",
                "Breathe in and lower your knee [-slowly-]{+gently+}.",
            ],
        ),
        (
            "Lift your left leg.\nRest a bit.",
            "Stand.\nLift your right leg.\nRest for a bit.",
            ["{+Stand.+}", "Lift your [-left-]{+right+} leg.", "Rest {+for +}a bit."],
        ),
        ("<b>Up</b>", "<i>Up</i>", ["<[-b-]{+i+}>Up</[-b-]{+i+}>"]),
    ],
)
def test_texts_are_told_apart_by_line_and_word(old: str, new: str, expected: list[str]) -> None:
    assert told(compare_texts(old, new)) == expected


@pytest.mark.parametrize(
    ("old", "new"),
    [("One two.\nThree.", "One.\nTwo three.\nFour."), ("a b c\n" * 12, "a c b\n" * 9), ("", "x\n\ny"), ("ä é", "é  ä")],
)
def test_both_texts_can_be_read_off_the_difference(old: str, new: str) -> None:
    lines = compare_texts(old, new)

    def side(other: str) -> list[str]:
        kept = [[piece.text for piece in line if piece.kind != other] for line in lines]
        return ["".join(parts) for parts in kept if parts]

    assert (side(ADDED), side(REMOVED)) == (old.splitlines(), new.splitlines())


def test_short_value_is_told_as_a_whole() -> None:
    assert told(replaced("reps", "steps")) == ["[-reps-]{+steps+}"]
    assert replaced("", "clamshells") == [(Piece(ADDED, "clamshells"),)]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("a b " * 500, "b a " * 500),
        ("a " * 1000, "a b " * 500),
        ("." * 1000, ".," * 500),
        ("- " * 500, "-" * 1000),
    ],
)
def test_line_that_repeats_itself_is_told_as_a_whole(old: str, new: str) -> None:
    # Comparing them word by word takes up to a minute.
    assert compare_texts(old, new) == [(Piece(REMOVED, old),), (Piece(ADDED, new),)]


def test_lines_that_repeat_themselves_are_told_as_a_whole() -> None:
    old, new = ["a"] * 1000, ["a", "b"] * 500

    lines = compare_texts("\n".join(old), "\n".join(new))

    assert lines == [*((Piece(REMOVED, line),) for line in old), *((Piece(ADDED, line),) for line in new)]


@pytest.mark.parametrize("old", ["a " * 1000, "a\n" * 1000])
def test_text_that_repeats_itself_is_equal_to_itself(old: str) -> None:
    assert {piece.kind for line in compare_texts(old, old) for piece in line} == {KEPT}


def test_difference_for_programs_names_both_sides() -> None:
    assert unified("One.\nTwo.", "One.\nThree.", old_name="delivered", new_name="here") == [
        "--- delivered",
        "+++ here",
        "@@ -1,2 +1,2 @@",
        " One.",
        "-Two.",
        "+Three.",
    ]
