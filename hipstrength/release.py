"""Which version of HipStrength this is."""

# As in pyproject.toml, which the image does not have; a test compares them.
RELEASE = "0.1.0"
