"""All figures. A new exercise is a new module of angles, and a line here."""

from exercises.figures import banded_crab_walks, clamshells, hip_bridges, side_lying_hip_abduction

FIGURES = {
    module.FIGURE.name: module.FIGURE
    for module in (clamshells, side_lying_hip_abduction, hip_bridges, banded_crab_walks)
}
