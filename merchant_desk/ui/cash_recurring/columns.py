"""The columns of what comes back."""

from datetime import date

from merchant_desk.queries.recurring_page import RecurringRow
from merchant_desk.rules.recurring.amounts import Amounts
from merchant_desk.rules.recurring.reason import amount_words, cadence_words, day_words
from merchant_desk.rules.recurring.seen import Found
from merchant_desk.ui.column import Column
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.chip import ChipText
from merchant_desk.ui.widgets.text_label import Ink
from merchant_desk.values.cash_categories import category_words
from merchant_desk.values.french import euros, short_date
from merchant_desk.values.money import ZERO, Money
from merchant_desk.values.texts import _


def signed_amount(amount: Money) -> str:
    """Return « +20,00 € », « −6,50 € »."""
    return f"+{euros(amount)}" if amount > ZERO else euros(amount)


def proposed_columns() -> tuple[Column[Found], ...]:
    """Return the columns of what is to be confirmed."""
    return (
        Column(
            "name", _("Ce qui revient"), lambda row: row.label, 220, sort="name",
            role=Role.STRONG, ink=Ink.TEXT,
        ),
        Column(
            "category", _("Pour"), lambda row: category_words(row.category), 150,
            sort="category", gives_way=True,
        ),
        Column("reason", _("Pourquoi"), lambda row: row.reason, 430, stretch=True),
        Column(
            "amount", _("Montant"), lambda row: signed_amount(row.amount), 112, sort="amount",
            numeric=True, role=Role.BOLD, ink=Ink.TEXT,
        ),
    )  # fmt: skip


def confirmed_columns() -> tuple[Column[RecurringRow], ...]:
    """Return the columns of what she confirmed."""
    return (
        *_named(),
        Column(
            "next", _("Prochaine fois"), lambda row: _day(row.next_on), 116, sort="next",
            ink=Ink.TEXT,
        ),
        Column("last", _("Vu le"), lambda row: _day(row.last_on), 100, sort="last", gives_way=True),
        Column("told", _("À vérifier"), _told, 150, sort="told", chip=_chip),
        Column(
            "month", _("Par mois"), lambda row: signed_amount(row.a_month), 112, sort="month",
            numeric=True, gives_way=True,
        ),
        *_amount(),
    )  # fmt: skip


def ended_columns() -> tuple[Column[RecurringRow], ...]:
    """Return the columns of what is over."""
    return (
        *_named(),
        Column("until", _("Jusqu’au"), lambda row: _day(row.terms.until), 116, sort="until"),
        Column("last", _("Vu le"), lambda row: _day(row.last_on), 100, sort="last", gives_way=True),
        *_amount(),
    )  # fmt: skip


def _named() -> tuple[Column[RecurringRow], ...]:
    return (
        Column(
            "name", _("Ce qui revient"), lambda row: row.terms.label, 190, sort="name",
            role=Role.STRONG, ink=Ink.TEXT, stretch=True,
        ),
        Column(
            "category", _("Pour"), lambda row: category_words(row.terms.category), 150,
            sort="category", gives_way=True,
        ),
        Column("rhythm", _("Rythme"), rhythm_words, 200, sort="rhythm"),
    )  # fmt: skip


def _amount() -> tuple[Column[RecurringRow], ...]:
    return (
        Column(
            "amount", _("Montant"), lambda row: signed_amount(row.terms.amount), 112,
            sort="amount", numeric=True, role=Role.BOLD, ink=Ink.TEXT,
        ),
    )  # fmt: skip


def rhythm_words(row: RecurringRow) -> str:
    """Return « chaque mois, vers le 5 »."""
    terms = row.terms
    return f"{cadence_words(terms.cadence)}, {day_words(terms.cadence, terms.day)}"


def bounds_words(row: RecurringRow) -> str:
    """Return « entre 80,00 € et 140,00 € », or the amount."""
    terms = row.terms
    return amount_words(
        Amounts(terms.amount, terms.low or terms.amount, terms.high or terms.amount)
    )


def _told(row: RecurringRow) -> str:
    if row.gone:
        return _("Plus vu")
    if row.changed and row.last_amount is not None:
        return _("Vu à {amount}").format(amount=euros(Money(abs(row.last_amount.cents))))
    return ""


def _chip(row: RecurringRow) -> ChipText | None:
    told = _told(row)
    return ChipText(told, Tone.WARN) if told else None


def _day(day: date | None) -> str:
    return "—" if day is None else short_date(day)
