"""A person could do this: fixed bones, joints within their range, nothing under the floor."""

import itertools

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from exercises.figures.body import RANGES, OutOfReachError, Pose, reaching, skeleton
from exercises.figures.catalogue import FIGURES
from exercises.figures.flesh import body_parts
from exercises.figures.space import ORIGIN, about_xzy, angles_xzy, length, subtract, unit
from tests.exercises.figures.poses import ALL, FILMS, apart, bone_lengths

# Soft parts give way: a thigh on the floor is flatter than a ball.
SOFT = 1.5
# The longest way, in centimetres, that a joint goes in a sixteenth of a second of a slow movement.
QUICK = 6.0


@pytest.mark.parametrize("name", FIGURES)
def test_bones_keep_their_length(name: str) -> None:
    lengths = {tuple(bone_lengths(skeleton(pose)).items()) for pose in ALL[name]}

    upright = bone_lengths(skeleton(Pose()))
    assert [dict(found) for found in lengths] == [upright]


def test_bones_are_those_of_somebody_170_tall() -> None:
    bones = skeleton(Pose())
    parts = [ball for part in body_parts(bones, frozenset()) for ball in part.balls]

    top = max(ball.centre[1] + ball.radius for ball in parts if ball.radius > 9)
    sole = min(ball.centre[1] - ball.radius for ball in parts)
    assert 165 < top - sole < 175
    assert bones["left hip"].place[0] > 0 > bones["right hip"].place[0]


@pytest.mark.parametrize("name", FIGURES)
def test_joints_stay_within_human_range(name: str) -> None:
    beyond = {
        (joint, motion, round(angle))
        for pose in ALL[name]
        for joint, angles in pose.angles.items()
        for motion, angle, (low, high) in zip(("bend", "side", "turn"), angles, RANGES[joint.split()[-1]], strict=True)
        if not low - 0.01 <= angle <= high + 0.01
    }

    assert beyond == set()


@pytest.mark.parametrize("name", FIGURES)
def test_nothing_is_under_the_floor(name: str) -> None:
    under = {
        (part.name, round(ball.centre[1] - ball.radius, 1))
        for pose in ALL[name]
        for part in body_parts(skeleton(pose), frozenset())
        for ball in part.balls
        if ball.centre[1] - ball.radius < -SOFT
    }

    assert under == set()


@pytest.mark.parametrize("name", FIGURES)
def test_movement_is_smooth(name: str) -> None:
    frames = [skeleton(pose) for pose in FILMS[name]]

    leaps = {
        joint: round(far, 1)
        for before, after in itertools.pairwise(frames)
        for joint in before
        if (far := length(subtract(after[joint].place, before[joint].place))) > QUICK
    }
    assert leaps == {}


@pytest.mark.parametrize("name", FIGURES)
def test_something_moves_a_long_way(name: str) -> None:
    first, last = skeleton(FILMS[name][0]), skeleton(FILMS[name][-1])

    farthest = max(length(subtract(last[joint].place, first[joint].place)) for joint in first)
    assert farthest > 15


angle = st.floats(-80, 80)
place = st.floats(-60, 60)


@given(st.tuples(angle, angle, angle))
def test_angles_are_read_back_from_the_turn(angles: tuple[float, float, float]) -> None:
    assert angles_xzy(about_xzy(angles)) == pytest.approx(angles, abs=1e-6)


@given(st.sampled_from(["left hip", "right hip", "left shoulder", "right shoulder"]), place, place, place)
def test_limb_reaches_where_it_is_told_to(limb: str, x: float, y: float, z: float) -> None:
    start = skeleton(Pose())[limb].place
    target = (start[0] + x, start[1] + y, start[2] + z)
    towards = (0.3, 0.2, 1.0)
    way = subtract(target, start)
    assume(length(way) > 5)
    assume(
        length(subtract(unit(way), unit(towards))) > 0.1 and length(subtract(unit(way), unit((-0.3, -0.2, -1)))) > 0.1
    )

    try:
        bones = skeleton(reaching(Pose(), limb, target, towards))
    except OutOfReachError:
        longest = 83 if "hip" in limb else 54
        assert length(way) > longest - 1 or length(way) < 5
    else:
        tip = limb.replace("hip", "ankle").replace("shoulder", "wrist")
        assert length(subtract(bones[tip].place, target)) < 1e-6
        hinge = limb.replace("hip", "knee").replace("shoulder", "elbow")
        assert apart(bones, limb, hinge) == pytest.approx(42 if "hip" in limb else 29)


def test_what_is_too_far_is_out_of_reach() -> None:
    with pytest.raises(OutOfReachError, match=r"200\.0 cm are out of reach"):
        reaching(Pose(), "left hip", (9.0, -200.0, 0.0), (0, 0, 1))


@pytest.mark.parametrize(
    ("joint", "angles", "moved", "direction"),
    [
        ("left hip", (90, 0, 0), "left knee", (0, 0, 1)),
        ("left hip", (0, 45, 0), "left knee", (0.7071, -0.7071, 0)),
        ("right hip", (0, 45, 0), "right knee", (-0.7071, -0.7071, 0)),
        ("left knee", (90, 0, 0), "left ankle", (0, 0, -1)),
        ("right elbow", (90, 0, 0), "right wrist", (0, 0, 1)),
        ("left shoulder", (0, 90, 0), "left elbow", (1, 0, 0)),
        ("lumbar", (90, 0, 0), "neck", (0, 0, 1)),
    ],
)
def test_joint_bends_the_way_its_name_says(
    joint: str, angles: tuple[float, float, float], moved: str, direction: tuple[float, float, float]
) -> None:
    bones = skeleton(Pose(angles={joint: angles}))

    way = unit(subtract(bones[moved].place, bones[joint].place))
    assert way == pytest.approx(direction, abs=1e-3)


def test_turning_a_leg_out_turns_its_foot_out() -> None:
    for side, sign in (("left", 1), ("right", -1)):
        ankle = skeleton(Pose(angles={f"{side} hip": (0, 0, 45)}))[f"{side} ankle"]

        assert subtract(ankle.point(0, 0, 10), ankle.place) == pytest.approx((sign * 7.07, 0, 7.07), abs=0.01)


def test_straight_pose_has_no_place_but_the_middle() -> None:
    assert skeleton(Pose())["pelvis"].place == ORIGIN
