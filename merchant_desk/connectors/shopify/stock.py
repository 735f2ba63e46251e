"""Write what can be sold to one place of a Shopify shop: look, compare, and let the shop compare.

Each quantity goes with the one just read: should an order come in between, the shop refuses it and
takes none of the batch. A key never returns: the same change asked for a week later is another one.
"""

from collections.abc import Iterable, Mapping, Sequence
from uuid import uuid4

from merchant_desk.connectors.shopify import documents
from merchant_desk.connectors.shopify.calls import Calls, UserError
from merchant_desk.connectors.shopify.gids import gid
from merchant_desk.connectors.shopify.levels import AT_ONCE, Shown, shown_variants
from merchant_desk.connectors.shopify.refusing import gone, refused, said
from merchant_desk.connectors.shopify.settings import ShopSettings
from merchant_desk.sync.intents import Effect, Outcome, PushResult, StockIntent
from merchant_desk.values.texts import _

_STALE = frozenset({"CHANGE_FROM_QUANTITY_STALE", "COMPARE_QUANTITY_STALE"})
_FIELD = "inventorySetQuantities"
_SAMPLE = 5
_TURNS = 4
Results = dict[int, PushResult]
Waiting = dict[int, StockIntent]


def push_stock(
    calls: Calls, settings: ShopSettings, intents: Sequence[StockIntent]
) -> list[PushResult]:
    """Write the levels the shop still shows as expected; the others are told back."""
    results: list[PushResult] = []
    for start in range(0, len(intents), AT_ONCE):
        results += _push(calls, settings, intents[start : start + AT_ONCE])
    return results


def find_stock(calls: Calls, settings: ShopSettings, intent: StockIntent) -> Effect:
    """Look whether a level is the one that was to be written."""
    shown = shown_variants(calls, settings, [intent.product_remote_id])
    found = shown.get(intent.product_remote_id)
    return Effect.FOUND if found and found.stock == intent.wanted else Effect.NOT_FOUND


def _push(calls: Calls, settings: ShopSettings, intents: Sequence[StockIntent]) -> list[PushResult]:
    results: Results = {}
    waiting: Waiting = dict(enumerate(intents))
    for _turn in range(_TURNS):
        shown = _shown(calls, settings, waiting.values())
        for place, intent in list(waiting.items()):
            judged = _judged(intent, shown.get(intent.product_remote_id))
            if judged is not None:
                results[place] = judged
                del waiting[place]
        if not waiting:
            break
        done = _written(calls, settings, waiting, shown)
        results |= done
        waiting = {place: each for place, each in waiting.items() if place not in done}
    for place, intent in waiting.items():
        results[place] = PushResult(intent.product_remote_id, Outcome.MOVED)
    return [results[place] for place in range(len(intents))]


def _shown(
    calls: Calls, settings: ShopSettings, intents: Iterable[StockIntent]
) -> dict[str, Shown]:
    return shown_variants(calls, settings, [each.product_remote_id for each in intents])


def _judged(intent: StockIntent, shown: Shown | None) -> PushResult | None:
    """Return the answer that needs no writing, None where the level is to be written."""
    subject = intent.product_remote_id
    if shown is None:
        return gone(subject)
    if not shown.tracked:
        return refused(
            subject,
            _(
                "La boutique ne suit pas le stock de ce produit\u00a0: cochez «\u00a0Suivre la "
                "quantité\u00a0» dans sa fiche Shopify."
            ),
        )
    if shown.stock == intent.wanted and (shown.here or not intent.wanted):
        return PushResult(subject, Outcome.ALREADY, shown.stock)
    if intent.expected is not None and shown.stock != intent.expected:
        return PushResult(subject, Outcome.MOVED, shown.stock)
    return None


def _written(
    calls: Calls, settings: ShopSettings, waiting: Waiting, shown: Mapping[str, Shown]
) -> Results:
    """Write a batch; return the answers known now, what is left out is to be tried again."""
    results: Results = {}
    sent: Waiting = {}
    for place, intent in waiting.items():
        level = shown[intent.product_remote_id]
        if level.here:
            sent[place] = intent
        else:
            results[place] = _stocked(calls, settings, intent, level)
    if sent:
        results |= _batch(calls, settings, sent, shown)
    return results


def _batch(
    calls: Calls, settings: ShopSettings, sent: Waiting, shown: Mapping[str, Shown]
) -> Results:
    place_gid = gid("Location", settings.place)
    levels = [(each, shown[each.product_remote_id]) for each in sent.values()]
    quantities = [
        {
            "inventoryItemId": level.item_gid,
            "locationId": place_gid,
            "quantity": intent.wanted,
            "changeFromQuantity": level.stock,
        }
        for intent, level in levels
    ]
    given = {"name": "available", "reason": "correction", "quantities": quantities}
    asked = {"input": given, "key": str(uuid4())}
    answer = calls.write(documents.SET_STOCK, asked, _FIELD)
    if answer.errors:
        return _refusals(sent, answer.errors)
    return _confirmed(calls, settings, sent)


def _refusals(sent: Waiting, errors: Sequence[UserError]) -> Results:
    """Return the answers of what was named; nothing was written, the rest is tried again."""
    places = list(sent)
    results: Results = {}
    for error in errors:
        index = next((int(each) for each in error.field if each.isdecimal()), None)
        named = places if index is None or index >= len(places) else [places[index]]
        if error.code in _STALE:
            continue  # read again: it is judged by what it shows then
        for place in named:
            results[place] = said(sent[place].product_remote_id, error.message or error.code)
    return results


def _stocked(calls: Calls, settings: ShopSettings, intent: StockIntent, level: Shown) -> PushResult:
    """Let the place hold an article that it never held, with its first stock."""
    asked = {
        "item": level.item_gid,
        "location": gid("Location", settings.place),
        "available": intent.wanted,
        "key": str(uuid4()),
    }
    answer = calls.write(documents.STOCK_HERE, asked, "inventoryActivate")
    if answer.errors:
        return said(intent.product_remote_id, answer.refusal)
    return PushResult(intent.product_remote_id, Outcome.DONE, intent.wanted)


def _confirmed(calls: Calls, settings: ShopSettings, sent: Waiting) -> Results:
    """Read some of a batch back: what does not show what was written has moved."""
    sample = list(sent.items())[:_SAMPLE]
    now = _shown(calls, settings, [each for _place, each in sample])
    results = {
        place: PushResult(each.product_remote_id, Outcome.DONE, each.wanted)
        for place, each in sent.items()
    }
    for place, intent in sample:
        level = now.get(intent.product_remote_id)
        if level is None or level.stock != intent.wanted:
            held = level.stock if level else None
            results[place] = PushResult(intent.product_remote_id, Outcome.MOVED, held)
    return results
