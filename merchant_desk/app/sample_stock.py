"""Lots, a kit, boxes to pack with, and two counts, for the sample shop."""

from dataclasses import replace
from datetime import timedelta

from sqlalchemy.orm import Session

from merchant_desk.app.sample_orders import Sources
from merchant_desk.app.sample_shelf import Shelf, Shelved
from merchant_desk.operations.close_bin import close_bin
from merchant_desk.operations.count_scan import CountScan, count_scan
from merchant_desk.operations.open_count import NewCount, open_count
from merchant_desk.operations.open_delivery import open_delivery
from merchant_desk.operations.receive_scan import receive_scan
from merchant_desk.operations.receive_units import Receipt, receive_units
from merchant_desk.operations.save_kit import save_kit
from merchant_desk.operations.save_product import ProductDraft, save_product
from merchant_desk.operations.save_settings import save_setting
from merchant_desk.operations.set_goods_kind import follow_lots, use_as_packaging
from merchant_desk.operations.validate_count import Settlement, validate_count
from merchant_desk.rules.kit_stock import Part
from merchant_desk.values import settings as declared
from merchant_desk.values.clock import paris_date
from merchant_desk.values.count_scope import CountScope
from merchant_desk.values.deliveries import Incoming, NewDelivery
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.goods_words import Tracking
from merchant_desk.values.ids import CountId
from merchant_desk.values.money import Money
from merchant_desk.values.scan import scan_of_text

_BOX = ProductDraft(
    sku="EMB-01", name="Carton 25 × 18 × 10 cm", price=Money(0), rate_bp=2000, category="Emballage"
)
_PAPER = replace(_BOX, sku="EMB-02", name="Papier de soie, feuille")
_TRIO = ProductDraft(
    sku="COF-TRIO",
    name="Coffret trio de savons",
    price=Money(1_390),
    rate_bp=2000,
    category="Coffrets",
)
_MISCOUNTED = 2
_LOTS = (("L2611A", 420, 24), ("L2605C", 18, 10), ("L2542B", -6, 4))
"""A lot, in how many days it expires, and its units."""


def keep_lots(session: Session, gesture: Gesture, sources: Sources) -> None:
    """Follow honeys by lot; let lots of one come in: fresh, soon over, and over."""
    for each in sources.by_honeys:
        follow_lots(session, gesture, each.product_id, Tracking.LOT)
    honey = sources.by_honeys[0]
    came = replace(gesture, at=gesture.at - timedelta(days=12))
    new = NewDelivery(supplier_id=sources.honeys, slip_number="ML-118")
    delivery_id = open_delivery(session, came, new).delivery_id
    today = paris_date(gesture.at)
    for lot, days, units in _LOTS:
        item = Incoming(
            product_id=honey.product_id,
            units=units,
            lot=lot,
            expires_on=today + timedelta(days=days),
            cost_tenthousandths=31_000,
        )
        receive_scan(session, came, delivery_id, item)


def keep_a_kit(session: Session, gesture: Gesture, shelf: Shelf) -> None:
    """Sell three soaps as one article."""
    kit = save_product(session, gesture, _TRIO)
    parts = [Part(each.product_id, 1) for each in shelf.of("SAV")[:3]]
    save_kit(session, gesture, kit, parts)


def keep_boxes(session: Session, gesture: Gesture, shelf: Shelf) -> None:
    """Keep boxes and paper in stock; a parcel takes a box unless another one is scanned."""
    place_id = shelf.articles[0].place_id
    bought = replace(gesture, at=gesture.at - timedelta(days=90))
    for draft, units, cost in ((_BOX, 180, 6_200), (_PAPER, 450, 400)):
        product_id = save_product(session, bought, draft)
        use_as_packaging(session, bought, product_id, packaging=True)
        came = Receipt(
            product_id=product_id,
            place_id=place_id,
            quantity=units,
            supplier="Emballages Girard",
            cost_tenthousandths=cost,
        )
        receive_units(session, bought, came)
    save_setting(session, gesture, declared.PACKING_CARTON, _BOX.sku)


def count_some(session: Session, gesture: Gesture, shelf: Shelf) -> None:
    """Count tea last month, one box short; begin on jams this morning."""
    teas, jams = shelf.of("INF")[:6], shelf.of("CON")[:6]
    month_ago = replace(gesture, at=gesture.at - timedelta(days=27))
    done = _open(session, month_ago, "Infusions", teas)
    for rank, each in enumerate(teas):
        _count(session, month_ago, done, each, each.quantity - (rank == _MISCOUNTED))
    validate_count(session, month_ago, done, Settlement(leave_doubtful=True))
    begun = replace(gesture, at=gesture.at - timedelta(minutes=40))
    going = _open(session, begun, "Confitures", jams)
    for rank, each in enumerate(jams[:3]):
        _count(session, begun, going, each, each.quantity - (rank == _MISCOUNTED))


def _open(session: Session, gesture: Gesture, title: str, goods: tuple[Shelved, ...]) -> CountId:
    bins = tuple(dict.fromkeys(each.place_id for each in goods))
    new = NewCount(title=title, scope=CountScope(bins=bins))
    return open_count(session, gesture, new).count_id


def _count(
    session: Session, gesture: Gesture, count_id: CountId, each: Shelved, units: int
) -> None:
    scan = scan_of_text(each.sku, gesture.at)
    count_scan(session, gesture, CountScan(count_id, each.place_id, scan, units, sure=True))
    close_bin(session, gesture, count_id, each.place_id)
