"""What waits for a person: records put aside, disagreements, shortages, refusals, paper."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, false, func, select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.order import Order
from merchant_desk.models.parcel import Shortage
from merchant_desk.models.platform import PlatformFlow
from merchant_desk.models.shop import Conflict, OutboxMessage, RemoteRecord, Shop
from merchant_desk.models.station import PrintJob
from merchant_desk.models.stock import Place, StockLevel
from merchant_desk.queries.counts import counts_together
from merchant_desk.queries.parities import unsettled_shops
from merchant_desk.values.ids import RemoteRecordId
from merchant_desk.values.platform_words import FlowState
from merchant_desk.values.texts import later
from merchant_desk.values.words import (
    ConflictState,
    MessageState,
    OrderState,
    PlaceKind,
    PrintState,
    RecordState,
    Trouble,
)

_RAW_SHOWN = 20_000


class CheckKind(StrEnum):
    """The groups, in the order in which they matter."""

    SHOP = "shop"
    CONFLICT = "conflict"
    BLOCKED = "blocked"
    SHORTAGE = "shortage"
    MATCH = "match"
    PARITY = "parity"
    PARKED = "parked"
    MESSAGE = "message"
    NEGATIVE = "negative"
    PRINT = "print"
    PLATFORM = "platform"


CHECK_TITLES = {
    CheckKind.SHOP: later("Boutique en ligne injoignable"),
    CheckKind.CONFLICT: later("Désaccords avec la boutique en ligne"),
    CheckKind.BLOCKED: later("Commandes bloquées"),
    CheckKind.SHORTAGE: later("Articles manquants en rayon"),
    CheckKind.MATCH: later("Articles à rapprocher"),
    CheckKind.PARITY: later("Différences avec la boutique en ligne"),
    CheckKind.PARKED: later("Fiches mises de côté"),
    CheckKind.MESSAGE: later("Envois refusés par la boutique"),
    CheckKind.NEGATIVE: later("Stock en dessous de zéro"),
    CheckKind.PRINT: later("Impressions en panne"),
    CheckKind.PLATFORM: later("Fichiers de la plateforme agréée"),
}


@dataclass(frozen=True, slots=True)
class RawText:
    """What a storefront sent, as far as a person can read; ``length`` is that of all of it."""

    text: str
    length: int

    @property
    def cut(self) -> bool:
        """Tell whether there is more than is shown."""
        return self.length > len(self.text)


def check_counts(session: Session) -> Mapping[CheckKind, int]:
    """Return how many of each kind wait; kinds without any are there with zero."""
    return counts_together(session, WAITING_COUNTS)


def raw_text(session: Session, record_id: RemoteRecordId, most: int = _RAW_SHOWN) -> RawText:
    """Return the beginning of what was received: a body may be of many megabytes."""
    body = table(RemoteRecord).c.body
    row = session.execute(
        select(func.substr(body, 1, most), func.length(body)).where(
            table(RemoteRecord).c.id == record_id
        )
    ).first()
    return RawText("", 0) if row is None else RawText(row[0], row[1])


def blocked_condition() -> ColumnElement[bool]:
    """Return the condition of orders that a person must look at before they are prepared."""
    orders = table(Order)
    # States are named, not left out: then the index finds the few that are not over.
    going_on = (
        OrderState.UNPAID,
        OrderState.HELD,
        OrderState.TO_PREPARE,
        OrderState.PREPARING,
        OrderState.PARTIAL,
    )
    stopped = (orders.c.blocked_reason != "") | (orders.c.state == OrderState.HELD)
    return orders.c.state.in_(going_on) & stopped


def negative_condition() -> ColumnElement[bool]:
    """Return the condition of bins of which more left than was known."""
    levels, places = table(StockLevel), table(Place)
    return (levels.c.quantity < 0) & levels.c.place_id.in_(
        select(places.c.id).where(places.c.kind == PlaceKind.BIN)
    )


def failed_print_condition() -> ColumnElement[bool]:
    """Return the condition of papers that a printer did not take."""
    jobs = table(PrintJob)
    return (jobs.c.state == PrintState.WAITING) & (jobs.c.problem != "")


def question_condition() -> ColumnElement[bool]:
    """Return the condition of articles of which she says which product they are."""
    records = table(RemoteRecord)
    ambiguous = func.coalesce(records.c.trouble == Trouble.AMBIGUOUS, false())
    return (records.c.state == RecordState.PARKED) & ambiguous


def waiting_flow_condition() -> ColumnElement[bool]:
    """Return the condition of files the platform refused, or delivered and nobody can read."""
    flows = table(PlatformFlow)
    return flows.c.state.in_((FlowState.REFUSED, FlowState.RECEIVED)) & (flows.c.problem != "")


_SHOPS, _CONFLICTS, _SHORTAGES, _RECORDS, _MESSAGES = (
    table(Shop),
    table(Conflict),
    table(Shortage),
    table(RemoteRecord),
    table(OutboxMessage),
)
WAITING_COUNTS: Mapping[CheckKind, Select[Any]] = {
    CheckKind.SHOP: select(func.count()).where(_SHOPS.c.active, _SHOPS.c.problem != ""),
    CheckKind.CONFLICT: select(func.count()).where(_CONFLICTS.c.state == ConflictState.OPEN),
    CheckKind.BLOCKED: select(func.count()).select_from(table(Order)).where(blocked_condition()),
    CheckKind.SHORTAGE: select(func.count()).where(_SHORTAGES.c.settled_at.is_(None)),
    CheckKind.MATCH: (
        select(func.count())
        .join(_SHOPS, _SHOPS.c.id == _RECORDS.c.shop_id)
        .where(question_condition(), _SHOPS.c.active)
    ),
    CheckKind.PARITY: select(func.count()).select_from(unsettled_shops().subquery()),
    CheckKind.PARKED: select(func.count()).where(
        _RECORDS.c.state == RecordState.PARKED, ~question_condition()
    ),
    CheckKind.MESSAGE: select(func.count()).where(_MESSAGES.c.state == MessageState.PARKED),
    CheckKind.NEGATIVE: (
        select(func.count()).select_from(table(StockLevel)).where(negative_condition())
    ),
    CheckKind.PRINT: (
        select(func.count()).select_from(table(PrintJob)).where(failed_print_condition())
    ),
    CheckKind.PLATFORM: (
        select(func.count()).select_from(table(PlatformFlow)).where(waiting_flow_condition())
    ),
}
