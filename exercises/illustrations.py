"""What the pictures of the exercises are called, and what they show in words.

The drawings themselves are made by `exercises.figures`; pages only need these words.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from exercises.figures.film import FRAMES, corner

Words = str | Promise


@dataclass(frozen=True)
class Mistake:
    """A small pair of pictures: what often goes wrong, and the right way beside it."""

    wrong: Words
    right: Words


@dataclass(frozen=True)
class Illustration:
    """The pictures of one exercise in words.

    `movement` says the whole movement in a sentence, for people who do not see it;
    `start` and `end` name the two poses, `loads` where a band or a weight goes. A slow
    film takes its time: the steps of a walk are two movements.
    """

    name: str
    label: Words
    movement: Words
    start: Words
    end: Words
    mistakes: tuple[Mistake, ...]
    loads: tuple[Words, ...]
    is_slow: bool = False

    @property
    def file(self) -> str:
        """The static file with its drawings: its parts are those of `exercises.figures.files`."""
        return f"img/figures/{self.name}.svg"

    @property
    def sharing_image(self) -> str:
        """The static file that other sites show beside a link: the end of the movement, 1200 by 630."""
        return f"img/share/{self.name}.png"

    @property
    def frames(self) -> list[tuple[str, int, int]]:
        """Its frames, each with the name of its part of the file and where it lies in the strip."""
        return [(f"f{frame}", *corner(frame)) for frame in range(FRAMES)]


_ALL = (
    Illustration(
        name="clamshells",
        label=_("Clamshells"),
        movement=_(
            "A person lies on their side with both knees bent. The top knee lifts and lowers slowly, like a shell"
            " that opens. The feet stay together and the hips stay still."
        ),
        start=_("Start: knees together"),
        end=_("Top: knee up, feet together"),
        mistakes=(Mistake(_("The hips roll back."), _("The hips stay still, one above the other.")),),
        loads=(_("A band goes round both legs, just above the knees."),),
    ),
    Illustration(
        name="side-lying-hip-abduction",
        label=_("Side-lying hip abduction"),
        movement=_(
            "A person lies on their side, the bottom knee bent, the top leg straight. The straight leg lifts and"
            " lowers slowly, in line with the body, toes pointing forward."
        ),
        start=_("Start: top leg straight and low"),
        end=_("Top: straight leg up"),
        mistakes=(Mistake(_("The leg drifts forward."), _("The leg stays in line with the body.")),),
        loads=(_("A weight goes round the ankle of the top leg."),),
    ),
    Illustration(
        name="hip-bridges",
        label=_("Hip bridges"),
        movement=_(
            "A person lies on their back with the knees bent and the feet flat. The hips lift until knees, hips and"
            " shoulders make one line, and lower slowly."
        ),
        start=_("Start: hips on the floor"),
        end=_("Top: one straight line"),
        mistakes=(Mistake(_("The back arches."), _("Knees, hips and shoulders in one line.")),),
        loads=(_("A band goes round both legs, just above the knees."), _("Or a weight rests on the hips.")),
    ),
    Illustration(
        name="banded-crab-walks",
        label=_("Banded crab walks"),
        movement=_(
            "A person stands in a half squat with a band round both ankles. One foot steps out to the side and the"
            " other follows slowly, without closing the gap. Then the same in the other direction."
        ),
        start=_("Start: feet as wide as the hips"),
        end=_("One step: feet wide, band tight"),
        mistakes=(Mistake(_("The band pulls the knees in."), _("The knees stay above the feet.")),),
        loads=(_("First: above the knees."), _("Then round the ankles."), _("Hardest: round the feet.")),
        is_slow=True,
    ),
)
ILLUSTRATIONS = {illustration.name: illustration for illustration in _ALL}


def illustration_choices() -> list[tuple[str, Words]]:
    """Return what an exercise can be illustrated with, for a form."""
    return [("", _("no picture")), *((name, drawn.label) for name, drawn in ILLUSTRATIONS.items())]
