"""Write prices to a Shopify shop: a sale is a lower price with the regular one crossed out.

Shopify has no dates for it: a sale that runs now is written, one of another day is refused.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from merchant_desk.connectors.shopify import documents
from merchant_desk.connectors.shopify.calls import Calls, UserError
from merchant_desk.connectors.shopify.catalogue import CodeField
from merchant_desk.connectors.shopify.gids import gid, number
from merchant_desk.connectors.shopify.levels import Shown, shown_variants
from merchant_desk.connectors.shopify.refusing import gone, refused, said
from merchant_desk.connectors.shopify.settings import ShopSettings
from merchant_desk.connectors.shopify.terms import Prices, prices_of, written
from merchant_desk.sync.intents import Effect, Outcome, PriceIntent, PushResult
from merchant_desk.values.money import ZERO, Money
from merchant_desk.values.texts import _

_FIELD = "productVariantsBulkUpdate"
_SAMPLE = 5


@dataclass(frozen=True, slots=True)
class Desk:
    """What it takes to write prices; ``prior`` names the metafield of the price before."""

    calls: Calls
    settings: ShopSettings
    prior: CodeField


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What a variant should cost, and the intent that says so."""

    intent: PriceIntent
    shown: Shown
    prices: Prices


def push_prices(desk: Desk, intents: Sequence[PriceIntent]) -> list[PushResult]:
    """Write prices, one request for all variants of a product."""
    shown = shown_variants(desk.calls, desk.settings, [each.product_remote_id for each in intents])
    results: dict[int, PushResult] = {}
    by_product: dict[str, dict[int, _Wanted]] = {}
    for place, intent in enumerate(intents):
        judged = _judged(desk, intent, shown.get(intent.product_remote_id))
        if isinstance(judged, PushResult):
            results[place] = judged
        else:
            by_product.setdefault(judged.shown.product_gid, {})[place] = judged
    for product, wanted in by_product.items():
        results |= _written(desk, product, wanted)
    _read_back(desk, intents, results)
    return [results[place] for place in range(len(intents))]


def find_price(desk: Desk, intent: PriceIntent) -> Effect:
    """Look whether a variant costs what was to be written."""
    shown = shown_variants(desk.calls, desk.settings, [intent.product_remote_id])
    judged = _judged(desk, intent, shown.get(intent.product_remote_id))
    found = isinstance(judged, PushResult) and judged.outcome is Outcome.ALREADY
    return Effect.FOUND if found else Effect.NOT_FOUND


def _judged(desk: Desk, intent: PriceIntent, shown: Shown | None) -> PushResult | _Wanted:
    """Return what to write, or the answer that needs no writing."""
    subject = intent.product_remote_id
    if shown is None:
        return gone(subject)
    if intent.price < ZERO:
        return refused(subject, _("Un prix négatif n’est pas écrit."))
    now = prices_of(shown.variant, gross=desk.settings.gross)
    wanted = _wanted(intent, now, desk.calls.server_now())
    if wanted is None:
        return refused(
            subject,
            _(
                "Shopify ne connaît pas les promotions datées\u00a0: demandez celle-ci le jour où "
                "elle commence, ou créez-la dans Shopify, Réductions."
            ),
        )
    same = all(
        shown.variant.get(name) == value for name, value in _fields(desk, intent, wanted).items()
    )
    if (same or _equal(now, wanted)) and not _tells_prior(desk, intent):
        return PushResult(subject, Outcome.ALREADY)
    return _Wanted(intent, shown, wanted)


def _wanted(intent: PriceIntent, now: Prices, at: datetime) -> Prices | None:
    """Return the prices to show at this instant; None for a sale that has not begun."""
    if intent.keeps_sale:
        sale = now.sale if now.sale is not None and now.sale < intent.price else None
        return Prices(intent.price, sale)
    over = intent.sale_to is not None and intent.sale_to <= at
    if intent.sale_price is None or over or intent.sale_price >= intent.price:
        return Prices(intent.price, None)
    if intent.sale_from is not None and intent.sale_from > at:
        return None
    return Prices(intent.price, intent.sale_price)


def _equal(now: Prices, wanted: Prices) -> bool:
    return (now.price, now.sale) == (wanted.price, wanted.sale)


def _tells_prior(desk: Desk, intent: PriceIntent) -> bool:
    return bool(desk.prior.name) and intent.prior_price is not None


def _fields(desk: Desk, intent: PriceIntent, wanted: Prices) -> dict[str, Any]:
    regular = wanted.price or intent.price
    gross, rate_bp = desk.settings.gross, intent.rate_bp
    crossed_out = written(regular, rate_bp, gross=gross) if wanted.sale is not None else None
    return {
        "price": written(wanted.sale or regular, rate_bp, gross=gross),
        "compareAtPrice": crossed_out,
    }


def _input(desk: Desk, wanted: _Wanted) -> dict[str, Any]:
    intent = wanted.intent
    given: dict[str, Any] = {"id": gid("ProductVariant", intent.product_remote_id)}
    given |= _fields(desk, intent, wanted.prices)
    if _tells_prior(desk, intent):
        prior = intent.prior_price or Money(0)
        given["metafields"] = [
            {
                "namespace": desk.prior.space,
                "key": desk.prior.name,
                "type": "number_decimal",
                "value": written(prior, 0, gross=True),
            }
        ]
    return given


def _written(desk: Desk, product: str, wanted: Mapping[int, _Wanted]) -> dict[int, PushResult]:
    variants = [_input(desk, each) for each in wanted.values()]
    asked = {"product": product, "variants": variants}
    answer = desk.calls.write(documents.SET_VARIANTS, asked, _FIELD)
    refusals = _by_place(list(wanted), answer.errors)
    told = answer.payload.get("productVariants")
    done = {
        number(each.get("id"))
        for each in (told if isinstance(told, list) else ())
        if isinstance(each, dict)
    }
    return {
        place: _result(each.intent, refusals.get(place, ""), done, answer.refusal)
        for place, each in wanted.items()
    }


def _result(intent: PriceIntent, refusal: str, done: set[str], whole: str) -> PushResult:
    subject = intent.product_remote_id
    if refusal or (subject not in done and whole):
        return said(subject, refusal or whole)
    return PushResult(subject, Outcome.DONE)


def _by_place(places: Sequence[int], errors: Sequence[UserError]) -> dict[int, str]:
    """Return why single variants were refused; a refusal that names none goes for all."""
    found: dict[int, str] = {}
    for error in errors:
        index = next((int(each) for each in error.field if each.isdecimal()), None)
        named = places if index is None or index >= len(places) else [places[index]]
        for place in named:
            found[place] = error.message or error.code
    return found


def _read_back(desk: Desk, intents: Sequence[PriceIntent], results: dict[int, PushResult]) -> None:
    """Look at some of what was written: what does not show it was not written."""
    done = [place for place, each in results.items() if each.outcome is Outcome.DONE][:_SAMPLE]
    if not done:
        return
    ids = [intents[place].product_remote_id for place in done]
    shown = shown_variants(desk.calls, desk.settings, ids)
    for place in done:
        intent = intents[place]
        found = shown.get(intent.product_remote_id)
        if found is None or not _shows(desk, intent, found):
            results[place] = refused(
                intent.product_remote_id,
                _("La boutique a accepté ce prix mais en montre un autre."),
            )


def _shows(desk: Desk, intent: PriceIntent, found: Shown) -> bool:
    now = prices_of(found.variant, gross=desk.settings.gross)
    wanted = _wanted(intent, now, desk.calls.server_now())
    if wanted is None or _equal(now, wanted):
        return True
    asked = _fields(desk, intent, wanted)
    return all(found.variant.get(name) == value for name, value in asked.items())
