"""Read everything a shop lists now, page by page, for those who look at all of it."""

from collections.abc import Iterator
from datetime import datetime

from merchant_desk.sync.connector import Connector
from merchant_desk.sync.progress import Progress
from merchant_desk.values.remote import RemoteLevel
from merchant_desk.values.texts import _

_MOST_PAGES = 100_000


def level_pages(connector: Connector, progress: Progress) -> Iterator[tuple[RemoteLevel, ...]]:
    """Yield the levels of every article, a page at a time; a page is done when the next is asked.

    Raises CancelledError between two pages when she stops it.
    """
    position, listed = "", 0
    for _page in range(_MOST_PAGES):
        progress.check_cancelled()
        page = connector.list_levels(position)
        yield page.levels
        listed += len(page.levels)
        progress.report(listed, None, _("Articles comparés"))
        position = page.next_position
        if not position:
            return


def listed_orders(connector: Connector, since: datetime, progress: Progress) -> frozenset[str]:
    """Return the ids of the orders placed since then that the shop still has."""
    position, listed = "", set[str]()
    for _page in range(_MOST_PAGES):
        progress.check_cancelled()
        page = connector.list_orders(since, position)
        listed.update(page.remote_ids)
        progress.report(len(listed), None, _("Commandes comparées"))
        position = page.next_position
        if not position:
            break
    return frozenset(listed)
