"""One honest line about the storefronts: up to date, so many waiting, or what is wrong."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from merchant_desk.queries.shops import ShopRow, ShopState, shops
from merchant_desk.values.french import ago, number
from merchant_desk.values.texts import _, ngettext


@dataclass(frozen=True, slots=True)
class SyncLine:
    """The state of all exchanges; ``state`` is None while there is no storefront."""

    state: ShopState | None
    text: str


def sync_line(session: Session, now: datetime) -> SyncLine:
    """Return what the foot of the window says."""
    rows = shops(session)
    if not rows:
        return SyncLine(None, _("Aucune boutique en ligne"))
    troubled = [row for row in rows if row.state is ShopState.TROUBLE]
    if troubled:
        several = _("{n} boutiques en difficulté").format(n=len(troubled))
        one = _("{shop}\u00a0: problème").format(shop=troubled[0].name)
        return SyncLine(ShopState.TROUBLE, one if len(troubled) == 1 else several)
    waiting = sum(row.to_send for row in rows)
    if waiting:
        return SyncLine(ShopState.WAITING, sending_words(waiting))
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
    return SyncLine(ShopState.UP_TO_DATE, _("Synchronisé {ago}").format(ago=ago(min(pulled), now)))
