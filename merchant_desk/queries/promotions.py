"""Operations as the calendar and the list show them, and one of them whole."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.promotion import (
    Acknowledgement,
    Promotion,
    PromotionCheck,
    PromotionEvent,
    PromotionLine,
)
from merchant_desk.rules.promotion_draft import PromotionDraft, read_draft
from merchant_desk.values.ids import ProductId, PromotionId
from merchant_desk.values.money import Money
from merchant_desk.values.words import PromotionEventKind, PromotionState

_PROMOTIONS, _LINES, _CHECKS, _ACKNOWLEDGED, _EVENTS = (
    table(Promotion),
    table(PromotionLine),
    table(PromotionCheck),
    table(Acknowledgement),
    table(PromotionEvent),
)


@dataclass(frozen=True, slots=True)
class PromotionRow:
    """One operation: a bar of the calendar, a line of the list."""

    id: PromotionId
    title: str
    kind: str
    state: PromotionState
    starts_at: datetime
    ends_at: datetime | None
    channels: tuple[str, ...]
    articles: int
    conflicts: frozenset[PromotionId]
    """Operations that price one of its articles on a channel at the same time."""


@dataclass(frozen=True, slots=True)
class LineRow:
    """The price of an article in one step of an operation."""

    product_id: ProductId
    step: int
    starts_at: datetime
    ends_at: datetime | None
    price: Money
    prior_shop: Money | None
    prior_web: Money | None


@dataclass(frozen=True, slots=True)
class CheckRow:
    """The verdict that was kept when the operation was planned, as JSON."""

    at: datetime
    by: str
    rules_version: str
    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class AcknowledgedRow:
    """A warning somebody took upon herself."""

    rule: str
    message: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class EventRow:
    """Something that happened to the operation."""

    kind: PromotionEventKind
    at: datetime
    by: str
    detail: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class PromotionCard:
    """One operation whole."""

    row: PromotionRow
    draft: PromotionDraft
    rules_version: str
    lines: tuple[LineRow, ...]
    checks: tuple[CheckRow, ...]
    acknowledged: tuple[AcknowledgedRow, ...]
    events: tuple[EventRow, ...]


def promotions(
    session: Session,
    since: datetime | None = None,
    until: datetime | None = None,
    *,
    cancelled: bool = False,
) -> tuple[PromotionRow, ...]:
    """Return the operations that run between two instants, those that start first first."""
    wanted = select(_PROMOTIONS).order_by(_PROMOTIONS.c.starts_at, _PROMOTIONS.c.id)
    if since is not None:
        wanted = wanted.where(or_(_PROMOTIONS.c.ends_at.is_(None), _PROMOTIONS.c.ends_at > since))
    if until is not None:
        wanted = wanted.where(_PROMOTIONS.c.starts_at < until)
    if not cancelled:
        wanted = wanted.where(_PROMOTIONS.c.state != PromotionState.CANCELLED)
    found = session.execute(wanted).all()
    ids = [row.id for row in found]
    articles, conflicts = _articles(session, ids), _conflicts(session, ids)
    return tuple(_row(row, articles, conflicts) for row in found)


def promotions_by_id(session: Session, ids: Sequence[PromotionId]) -> tuple[PromotionRow, ...]:
    """Return some operations, in the order asked for."""
    rows = session.execute(select(_PROMOTIONS).where(_PROMOTIONS.c.id.in_(ids)))
    known = {row.id: row for row in rows}
    articles, conflicts = _articles(session, ids), _conflicts(session, ids)
    return tuple(_row(known[each], articles, conflicts) for each in ids if each in known)


def promotion_card(session: Session, promotion_id: PromotionId) -> PromotionCard | None:
    """Return one operation whole, or None."""
    row = session.execute(select(_PROMOTIONS).where(_PROMOTIONS.c.id == promotion_id)).first()
    if row is None:
        return None
    return PromotionCard(
        row=_row(row, _articles(session, [row.id]), _conflicts(session, [row.id])),
        draft=read_draft(row.plan),
        rules_version=row.rules_version,
        lines=_lines(session, promotion_id),
        checks=tuple(
            CheckRow(each.at, each.by, each.rules_version, each.question, each.answer)
            for each in session.execute(
                select(_CHECKS)
                .where(_CHECKS.c.promotion_id == promotion_id)
                .order_by(_CHECKS.c.at, _CHECKS.c.id)
            )
        ),
        acknowledged=tuple(
            AcknowledgedRow(each.rule, each.message, each.at, each.by)
            for each in session.execute(
                select(_ACKNOWLEDGED)
                .where(_ACKNOWLEDGED.c.promotion_id == promotion_id)
                .order_by(_ACKNOWLEDGED.c.at, _ACKNOWLEDGED.c.id)
            )
        ),
        events=tuple(
            EventRow(each.kind, each.at, each.by, json.loads(each.detail))
            for each in session.execute(
                select(_EVENTS)
                .where(_EVENTS.c.promotion_id == promotion_id)
                .order_by(_EVENTS.c.row)
            )
        ),
    )


def _lines(session: Session, promotion_id: PromotionId) -> tuple[LineRow, ...]:
    rows = session.execute(
        select(_LINES)
        .where(_LINES.c.promotion_id == promotion_id)
        .order_by(_LINES.c.product_id, _LINES.c.step)
    )
    return tuple(
        LineRow(
            ProductId(each.product_id),
            each.step,
            each.starts_at,
            each.ends_at,
            each.price,
            each.prior_shop,
            each.prior_web,
        )
        for each in rows
    )


def _articles(session: Session, ids: Sequence[PromotionId]) -> Mapping[PromotionId, int]:
    rows = session.execute(
        select(_LINES.c.promotion_id, func.count(_LINES.c.product_id.distinct()))
        .where(_LINES.c.promotion_id.in_(ids))
        .group_by(_LINES.c.promotion_id)
    )
    return {row[0]: row[1] for row in rows}


def _conflicts(
    session: Session, ids: Sequence[PromotionId]
) -> Mapping[PromotionId, set[PromotionId]]:
    """Return, for each operation, those that price one of its articles at the same time."""
    other, theirs = _LINES.alias("other"), _PROMOTIONS.alias("theirs")
    alive = (PromotionState.PLANNED, PromotionState.RUNNING)
    rows = session.execute(
        select(
            _LINES.c.promotion_id,
            other.c.promotion_id.label("other_id"),
            _PROMOTIONS.c.channels,
            theirs.c.channels.label("other_channels"),
        )
        .join(_PROMOTIONS, _PROMOTIONS.c.id == _LINES.c.promotion_id)
        .join(other, other.c.product_id == _LINES.c.product_id)
        .join(theirs, theirs.c.id == other.c.promotion_id)
        .where(
            _LINES.c.promotion_id.in_(ids),
            other.c.promotion_id != _LINES.c.promotion_id,
            _PROMOTIONS.c.state.in_(alive),
            theirs.c.state.in_(alive),
            or_(other.c.ends_at.is_(None), other.c.ends_at > _LINES.c.starts_at),
            or_(_LINES.c.ends_at.is_(None), _LINES.c.ends_at > other.c.starts_at),
        )
        .distinct()
    )
    found: dict[PromotionId, set[PromotionId]] = {}
    for row in rows:
        if set(row.channels.split(",")) & set(row.other_channels.split(",")):
            found.setdefault(row.promotion_id, set()).add(row.other_id)
    return found


def _row(
    row: Any,
    articles: Mapping[PromotionId, int],
    conflicts: Mapping[PromotionId, set[PromotionId]],
) -> PromotionRow:
    return PromotionRow(
        id=row.id,
        title=row.title,
        kind=row.kind,
        state=row.state,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        channels=tuple(row.channels.split(",")),
        articles=articles.get(row.id, 0),
        conflicts=frozenset(conflicts.get(row.id, ())),
    )
