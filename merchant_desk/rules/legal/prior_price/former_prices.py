"""The value of a question about a prior price: which one, over which days, whether it is due."""

from datetime import date

from merchant_desk.rules.legal.announcements import is_code_for_few, is_in_force, reaches_all
from merchant_desk.rules.legal.answer import Value
from merchant_desk.rules.legal.figures import money
from merchant_desk.rules.legal.prior_prices import (
    WINDOW_DAYS,
    days_without_price,
    lowest_price,
    practised,
    shifted,
)
from merchant_desk.rules.legal.questions import PriorPrice
from merchant_desk.rules.legal.sales_numbers import count_told

_WITHOUT = frozenset({"price_change", "launch_price", "bundle", "premium", "loyalty"})


def value_of_prior_price(question: PriorPrice) -> Value:
    """Return the prior price asked for, its window, and whether it must be shown."""
    day, audience = question.applies_from, question.offer.audience
    entries = practised(question.item.price_history, question.channel)
    price = lowest_price(entries, _since(question), _last(question))
    return {
        "applies": is_due(question),
        "enters_history": reaches_all(audience, day),
        "window_start": _first(question).isoformat(),
        "window_end": _last(question).isoformat(),
        "prior_price": None if price is None else money(price),
    }


def is_due(question: PriorPrice) -> bool:
    """Tell whether the offer asked about must show a prior price."""
    day, offer = question.applies_from, question.offer
    return (
        is_in_force(day)
        and "rapid_deterioration" not in question.item.flags
        and offer.kind not in _WITHOUT
        and offer.audience.who != "single_customer"
        and not is_code_for_few(offer.kind, offer.audience, day)
    )


def missing_in_question(question: PriorPrice) -> int:
    """Return how many days lack a price that is due; an item not offered before lacks none."""
    item = question.item
    is_offered = item.offered_since is not None and item.price_history != ()
    if not is_offered or not is_due(question) or _since(question) > _last(question):
        return 0
    entries = practised(item.price_history, question.channel)
    return days_without_price(entries, _since(question), _last(question))


def _first(question: PriorPrice) -> date:
    day = question.applies_from
    return shifted(day, -count_told(WINDOW_DAYS, day))


def _last(question: PriorPrice) -> date:
    return shifted(question.applies_from, -1)


def _since(question: PriorPrice) -> date:
    first, offered = _first(question), question.item.offered_since
    return max(first, offered) if isinstance(offered, date) else first
