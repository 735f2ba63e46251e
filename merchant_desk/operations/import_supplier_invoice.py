"""Keep an invoice that a supplier sent: what it says, the bytes it came in, what was noticed."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.models.station import ShopProfile
from merchant_desk.models.supplier import SupplierInvoice, SupplierInvoiceLine, SupplierInvoiceRate
from merchant_desk.operations.match_supplier_line import match_known_lines
from merchant_desk.operations.note_supplier_status import note_supplier_status
from merchant_desk.queries.law_shop import shop_today
from merchant_desk.rules.received.days import due_day
from merchant_desk.values.clock import paris_date
from merchant_desk.values.e_invoice_status import StatusCode
from merchant_desk.values.folding import folded
from merchant_desk.values.french import short_date
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import SupplierInvoiceId, new_id
from merchant_desk.values.money import Money
from merchant_desk.values.received_invoice import (
    ReceivedFile,
    ReceivedFinding,
    ReceivedInvoice,
    ReceivedParty,
)
from merchant_desk.values.snapshots import read_seller
from merchant_desk.values.supplier_invoices import SupplierImported
from merchant_desk.values.supplier_words import SupplierState
from merchant_desk.values.texts import _

_WRITTEN_BY_BUYER = frozenset({"261", "389", "501"})
"""UNTDID 1001: self-billed documents."""


class AlreadyReceivedError(RefusedError):
    """The invoice is there already; ``invoice_id`` is the one that is."""

    def __init__(self, title: str, advice: str, invoice_id: SupplierInvoiceId) -> None:
        super().__init__(title, advice)
        self.invoice_id = invoice_id


def import_supplier_invoice(
    session: Session, gesture: Gesture, received: ReceivedInvoice, file: ReceivedFile
) -> SupplierImported:
    """Keep the invoice, match its lines, and say that it is taken in charge (status 204).

    Amounts of a credit note are kept below zero. Raises AlreadyReceivedError for an invoice that
    is there already: the same bytes, or the same number and day of the same supplier.
    """
    digest, key = sha256(file.data).hexdigest(), _key(received.seller)
    ours = _our_siren(session)
    _refuse_own(received, ours)
    _refuse_known(session, received, digest, key)
    today = shop_today(session, gesture.at)
    found = (*received.findings, *_seen_here(session, received, key, ours, today))
    invoice = _invoice(gesture, received, file, found)
    session.add(invoice)
    session.flush()
    lines = _add_lines(session, invoice.id, received)
    matched = match_known_lines(
        session, gesture, invoice, list(zip(lines, received.lines, strict=True))
    )
    note_supplier_status(session, gesture, invoice.id, StatusCode.TAKEN_IN_CHARGE)
    return SupplierImported(
        invoice_id=invoice.id,
        supplier=invoice.supplier_name,
        number=invoice.number,
        total=invoice.total,
        due_on=due_day(invoice.issue_date, invoice.due_on),
        lines=len(lines),
        matched=matched,
        findings=found,
    )


def _key(seller: ReceivedParty) -> str:
    """Return who a supplier is: her SIREN, else her VAT number, else her name."""
    return seller.siren or seller.vat_number or folded(seller.name)


def _refuse_known(session: Session, received: ReceivedInvoice, digest: str, key: str) -> None:
    known = session.scalars(
        select(SupplierInvoice).where(
            (SupplierInvoice.sha256 == digest)
            | (
                (SupplierInvoice.supplier_key == key)
                & (SupplierInvoice.number == received.number)
                & (SupplierInvoice.issue_date == received.issue_date)
            )
        )
    ).first()
    if known is not None:
        raise AlreadyReceivedError(
            _(
                "La facture {number} de {supplier} n’a pas été reprise\u00a0: "
                "elle est déjà là depuis le {day}."
            ).format(
                number=known.number,
                supplier=known.supplier_name,
                day=short_date(paris_date(known.received_at)),
            ),
            _("Ouvrez-la dans Achats\u00a0; rien n’a été compté deux fois."),
            known.id,
        )


def _our_siren(session: Session) -> str:
    profile = session.scalars(select(ShopProfile.seller)).first()
    return "" if profile is None else read_seller(profile).siren


def _refuse_own(received: ReceivedInvoice, ours: str) -> None:
    """Refuse an invoice that the shop itself issued, but one that a customer wrote for it."""
    if ours and received.seller.siren == ours and received.kind not in _WRITTEN_BY_BUYER:
        raise RefusedError(
            _("La facture {number} n’a pas été reprise\u00a0: c’est une de vos ventes.").format(
                number=received.number
            ),
            _("Vos factures sont dans Factures\u00a0; déposez ici celles des fournisseurs."),
        )


def _seen_here(
    session: Session, received: ReceivedInvoice, key: str, ours: str, today: date
) -> Iterator[ReceivedFinding]:
    """Yield what only the shop can notice: met before, for someone else, dated to come."""
    same = select(SupplierInvoice.issue_date).where(
        SupplierInvoice.supplier_key == key, SupplierInvoice.number == received.number
    )
    before = session.scalars(same).first()
    if before is not None:
        told = _("Ce fournisseur a déjà envoyé une facture {number}, datée du {day}.")
        day = short_date(before)
        yield ReceivedFinding("DOUBLON", told.format(number=received.number, day=day))
    buyer = received.buyer
    if ours and buyer.siren and buyer.siren != ours:
        told = _("Elle est adressée à {name} (SIREN {siren}), pas à votre boutique.")
        name = buyer.name or "—"
        yield ReceivedFinding("DEST_ERR", told.format(name=name, siren=buyer.siren))
    if received.issue_date > today:
        told = _("Sa date, le {day}, est à venir.")
        yield ReceivedFinding("BR-FR-03", told.format(day=short_date(received.issue_date)))


def _invoice(
    gesture: Gesture,
    received: ReceivedInvoice,
    file: ReceivedFile,
    found: tuple[ReceivedFinding, ...],
) -> SupplierInvoice:
    seller = received.seller
    return SupplierInvoice(
        id=SupplierInvoiceId(new_id()),
        supplier_name=seller.name,
        supplier_siren=seller.siren,
        supplier_vat=seller.vat_number,
        supplier_key=_key(seller),
        number=received.number,
        kind=received.kind,
        issue_date=received.issue_date,
        due_on=received.due_on,
        order_reference=received.order_reference,
        net=_signed(received, received.net),
        vat=_signed(received, received.vat),
        total=_signed(received, received.totals.total),
        payable=_signed(received, received.payable),
        iban=received.iban.replace(" ", ""),
        bic=received.bic.replace(" ", ""),
        syntax=received.syntax,
        file_name=file.name,
        original=file.data,
        sha256=sha256(file.data).hexdigest(),
        findings=json.dumps([asdict(each) for each in found], ensure_ascii=False),
        state=SupplierState.TO_CHECK,
        received_at=gesture.at,
        by=gesture.person,
    )


def _add_lines(
    session: Session, invoice_id: SupplierInvoiceId, received: ReceivedInvoice
) -> list[SupplierInvoiceLine]:
    lines = [
        SupplierInvoiceLine(
            supplier_invoice_id=invoice_id,
            position=place,
            name=line.name,
            supplier_sku=line.supplier_sku,
            ean=line.ean,
            quantity_tenthousandths=-line.quantity if received.is_credit else line.quantity,
            unit_millionths=line.unit_millionths,
            net=_signed(received, line.net),
            rate_bp=line.rate_bp,
            category=line.category,
        )
        for place, line in enumerate(received.lines, start=1)
    ]
    session.add_all(lines)
    rates: dict[tuple[str, int], tuple[Money, Money]] = {}
    for row in received.rates:
        base, vat = rates.get((row.category, row.rate_bp), (Money(0), Money(0)))
        rates[row.category, row.rate_bp] = (base + row.base, vat + row.vat)
    session.add_all(
        SupplierInvoiceRate(
            supplier_invoice_id=invoice_id,
            category=category,
            rate_bp=rate_bp,
            base=_signed(received, base),
            vat=_signed(received, vat),
        )
        for (category, rate_bp), (base, vat) in rates.items()
    )
    session.flush()
    return lines


def _signed(received: ReceivedInvoice, amount: Money) -> Money:
    return -amount if received.is_credit else amount
