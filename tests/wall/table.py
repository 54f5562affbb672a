"""What everybody gets at every address, for each method: literal, so that a change of it is seen.

A row has the pattern of the address, where it is, and what a visitor, the owner of the rows in it, a
stranger, an editor and an admin get. Whoever adds an address adds a row, having asked who may.
"""

from tests.wall import account_pages, admin_pages, data_pages, import_pages, link_pages, report_pages, site_pages
from tests.wall.answers import METHODS

__all__ = ["METHODS", "PAGES"]

PAGES: dict[str, tuple[str, str, str, str, str, str]] = {
    **site_pages.PAGES,
    **data_pages.PAGES,
    **import_pages.PAGES,
    **link_pages.PAGES,
    **report_pages.PAGES,
    **account_pages.PAGES,
    **admin_pages.PAGES,
}
