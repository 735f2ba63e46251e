"""The storefront accounts: how each one is doing."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from merchant_desk.queries.unmapped.shop import MESSAGES, RECORDS, SHOPS
from merchant_desk.values.ids import ShopId
from merchant_desk.values.texts import _
from merchant_desk.values.words import Master, MessageState, RecordState


class ShopState(StrEnum):
    """The only three things that may be said of an exchange, and « never read yet »."""

    NEVER = "never"
    UP_TO_DATE = "up_to_date"
    WAITING = "waiting"
    TROUBLE = "trouble"


@dataclass(frozen=True, slots=True)
class ShopRow:
    """A storefront account and how it is doing."""

    shop_id: ShopId
    name: str
    platform: str
    url: str
    key_hint: str
    stock_master: Master
    price_master: Master
    opening_taken_at: datetime | None
    last_pull_at: datetime | None
    last_push_at: datetime | None
    problem: str
    advice: str
    to_send: int
    to_apply: int
    parked: int

    @property
    def state(self) -> ShopState:
        """Return the one word that is true of it now."""
        if self.problem:
            return ShopState.TROUBLE
        if self.to_send or self.to_apply:
            return ShopState.WAITING
        return ShopState.NEVER if self.last_pull_at is None else ShopState.UP_TO_DATE

    @property
    def undecided(self) -> bool:
        """Tell whether the questions of the first pull are still open."""
        return Master.UNDECIDED in (self.stock_master, self.price_master)

    @property
    def asks_about_cancellations(self) -> bool:
        """Tell whether it stopped because unlikely many orders or articles would go."""
        pulled = _("La relève s’est arrêtée\u00a0: {what}.")
        swept = _("La comparaison s’est arrêtée\u00a0: {what}.")
        fewer = _("{count} articles seraient retirés")
        asked = (
            pulled.format(what=_("{count} commandes en cours seraient annulées")),
            pulled.format(what=fewer),
            swept.format(what=fewer),
            swept.format(what=_("{count} commandes en cours ont disparu de la boutique")),
        )
        parts = (each.partition("{count}") for each in asked)
        return any(
            self.problem.startswith(head) and self.problem.endswith(tail)
            for head, _count, tail in parts
        )


def shops(session: Session) -> tuple[ShopRow, ...]:
    """Return the active accounts, the oldest first."""
    to_send = _counted(
        session,
        select(MESSAGES.c.shop_id, func.count())
        .where(MESSAGES.c.state == MessageState.WAITING)
        .group_by(MESSAGES.c.shop_id),
    )
    records = {
        state: _counted(
            session,
            select(RECORDS.c.shop_id, func.count())
            .where(RECORDS.c.state == state)
            .group_by(RECORDS.c.shop_id),
        )
        for state in (RecordState.WAITING, RecordState.PARKED)
    }
    rows = session.execute(
        select(SHOPS).where(SHOPS.c.active).order_by(SHOPS.c.added_at, SHOPS.c.id)
    )
    return tuple(
        ShopRow(
            shop_id=row.id,
            name=row.name,
            platform=row.platform,
            url=row.url,
            key_hint=row.key_hint,
            stock_master=row.stock_master,
            price_master=row.price_master,
            opening_taken_at=row.opening_taken_at,
            last_pull_at=row.last_pull_at,
            last_push_at=row.last_push_at,
            problem=row.problem,
            advice=row.problem_advice,
            to_send=to_send.get(row.id, 0),
            to_apply=records[RecordState.WAITING].get(row.id, 0),
            parked=records[RecordState.PARKED].get(row.id, 0),
        )
        for row in rows
    )


def _counted(session: Session, query: Select[Any]) -> dict[ShopId, int]:
    return {row[0]: row[1] for row in session.execute(query)}
