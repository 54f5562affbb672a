"""Points and rotations in space: right-handed, in centimetres and degrees."""

from math import acos, asin, atan2, cos, degrees, hypot, radians, sin

Vector = tuple[float, float, float]
# Three rows; the columns are where the three axes point.
Matrix = tuple[Vector, Vector, Vector]

ORIGIN: Vector = (0.0, 0.0, 0.0)
UNTURNED: Matrix = ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))


def add(*vectors: Vector) -> Vector:
    """Return the sum."""
    return (sum(v[0] for v in vectors), sum(v[1] for v in vectors), sum(v[2] for v in vectors))


def scale(vector: Vector, factor: float) -> Vector:
    """Return the vector, longer or shorter."""
    return (vector[0] * factor, vector[1] * factor, vector[2] * factor)


def subtract(end: Vector, start: Vector) -> Vector:
    """Return the way from `start` to `end`."""
    return (end[0] - start[0], end[1] - start[1], end[2] - start[2])


def between(start: Vector, end: Vector, share: float) -> Vector:
    """Return the point at a share of the way: 0 is the start, 1 the end."""
    return add(start, scale(subtract(end, start), share))


def dot(a: Vector, b: Vector) -> float:
    """Return the inner product."""
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def cross(a: Vector, b: Vector) -> Vector:
    """Return what stands on both, by the right hand's rule."""
    return (a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0])


def length(vector: Vector) -> float:
    """Return the length."""
    return hypot(*vector)


def unit(vector: Vector) -> Vector:
    """Return the direction. Raises ZeroDivisionError for no direction."""
    return scale(vector, 1 / length(vector))


def apply(matrix: Matrix, vector: Vector) -> Vector:
    """Return the vector turned."""
    return (dot(matrix[0], vector), dot(matrix[1], vector), dot(matrix[2], vector))


def transposed(matrix: Matrix) -> Matrix:
    """Return the turn back."""
    (a, b, c), (d, e, f), (g, h, i) = matrix
    return ((a, d, g), (b, e, h), (c, f, i))


def axes(x: Vector, y: Vector, z: Vector) -> Matrix:
    """Return the turn that takes the three axes there."""
    return transposed((x, y, z))


def product(*matrices: Matrix) -> Matrix:
    """Return the turns one inside the other, the outermost first."""
    total = UNTURNED
    for matrix in matrices:
        columns = transposed(matrix)
        total = (
            (dot(total[0], columns[0]), dot(total[0], columns[1]), dot(total[0], columns[2])),
            (dot(total[1], columns[0]), dot(total[1], columns[1]), dot(total[1], columns[2])),
            (dot(total[2], columns[0]), dot(total[2], columns[1]), dot(total[2], columns[2])),
        )
    return total


def about_x(angle: float) -> Matrix:
    """Return a turn about the x axis, y towards z."""
    c, s = cos(radians(angle)), sin(radians(angle))
    return ((1.0, 0.0, 0.0), (0.0, c, -s), (0.0, s, c))


def about_y(angle: float) -> Matrix:
    """Return a turn about the y axis, z towards x."""
    c, s = cos(radians(angle)), sin(radians(angle))
    return ((c, 0.0, s), (0.0, 1.0, 0.0), (-s, 0.0, c))


def about_z(angle: float) -> Matrix:
    """Return a turn about the z axis, x towards y."""
    c, s = cos(radians(angle)), sin(radians(angle))
    return ((c, -s, 0.0), (s, c, 0.0), (0.0, 0.0, 1.0))


def about_xzy(angles: Vector) -> Matrix:
    """Return a turn about x, then the new z, then the new y axis; `angles` are in this order."""
    return product(about_x(angles[0]), about_z(angles[1]), about_y(angles[2]))


def angles_xzy(matrix: Matrix) -> Vector:
    """Return the angles that `about_xzy` turns into the matrix; the middle one is from -90 to 90."""
    # The middle column is where the y axis ends up, which the last turn leaves alone.
    z = asin(max(-1.0, min(1.0, -matrix[0][1])))
    return (degrees(atan2(matrix[2][1], matrix[1][1])), degrees(z), degrees(atan2(matrix[0][2], matrix[0][0])))


def angle_between(a: Vector, b: Vector) -> float:
    """Return the angle between two directions, 0 to 180 degrees."""
    return degrees(acos(max(-1.0, min(1.0, dot(unit(a), unit(b))))))
