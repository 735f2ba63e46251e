"""A small shop whose documents, payments and journal are sealed, as a test wants it."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy.orm import Session

from merchant_desk.operations.begin_sealing import begin_sealing
from merchant_desk.operations.give_number import NumberSeries
from merchant_desk.operations.note_event import note_event
from merchant_desk.operations.record_payment import Paid, record_payments
from merchant_desk.operations.write_invoice import Issued, Sold, write_invoices
from merchant_desk.values.clock import paris_date
from merchant_desk.values.fiscal_events import EventCode
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import InvoiceId, PaymentId, new_id
from merchant_desk.values.invoice_page import (
    Buyer,
    InvoiceKind,
    InvoiceLine,
    InvoicePage,
    InvoiceVatRow,
    Seller,
)
from merchant_desk.values.money import Money
from merchant_desk.values.remote import Address, LineKind
from merchant_desk.values.vat import VatTreatment
from tests.makers import make_station

SELLER = Seller(
    name="Maison Lavande SARL",
    address=Address(line1="12 rue des Simples", postcode="84000", city="Avignon"),
    siren="732829320",
    vat_number="FR44732829320",
)


@dataclass(frozen=True)
class Key:
    """A key that lives as long as a test."""

    private: Ed25519PrivateKey = field(
        default_factory=lambda: Ed25519PrivateKey.from_private_bytes(b"7" * 32)
    )

    @property
    def public_key(self) -> bytes:
        return self.private.public_key().public_bytes_raw()

    @property
    def fingerprint(self) -> str:
        return sha256(self.public_key).hexdigest()

    def sign(self, data: bytes) -> bytes:
        return self.private.sign(data)


def signing(gesture: Gesture, at: datetime | None = None) -> Gesture:
    """The same person at the same station, whose key answers."""
    return replace(gesture, signer=Key(), at=at or gesture.at)


def begin(session: Session, gesture: Gesture) -> None:
    """A station that seals."""
    make_station(session, gesture)
    begin_sealing(session, gesture)


def issue(
    session: Session,
    gesture: Gesture,
    cents: int = 1200,
    *,
    kind: InvoiceKind = InvoiceKind.TICKET,
    details: InvoiceId | None = None,
    buyer: str = "Élise Martin",
) -> InvoiceId:
    """A document of two lines at 20 % and 5,5 %, issued on the day of the gesture."""
    series = NumberSeries(session, gesture, kind, paris_date(gesture.at))
    given = series.following()
    series.take()
    series.keep(session, gesture)
    page, sold = _page(given.number, cents, kind, buyer, gesture)
    issued = Issued(given, None, None, page, sold, details_id=details)
    return write_invoices(session, gesture, series, [issued])[0]


def issue_with_gift_card(
    session: Session,
    gesture: Gesture,
    cents: int,
    gift: int,
    kind: InvoiceKind = InvoiceKind.TICKET,
    corrects: InvoiceId | None = None,
) -> InvoiceId:
    """A document that sells for some cents and takes others for a gift card."""
    series = NumberSeries(session, gesture, kind, paris_date(gesture.at))
    given = series.following()
    series.take()
    series.keep(session, gesture)
    page, sold = _page(given.number, cents, kind, "Élise Martin", gesture)
    card = InvoiceVatRow(0, Money(gift), Money(0), Money(gift), VatTreatment.OUT_OF_SCOPE)
    line = InvoiceLine("CARTE", "Carte cadeau", 1, 0, Money(gift), Money(gift))
    rows = (*page.vat_rows, card) if gift else page.vat_rows
    whole = replace(page, vat_rows=rows, lines=(*page.lines, line) if gift else page.lines)
    kept = replace(
        sold[0],
        sku=line.sku,
        name=line.name,
        amount=line.ttc,
        rate_bp=0,
        treatment=VatTreatment.OUT_OF_SCOPE,
    )
    issued = Issued(given, None, None, whole, [*sold, kept] if gift else sold, corrects_id=corrects)
    return write_invoices(session, gesture, series, [issued])[0]


def _page(
    number: str, cents: int, kind: InvoiceKind, buyer: str, gesture: Gesture
) -> tuple[InvoicePage, list[Sold]]:
    large, small = cents - cents // 3, cents // 3
    rows = [(2000, large, large * 10000 // 12000), (550, small, small * 10000 // 10550)]
    page = InvoicePage(
        kind=kind,
        number=number,
        issued_on=paris_date(gesture.at),
        seller=SELLER,
        buyer=Buyer(Address(name=buyer, line1="3 place du Marché", city="Dijon")),
        lines=tuple(
            InvoiceLine(
                f"SKU-{rate}", f"Savon à {rate} — crème", 1, rate, Money(net), Money(amount)
            )
            for rate, amount, net in rows
        ),
        vat_rows=tuple(
            InvoiceVatRow(rate, Money(net), Money(amount - net), Money(amount))
            for rate, amount, net in rows
        ),
    )
    sold = [
        Sold(
            order_line_id=None,
            kind=LineKind.PRODUCT,
            sku=line.sku,
            name=line.name,
            option_text="",
            quantity=1,
            amount=line.ttc,
            discount=Money(0),
            rate_bp=line.rate_bp,
            treatment=VatTreatment.NORMAL,
        )
        for line in page.lines
    ]
    return page, sold


def pay(session: Session, gesture: Gesture, cents: int, means: str = "cash") -> None:
    """Money received now."""
    paid = Paid(PaymentId(new_id()), Money(cents), means, gesture.at, reference="chèque 12")
    record_payments(session, gesture, [paid])


def a_busy_day(session: Session, gesture: Gesture, tickets: int = 4) -> list[InvoiceId]:
    """Tickets paid in cash or by card, a return, and a line in the journal."""
    made = []
    for place in range(tickets):
        at = replace(gesture, at=gesture.at + timedelta(minutes=place))
        made.append(issue(session, at, 1000 + 7 * place))
        pay(session, at, 1000 + 7 * place, "cash" if place % 2 else "card")
    later = replace(gesture, at=gesture.at + timedelta(minutes=tickets))
    made.append(issue(session, later, -600, kind=InvoiceKind.CREDIT_NOTE))
    note_event(session, later, EventCode.ITEM_RETURNED, "AVA2026-000001")
    return made
