"""The report, and how to get there; see tests/browser/places.py."""

from tests.browser.places import Reach, at


def report_places() -> dict[str, Reach]:
    """Return what somebody sees who has logged something."""
    return {
        "report": at("/data/report/"),
        "report with notes": at("/data/report/?weeks=52&notes=on"),
        "report, refused": at("/data/report/?weeks=5"),
    }


def empty_report_places() -> dict[str, Reach]:
    """Return what differs for somebody who never logged anything."""
    return {"empty report": at("/data/report/")}
