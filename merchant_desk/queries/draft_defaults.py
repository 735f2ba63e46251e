"""What a blank document begins with: the shop's rates, and the deposits that may be deducted."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.invoice import Invoice
from merchant_desk.models.station import ShopProfile
from merchant_desk.queries.draft_page import deposits_left
from merchant_desk.queries.invoices import customer_of
from merchant_desk.rules.line_entry import vat_choices, vat_words
from merchant_desk.rules.vat_territory import Territory, territory_of
from merchant_desk.values.ids import InvoiceId
from merchant_desk.values.invoice_page import InvoiceKind
from merchant_desk.values.money import Money
from merchant_desk.values.snapshots import read_seller
from merchant_desk.values.vat import VatTreatment

_INVOICES, _PROFILE = table(Invoice), table(ShopProfile)
_OVERSEAS = {Territory.ANTILLES, Territory.REUNION}
_MOST = 200


@dataclass(frozen=True, slots=True)
class OpenDeposit:
    """A deposit of which something is left to deduct."""

    invoice_id: InvoiceId
    number: str
    issued_on: date
    customer: str
    left: Money


@dataclass(frozen=True, slots=True)
class DraftDefaults:
    """The choices of the form on a day."""

    vat: str
    vat_choices: tuple[str, ...]
    deposits: tuple[OpenDeposit, ...]
    identified: bool
    """Whether the shop has told who it is."""


def draft_defaults(session: Session, day: date) -> DraftDefaults:
    """Return what the form offers on this day."""
    row = session.execute(select(_PROFILE.c.seller, _PROFILE.c.vat_treatment)).first()
    territory = "metropole"
    if row is not None and territory_of(read_seller(row.seller).address, day) in _OVERSEAS:
        territory = "antilles_reunion"
    choices = vat_choices(day, territory)
    usual = choices[0]
    if row is not None and row.vat_treatment is VatTreatment.FRANCHISE:
        usual = vat_words(0, VatTreatment.FRANCHISE)
    return DraftDefaults(usual, choices, open_deposits(session), row is not None)


def open_deposits(session: Session) -> tuple[OpenDeposit, ...]:
    """Return the latest deposits of which something is left, the newest first."""
    rows = session.execute(
        select(_INVOICES.c.id, _INVOICES.c.number, _INVOICES.c.issue_date, _INVOICES.c.buyer)
        .where(_INVOICES.c.kind == InvoiceKind.DEPOSIT)
        .order_by(_INVOICES.c.issued_at.desc())
        .limit(_MOST)
    ).all()
    left = deposits_left(session, [row.id for row in rows]) if rows else {}
    return tuple(
        OpenDeposit(row.id, row.number, row.issue_date, customer_of(row.buyer)[0], left[row.id])
        for row in rows
        if left[row.id].cents > 0
    )
