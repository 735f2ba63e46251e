"""Invoices of the sample shop to other shops: a late payer, two to be paid, cheques to the bank."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session

from merchant_desk.app.sample_bank import SampleMove, sample_moves
from merchant_desk.app.sample_past import days_before
from merchant_desk.operations.issue_document import issue_document
from merchant_desk.operations.make_deposit import deposit_cheques
from merchant_desk.operations.pay_invoice import PaymentAsked, pay_invoice
from merchant_desk.queries.bank_accounts import bank_accounts
from merchant_desk.queries.deposit_candidates import cheques_to_bring
from merchant_desk.rules.cash_days.bank import previous_bank_day
from merchant_desk.rules.company_numbers import vat_number_of
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import DraftId, PaymentId, new_id
from merchant_desk.values.invoice_draft import DraftLine, InvoiceDraft
from merchant_desk.values.invoice_page import Buyer, InvoiceKind
from merchant_desk.values.money import Money
from merchant_desk.values.remote import Address
from merchant_desk.values.unit_price import UnitPrice

_STANDARD_BP = 2000
_MOST_ANSWERED = 12
_HOTEL, _GROCER, _GARDENS, _HALL = (
    "Hôtel des Papes", "Épicerie Martin", "Les Jardins de Sorgue", "Mairie d’Avignon"
)  # fmt: skip
_SIRENS = {
    _HOTEL: "555666775",
    _GROCER: "666777883",
    _GARDENS: "777888991",
    _HALL: "888999000",
}
_TERM = 30
_AT_BANK = {"HOTEL": _HOTEL, "EPICERIE": _GROCER, "JARDINS": _GARDENS, "MAIRIE": _HALL}


@dataclass(frozen=True, slots=True)
class Paper:
    """One invoice: for whom, cents with VAT, how many days ago, what was paid how long ago."""

    company: str
    cents: int
    days_ago: int
    paid_ago: int | None = None
    means: str = "transfer"


_PAPERS = (
    Paper(_HOTEL, 486_00, 118, 66),
    Paper(_HOTEL, 372_00, 89, 41),
    Paper(_HOTEL, 528_00, 62, 12),
    Paper(_HOTEL, 642_00, 34),
    Paper(_GARDENS, 318_00, 21),
    Paper(_GROCER, 214_80, 24),
    Paper(_GROCER, 96_00, 6, 2, "cheque"),
    Paper(_GARDENS, 148_80, 5, 1, "cheque"),
)


def write_invoices(session: Session, gesture: Gesture, today: date) -> None:
    """Issue them, and note what was paid, as if yesterday."""
    then = days_before(gesture, 1)
    papers = (*_at_bank(today), *_brought(today), *_PAPERS)
    for paper in sorted(papers, key=lambda each: -each.days_ago):
        issue(session, then, paper, today)


def bring_cheques(session: Session, gesture: Gesture, today: date) -> None:
    """Bring to the bank what it shows already, and a cheque that it does not; one is at hand."""
    account = bank_accounts(session)[0].account_id
    known = {each.amount.cents: each.payment_id for each in cheques_to_bring(session, today)}
    move = _slip(today)
    shown = [known[paper.cents] for paper in _brought(today)]
    days = (previous_bank_day(move.day - timedelta(days=1)), previous_bank_day(today))
    deposit_cheques(session, gesture, account, days[0], shown)
    deposit_cheques(session, gesture, account, days[1], [known[96_00]])


def issue(session: Session, gesture: Gesture, paper: Paper, today: date) -> None:
    """Issue one invoice, and note what was paid of it."""
    issued = today - timedelta(days=paper.days_ago)
    line = DraftLine(
        name="Savons et bougies, assortiment",
        quantity=1,
        unit_price=UnitPrice.of(Money(paper.cents)),
        rate_bp=_STANDARD_BP,
    )
    draft = InvoiceDraft(
        kind=InvoiceKind.INVOICE,
        buyer=_buyer(paper.company),
        lines=(line,),
        delivered_on=issued,
        due_on=issued + timedelta(days=_TERM),
        issued_on=issued,
    )
    posted = issue_document(session, gesture, DraftId(new_id()), draft)
    if paper.paid_ago is not None:
        paid = PaymentAsked(
            payment_id=PaymentId(new_id()),
            invoice_id=posted.invoice_id,
            amount=posted.total,
            means=paper.means,
            paid_on=today - timedelta(days=paper.paid_ago),
        )
        pay_invoice(session, gesture, paid)


def _at_bank(today: date) -> list[Paper]:
    """Return what the bank shows as paid these days and nobody noted yet."""
    papers = []
    for move in sample_moves(today):
        ago = (today - move.day).days
        if (
            move.label.startswith("VIR DE ")
            and f" F{move.day:%Y}" in move.label
            and ago <= _MOST_ANSWERED
        ):
            company = next(name for word, name in _AT_BANK.items() if word in move.label)
            papers.append(Paper(company, move.cents, ago + _TERM - 2))
    return papers


def _brought(today: date) -> tuple[Paper, ...]:
    """Return the cheques that the last slip of the bank is made of."""
    move = _slip(today)
    ago = (today - move.day).days
    first = move.cents * 3 // 5
    return (
        Paper(_GROCER, first, ago + 9, ago + 3, "cheque"),
        Paper(_GARDENS, move.cents - first, ago + 7, ago + 2, "cheque"),
    )


def _slip(today: date) -> SampleMove:
    return [each for each in sample_moves(today) if "REMISE" in each.label][-1]


def _buyer(company: str) -> Buyer:
    siren = _SIRENS[company]
    return Buyer(
        Address(company=company, line1="5 place du Palais", postcode="84000", city="Avignon"),
        is_business=True,
        siren=siren,
        vat_number=vat_number_of(siren),
    )
