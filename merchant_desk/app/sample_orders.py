"""Suppliers and orders for the sample shop: some came, one is late, one to come, one a draft."""

from dataclasses import dataclass, replace
from datetime import timedelta

from sqlalchemy.orm import Session

from merchant_desk.app.sample_shelf import Shelf, Shelved
from merchant_desk.demo.catalogue import demo_catalogue
from merchant_desk.operations.add_code import NewCode, add_code
from merchant_desk.operations.close_delivery import close_delivery
from merchant_desk.operations.close_purchase import close_purchase
from merchant_desk.operations.draft_purchase import draft_purchase
from merchant_desk.operations.open_delivery import open_delivery
from merchant_desk.operations.receive_scan import receive_scan
from merchant_desk.operations.save_supplier import save_supplier
from merchant_desk.operations.save_supplier_article import save_supplier_article
from merchant_desk.operations.send_purchase import send_purchase
from merchant_desk.operations.turn_claim import turn_claim
from merchant_desk.values.barcode import check_digit
from merchant_desk.values.deliveries import Incoming, NewDelivery
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.goods_words import ClaimState
from merchant_desk.values.ids import ProductId, PurchaseId, SupplierId
from merchant_desk.values.money import Money
from merchant_desk.values.purchases import (
    ArticleTerms,
    PriceBreak,
    PurchaseDraft,
    PurchaseWish,
    SupplierTerms,
)
from merchant_desk.values.remote import Address
from merchant_desk.values.words import CodeKind

_SOAPS = SupplierTerms(
    name="Savonnerie du Ventoux",
    email="commandes@savonnerie-ventoux.example",
    phone="04 90 00 00 00",
    address=Address(line1="3 route de Bédoin", postcode="84200", city="Carpentras"),
    customer_number="C-1042",
    lead_days=8,
    minimum=Money(10_000),
    carriage=Money(1_500),
    free_carriage_from=Money(25_000),
)
_JARS = SupplierTerms(
    name="Verrerie des Alpes",
    email="ventes@verrerie-alpes.example",
    address=Address(line1="12 quai de l’Isère", postcode="38000", city="Grenoble"),
    lead_days=15,
    minimum=Money(20_000),
)
_HONEYS = SupplierTerms(
    name="Miellerie du Luberon",
    email="bonjour@miellerie-luberon.example",
    address=Address(line1="Chemin des Ruches", postcode="84480", city="Bonnieux"),
    lead_days=5,
)
_BY_TWELVE = ArticleTerms(
    "", 12, 12, 19_000, (PriceBreak(60, 17_500), PriceBreak(120, 16_000)), preferred=True
)
_BY_SIX = ArticleTerms("", 6, 6, 82_000, (PriceBreak(48, 77_000),), preferred=True)
_BY_EIGHT = ArticleTerms("", 8, 8, 31_000, preferred=True)
_PAST_WEEKS = (20, 13, 6)
_PAST_UNITS, _SHORT = 24, 20
_CREDITED = Money(760)
_LATE_DAYS, _RECENT_DAYS = 30, 4


@dataclass(frozen=True, slots=True)
class Sources:
    """Who sells what to the sample shop."""

    soaps: SupplierId
    jars: SupplierId
    honeys: SupplierId
    by_soaps: tuple[Shelved, ...]
    by_jars: tuple[Shelved, ...]
    by_honeys: tuple[Shelved, ...]

    def of_past(self, week: int) -> tuple[Shelved, ...]:
        """Return what the soaps' order of that week was about."""
        place = _PAST_WEEKS.index(week)
        return self.by_soaps[3 * place : 3 * place + 3]

    def units_of_past(self) -> dict[ProductId, int]:
        """Return how many units of each article came in over the months."""
        return {
            each.product_id: _SHORT if rank == 0 else _PAST_UNITS
            for week in _PAST_WEEKS
            for rank, each in enumerate(self.of_past(week))
        }


def know_suppliers(session: Session, gesture: Gesture, shelf: Shelf) -> Sources:
    """Write the cards of the suppliers, and what each sells at which price."""
    soaps, jars, honeys = shelf.of("SAV"), shelf.of("BOG"), shelf.of("MI2")
    return Sources(
        _sold(session, gesture, _SOAPS, _BY_TWELVE, soaps),
        _sold(session, gesture, _JARS, _BY_SIX, jars),
        _sold(session, gesture, _HONEYS, _BY_EIGHT, honeys),
        soaps,
        jars,
        honeys,
    )


def give_carton_codes(session: Session, gesture: Gesture, sources: Sources) -> None:
    """Let the cartons of soaps be scanned as twelve."""
    codes = {each.sku: each.ean for each in demo_catalogue()}
    for each in sources.by_soaps:
        digits = f"1{codes[each.sku][:-1]}"
        carton = NewCode(f"{digits}{check_digit(digits)}", CodeKind.CARTON, _BY_TWELVE.pack_units)
        add_code(session, gesture, each.product_id, carton)


def order_past(session: Session, gesture: Gesture, sources: Sources, week: int, lead: int) -> None:
    """Order soaps that week, and receive them days later, a few short of the first."""
    if week not in _PAST_WEEKS:
        return
    goods = sources.of_past(week)
    days_ago = 7 * week
    ordered = _order(session, _ago(gesture, days_ago), sources.soaps, goods, _PAST_UNITS)
    at = _ago(gesture, days_ago - lead)
    new = NewDelivery(purchase_id=ordered, slip_number=f"BL-{4000 + week}")
    delivery_id = open_delivery(session, at, new).delivery_id
    for rank, each in enumerate(goods):
        units = _SHORT if rank == 0 else _PAST_UNITS
        receive_scan(session, at, delivery_id, Incoming(product_id=each.product_id, units=units))
    closed = close_delivery(session, at, delivery_id)
    if week != _PAST_WEEKS[-1] and closed.claim_id is not None:
        turn_claim(session, at, closed.claim_id, ClaimState.SENT)
        turn_claim(session, at, closed.claim_id, ClaimState.SETTLED, credited=_CREDITED)
        close_purchase(session, at, ordered)


def order_now(session: Session, gesture: Gesture, sources: Sources) -> None:
    """Leave an order late, one to come and one still being written."""
    jars, soaps = sources.by_jars, sources.by_soaps
    _order(session, _ago(gesture, _LATE_DAYS), sources.jars, jars[:2], 12)
    _order(session, _ago(gesture, _RECENT_DAYS), sources.soaps, soaps[:3], 24)
    wishes = tuple(PurchaseWish(each.product_id, 24) for each in soaps[3:5])
    draft_purchase(session, gesture, PurchaseDraft(supplier_id=sources.soaps, lines=wishes))


def _sold(
    session: Session,
    gesture: Gesture,
    terms: SupplierTerms,
    article: ArticleTerms,
    goods: tuple[Shelved, ...],
) -> SupplierId:
    supplier = save_supplier(session, gesture, terms)
    letters = terms.name.split()[-1][:3].upper()
    for number, each in enumerate(goods, 101):
        said = replace(article, supplier_sku=f"{letters}-{number}")
        save_supplier_article(session, gesture, supplier, each.product_id, said)
    return supplier


def _order(
    session: Session,
    gesture: Gesture,
    supplier: SupplierId,
    goods: tuple[Shelved, ...],
    units: int,
) -> PurchaseId:
    wishes = tuple(PurchaseWish(each.product_id, units) for each in goods)
    kept = draft_purchase(session, gesture, PurchaseDraft(supplier_id=supplier, lines=wishes))
    send_purchase(session, gesture, kept.purchase_id, accept_below=True)
    return kept.purchase_id


def _ago(gesture: Gesture, days: int) -> Gesture:
    return replace(gesture, at=gesture.at - timedelta(days=days))
