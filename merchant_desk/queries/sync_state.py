"""One honest line about the storefronts: up to date, so many waiting, or what is wrong."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from merchant_desk.queries.shops import ShopRow, ShopState, shops
from merchant_desk.values import sync_words
from merchant_desk.values.french import number
from merchant_desk.values.texts import _, ngettext


@dataclass(frozen=True, slots=True)
class SyncLine:
    """The state of all exchanges; ``state`` is None while there is no storefront.

    ``since`` is when all were last up to date, for words that grow old by themselves.
    """

    state: ShopState | None
    text: str
    since: datetime | None = None


def sync_line(session: Session, now: datetime) -> SyncLine:
    """Return what the foot of the window says."""
    rows = shops(session)
    if not rows:
        return SyncLine(None, _("Aucune boutique en ligne"))
    return state_line(rows, now)


def state_line(rows: tuple[ShopRow, ...], now: datetime) -> SyncLine:
    """Return how these storefronts stand: what is worst about them is said."""
    troubled = tuple(row.name for row in rows if row.problem)
    if troubled:
        return SyncLine(ShopState.TROUBLE, sync_words.trouble(troubled))
    waiting = sum(row.to_send for row in rows)
    if waiting:
        return SyncLine(ShopState.WAITING, sync_words.waiting(waiting))
    if any(row.to_apply for row in rows):
        return SyncLine(ShopState.WAITING, _("Relève en cours"))
    return _quiet(rows, now)


def sending_words(count: int) -> str:
    """Return « 3 envois en attente »."""
    text = ngettext("{n} envoi en attente", "{n} envois en attente", count)
    return text.format(n=number(count))


def _quiet(rows: tuple[ShopRow, ...], now: datetime) -> SyncLine:
    pulled = [row.last_pull_at for row in rows if row.last_pull_at is not None]
    if len(pulled) < len(rows):
        return SyncLine(ShopState.NEVER, _("Première relève à faire"))
    since = min(pulled)
    return SyncLine(ShopState.UP_TO_DATE, sync_words.up_to_date(since, now), since)
