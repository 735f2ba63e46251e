"""A forecast as text: what is kept of it, to be compared later with what happened.

A row a flow, without its reason: a year of forecasts is kept, and none of them is read again but to
be compared.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import msgspec

from merchant_desk.values.cash_flow import Flow, FlowSource
from merchant_desk.values.cash_words import CashCategory
from merchant_desk.values.money import Money

_Row = tuple[str, str, str, str, str, date, int, bool, date, int, str]


@dataclass(frozen=True, slots=True)
class KeptBody:
    """What a kept forecast holds."""

    opening_on: date | None
    """The evening that its opening was told of."""
    rows: tuple[_Row, ...]


def kept_body(opening_on: date | None, flows: Sequence[Flow]) -> str:
    """Write the flows of a forecast, and from which evening on they count."""
    return msgspec.json.encode(KeptBody(opening_on, tuple(_row(each) for each in flows))).decode()


def read_kept(text: str) -> tuple[date | None, tuple[Flow, ...]]:
    """Read them back, without their reasons; ValueError for a text that is none."""
    body = msgspec.json.decode(text, type=KeptBody)
    return body.opening_on, tuple(_flow(each) for each in body.rows)


def _row(flow: Flow) -> _Row:
    document = "" if flow.document_id is None else flow.document_id.hex()
    return (
        flow.key, flow.source.value, flow.category.value, flow.label, flow.party, flow.day,
        flow.amount.cents, flow.certain, flow.cautious_day, flow.cautious_amount.cents, document,
    )  # fmt: skip


def _flow(row: _Row) -> Flow:
    key, source, category, label, party, day, cents, certain, late, late_cents, document = row
    return Flow(
        key=key,
        source=FlowSource(source),
        category=CashCategory(category),
        label=label,
        why="",
        day=day,
        amount=Money(cents),
        certain=certain,
        cautious_day=late,
        cautious_amount=Money(late_cents),
        party=party,
        document_id=bytes.fromhex(document) if document else None,
    )
