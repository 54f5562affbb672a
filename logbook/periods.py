"""How far back a report looks: whole weeks, up to the current one. Pure."""

# Weeks, the current one among them; a physio asks for the time since the last visit, or since it began.
PERIODS = (4, 8, 12, 26, 52)
USUAL_PERIOD = 12
