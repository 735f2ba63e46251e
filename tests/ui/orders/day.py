"""A believable day at a small shop: what the tests and pictures of the orders stand on."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from merchant_desk.operations.accept_order import accept_order
from merchant_desk.operations.make_wave import make_wave
from merchant_desk.operations.open_parcel import open_parcel
from merchant_desk.operations.scan_item import scan_at_packing
from merchant_desk.operations.set_tracking import set_tracking
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import OrderId, ProductId
from merchant_desk.values.money import Money
from merchant_desk.values.remote import (
    Address,
    Delivery,
    LineKind,
    RemoteCustomer,
    RemoteLine,
    RemoteOrder,
    RemoteState,
)
from merchant_desk.values.scan import scan_of_text
from tests.makers import (
    make_bin,
    make_location,
    make_product,
    make_profile,
    make_shop,
    make_station,
    put_stock,
    remote_line,
    remote_order,
)

_ARTICLES = (
    ("SAV-LAV-100", "Savon lavande 100 g", "3760123456784", 590, "A2", 60),
    ("BOU-MIE-120", "Bougie miel 120 g", "3760123450003", 1450, "B4", 40),
    ("HUI-ROM-10", "Huile essentielle de romarin 10 ml", "3760123450010", 890, "C1", 30),
    ("TOR-BLE-1", "Torchon bleu de Provence", "3760123450027", 1290, "D7", 2),
    ("MIE-LAV-500", "Miel de lavande 500 g", "3760123450034", 1190, "B2", 25),
)


@dataclass
class Day:
    """The orders by number."""

    orders: dict[str, OrderId] = field(default_factory=dict)
    products: dict[str, ProductId] = field(default_factory=dict)


@dataclass(frozen=True)
class _Buyer:
    name: str
    city: str
    delivery: Delivery = Delivery.HOME
    carrier: str = "Colissimo"


def make_day(session: Session, gesture: Gesture) -> Day:
    """Make nine orders in every state, seen at ``gesture.at``."""
    make_station(session, gesture)
    make_profile(session)
    day = Day()
    _stock(session, gesture, day)
    shop = make_shop(session)
    for remote in _remotes(gesture.at):
        day.orders[remote.number] = accept_order(session, gesture, shop, remote).order_id
    make_wave(session, gesture, [day.orders["1043"], day.orders["1042"], day.orders["1040"]])
    open_parcel(session, gesture, day.orders["1042"])
    parcel = open_parcel(session, gesture, day.orders["1040"]).parcel_id
    for code in ("3760123450003", "3760123456784", "3760123456784"):
        scan_at_packing(session, gesture, parcel, scan_of_text(code, gesture.at))
    set_tracking(session, gesture, parcel, "XY123456789JB")
    return day


def _stock(session: Session, gesture: Gesture, day: Day) -> None:
    location = make_location(session)
    for sku, name, ean, cents, code, units in _ARTICLES:
        product = make_product(session, sku, name=name, ean=ean, price_cents=cents)
        put_stock(session, gesture, product, make_bin(session, location, code), units)
        day.products[sku] = product


def _remotes(now: datetime) -> list[RemoteOrder]:
    hours = timedelta(hours=1)
    relay = {"delivery": Delivery.RELAY, "carrier": "Mondial Relay", "relay_id": "FR-066974"}
    return [
        _order("1039", now - 140 * hours, _Buyer("Nora Haddad", "Nantes"), _line("MIE-LAV-500", 2),
               state=RemoteState.CANCELLED, state_word="cancelled"),
        _order("1040", now - 30 * hours, _Buyer("Épicerie du Port", "Dieppe", carrier="Chronopost"),
               _line("BOU-MIE-120", 1), _line("SAV-LAV-100", 2)),
        _order("1041", now - 29 * hours, _Buyer("Louise Perrin", "Lille"),
               _line("SAV-ROSE-100", 4)),
        _order("1042", now - 27 * hours, _Buyer("Camille Roux", "Lyon"), _line("SAV-LAV-100", 6),
               _line("BOU-MIE-120", 2), note="Merci de laisser le colis chez la voisine du 2e."),
        _order("1043", now - 12 * hours, _Buyer("Yanis Benali", "Marseille"),
               _line("HUI-ROM-10", 2)),
        _order("1044", now - 11 * hours, _Buyer("Atelier Morel", "Annecy"), _line("TOR-BLE-1", 14)),
        _order("1045", now - 9 * hours, _Buyer("Marché de Dieppe", "Dieppe", Delivery.COLLECT, ""),
               _line("SAV-LAV-100", 22), pickup_slot="samedi, 10 h à 12 h"),
        _order("1046", now - 8 * hours, _Buyer("Inès Faure", "Toulouse"), _line("BOU-MIE-120", 1),
               gift_note="Joyeux anniversaire, maman\u00a0!"),
        _order("1047", now - 2 * hours, _Buyer("Hugo Lemaire", "Rennes"), _line("MIE-LAV-500", 3),
               **relay),
        _order("1048", now - 1 * hours, _Buyer("Zoé Petit", "Brest"), _line("MIE-LAV-500", 1),
               state=RemoteState.UNPAID, state_word="pending", paid_at=None),
    ]  # fmt: skip


def _line(sku: str, quantity: int) -> RemoteLine:
    cents = next((each[3] for each in _ARTICLES if each[0] == sku), 650)
    name = next((each[1] for each in _ARTICLES if each[0] == sku), "Savon à la rose 100 g")
    return remote_line(sku, quantity, name=name, total=Money(cents * quantity))


def _order(
    number: str, placed_at: datetime, buyer: _Buyer, *lines: RemoteLine, **changes: object
) -> RemoteOrder:
    address = Address(name=buyer.name, line1="12 rue des Lilas", postcode="69001", city=buyer.city)
    carriage = remote_line(
        "", remote_id="ship", kind=LineKind.SHIPPING, name=buyer.carrier, total=Money(490)
    )
    carried = (carriage,) if buyer.carrier else ()
    email = f"client{number}@example.com"
    facts: dict[str, object] = {
        "placed_at": placed_at,
        "modified_at": placed_at,
        "paid_at": placed_at,
        "customer": RemoteCustomer("", buyer.name, email, "06 00 00 00 00"),
        "shipping": address,
        "billing": address,
        "delivery": buyer.delivery,
        "carrier": buyer.carrier,
        **changes,
    }
    return replace(remote_order(number, *lines, *carried), **facts)  # type: ignore[arg-type]  # by name
