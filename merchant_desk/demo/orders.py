"""About sixty orders of every kind, the same at every start, dated back from a given instant."""

import random
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import Enum
from types import MappingProxyType

from merchant_desk.demo.buyers import BELGIAN, BUYERS, PROFESSIONAL, Buyer
from merchant_desk.demo.catalogue import DemoProduct, demo_catalogue

_SEED = 2026
_FRESH_MIN = 30 * 60
_USUAL = 38


@dataclass(frozen=True, slots=True)
class Shipping:
    """A way to receive an order as the shop offers it; the price is in cents with tax."""

    method_id: str
    title: str
    price: int
    meta: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))


HOME = Shipping("flat_rate", "Colissimo à domicile", 590)
FREE = Shipping("free_shipping", "Livraison gratuite", 0)
COLLECT = Shipping(
    "local_pickup", "Retrait à la boutique", 0,
    MappingProxyType({"_pickup_slot": "samedi, 10 h à 12 h"}),
)  # fmt: skip
RELAY = Shipping(
    "mondialrelay_official_shipping", "Mondial Relay Point Relais®", 450,
    MappingProxyType({"_mondial_relay_id": "FR-066974"}),
)  # fmt: skip
PICKUP = Shipping(
    "lpc_relay", "Colissimo Point Retrait", 490,
    MappingProxyType({"_lpc_meta_pickUpLocationId": "692410"}),
)  # fmt: skip
CHRONO = Shipping(
    "chronorelais", "Chrono Relais", 690,
    MappingProxyType({"_shipping_method_chronorelais": {"id": "5779R", "name": "Tabac du Port"}}),
)  # fmt: skip


class Payment(Enum):
    """The means of payment of the shop: WooCommerce's id and title."""

    CARD = ("stripe", "Carte bancaire")
    TRANSFER = ("bacs", "Virement bancaire")
    CHEQUE = ("cheque", "Chèque")
    COUNTER = ("cod", "Paiement à la boutique")


@dataclass(frozen=True, slots=True)
class DemoItem:
    """How many of what."""

    sku: str
    quantity: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoOrder:
    """An order somebody places in the sample shop; ``broken`` spoils fields of the answer."""

    placed_at: datetime
    buyer: Buyer
    items: tuple[DemoItem, ...]
    status: str = "processing"
    shipping: Shipping | None = HOME
    payment: Payment = Payment.CARD
    note: str = ""
    gift_note: str = ""
    coupon: str = ""
    coupon_percent: int = 0
    fee: tuple[str, int] | None = None
    refunded: tuple[DemoItem, ...] = ()
    broken: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))


def demo_orders(now: datetime, seed: int = _SEED) -> tuple[DemoOrder, ...]:
    """Return the orders of the sample shop, oldest first."""
    orders = [*_special_orders(now), *_usual_orders(now, seed)]
    return tuple(sorted(orders, key=lambda order: order.placed_at))


def _usual_orders(now: datetime, seed: int) -> list[DemoOrder]:
    """Return orders like any other day: one to five lines, paid, to be prepared or gone."""
    dice = random.Random(seed)  # noqa: S311 - sample data, the same at every start
    stocked = [product for product in demo_catalogue() if product.stock >= 10]  # noqa: PLR2004 - ample
    orders = []
    for rank in range(_USUAL):
        age_min = 25 + rank * 55 + dice.randrange(40)
        orders.append(
            DemoOrder(
                placed_at=_whole(now - timedelta(minutes=age_min)),
                buyer=BUYERS[rank % len(BUYERS)],
                items=_basket(dice, stocked),
                status="processing" if age_min < _FRESH_MIN else "completed",
                shipping=dice.choice((HOME, HOME, HOME, RELAY, PICKUP, FREE, COLLECT)),
            )
        )
    return orders


def _basket(dice: random.Random, stocked: list[DemoProduct]) -> tuple[DemoItem, ...]:
    chosen = dice.sample(stocked, dice.choice((1, 1, 2, 2, 3, 3, 4, 5)))
    return tuple(DemoItem(each.sku, dice.choice((1, 1, 1, 2, 2, 3))) for each in chosen)


def _whole(instant: datetime) -> datetime:
    return instant.replace(microsecond=0)


def _special_orders(now: datetime) -> list[DemoOrder]:
    """Return one order of every kind that a day can bring."""
    usual = DemoOrder(placed_at=_whole(now), buyer=BUYERS[0], items=(_SOAP, _CANDLE))
    each = [*_late(usual), *_not_paid_or_gone(usual), *_sent_otherwise(usual)]
    each += [*_asked_otherwise(usual), *_wrong(usual)]
    return each


_SOAP, _CANDLE, _HONEY = DemoItem("SAV-01"), DemoItem("BOG-02"), DemoItem("MI2-02", 2)
_BISCUITS, _TEA = DemoItem("BIS-02", 2), DemoItem("INF-03")


def _aged(order: DemoOrder, hours: float, buyer: int, *items: DemoItem) -> DemoOrder:
    return replace(
        order,
        placed_at=order.placed_at - timedelta(hours=hours),
        buyer=BUYERS[buyer],
        items=items or order.items,
    )


def _late(usual: DemoOrder) -> list[DemoOrder]:
    """Paid, and nobody prepared them."""
    clothes = _aged(usual, 60, 0, DemoItem("TSH-BLELAV-M"), DemoItem("CON-01", 3))
    return [
        _aged(usual, 97, 5, DemoItem("SAV-02", 4), _TEA),
        replace(_aged(usual, 76, 11, _HONEY, _BISCUITS), shipping=RELAY),
        clothes,
    ]


def _not_paid_or_gone(usual: DemoOrder) -> list[DemoOrder]:
    """Not paid yet, waiting, cancelled, given back in whole or in part."""
    some = DemoItem("BOP-02", 3)
    return [
        replace(_aged(usual, 5, 0), status="pending", payment=Payment.TRANSFER),
        replace(_aged(usual, 30, 0, _HONEY), status="on-hold", payment=Payment.TRANSFER),
        replace(_aged(usual, 52, 0, _CANDLE), status="on-hold", payment=Payment.CHEQUE),
        replace(_aged(usual, 9, 7, _BISCUITS), status="failed"),
        replace(_aged(usual, 20, 9, _SOAP, _TEA), status="cancelled"),
        replace(_aged(usual, 140, 3, _CANDLE), status="refunded", refunded=(_CANDLE,)),
        replace(_aged(usual, 8, 4, some, _SOAP), refunded=(DemoItem("BOP-02", 1),)),
    ]


def _sent_otherwise(usual: DemoOrder) -> list[DemoOrder]:
    """A professional, another country, and every other way to receive a parcel."""
    hotel = (DemoItem("SVL-02", 12), DemoItem("SAV-03", 20), DemoItem("FOU-TURQ", 6))
    tablecloth = DemoItem("NAP-LAVA-150250")
    at_counter = replace(_aged(usual, 1, 2, _CANDLE), payment=Payment.COUNTER)
    return [
        replace(_aged(usual, 7, 0, *hotel), buyer=PROFESSIONAL),
        replace(_aged(usual, 6, 0, DemoItem("BIS-01", 2), _CANDLE), buyer=BELGIAN),
        replace(_aged(usual, 1.5, 6, _SOAP, _BISCUITS), shipping=COLLECT),
        replace(at_counter, shipping=COLLECT),
        replace(_aged(usual, 11, 12, _HONEY, _TEA), shipping=CHRONO),
        replace(_aged(usual, 13, 10, tablecloth, _SOAP), shipping=FREE),
    ]


def _asked_otherwise(usual: DemoOrder) -> list[DemoOrder]:
    """Notes, gifts, a coupon, a fee."""
    return [
        replace(
            _aged(usual, 4, 8, _CANDLE, DemoItem("SAC-01", 2)),
            gift_note="Joyeux anniversaire Mamie\u00a0!\nOn t’embrasse très fort. Léa & Noé",
        ),
        replace(
            _aged(usual, 2, 5, _TEA, _HONEY),
            note="Merci de laisser le colis à la loge (code 12B4) — la sonnette est cassée.",
        ),
        replace(
            _aged(usual, 15, 13, DemoItem("BOG-05", 2), DemoItem("SAV-06", 3)),
            coupon="LAVANDE10",
            coupon_percent=10,
        ),
        replace(
            _aged(usual, 16, 14, DemoItem("PLA-LAVA"), _SOAP),
            fee=("Papier cadeau", 300),
            gift_note="Avec toute notre affection.",
        ),
    ]


def _wrong(usual: DemoOrder) -> list[DemoOrder]:
    """Short on stock, a code nobody knows, and an answer without its total."""
    return [
        _aged(usual, 10, 1, DemoItem("SAV-10", 3), _TEA),
        _aged(usual, 12, 15, DemoItem("ANCIEN-07"), _SOAP),
        replace(_aged(usual, 14, 3, _CANDLE), broken={"total": None}),
    ]
