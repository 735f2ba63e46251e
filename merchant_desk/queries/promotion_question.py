"""The question that an operation puts to the law, from what the desk knows of its articles."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from fractions import Fraction
from typing import Any

import msgspec
from msgspec import UNSET, UnsetType

from merchant_desk.queries.law_items import BatchRow, LawFacts
from merchant_desk.queries.promotion_reading import Past, PromotionReading
from merchant_desk.rules.legal.foreign_values import read_foreign
from merchant_desk.rules.legal.items import Batch, Item, ItemStock, Step
from merchant_desk.rules.legal.moment import month_before
from merchant_desk.rules.legal.questions import Operation, Promotion
from merchant_desk.rules.legal.soldes_periods import period_at
from merchant_desk.rules.promotion_draft import PromotionDraft, instant_moment
from merchant_desk.rules.promotion_lines import (
    PlannedLine,
    own_prices,
    planned_prices,
    shown_percent,
)

_CENTS, _TENTHOUSANDTHS, _BP = 100, 10_000, 100
_QUESTION_ID = "promotion"


@dataclass(frozen=True, slots=True)
class Asked:
    """The question, and what the answer is about: each article's prices, step by step."""

    question: Promotion
    facts: tuple[LawFacts, ...]
    lines: tuple[PlannedLine, ...]


def promotion_question(draft: PromotionDraft, read: PromotionReading, now: datetime) -> Asked:
    """Return the question of a draft about the articles that were read."""
    limit = _limit(draft, read.shop.zone, read.clock)
    own = own_prices(draft)
    items: list[Item] = []
    lines: list[PlannedLine] = []
    for facts, past in zip(read.facts, read.pasts(draft), strict=True):
        priced = planned_prices(draft, facts, past.entries, own, read.clock)
        lines += priced
        items.append(_item(draft, facts, past, priced, limit))
    question = Promotion(
        id=_QUESTION_ID,
        asked_on=instant_moment(now),
        shop=read.shop,
        operation=_operation(draft),
        items=tuple(items),
    )
    return Asked(question, read.facts, tuple(lines))


def _limit(draft: PromotionDraft, zone: str, clock: tzinfo) -> date | None:
    """Return the day by which soldés goods must have been received and paid for."""
    if draft.kind != "soldes":
        return None
    opening = draft.starts.opening(clock)
    found = [each for channel in draft.channels if (each := period_at(zone, channel, opening))]
    return min((month_before(each.start.date()) for each in found), default=None)


_SAME = (
    "title", "kind", "channels", "customers", "audience", "covers", "coordination",
    "partner_of", "texts", "general_claim", "single_rate", "separated", "basket_voucher",
    "premium", "launch", "stock_limit", "declaration", "inventory", "soft_drinks_discounted",
    "supplier_price_agreement",
)  # fmt: skip


def _operation(draft: PromotionDraft) -> Operation:
    same: dict[str, Any] = {name: getattr(draft, name) for name in _SAME}
    return Operation(starts=draft.starts, ends=draft.ends, **same)


def _item(
    draft: PromotionDraft,
    facts: LawFacts,
    past: Past,
    lines: Sequence[PlannedLine],
    limit: date | None,
) -> Item:
    batches, paid = _receipts(facts.batches, limit)
    return Item(
        sku=facts.sku,
        label=facts.name,
        flags=facts.flags,  # type: ignore[arg-type]  # words that were checked when they were kept
        acquisition=facts.acquisition,  # type: ignore[arg-type]  # as above
        vat_rate=Fraction(facts.rate_bp, _BP),
        price_history=past.whole or None,
        offered_since=facts.offered_since or past.known_since or UNSET,
        supplier_paid_on=paid,
        batches=batches,
        bundle=draft.bundle,
        loss_exception=draft.loss_exception,
        loyalty_credit_percent=draft.loyalty_credit_percent,
        stock=ItemStock(quantity=max(0, facts.units)),
        **_costs(facts),
        **_category(facts),
        **_prices(draft, lines),
        **_details(facts.details),
    )


def _receipts(
    batches: Sequence[BatchRow], limit: date | None
) -> tuple[tuple[Batch, ...], date | UnsetType | None]:
    """Return the receipts, and when the units that may be soldées were paid.

    Units put aside are not sold as soldées. A batch received in time counts by its own payment:
    the latest decides, and one that nobody knows leaves it unknown.
    """
    told = tuple(
        Batch(
            received_on=each.received_on,
            quantity=each.quantity,
            source="transfer" if each.source == "transfer" else "supplier",
            soldes=not each.quarantined,
        )
        for each in batches
    )
    counted = [
        each
        for each in batches
        if not each.quarantined and (limit is None or each.received_on <= limit)
    ]
    if not counted or not all(each.paid_known for each in counted):
        return told, UNSET
    paid = [each.paid_on for each in counted if each.paid_on is not None]
    return told, max(paid) if len(paid) == len(counted) else None


def _costs(facts: LawFacts) -> dict[str, Any]:
    cost = facts.cost_tenthousandths
    return {
        "net_unit_cost_ht": None if cost is None else Fraction(cost, _TENTHOUSANDTHS),
        "other_advantages_percent": Fraction(facts.other_advantages_bp, _BP),
        "transport_ht": Fraction(facts.transport_tenthousandths, _TENTHOUSANDTHS),
        "specific_taxes_ht": Fraction(facts.specific_taxes_tenthousandths, _TENTHOUSANDTHS),
        "excise_ht": Fraction(facts.excise_tenthousandths, _TENTHOUSANDTHS),
    }


def _category(facts: LawFacts) -> dict[str, Any]:
    return {"category": facts.law_category} if facts.law_category else {}


def _details(details: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is kept of books, animals and tobacco, in the types of a question."""
    if not details:
        return {}
    told = msgspec.convert({"sku": "-", **details}, Item, dec_hook=read_foreign)
    return {name: getattr(told, name) for name in details}


def _prices(draft: PromotionDraft, lines: Sequence[PlannedLine]) -> dict[str, Any]:
    if not lines:
        return {}
    first = lines[0]
    shown = first.shown_prior
    told: dict[str, Any] = {}
    if draft.shows_prior and shown is not None:
        told["shown_prior_price"] = Fraction(shown.cents, _CENTS)
    if draft.shows_percent and shown is not None and (percent := shown_percent(first)):
        told["shown_percent"] = Fraction(percent)
    if len(lines) == 1:
        return told | {"new_price": Fraction(first.price.cents, _CENTS)}
    return told | {"steps": tuple(_step(draft, each) for each in lines)}


def _step(draft: PromotionDraft, line: PlannedLine) -> Step:
    shown = line.shown_prior if draft.shows_prior else None
    percent = shown_percent(line) if draft.shows_percent and shown is not None else 0
    return Step(
        starts=instant_moment(line.starts_at),
        ends=instant_moment(line.ends_at) if line.ends_at else None,
        new_price=Fraction(line.price.cents, _CENTS),
        shown_prior_price=None if shown is None else Fraction(shown.cents, _CENTS),
        shown_percent=Fraction(percent) if percent else None,
    )
