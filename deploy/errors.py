"""What ends a rehearsal."""


class RehearsalError(Exception):
    """The image cannot be made so, or does not do what it should: one sentence."""
