"""Each figure does its exercise the way that its text says."""

import pytest

from exercises.figures.body import SIDES, Skeleton, skeleton
from exercises.figures.space import angle_between, length, subtract
from tests.exercises.figures.poses import FILMS, OTHERS, apart, gap, lowest

ON_THE_FLOOR = 2.0


def knee_hip_shoulder(bones: Skeleton) -> float:
    """Return the angle at the hip between knee and shoulder, seen from the side; 180 is one line."""
    hip, knee, shoulder = ((*bones[f"right {joint}"].place[:2], 0.0) for joint in ("hip", "knee", "shoulder"))
    return angle_between(subtract(knee, hip), subtract(shoulder, hip))


@pytest.mark.parametrize("name", ["clamshells", "side-lying-hip-abduction"])
@pytest.mark.parametrize("part", ["pelvis", "chest", "right leg", "right foot", "right arm", "left arm"])
def test_side_lying_person_rests_on_the_floor(name: str, part: str) -> None:
    heights = [lowest(pose, part) for pose in FILMS[name]]

    assert max(heights) < ON_THE_FLOOR


@pytest.mark.parametrize("name", ["clamshells", "side-lying-hip-abduction"])
def test_head_rests_on_the_arm(name: str) -> None:
    for pose in FILMS[name]:
        assert -4 < gap(pose, "head", "right arm") < ON_THE_FLOOR


@pytest.mark.parametrize("name", ["clamshells", "side-lying-hip-abduction"])
def test_hips_stay_still_and_one_above_the_other(name: str) -> None:
    for pose in FILMS[name]:
        left, right = (skeleton(pose)[f"{side} hip"].place for side in SIDES)

        assert (left[0], left[2]) == pytest.approx((right[0], right[2]), abs=1e-6)
        assert right == pytest.approx(skeleton(FILMS[name][0])["right hip"].place)


@pytest.mark.parametrize("name", ["clamshells", "side-lying-hip-abduction"])
def test_only_the_top_leg_moves(name: str) -> None:
    first, last = skeleton(FILMS[name][0]), skeleton(FILMS[name][-1])

    moved = {joint for joint in first if length(subtract(last[joint].place, first[joint].place)) > 0.01}
    assert moved <= {"left knee", "left ankle"}
    assert moved


def test_clamshell_keeps_the_feet_together() -> None:
    for pose in FILMS["clamshells"]:
        assert apart(skeleton(pose), "left ankle", "right ankle") == pytest.approx(7.8)


def test_clamshell_opens_from_knees_together() -> None:
    knees = [apart(skeleton(pose), "left knee", "right knee") for pose in FILMS["clamshells"]]

    assert 10 < knees[0] < 13
    assert knees == sorted(knees)
    assert knees[-1] > 30


def test_clamshell_mistake_rolls_the_hips_back() -> None:
    wrong, right = (skeleton(pose)["pelvis"].turn for pose in OTHERS["clamshells"][:2])
    front_of_wrong, front_of_right = ((turn[0][2], turn[1][2], turn[2][2]) for turn in (wrong, right))

    assert front_of_right == pytest.approx((0, 0, 1))
    assert angle_between(front_of_wrong, front_of_right) > 30
    # Back is towards the ceiling for somebody on their side whose front faces us.
    assert front_of_wrong[1] > 0


def test_abduction_lifts_a_straight_leg_in_line_with_the_body() -> None:
    for pose in FILMS["side-lying-hip-abduction"]:
        bones = skeleton(pose)
        hip, knee, ankle = (bones[f"left {joint}"].place for joint in ("hip", "knee", "ankle"))

        assert angle_between(subtract(knee, hip), subtract(ankle, knee)) < 5
        # In line with the body or slightly behind it, never in front.
        assert -10 < ankle[2] - hip[2] <= 0


def test_abduction_starts_low_and_ends_at_a_third_of_a_right_angle() -> None:
    heights = [skeleton(pose)["left ankle"].place[1] for pose in FILMS["side-lying-hip-abduction"]]

    assert heights == sorted(heights)
    assert heights[0] < 20
    assert 60 < heights[-1] < 80


def test_abduction_points_the_toes_forward() -> None:
    for pose in FILMS["side-lying-hip-abduction"]:
        ankle = skeleton(pose)["left ankle"]

        forward = subtract(ankle.point(0, 0, 1), ankle.place)
        assert forward[2] > 0.9


def test_abduction_mistake_drifts_forward() -> None:
    wrong, right = (skeleton(pose)["left ankle"].place for pose in OTHERS["side-lying-hip-abduction"][:2])

    assert wrong[2] - right[2] > 40


def test_bridge_keeps_feet_flat_and_shoulders_down() -> None:
    for pose in FILMS["hip-bridges"]:
        bones = skeleton(pose)

        for side in SIDES:
            ankle = bones[f"{side} ankle"]
            assert ankle.place == pytest.approx(skeleton(FILMS["hip-bridges"][0])[f"{side} ankle"].place)
            assert lowest(pose, f"{side} foot") == pytest.approx(0, abs=0.1)
            assert ankle.point(0, 1, 0)[1] - ankle.place[1] == pytest.approx(1, abs=1e-6)
        assert lowest(pose, "chest") < ON_THE_FLOOR
        assert lowest(pose, "head") < ON_THE_FLOOR + 1
        assert lowest(pose, "left arm") < ON_THE_FLOOR


def test_bridge_goes_from_the_floor_to_one_line() -> None:
    first, last = FILMS["hip-bridges"][0], FILMS["hip-bridges"][-1]
    heights = [skeleton(pose)["pelvis"].place[1] for pose in FILMS["hip-bridges"]]

    assert lowest(first, "pelvis") < ON_THE_FLOOR
    assert heights == sorted(heights)
    assert knee_hip_shoulder(skeleton(last)) > 174


def test_bridge_mistake_arches_the_back() -> None:
    wrong, right = (pose.angles.get("lumbar", (0, 0, 0))[0] for pose in OTHERS["hip-bridges"][:2])

    assert (wrong, right) == (-48, 0)


def test_crab_walk_steps_with_one_foot_and_follows_with_the_other() -> None:
    film = FILMS["banded-crab-walks"]
    half = len(film) // 2
    places = {side: [skeleton(pose)[f"{side} ankle"].place for pose in film] for side in SIDES}

    assert all(place == pytest.approx(places["right"][0]) for place in places["right"][: half + 1])
    assert all(place == pytest.approx(places["left"][half]) for place in places["left"][half:])
    for side in SIDES:
        assert places[side][-1][0] - places[side][0][0] == pytest.approx(27)


def test_crab_walk_keeps_the_gap_between_the_feet() -> None:
    gaps = [apart(skeleton(pose), "left ankle", "right ankle") for pose in FILMS["banded-crab-walks"]]

    assert min(gaps) > 19.9
    assert max(gaps) > 45


def test_crab_walk_stands_on_at_least_one_flat_foot() -> None:
    for pose in FILMS["banded-crab-walks"]:
        heights = [lowest(pose, f"{side} foot") for side in SIDES]

        assert min(heights) == pytest.approx(0, abs=0.1)
        assert max(heights) < 6


def test_crab_walk_stays_in_a_half_squat_with_level_hips() -> None:
    for pose in FILMS["banded-crab-walks"]:
        bones = skeleton(pose)

        assert bones["left hip"].place[1] == pytest.approx(bones["right hip"].place[1])
        assert bones["pelvis"].place[1] == pytest.approx(58)
        assert all(55 < pose.angles[f"{side} knee"][0] < 110 for side in SIDES)


def knees_outside_feet(bones: Skeleton) -> list[float]:
    """Return how far each knee is outside its ankle; negative is inside."""
    signs = {"left": 1, "right": -1}
    return [sign * (bones[f"{side} knee"].place[0] - bones[f"{side} ankle"].place[0]) for side, sign in signs.items()]


def test_crab_walk_mistake_pulls_the_knees_in() -> None:
    wrong, right = (knees_outside_feet(skeleton(pose)) for pose in OTHERS["banded-crab-walks"][:2])

    assert max(wrong) < -10
    assert min(right) > -6
