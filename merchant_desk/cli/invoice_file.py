"""An invoice as a person or a program writes it in a file, for ``invoice issue``.

{"kind": "invoice", "prices": "net",
"buyer": {"name": "…", "line1": "…", "postcode": "…", "city": "…", "siren": "…"},
"lines": [{"name": "…", "quantity": 3, "unit_price": "12,345", "rate": "20"}]}
"""

from datetime import date
from fractions import Fraction
from pathlib import Path

import msgspec

from merchant_desk.errors import RefusedError
from merchant_desk.values.entries import read_amount, read_day, read_decimal
from merchant_desk.values.invoice_draft import DraftLine, InvoiceDraft
from merchant_desk.values.invoice_page import Buyer, InvoiceKind, PriceMethod
from merchant_desk.values.money import ZERO, Money, round_half_up
from merchant_desk.values.remote import Address, LineKind
from merchant_desk.values.texts import _
from merchant_desk.values.unit_price import MILLIONTHS, UnitPrice
from merchant_desk.values.vat import SaleCategory, VatTreatment

_HUNDREDTHS = 100
_BY_HAND = frozenset({InvoiceKind.INVOICE, InvoiceKind.DEPOSIT})
"""A credit note begins from what it gives back, a ticket at the counter."""


class BuyerFile(msgspec.Struct, forbid_unknown_fields=True):
    """To whom it is made out."""

    name: str = ""
    company: str = ""
    line1: str = ""
    line2: str = ""
    postcode: str = ""
    city: str = ""
    country: str = "FR"
    siren: str = ""
    siret: str = ""
    vat_number: str = ""
    email: str = ""
    electronic_address: str = ""


class LineFile(msgspec.Struct, forbid_unknown_fields=True):
    """One line; prices and discounts follow ``prices`` of the document."""

    name: str
    quantity: int
    unit_price: str
    rate: str = "0"
    treatment: VatTreatment = VatTreatment.NORMAL
    kind: LineKind = LineKind.PRODUCT
    category: SaleCategory = SaleCategory.GOODS
    discount: str = ""
    sku: str = ""
    ean: str = ""


class InvoiceFile(msgspec.Struct, forbid_unknown_fields=True):
    """The whole document."""

    buyer: BuyerFile
    lines: list[LineFile]
    kind: InvoiceKind = InvoiceKind.INVOICE
    prices: PriceMethod = PriceMethod.TTC
    discount: str = ""
    delivered_on: str = ""
    due_on: str = ""
    purchase_order: str = ""
    note: str = ""
    tax_country: str = ""


def read_invoice_file(path: Path) -> InvoiceDraft:
    """Return the draft that a file describes.

    Raises RefusedError, with the place in the file, for one that describes none.
    """
    try:
        told = msgspec.json.decode(path.read_bytes(), type=InvoiceFile)
    except OSError as error:
        raise _refused(_("le fichier ne s’ouvre pas"), str(path)) from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise _refused(_("le fichier n’est pas une facture"), _place(str(error))) from None
    if told.kind not in _BY_HAND:
        raise _refused(_("ce document ne s’écrit pas à la main"), told.kind.value)
    return InvoiceDraft(
        kind=told.kind,
        buyer=_buyer(told.buyer),
        lines=tuple(_line(line) for line in told.lines),
        method=told.prices,
        discount=_money(told.discount),
        delivered_on=_day(told.delivered_on),
        due_on=_day(told.due_on),
        purchase_order=told.purchase_order,
        note=told.note,
        tax_country=told.tax_country,
    )


def _place(words: str) -> str:
    """Return where in the file the reader stopped: its own words are English."""
    _what, _at, place = words.partition("`$.")
    return place.rstrip("`") or _("le texte du fichier, qui n’est pas du JSON entier")


def _buyer(told: BuyerFile) -> Buyer:
    address = Address(
        name=told.name,
        company=told.company,
        line1=told.line1,
        line2=told.line2,
        postcode=told.postcode,
        city=told.city,
        country=told.country,
    )
    return Buyer(
        address=address,
        is_business=bool(told.siren or told.siret or told.vat_number or told.company),
        siren=told.siren,
        vat_number=told.vat_number,
        email=told.email,
        siret=told.siret,
        electronic_address=told.electronic_address,
    )


def _line(told: LineFile) -> DraftLine:
    return DraftLine(
        name=told.name,
        quantity=told.quantity,
        unit_price=UnitPrice(round_half_up(_number(told.unit_price) * MILLIONTHS)),
        rate_bp=round_half_up(_number(told.rate.replace("%", "")) * _HUNDREDTHS),
        treatment=told.treatment,
        kind=told.kind,
        category=told.category,
        discount=_money(told.discount),
        sku=told.sku,
        ean=told.ean,
    )


def _number(text: str) -> Fraction:
    found = read_decimal(text)
    if found is None:
        raise _refused(_("un nombre ne se lit pas"), text)
    return found


def _money(text: str) -> Money:
    found = read_amount(text) if text else ZERO
    if found is None:
        raise _refused(_("un montant ne se lit pas"), text)
    return found


def _day(text: str) -> date | None:
    found = read_day(text) if text else None
    if text and found is None:
        raise _refused(_("une date ne se lit pas"), text)
    return found


def _refused(why: str, detail: str) -> RefusedError:
    return RefusedError(
        _("La facture n’a pas été émise\u00a0: {why}.").format(why=why),
        _("À corriger\u00a0: {detail}").format(detail=detail),
    )
