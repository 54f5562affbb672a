"""What can go wrong while measuring."""


class BenchError(Exception):
    """Why measuring cannot go on: one sentence."""
