"""Write stock and prices to a WooCommerce shop: look first, write in batches, judge each item."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, TypeVar

from merchant_desk.connectors.woocommerce.calls import Calls, refused
from merchant_desk.connectors.woocommerce.fields import metadata
from merchant_desk.errors import UnavailableError
from merchant_desk.sync.http_refusals import in_its_words
from merchant_desk.sync.intents import Outcome, PriceIntent, PushResult, StockIntent
from merchant_desk.sync.record_fields import UnfitError, whole
from merchant_desk.values.money import Money
from merchant_desk.values.texts import _

BATCH = 100
_FIELDS = (
    "id,manage_stock,stock_quantity,regular_price,sale_price,date_on_sale_from_gmt,"
    "date_on_sale_to_gmt"
)
_WHOLE_RATE = 10_000
INVALID_ID = "_invalid_id"
Shown = Mapping[str, Mapping[str, Any]]
IntentT = TypeVar("IntentT", StockIntent, PriceIntent)


def push_stock(calls: Calls, intents: Sequence[StockIntent]) -> list[PushResult]:
    """Write the levels the shop still shows as expected; the others are told back."""

    def confirm(intent: StockIntent, kept: Mapping[str, Any]) -> PushResult:
        value = _level(kept)
        if value == intent.wanted:
            return PushResult(intent.product_remote_id, Outcome.DONE, value)
        return PushResult(intent.product_remote_id, Outcome.MOVED, value)

    return _push(calls, intents, _stock_change, confirm)


@dataclass(frozen=True, slots=True)
class PriceWays:
    """How this shop keeps prices; ``prior_field`` names the meta of the price before a sale."""

    prices_include_tax: bool
    prior_field: str = ""


def push_prices(calls: Calls, intents: Sequence[PriceIntent], ways: PriceWays) -> list[PushResult]:
    """Write prices; WooCommerce drops some sale prices in silence, so what it kept is read."""

    def judge(intent: PriceIntent, shown: Mapping[str, Any]) -> PushResult | dict[str, Any]:
        change = _price_change(intent, ways, shown)
        if _is_kept(shown, change) and _same_window(shown, change):
            return PushResult(intent.product_remote_id, Outcome.ALREADY)
        return change

    def confirm(intent: PriceIntent, kept: Mapping[str, Any]) -> PushResult:
        wanted = _price_change(intent, ways, kept)
        if _is_kept(kept, wanted):
            return PushResult(intent.product_remote_id, Outcome.DONE)
        return _refused(
            intent.product_remote_id,
            _("La boutique n’a pas gardé ce prix\u00a0: la promotion le dépasse peut-être."),
        )

    fields = f"{_FIELDS},meta_data" if ways.prior_field else _FIELDS
    return _push(calls, intents, judge, confirm, fields)


_PRICES = ("regular_price", "sale_price")
_WINDOW = ("date_on_sale_from_gmt", "date_on_sale_to_gmt")


def shown_level(calls: Calls, intent: StockIntent) -> int | None:
    """Return the stock the shop shows for a product, None when it counts none."""
    shown = _look(calls, intent.parent_remote_id, [intent.product_remote_id])
    return _level(shown.get(intent.product_remote_id, {}))


def price_is_kept(calls: Calls, intent: PriceIntent, ways: PriceWays) -> bool:
    """Tell whether the shop shows this price and sale."""
    shown = _look(calls, intent.parent_remote_id, [intent.product_remote_id])
    kept = shown.get(intent.product_remote_id, {})
    wanted = _price_change(intent, ways, kept)
    return bool(kept) and _is_kept(kept, wanted)


def _is_kept(kept: Mapping[str, Any], wanted: Mapping[str, Any]) -> bool:
    """Tell whether the prices are there, and the price before a sale where it was looked for."""
    noted = metadata(kept) if "meta_data" in kept else None
    for entry in wanted.get("meta_data", ()):
        if noted is not None and noted.get(entry["key"]) != entry["value"]:
            return False
    return all(_same_price(kept.get(name), wanted[name]) for name in _PRICES if name in wanted)


def _same_window(shown: Mapping[str, Any], wanted: Mapping[str, Any]) -> bool:
    return all((shown.get(name) or "") == wanted[name] for name in _WINDOW if name in wanted)


def _push(
    calls: Calls,
    intents: Sequence[IntentT],
    judge: Callable[[IntentT, Mapping[str, Any]], PushResult | dict[str, Any]],
    confirm: Callable[[IntentT, Mapping[str, Any]], PushResult],
    fields: str = _FIELDS,
) -> list[PushResult]:
    results: dict[str, PushResult] = {}
    for parent, some in _batches(intents):
        shown = _look(calls, parent, [each.product_remote_id for each in some], fields)
        changes: list[tuple[IntentT, dict[str, Any]]] = []
        for intent in some:
            subject = intent.product_remote_id
            if subject not in shown:
                results[subject] = _refused(subject, _("La boutique n’a plus ce produit."))
                continue
            change = judge(intent, shown[subject])
            if isinstance(change, PushResult):
                results[subject] = change
            else:
                changes.append((intent, change))
        results.update(_write(calls, parent, changes, confirm))
        written = [intent for intent, _change in changes]
        results.update(_read_back(calls, written, results, confirm))
    return [results[intent.product_remote_id] for intent in intents]


def _batches(
    intents: Sequence[IntentT],
) -> Iterator[tuple[str, list[IntentT]]]:
    """Yield at most a hundred intents at a time, the variations of one product together."""
    by_parent: dict[str, list[IntentT]] = {}
    for intent in intents:
        by_parent.setdefault(intent.parent_remote_id, []).append(intent)
    for parent, some in by_parent.items():
        for start in range(0, len(some), BATCH):
            yield parent, some[start : start + BATCH]


def _route(parent: str) -> str:
    return f"products/{parent}/variations" if parent else "products"


def _look(calls: Calls, parent: str, ids: Sequence[str], fields: str = _FIELDS) -> Shown:
    """Return what the shop shows of these; nothing of what is gone, or went with its parent."""
    asked = {"include": ",".join(ids), "per_page": str(BATCH), "_fields": fields}
    reply = calls.ask("GET", _route(parent), asked)
    if not reply.fine and reply.code.endswith(INVALID_ID):
        return {}
    if not reply.fine:
        raise refused(reply)
    return {str(row.get("id")): row for row in reply.rows()}


def _write(
    calls: Calls,
    parent: str,
    changes: Sequence[tuple[IntentT, dict[str, Any]]],
    confirm: Callable[[IntentT, Mapping[str, Any]], PushResult],
) -> dict[str, PushResult]:
    """Send a batch; WooCommerce answers 200 even when some of its items failed."""
    if not changes:
        return {}
    updates = [{"id": int(intent.product_remote_id), **change} for intent, change in changes]
    reply = calls.ask("POST", f"{_route(parent)}/batch", payload={"update": updates})
    if not reply.fine:
        return {
            intent.product_remote_id: _refused(intent.product_remote_id, _said(reply.refusal))
            for intent, _change in changes
        }
    answers = reply.told("update")
    results = {}
    for (intent, _change), answer in zip(changes, answers, strict=False):
        subject = intent.product_remote_id
        error = answer.get("error")
        results[subject] = (
            _refused(subject, _said(str(error.get("message"))))
            if isinstance(error, dict)
            else confirm(intent, answer)
        )
    silent = [intent for intent, _change in changes if intent.product_remote_id not in results]
    for intent in silent:
        subject = intent.product_remote_id
        results[subject] = _refused(subject, _("La boutique n’a rien dit de ce produit."))
    return results


def _read_back(
    calls: Calls,
    written: Sequence[IntentT],
    results: Mapping[str, PushResult],
    confirm: Callable[[IntentT, Mapping[str, Any]], PushResult],
) -> dict[str, PushResult]:
    """Look again at the first and the last written: an extension may undo what was answered."""
    done: list[IntentT] = [
        each for each in written if results[each.product_remote_id].outcome is Outcome.DONE
    ]
    if not done:
        return {}
    sample: list[IntentT] = [done[0], done[-1]]
    numbers = dict.fromkeys(each.product_remote_id for each in sample)
    try:
        shown = _look(calls, done[0].parent_remote_id, list(numbers))
    except UnavailableError:
        return {}  # it was answered; the next sweep compares
    seen = [(each, shown.get(each.product_remote_id)) for each in sample]
    return {each.product_remote_id: confirm(each, row) for each, row in seen if row is not None}


def _said(message: str) -> str:
    return in_its_words(message)


def _refused(subject: str, reason: str) -> PushResult:
    return PushResult(subject, Outcome.REFUSED, None, reason)


def _level(shown: Mapping[str, Any]) -> int | None:
    if shown.get("manage_stock") is not True:
        return None
    try:
        return whole(shown.get("stock_quantity"), "stock_quantity")
    except UnfitError:
        return None


def _stock_change(intent: StockIntent, shown: Mapping[str, Any]) -> PushResult | dict[str, Any]:
    subject, level = intent.product_remote_id, _level(shown)
    if level is None:
        return _refused(subject, _("La boutique ne compte pas le stock de ce produit."))
    if level == intent.wanted:
        return PushResult(subject, Outcome.ALREADY, level)
    if intent.expected is not None and level != intent.expected:
        return PushResult(subject, Outcome.MOVED, level)
    return {"stock_quantity": intent.wanted}


def _price_change(intent: PriceIntent, ways: PriceWays, shown: Mapping[str, Any]) -> dict[str, Any]:
    sale = intent.sale_price
    rate = 0 if ways.prices_include_tax else intent.rate_bp
    regular: dict[str, Any] = {"regular_price": written_amount(intent.price, rate)}
    if intent.keeps_sale:
        return regular
    if ways.prior_field:
        prior = None if sale is None else intent.prior_price
        written = "" if prior is None else written_amount(prior, rate)
        if written or metadata(shown).get(ways.prior_field):
            regular["meta_data"] = [{"key": ways.prior_field, "value": written}]
    return regular | {
        "sale_price": "" if sale is None else written_amount(sale, rate),
        # "" clears the dates, null would keep them
        "date_on_sale_from_gmt": _gmt(intent.sale_from),
        "date_on_sale_to_gmt": _gmt(intent.sale_to),
    }


def written_amount(price: Money, rate_bp: int) -> str:
    """Return a price as the shop types it: with tax, or without and four decimals."""
    if not rate_bp:
        return f"{price.cents // 100}.{price.cents % 100:02d}"
    net = Money(price.cents * 100).part(_WHOLE_RATE, _WHOLE_RATE + rate_bp).cents
    return f"{net // 10_000}.{net % 10_000:04d}"


def _gmt(instant: datetime | None) -> str:
    return "" if instant is None else instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S")


def _same_price(kept: object, wanted: object) -> bool:
    """Tell whether two written prices are the same: « 111 » is « 111.00 », 4.0750 is not 4.0833."""
    if not kept or not wanted:
        return not kept and not wanted
    try:
        return Decimal(str(kept)) == Decimal(str(wanted))
    except InvalidOperation:
        return False
