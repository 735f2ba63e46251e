"""Write prices on a Vendure shop, in cents, with or without the tax as its channel types them."""

from collections.abc import Sequence

from merchant_desk.connectors.vendure.articles import BATCH, articles, change, gone
from merchant_desk.connectors.vendure.calls import Calls
from merchant_desk.connectors.vendure.terms import Terms
from merchant_desk.sync.intents import Effect, Outcome, PriceIntent, PushResult
from merchant_desk.sync.record_fields import Body, hundredths, row, whole
from merchant_desk.values import french
from merchant_desk.values.money import Money
from merchant_desk.values.texts import _


def push_prices(calls: Calls, terms: Terms, intents: Sequence[PriceIntent]) -> list[PushResult]:
    """Write the prices; one result each."""
    results: list[PushResult] = []
    for start in range(0, len(intents), BATCH):
        results += _batch(calls, terms, intents[start : start + BATCH])
    return results


def find_price(calls: Calls, intent: PriceIntent) -> Effect:
    """Look whether the shop shows this price."""
    found = articles(calls, [intent.product_remote_id]).get(intent.product_remote_id)
    kept = found is not None and _shown(found) == intent.price.cents
    return Effect.FOUND if kept else Effect.NOT_FOUND


def _batch(calls: Calls, terms: Terms, intents: Sequence[PriceIntent]) -> list[PushResult]:
    shown = articles(calls, [each.product_remote_id for each in intents])
    judged = {each.product_remote_id: _judged(terms, shown, each) for each in intents}
    changes = {
        each.product_remote_id: {
            "id": each.product_remote_id,
            "price": terms.written(each.price.cents, _rate(shown[each.product_remote_id])),
        }
        for each in intents
        if judged[each.product_remote_id] is None
    }
    refused = change(calls, changes)
    after = articles(calls, list(changes)) if changes else {}
    return [judged[each.product_remote_id] or _written(after, each, refused) for each in intents]


def _judged(terms: Terms, shown: dict[str, Body], intent: PriceIntent) -> PushResult | None:
    """Return why nothing is to be written, or None when it is."""
    number, article = intent.product_remote_id, shown.get(intent.product_remote_id)
    if article is None:
        return PushResult(number, Outcome.REFUSED, reason=gone())
    if intent.sale_price is not None:
        words = _("Vendure n’a pas de prix soldé\u00a0: faites une promotion dans la boutique.")
        return PushResult(number, Outcome.REFUSED, reason=words)
    if article.get("currencyCode") != "EUR":
        return PushResult(
            number, Outcome.REFUSED, reason=_("La boutique n’a pas de prix en euros pour lui.")
        )
    if _shown(article) == intent.price.cents:
        return PushResult(number, Outcome.ALREADY)
    rate = _rate(article)
    nearest = terms.shown(terms.written(intent.price.cents, rate), rate)
    if nearest == intent.price.cents:
        return None
    words = _(
        "La boutique tient ses prix hors taxes au centime\u00a0: elle ne sait pas montrer "
        "{wanted}, seulement {nearest}."
    ).format(wanted=french.euros(intent.price), nearest=french.euros(Money(nearest)))
    return PushResult(number, Outcome.REFUSED, reason=words)


def _written(after: dict[str, Body], intent: PriceIntent, refused: dict[str, str]) -> PushResult:
    """Judge by what the shop shows now: silence is no success."""
    number = intent.product_remote_id
    if number in refused:
        return PushResult(number, Outcome.REFUSED, reason=refused[number])
    if number not in after:
        return PushResult(number, Outcome.REFUSED, reason=gone())
    shown = _shown(after[number])
    if shown == intent.price.cents:
        return PushResult(number, Outcome.DONE)
    words = _("La boutique montre {shown} au lieu de {wanted}.").format(
        shown=french.euros(Money(shown)), wanted=french.euros(intent.price)
    )
    return PushResult(number, Outcome.REFUSED, reason=words)


def _shown(article: Body) -> int:
    return whole(article.get("priceWithTax"), "priceWithTax")


def _rate(article: Body) -> int:
    return hundredths(row(article, "taxRateApplied").get("value"), "taxRateApplied")
