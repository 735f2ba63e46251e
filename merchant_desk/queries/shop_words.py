"""The words of a shop for the state of an order: what they mean here, how many orders say so."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.exchange import ShopWord
from merchant_desk.models.order import Order
from merchant_desk.values.ids import ShopId
from merchant_desk.values.remote import RemoteState
from merchant_desk.values.texts import _, later

_WORDS, _ORDERS = table(ShopWord), table(Order)
MEANINGS = {
    RemoteState.UNPAID: later("en attente de paiement"),
    RemoteState.READY: later("à préparer"),
    RemoteState.ON_HOLD: later("bloquée\u00a0: une personne décide"),
    RemoteState.COMPLETED: later("déjà expédiée"),
    RemoteState.CANCELLED: later("annulée"),
    RemoteState.REFUNDED: later("remboursée"),
    RemoteState.UNKNOWN: later("inconnu\u00a0: montrée, rien n’est préparé"),
}


@dataclass(frozen=True, slots=True)
class ShopWordRow:
    """One word: its label in the shop, what the connector proposes, what she chose."""

    word: str
    label: str
    proposed: RemoteState
    chosen: RemoteState | None
    orders: int

    @property
    def state(self) -> RemoteState:
        """Return what the word means here."""
        return self.proposed if self.chosen is None else self.chosen

    @property
    def meaning(self) -> str:
        """Return it in words."""
        return _(MEANINGS[self.state])


def has_nameless_words(session: Session, shop_id: ShopId, since: datetime) -> bool:
    """Tell whether an order came since then in a state whose name the shop has not told yet."""
    nameless = select(_WORDS.c.word).where(
        _WORDS.c.shop_id == shop_id, _WORDS.c.label == "", _WORDS.c.seen_at >= since
    )
    return session.execute(nameless.limit(1)).first() is not None


def shop_words(session: Session, shop_id: ShopId) -> tuple[ShopWordRow, ...]:
    """Return every word the shop has or used, those of most orders first."""
    used = (
        select(_ORDERS.c.remote_state_word, func.count().label("orders"))
        .where(_ORDERS.c.shop_id == shop_id)
        .group_by(_ORDERS.c.remote_state_word)
        .subquery()
    )
    orders = func.coalesce(used.c.orders, 0)
    rows = session.execute(
        select(_WORDS.c.word, _WORDS.c.label, _WORDS.c.proposed, _WORDS.c.chosen, orders)
        .outerjoin(used, used.c.remote_state_word == _WORDS.c.word)
        .where(_WORDS.c.shop_id == shop_id)
        .order_by(orders.desc(), _WORDS.c.word)
    )
    return tuple(ShopWordRow(*row) for row in rows)
