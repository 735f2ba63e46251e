"""Carry operations out when their time comes: start, further markdown, end.

Run when the desk opens and whenever something falls due: what fell due while it was closed is
carried out then, with its own dates, and learnt now.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, or_, select, true
from sqlalchemy.orm import Session

from merchant_desk.database.prepared import insert_into
from merchant_desk.errors import RefusedError
from merchant_desk.models.base import table
from merchant_desk.models.product import PriceChange, Product
from merchant_desk.models.promotion import Promotion, PromotionLine
from merchant_desk.operations.learn_promotions import learn_promotions, next_lesson
from merchant_desk.operations.note_promotion import note_promotion
from merchant_desk.operations.queue_message import queue_state
from merchant_desk.rules.promotion_audience import history_audience
from merchant_desk.rules.promotion_draft import PromotionDraft, read_draft
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ProductId, PromotionId, RecordId, new_ids
from merchant_desk.values.money import Money
from merchant_desk.values.texts import _
from merchant_desk.values.words import PromotionEventKind, PromotionState

FROM_PROMOTION = "promotion"
_PROMOTIONS, _LINES, _PRICES, _PRODUCTS = (
    table(Promotion),
    table(PromotionLine),
    table(PriceChange),
    table(Product),
)
_ALIVE = (PromotionState.PLANNED, PromotionState.RUNNING)


@dataclass(frozen=True, slots=True)
class _Practised:
    product_id: ProductId
    price: Money
    from_at: datetime
    until_at: datetime | None
    promotion_id: PromotionId | None


@dataclass(frozen=True, slots=True)
class Turned:
    """How many operations started, went a step further, or ended."""

    started: int = 0
    stepped: int = 0
    ended: int = 0

    def __bool__(self) -> bool:
        return bool(self.started or self.stepped or self.ended)


def turn_is_due(session: Session, now: datetime) -> bool:
    """Tell whether something fell due, without writing anything."""
    due = next_turn(session)
    return due is not None and due <= now


def next_turn(session: Session) -> datetime | None:
    """Return when something falls due next; an instant in the past is due now."""
    alive = _PROMOTIONS.c.state.in_(_ALIVE)
    starts = (
        select(func.min(_LINES.c.starts_at))
        .select_from(_LINES.join(_PROMOTIONS, _PROMOTIONS.c.id == _LINES.c.promotion_id))
        .where(
            alive,
            or_(_PROMOTIONS.c.turned_at.is_(None), _LINES.c.starts_at > _PROMOTIONS.c.turned_at),
        )
    )
    opens = select(func.min(_PROMOTIONS.c.starts_at)).where(
        _PROMOTIONS.c.state == PromotionState.PLANNED
    )
    ends = select(func.min(_PROMOTIONS.c.ends_at)).where(alive)
    found = [session.execute(each).scalar() for each in (starts, opens, ends)]
    found.append(next_lesson(session))
    return min((each for each in found if each is not None), default=None)


def turn_promotions(session: Session, gesture: Gesture) -> Turned:
    """Start, step and end what fell due up to now; twice does nothing more."""
    started = stepped = ended = 0
    for promotion in session.scalars(
        select(Promotion)
        .where(Promotion.state.in_(_ALIVE), Promotion.starts_at <= gesture.at)
        .order_by(Promotion.starts_at, Promotion.id)
    ).all():
        begun = promotion.state is PromotionState.PLANNED
        moved = _practise(session, gesture, promotion)
        if begun:
            promotion.state = PromotionState.RUNNING
            started += 1
            note_promotion(session, gesture, promotion.id, PromotionEventKind.STARTED)
        elif moved:
            stepped += 1
            note_promotion(session, gesture, promotion.id, PromotionEventKind.STEPPED)
        promotion.turned_at = gesture.at
        if promotion.ends_at is not None and promotion.ends_at <= gesture.at:
            _end(session, gesture, promotion)
            ended += 1
        elif begun or moved:
            queue_state(session, gesture, "price", _products(session, promotion.id))
    session.flush()
    learn_promotions(session, gesture)
    return Turned(started, stepped, ended)


def cancel_promotion(session: Session, gesture: Gesture, promotion_id: PromotionId) -> None:
    """Take an operation back: one that runs ends now, one to come never starts.

    Raises RefusedError when it is over.
    """
    promotion = session.get(Promotion, promotion_id)
    if promotion is None or promotion.state in (PromotionState.ENDED, PromotionState.CANCELLED):
        raise RefusedError(
            _("L’opération n’a pas été annulée\u00a0: elle est déjà finie."),
            _("Rien d’autre n’est à faire."),
        )
    promotion.changed_at, promotion.changed_by = gesture.at, gesture.person
    if promotion.state is PromotionState.RUNNING:
        _stop_prices(session, gesture, promotion)
        promotion.ends_at = gesture.at
        _end(session, gesture, promotion)
        return
    promotion.state = PromotionState.CANCELLED
    note_promotion(session, gesture, promotion.id, PromotionEventKind.CANCELLED)
    queue_state(session, gesture, "price", _products(session, promotion.id))


def practise_changes(
    session: Session, gesture: Gesture, promotion: Promotion, gone: Collection[ProductId]
) -> None:
    """Say in the ledger what is paid from now on in an operation that was changed while it runs.

    ``gone`` are the articles that left it: their usual price is back.
    """
    rows = session.execute(
        select(_LINES).where(
            _LINES.c.promotion_id == promotion.id,
            _LINES.c.starts_at <= gesture.at,
            or_(_LINES.c.ends_at.is_(None), _LINES.c.ends_at > gesture.at),
        )
    ).all()
    usual = session.execute(
        select(_PRODUCTS.c.id, _PRODUCTS.c.price).where(_PRODUCTS.c.id.in_(list(gone)))
    ).all()
    _practised(
        session,
        gesture,
        read_draft(promotion.plan),
        [
            *(
                _Practised(row.product_id, row.price, gesture.at, row.ends_at, promotion.id)
                for row in rows
            ),
            *(_Practised(row.id, row.price, gesture.at, None, None) for row in usual),
        ],
    )


def _practise(session: Session, gesture: Gesture, promotion: Promotion) -> bool:
    """Write into the price ledger the prices that began since the last turn."""
    since = promotion.turned_at
    rows = session.execute(
        select(_LINES).where(
            _LINES.c.promotion_id == promotion.id,
            _LINES.c.starts_at <= gesture.at,
            _LINES.c.starts_at > since if since is not None else true(),
        ).order_by(_LINES.c.step, _LINES.c.product_id)
    ).all()  # fmt: skip
    _practised(
        session,
        gesture,
        read_draft(promotion.plan),
        [
            _Practised(row.product_id, row.price, row.starts_at, row.ends_at, promotion.id)
            for row in rows
        ],
    )
    return bool(rows)


def _practised(
    session: Session, gesture: Gesture, draft: PromotionDraft, prices: Sequence[_Practised]
) -> None:
    """Add prices to the ledger, on every channel of the operation."""
    lines = [(each, channel) for each in prices for channel in draft.channels]
    if not lines:
        return
    ids = new_ids(len(lines))
    insert_into(
        session,
        _PRICES,
        [
            {
                "id": RecordId(ids[index]),
                "product_id": each.product_id,
                "channel": channel,
                "price": each.price,
                "from_at": each.from_at,
                "until_at": each.until_at,
                "learned_at": gesture.at,
                "source": FROM_PROMOTION,
                "audience": history_audience(draft) if each.promotion_id else "all",
                "shop_id": None,
                "promotion_id": each.promotion_id,
            }
            for index, (each, channel) in enumerate(lines)
        ],
    )


def _stop_prices(session: Session, gesture: Gesture, promotion: Promotion) -> None:
    """Say in the ledger that the usual prices are back from now on, where they were cut."""
    rows = session.execute(
        select(_LINES.c.product_id, _PRODUCTS.c.price)
        .join(_PRODUCTS, _PRODUCTS.c.id == _LINES.c.product_id)
        .where(_LINES.c.promotion_id == promotion.id)
        .distinct()
    ).all()
    draft = read_draft(promotion.plan)
    _practised(
        session,
        gesture,
        draft,
        [_Practised(row.product_id, row.price, gesture.at, None, None) for row in rows],
    )


def _end(session: Session, gesture: Gesture, promotion: Promotion) -> None:
    promotion.state = PromotionState.ENDED
    note_promotion(session, gesture, promotion.id, PromotionEventKind.ENDED)
    queue_state(session, gesture, "price", _products(session, promotion.id))


def _products(session: Session, promotion_id: PromotionId) -> list[ProductId]:
    rows = session.scalars(
        select(_LINES.c.product_id).where(_LINES.c.promotion_id == promotion_id).distinct()
    )
    return [ProductId(each) for each in rows]
