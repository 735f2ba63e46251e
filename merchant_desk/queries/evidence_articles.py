"""What the evidence file tells of each article: its past, its prices, its receipts, its labels."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.promotion import PriceShown
from merchant_desk.models.shop import Shop
from merchant_desk.queries.law_items import BatchRow, LawFacts, law_facts
from merchant_desk.queries.price_history import ledger_lines
from merchant_desk.queries.promotions import LineRow, PromotionCard
from merchant_desk.rules.legal.items import Item
from merchant_desk.rules.legal.purchase_prices import lowest_price_of
from merchant_desk.rules.legal.questions import Promotion
from merchant_desk.rules.legal.reading import read_question
from merchant_desk.rules.legal.zones import clock_of
from merchant_desk.rules.price_ledger import PriceLine, price_spans
from merchant_desk.rules.promotion_lines import lowest_before
from merchant_desk.values.ids import ProductId, PromotionId
from merchant_desk.values.money import Money
from merchant_desk.values.promotion_evidence import (
    EvidenceArticle,
    EvidencePrice,
    EvidencePrior,
    EvidenceReceipt,
    EvidenceShown,
    EvidenceStep,
    instant_text,
)

_SHOWN, _SHOPS = table(PriceShown), table(Shop)
_WINDOW, _DAY, _CENTS = timedelta(days=30), timedelta(days=1), 100


@dataclass(frozen=True, slots=True)
class _Judged:
    """The question of the verdict that holds, and the time that the evidence covers."""

    question: Promotion
    items: Mapping[str, Item]
    day: date
    since: datetime
    until: datetime | None


def evidence_articles(session: Session, card: PromotionCard) -> tuple[EvidenceArticle, ...]:
    """Return the articles of an operation that was judged, by their references."""
    judged = _judged(card)
    steps: dict[ProductId, list[LineRow]] = {}
    for line in card.lines:
        steps.setdefault(line.product_id, []).append(line)
    facts = sorted(law_facts(session, list(steps)), key=lambda each: each.sku)
    ledger = ledger_lines(session, [each.product_id for each in facts])
    shown = _shown(session, card.row.id, [each.product_id for each in facts], judged)
    return tuple(
        EvidenceArticle(
            sku=each.sku,
            name=each.name,
            on_sale_since=_on_sale_since(judged.items.get(each.sku)),
            lowest_lawful_cents=_lowest_lawful(judged, each),
            prior=_prior(judged.items.get(each.sku), judged.day),
            steps=tuple(
                _step(line, crossed_out=card.draft.shows_prior) for line in steps[each.product_id]
            ),
            prices=_prices(ledger[each.product_id], judged),
            receipts=tuple(_receipt(batch) for batch in each.batches),
            shown=tuple(shown.get(each.product_id, ())),
        )
        for each in facts
    )


def _judged(card: PromotionCard) -> _Judged:
    question = read_question(json.loads(card.checks[-1].question))
    if not isinstance(question, Promotion):
        raise TypeError(type(question))
    clock: tzinfo = clock_of(question.shop.zone)
    day = card.row.starts_at.astimezone(clock).date()
    since = datetime.combine(day - _WINDOW, time(), clock)
    items = {each.sku: each for each in question.items}
    return _Judged(question, items, day, since, card.row.ends_at)


def _on_sale_since(item: Item | None) -> str | None:
    since = item.offered_since if item is not None else None
    return since.isoformat() if isinstance(since, date) else None


def _lowest_lawful(judged: _Judged, facts: LawFacts) -> int | None:
    item = judged.items.get(facts.sku)
    if item is None:
        return None
    customers = judged.question.operation.customers
    found = lowest_price_of(item, judged.question.shop, customers, judged.day)
    return None if found is None else int(found.lawful * _CENTS)


def _prior(item: Item | None, day: date) -> EvidencePrior:
    """Return the prior price as the verdict saw it, and the days that give it."""
    entries = () if item is None else item.price_history or ()
    first, last = day - _WINDOW, day - _DAY
    low = lowest_before(entries, day)
    days = sorted(
        {
            (max(each.from_, first).isoformat(), min(each.to or last, last).isoformat())
            for each in entries
            if low is not None
            and each.audience == "all"
            and int(each.price * _CENTS) == low.cents
            and each.from_ <= last
            and (each.to is None or each.to >= first)
        }
    )
    return EvidencePrior(_cents(low), first.isoformat(), last.isoformat(), tuple(days))


def _cents(amount: Money | None) -> int | None:
    return None if amount is None else amount.cents


def _step(line: LineRow, *, crossed_out: bool) -> EvidenceStep:
    prior = line.prior_web if line.prior_shop is None else line.prior_shop
    return EvidenceStep(
        step=line.step,
        starts_at=instant_text(line.starts_at),
        ends_at=instant_text(line.ends_at) if line.ends_at else None,
        cents=line.price.cents,
        crossed_out_cents=_cents(prior) if crossed_out else None,
    )


def _prices(lines: Sequence[tuple[str, PriceLine]], judged: _Judged) -> tuple[EvidencePrice, ...]:
    """Return the ledger from thirty days before the start on: what held then, and what came since.

    What was learnt later about that time is told too: a correction hides nothing.
    """
    held = _held(lines, judged)
    told = [
        (channel, line)
        for channel, line in lines
        if _speaks(line, judged) and (id(line) in held or line.learned_at >= judged.since)
    ]
    told.sort(key=lambda each: (each[0], each[1].from_at, each[1].learned_at))
    return tuple(
        EvidencePrice(
            channel=channel,
            cents=line.price.cents,
            from_at=instant_text(line.from_at),
            until_at=instant_text(line.until_at) if line.until_at else None,
            learned_at=instant_text(line.learned_at),
            source=line.source,
            audience=line.audience,
            operation=line.promotion,
        )
        for channel, line in told
    )


def _held(lines: Sequence[tuple[str, PriceLine]], judged: _Judged) -> set[int]:
    held: set[int] = set()
    for wanted in {channel for channel, _line in lines}:
        mine = [line for channel, line in lines if channel in ("", wanted)]
        held |= {
            id(span.line)
            for span in price_spans(mine)
            if span.until_at is None or span.until_at > judged.since
        }
    return held


def _speaks(line: PriceLine, judged: _Judged) -> bool:
    begins = judged.until is None or line.from_at < judged.until
    return begins and (line.until_at is None or line.until_at > judged.since)


def _receipt(batch: BatchRow) -> EvidenceReceipt:
    paid = "unpaid" if batch.paid_known else "unknown"
    return EvidenceReceipt(
        received_on=batch.received_on.isoformat(),
        quantity=batch.quantity,
        source=batch.source,
        supplier=batch.supplier,
        on_sale_since=batch.on_sale_since.isoformat() if batch.on_sale_since else None,
        paid=batch.paid_on.isoformat() if batch.paid_on else paid,
        put_aside=batch.quarantined,
    )


def _shown(
    session: Session, promotion_id: PromotionId, ids: Sequence[ProductId], judged: _Judged
) -> dict[ProductId, list[EvidenceShown]]:
    """Return what labels and sites showed for the operation, and what sites showed meanwhile."""
    meanwhile = _SHOWN.c.promotion_id.is_(None) & (_SHOWN.c.at >= judged.since)
    if judged.until is not None:
        meanwhile &= _SHOWN.c.at < judged.until
    rows = session.execute(
        select(_SHOWN, _SHOPS.c.name.label("site"))
        .join(_SHOPS, _SHOPS.c.id == _SHOWN.c.shop_id, isouter=True)
        .where(
            _SHOWN.c.product_id.in_(list(ids)),
            or_(_SHOWN.c.promotion_id == promotion_id, meanwhile),
        )
        .order_by(_SHOWN.c.at, _SHOWN.c.id)
    )
    found: dict[ProductId, list[EvidenceShown]] = {}
    for row in rows:
        found.setdefault(ProductId(row.product_id), []).append(
            EvidenceShown(
                where=row.where.value,
                site=row.site or "",
                at=instant_text(row.at),
                by=row.by,
                cents=row.price.cents,
                crossed_out_cents=_cents(row.prior_price),
                sale_cents=_cents(row.sale_price),
                sale_from=instant_text(row.sale_from) if row.sale_from else None,
                sale_to=instant_text(row.sale_to) if row.sale_to else None,
                text=row.text,
            )
        )
    return found
