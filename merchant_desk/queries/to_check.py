"""What waits for a person: RECORDS put aside, disagreements, shortages, refusals, paper."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, false, func, select
from sqlalchemy.orm import Session

from merchant_desk.queries.counts import counts_together
from merchant_desk.queries.parities import unsettled_shops
from merchant_desk.queries.unmapped.goods import LEVELS, PLACES
from merchant_desk.queries.unmapped.sales import ORDERS, SHORTAGES
from merchant_desk.queries.unmapped.shop import CONFLICTS, FLOWS, MESSAGES, RECORDS, SHOPS
from merchant_desk.queries.unmapped.station import PRINT_JOBS
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
    body = RECORDS.c.body
    row = session.execute(
        select(func.substr(body, 1, most), func.length(body)).where(RECORDS.c.id == record_id)
    ).first()
    return RawText("", 0) if row is None else RawText(row[0], row[1])


def blocked_condition() -> ColumnElement[bool]:
    """Return the condition of ORDERS that a person must look at before they are prepared."""
    # States are named, not left out: then the index finds the few that are not over.
    going_on = (
        OrderState.UNPAID,
        OrderState.HELD,
        OrderState.TO_PREPARE,
        OrderState.PREPARING,
        OrderState.PARTIAL,
    )
    stopped = (ORDERS.c.blocked_reason != "") | (ORDERS.c.state == OrderState.HELD)
    return ORDERS.c.state.in_(going_on) & stopped


def negative_condition() -> ColumnElement[bool]:
    """Return the condition of bins of which more left than was known."""
    return (LEVELS.c.quantity < 0) & LEVELS.c.place_id.in_(
        select(PLACES.c.id).where(PLACES.c.kind == PlaceKind.BIN)
    )


def failed_print_condition() -> ColumnElement[bool]:
    """Return the condition of papers that a printer did not take."""
    return (PRINT_JOBS.c.state == PrintState.WAITING) & (PRINT_JOBS.c.problem != "")


def question_condition() -> ColumnElement[bool]:
    """Return the condition of articles of which she says which product they are."""
    ambiguous = func.coalesce(RECORDS.c.trouble == Trouble.AMBIGUOUS, false())
    return (RECORDS.c.state == RecordState.PARKED) & ambiguous


def waiting_flow_condition() -> ColumnElement[bool]:
    """Return the condition of files the platform refused, or delivered and nobody can read."""
    return FLOWS.c.state.in_((FlowState.REFUSED, FlowState.RECEIVED)) & (FLOWS.c.problem != "")


WAITING_COUNTS: Mapping[CheckKind, Select[Any]] = {
    CheckKind.SHOP: select(func.count()).where(SHOPS.c.active, SHOPS.c.problem != ""),
    CheckKind.CONFLICT: select(func.count()).where(CONFLICTS.c.state == ConflictState.OPEN),
    CheckKind.BLOCKED: select(func.count()).select_from(ORDERS).where(blocked_condition()),
    CheckKind.SHORTAGE: select(func.count()).where(SHORTAGES.c.settled_at.is_(None)),
    CheckKind.MATCH: (
        select(func.count())
        .join(SHOPS, SHOPS.c.id == RECORDS.c.shop_id)
        .where(question_condition(), SHOPS.c.active)
    ),
    CheckKind.PARITY: select(func.count()).select_from(unsettled_shops().subquery()),
    CheckKind.PARKED: select(func.count()).where(
        RECORDS.c.state == RecordState.PARKED, ~question_condition()
    ),
    CheckKind.MESSAGE: select(func.count()).where(MESSAGES.c.state == MessageState.PARKED),
    CheckKind.NEGATIVE: (select(func.count()).select_from(LEVELS).where(negative_condition())),
    CheckKind.PRINT: (select(func.count()).select_from(PRINT_JOBS).where(failed_print_condition())),
    CheckKind.PLATFORM: (select(func.count()).select_from(FLOWS).where(waiting_flow_condition())),
}
