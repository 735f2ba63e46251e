"""A document as it would be printed now, and what would be refused: asked while it is written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from merchant_desk.models.invoice import DepositUse, Invoice, InvoiceRate
from merchant_desk.models.station import ShopProfile
from merchant_desk.rules.document_amounts import DocumentAmounts, UnsplittableError, amounts_of
from merchant_desk.rules.invoice_mentions import due_mentions
from merchant_desk.rules.legal_data import payment_days
from merchant_desk.rules.preflight import preflight
from merchant_desk.values.french import rate as rate_words
from merchant_desk.values.ids import InvoiceId
from merchant_desk.values.invoice_draft import DraftLine, InvoiceDraft
from merchant_desk.values.invoice_page import (
    InvoiceKind,
    InvoicePage,
    InvoicePayment,
    InvoiceReference,
    Seller,
)
from merchant_desk.values.money import ZERO, Money
from merchant_desk.values.preflight import Problem
from merchant_desk.values.remote import Address
from merchant_desk.values.snapshots import read_seller
from merchant_desk.values.texts import _
from merchant_desk.values.vat import TAXED, SaleCategory, VatTreatment

UNNUMBERED = "X"
"""Stands for the number in checks: a draft has none."""


@dataclass(frozen=True, slots=True)
class DraftShown:
    """The page with its totals and mentions, and everything that keeps it from being issued."""

    page: InvoicePage
    amounts: DocumentAmounts
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What of a document is not in its draft: its number, its day, what was paid for it."""

    today: date
    number: str = ""
    payments: tuple[InvoicePayment, ...] = ()


def draft_page(session: Session, draft: InvoiceDraft, today: date) -> DraftShown:
    """Return the document that this draft would become today."""
    return shown_draft(session, draft, Circumstances(today))


def shown_draft(session: Session, draft: InvoiceDraft, around: Circumstances) -> DraftShown:
    """Return the page under its number, and what a reader, the tax office or a platform refuses."""
    seller, logo, regime, missing = _seller(session)
    problems = [*missing, *_odd(draft, around.today)]
    try:
        amounts = amounts_of(draft)
    except UnsplittableError:
        amounts = amounts_of(replace(draft, discount=ZERO, discount_bp=0))
        problems.append(_unsplittable())
    page = _page(session, draft, around, amounts)
    page = replace(page, seller=seller, logo=logo)
    page = replace(page, mentions=due_mentions(page))
    if not missing:  # without the shop's identity every rule about it would say the same
        numbered = page if around.number else replace(page, number=UNNUMBERED)
        problems.extend(preflight(numbered, _regimes(session, draft, regime)))
    return DraftShown(page, amounts, tuple(problems))


def _page(
    session: Session, draft: InvoiceDraft, around: Circumstances, amounts: DocumentAmounts
) -> InvoicePage:
    issued_on = draft.issued_on or around.today
    total = sum(row.ttc.cents for row in amounts.rows)
    page = InvoicePage(
        kind=draft.kind,
        number=around.number,
        issued_on=issued_on,
        seller=Seller("", Address(), ""),
        buyer=draft.buyer,
        lines=amounts.lines,
        vat_rows=amounts.rows,
        delivered_on=draft.delivered_on,
        delivery_address=draft.delivery_address,
        purchase_order=draft.purchase_order,
        category=_category(amounts),
        payments=around.payments,
        corrects=reference_to(session, draft.corrects_id),
        details=reference_to(session, draft.details_id),
        deposits=_deposits(session, draft.deposit_ids, Money(total)),
        note=draft.note,
        reason=draft.reason,
        method=draft.method,
        tax_country=draft.tax_country,
        sold_in_shop=draft.kind is InvoiceKind.TICKET,
    )
    return replace(page, due_on=_due_on(draft, page))


def _seller(session: Session) -> tuple[Seller, bytes | None, VatTreatment, list[Problem]]:
    row = session.execute(
        select(ShopProfile.seller, ShopProfile.logo, ShopProfile.vat_treatment)
    ).first()
    if row is not None:
        return read_seller(row.seller), row.logo, row.vat_treatment, []
    problem = Problem(
        "identity",
        _("L’identité de la boutique manque."),
        _("Remplissez-la dans Réglages, Boutique."),
        "settings/shop",
    )
    return Seller("", Address(), ""), None, VatTreatment.NORMAL, [problem]


def _regimes(
    session: Session, draft: InvoiceDraft, regime: VatTreatment
) -> frozenset[VatTreatment]:
    """Return the shop's regime, and that of the sale which this document corrects or tells."""
    earlier = [each for each in (draft.corrects_id, draft.details_id) if each is not None]
    if not earlier:
        return frozenset({regime})
    told = session.scalars(
        select(InvoiceRate.treatment).where(InvoiceRate.invoice_id.in_(earlier)).distinct()
    )
    return frozenset({regime, *(VatTreatment.NORMAL if each in TAXED else each for each in told)})


def _odd(draft: InvoiceDraft, today: date) -> list[Problem]:
    """Return what no rule on a finished page can see: it is about how the draft was made."""
    found = []
    if draft.issued_on is not None and draft.issued_on > today:
        found.append(
            Problem(
                "future",
                _("La date de la facture est dans l’avenir."),
                _("Choisissez la date du jour."),
                "invoices",
            )
        )
    if draft.kind in {InvoiceKind.CREDIT_NOTE, InvoiceKind.CORRECTED} and not draft.reason.strip():
        found.append(
            Problem(
                "reason",
                _("Le motif de la correction manque."),
                _("Écrivez en quelques mots ce qui est corrigé."),
                "invoices",
            )
        )
    found.extend(_rate_of_none(line) for line in draft.lines if _has_rate_of_none(line))
    return found


def _has_rate_of_none(line: DraftLine) -> bool:
    return line.rate_bp != 0 and line.treatment not in TAXED


def _rate_of_none(line: DraftLine) -> Problem:
    sentence = _(
        "Un taux de {rate} est donné pour «\u00a0{name}\u00a0», dont le régime n’a pas de TVA."
    )
    return Problem(
        "rate",
        sentence.format(rate=rate_words(line.rate_bp), name=line.name),
        _("Enlevez le taux, ou choisissez un régime qui compte de la TVA."),
        "invoices",
    )


def _unsplittable() -> Problem:
    return Problem(
        "discount",
        _("La remise dépasse ce qui est vendu\u00a0: elle ne peut pas être répartie."),
        _("Baissez la remise, ou ajoutez les articles qu’elle concerne."),
        "invoices",
    )


def _category(amounts: DocumentAmounts) -> SaleCategory:
    found = {line.category for line in amounts.drafts}
    return found.pop() if len(found) == 1 else SaleCategory.BOTH if found else SaleCategory.GOODS


def _due_on(draft: InvoiceDraft, page: InvoicePage) -> date | None:
    """Return by when a business pays; a consumer pays at once and nothing is printed."""
    if draft.due_on is not None or not page.buyer.is_business:
        return draft.due_on
    if page.left_to_pay.cents <= 0:
        return page.issued_on
    return page.issued_on + timedelta(days=payment_days(page.issued_on))


def reference_to(session: Session, invoice_id: InvoiceId | None) -> InvoiceReference | None:
    """Return how another document is named on this one."""
    if invoice_id is None:
        return None
    other = session.get_one(Invoice, invoice_id)
    return InvoiceReference(other.number, other.issue_date, other.kind, other.total)


def deposits_left(session: Session, deposit_ids: Sequence[InvoiceId]) -> Mapping[InvoiceId, Money]:
    """Return what no final invoice has deducted yet of each deposit, credit notes taken off."""
    used = dict(
        session.execute(
            select(DepositUse.deposit_id, func.sum(DepositUse.amount))
            .where(DepositUse.deposit_id.in_(deposit_ids))
            .group_by(DepositUse.deposit_id)
        ).all()
    )
    given_back = dict(
        session.execute(
            select(Invoice.corrects_id, func.sum(Invoice.total))
            .where(Invoice.corrects_id.in_(deposit_ids), Invoice.kind == InvoiceKind.CREDIT_NOTE)
            .group_by(Invoice.corrects_id)
        ).all()
    )
    rows = session.execute(
        select(Invoice.id, Invoice.total).where(
            Invoice.id.in_(deposit_ids), Invoice.kind == InvoiceKind.DEPOSIT
        )
    )
    return {
        row.id: row.total - used.get(row.id, ZERO) + given_back.get(row.id, ZERO) for row in rows
    }


def deposits_to_deduct(
    session: Session, deposit_ids: Sequence[InvoiceId]
) -> tuple[InvoiceReference, ...]:
    """Return the deposits of which something is left, with how much."""
    left, found = deposits_left(session, deposit_ids), []
    for deposit_id in deposit_ids:
        reference = reference_to(session, deposit_id)
        amount = left.get(deposit_id, ZERO)
        if reference is not None and amount.cents > 0:
            found.append(replace(reference, amount=amount))
    return tuple(found)


def _deposits(
    session: Session, deposit_ids: Sequence[InvoiceId], whole: Money
) -> tuple[InvoiceReference, ...]:
    """Return the deposits to deduct, none more than what is left of it and of the document."""
    found = []
    for reference in deposits_to_deduct(session, deposit_ids) if deposit_ids else ():
        amount = min(reference.amount, whole)
        if amount.cents > 0:
            found.append(replace(reference, amount=amount))
            whole -= amount
    return tuple(found)
