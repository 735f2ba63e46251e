"""A small shop with five orders picked, of every kind that the packing station meets."""

from datetime import timedelta

from sqlalchemy.orm import Session

from merchant_desk.models.order import Order
from merchant_desk.models.product import Product, ProductCode
from merchant_desk.operations.accept_order import accept_order
from merchant_desk.values.barcode import canonical_code
from merchant_desk.values.clock import utc_now
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import OrderId, ShopId
from merchant_desk.values.money import Money
from merchant_desk.values.remote import Delivery, LineKind, RemoteCustomer, RemoteLine
from merchant_desk.values.words import CodeKind
from tests import makers

SOAP, CANDLE, OIL, POUCH, BISCUIT = (
    "3760123456784", "3760123450003", "3760123450010", "3760123450027", "3760123450034",
)  # fmt: skip
SLIP, CARTON, SHARED, STRANGER, LABEL = (
    "MDO1042", "CARTON-SAV-6", "PROMO-2026", "4006381333931", "6A12345678905",
)  # fmt: skip
_SHELF = (
    ("SAV-LAV-100", "Savon lavande 100 g", SOAP, "B2", 100),
    ("BOU-MIE-120", "Bougie miel 120 g", CANDLE, "C3", 160),
    ("HUI-AMA-050", "Huile d’amande douce 50 ml", OIL, "A1", 90),
    ("POC-COT-S", "Pochon coton, petit", POUCH, "T4", 20),
    ("BIS-ANI-200", "Biscuits anis 200 g", BISCUIT, "D1", 210),
    ("BOU-FIG-180", "Bougie figuier 180 g", "3760123450041", "C4", 230),
)


def _lines() -> tuple[RemoteLine, ...]:
    carriage = makers.remote_line(
        "", 1, remote_id="ship", kind=LineKind.SHIPPING, name="Colissimo", total=Money(490)
    )
    return (
        makers.remote_line("SAV-LAV-100", 3),
        makers.remote_line("HUI-AMA-050", 1),
        makers.remote_line("POC-COT-S", 1),
        makers.remote_line("BOU-MIE-120", 2),
        makers.remote_line("BIS-ANI-200", 1),
        carriage,
    )


def stock_the_shop(session: Session, gesture: Gesture, *, profile: bool = True) -> ShopId:
    """A shop, its shelf, its codes."""
    makers.make_station(session, gesture)
    if profile:
        makers.make_profile(session)
    location = makers.make_location(session)
    ids = {}
    for sku, name, ean, place, weight in _SHELF:
        ids[sku] = makers.make_product(session, sku, name=name, ean=ean)
        session.get_one(Product, ids[sku]).weight_g = weight
        makers.put_stock(session, gesture, ids[sku], makers.make_bin(session, location, place), 40)
    for text, sku, units in (
        (CARTON, "SAV-LAV-100", 2),
        ("CARTON-BOU-6", "BOU-MIE-120", 6),
        (SHARED, "BOU-MIE-120", 1),
        (SHARED, "BOU-FIG-180", 1),
    ):
        kind = CodeKind.CARTON if units > 1 else CodeKind.SUPPLIER
        code = canonical_code(text)
        session.add(ProductCode(code=code, product_id=ids[sku], kind=kind, units=units))
    session.flush()
    return makers.make_shop(session)


def place_orders(session: Session, gesture: Gesture, shop: ShopId) -> list[OrderId]:
    """Five orders, of which the first has everything."""
    hour = timedelta(hours=1)
    soap, candle = makers.remote_line(), makers.remote_line("BOU-MIE-120", 2)
    many = makers.remote_line("BIS-ANI-200", 14)
    orders = (
        makers.remote_order(
            "1042", *_lines(),
            note="Merci d’écrire la carte : Joyeux anniversaire Mamie !",
            gift_note="Joyeux anniversaire Mamie",
        ),
        makers.remote_order("1043", candle, customer=_buyer("Yanis Benali"), paid_at=None),
        makers.remote_order("1044", many, customer=_buyer("Atelier Morel")),
        makers.remote_order(
            "1046", soap, customer=_buyer("Inès Faure"),
            delivery=Delivery.COLLECT, carrier="", pickup_slot="samedi, 10 h à 12 h",
        ),
        makers.remote_order("1047", soap, customer=_buyer("Hugo Lemaire")),
    )  # fmt: skip
    placed = [accept_order(session, gesture, shop, order).order_id for order in orders]
    now = utc_now().replace(minute=0, second=0, microsecond=0)
    for order_id, hours in zip(placed, (2, 3, 26, 28, 80), strict=True):
        session.get_one(Order, order_id).ship_by_at = now + hour * hours
    return placed


def _buyer(name: str) -> RemoteCustomer:
    return RemoteCustomer("", name, "buyer@example.com", "")
