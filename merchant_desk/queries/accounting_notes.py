"""What the merchant and her accountant must know of the books of a period before they use them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.invoice import Invoice
from merchant_desk.models.seal import Closing
from merchant_desk.models.station import ShopProfile
from merchant_desk.models.supplier import SupplierInvoice
from merchant_desk.queries.accounting_purchases import UNDECIDED, waiting
from merchant_desk.queries.accounting_stories import Window
from merchant_desk.rules.posting.facts import MARGIN
from merchant_desk.rules.posting.period import PeriodFacts
from merchant_desk.rules.posting.plan import AccountPlan
from merchant_desk.rules.posting.purchase import SELF_ASSESSED
from merchant_desk.values.accounting_period import Period
from merchant_desk.values.closings import ClosingLevel, DrawerKind
from merchant_desk.values.french import number, short_date
from merchant_desk.values.texts import _, ngettext

_INVOICES, _CLOSINGS, _RECEIVED = table(Invoice), table(Closing), table(SupplierInvoice)


@dataclass(frozen=True, slots=True)
class BookNote:
    """One thing to know, and the screen where something can be done about it."""

    key: str
    sentence: str
    screen: str = ""


def book_notes(
    session: Session, period: Period, facts: PeriodFacts, plan: AccountPlan, today: date
) -> tuple[BookNote, ...]:
    """Return what to know, the gravest first."""
    return (
        *_identity(session),
        *_unfinished(session, period, today),
        *_undecided(session, period),
        *_left_to_accountant(period, facts),
        *_unknown_means(period, facts, plan),
        *_unknown_lines(period, facts),
    )


def _identity(session: Session) -> Iterator[BookNote]:
    if session.execute(select(func.count()).select_from(table(ShopProfile))).scalar_one():
        return
    yield BookNote(
        "identity",
        _("L’identité de la boutique manque\u00a0: sans SIREN, aucun fichier ne peut être nommé."),
        "settings",
    )


def _unfinished(session: Session, period: Period, today: date) -> Iterator[BookNote]:
    if period.last >= today:
        yield BookNote(
            "running",
            _("La période n’est pas finie\u00a0: elle se termine le {day}.").format(
                day=short_date(period.last)
            ),
        )
    window = Window(period.first, period.last)
    closed = select(_CLOSINGS.c.id).where(
        _CLOSINGS.c.level == ClosingLevel.DAY,
        _CLOSINGS.c.station_id == _INVOICES.c.station_id,
        _CLOSINGS.c.last_day == _INVOICES.c.fiscal_day,
    )
    days = (
        select(_INVOICES.c.station_id, _INVOICES.c.fiscal_day)
        .where(window.holds(_INVOICES.c.fiscal_day), ~closed.exists())
        .distinct()
        .subquery()
    )
    count = session.execute(select(func.count()).select_from(days)).scalar_one()
    if count:
        told = ngettext(
            "{n} journée de ventes n’est pas clôturée\u00a0: ses chiffres peuvent encore bouger.",
            "{n} journées de ventes ne sont pas clôturées\u00a0: leurs chiffres peuvent bouger.",
            count,
        )
        yield BookNote("open_days", told.format(n=number(count)))


def _undecided(session: Session, period: Period) -> Iterator[BookNote]:
    window = Window(period.first, period.last)
    received = (
        (_RECEIVED.c.received_at >= window.starts_at)
        & (_RECEIVED.c.received_at < window.ends_before)
        & _RECEIVED.c.state.in_(UNDECIDED)
    )
    left = session.execute(select(func.count()).where(received, waiting())).scalar_one()
    if left:
        told = ngettext(
            "{n} facture reçue n’est pas comptée\u00a0: un contrôle la bloque, approuvez-la "
            "ou refusez-la.",
            "{n} factures reçues ne sont pas comptées\u00a0: un contrôle les bloque, "
            "approuvez-les ou refusez-les.",
            left,
        )
        yield BookNote("suppliers_waiting", told.format(n=number(left)), "purchases")
    count = session.execute(select(func.count()).where(received, ~waiting())).scalar_one()
    if count:
        told = ngettext(
            "{n} facture reçue est comptée sans être approuvée.",
            "{n} factures reçues sont comptées sans être approuvées.",
            count,
        )
        yield BookNote("suppliers", told.format(n=number(count)))


def _unknown_lines(period: Period, facts: PeriodFacts) -> Iterator[BookNote]:
    waiting = [each for each in facts.bank if period.first <= each.day and each.unknown]
    if waiting:
        told = ngettext(
            "{n} ligne de banque est au compte d’attente\u00a0: rapprochez-la.",
            "{n} lignes de banque sont au compte d’attente\u00a0: rapprochez-les.",
            len(waiting),
        )
        yield BookNote("bank_lines", told.format(n=number(len(waiting))), "cash")


def _left_to_accountant(period: Period, facts: PeriodFacts) -> Iterator[BookNote]:
    sales = [
        *(each for each in facts.sales if period.first <= each.day <= period.last),
        *(one for day in facts.counter for one in day.documents if period.first <= day.day),
    ]
    if any(row.treatment in MARGIN for each in sales for row in each.rates):
        yield BookNote(
            "margin",
            _(
                "Des ventes sont au régime de la marge\u00a0: leur TVA n’est pas calculée ici, "
                "elle dépend du prix d’achat de chaque article."
            ),
        )
    if any(move.kind is DrawerKind.EXPENSE and period.first <= move.day for move in facts.drawer):
        yield BookNote(
            "expenses",
            _("Des dépenses de caisse sont au compte d’attente\u00a0: joignez leurs reçus."),
        )
    foreign = [
        each
        for each in facts.purchases
        if period.first <= each.day and any(row.category in SELF_ASSESSED for row in each.rates)
    ]
    if foreign:
        yield BookNote("self_assessed", _self_assessed(deducts=foreign[0].deducts))


def _self_assessed(*, deducts: bool) -> str:
    if deducts:
        return _("Des achats sont autoliquidés au taux normal\u00a0: vérifiez qu’il leur convient.")
    return _(
        "Des achats à l’étranger sont sans TVA\u00a0: en franchise, demandez à votre comptable si "
        "vous la devez."
    )


def _unknown_means(period: Period, facts: PeriodFacts, plan: AccountPlan) -> Iterator[BookNote]:
    words = sorted(
        {
            each.means
            for each in facts.money
            if period.first <= each.day and plan.means_role(each.means) == "psp" and each.means
        }
    )
    if words:
        yield BookNote(
            "means",
            _(
                "Au compte des prestataires de paiement, faute d’un autre choix\u00a0: {means}."
            ).format(means=", ".join(words)),
            "settings",
        )
