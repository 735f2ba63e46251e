"""Delays: of payment between businesses (C. com. L441-10), of a deposit, of a delivery."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from merchant_desk.rules.preflight.asked import INVOICES, Asked
from merchant_desk.values.french import short_date
from merchant_desk.values.invoice_page import InvoiceKind, InvoicePage
from merchant_desk.values.preflight import Problem
from merchant_desk.values.texts import _

_SIXTY, _FORTY_FIVE = timedelta(days=60), timedelta(days=45)
_YEAR = timedelta(days=366)


def delays(asked: Asked) -> Iterator[Problem]:
    """Yield days too far from the document; a credit note tells those of its invoice."""
    page = asked.page
    if page.kind is InvoiceKind.CREDIT_NOTE:
        return
    if page.due_on is not None and page.left_to_pay.cents > 0:
        yield from _due(page, page.due_on)
    if page.delivered_on is not None and not _is_near(page, page.delivered_on):
        sentence = _("La date de livraison du {day} est à plus d’un an de la facture.")
        advice = _("Corrigez la date de livraison, puis recommencez.")
        told = sentence.format(day=short_date(page.delivered_on))
        yield Problem("livraison", told, advice, INVOICES)


def latest_due(issued_on: date) -> date:
    """Return the last day two businesses may agree on: 60 days, or 45 with an end of month.

    The end of month is reckoned before or after the 45 days: the law admits both.
    """
    month_after = _month_end(issued_on + _FORTY_FIVE)
    return max(issued_on + _SIXTY, _month_end(issued_on) + _FORTY_FIVE, month_after)


def _due(page: InvoicePage, due_on: date) -> Iterator[Problem]:
    advice = _("Corrigez l’échéance, puis recommencez.")
    latest = latest_due(page.issued_on)
    if page.buyer.is_business and due_on > latest:
        sentence = _(
            "Un professionnel doit payer au plus tard le {day}\u00a0: l’échéance est après."
        )
        yield Problem("L441-10", sentence.format(day=short_date(latest)), advice, INVOICES)
    if page.kind is InvoiceKind.DEPOSIT and due_on < page.issued_on:
        sentence = _("L’échéance de l’acompte est avant sa date.")
        yield Problem("échéance", sentence, advice, INVOICES)


def _is_near(page: InvoicePage, delivered_on: date) -> bool:
    told = [page.issued_on]
    told += [other.issued_on for other in (page.corrects, page.details) if other is not None]
    return any(abs(delivered_on - day) <= _YEAR for day in told)


def _month_end(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])
