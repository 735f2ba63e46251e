"""The columns of the lines of the bank."""

from merchant_desk.queries.bank_lines import BankLineRow
from merchant_desk.ui.column import Column
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.chip import ChipText
from merchant_desk.ui.widgets.text_label import Ink
from merchant_desk.values.cash_categories import category_words
from merchant_desk.values.french import euros, short_date
from merchant_desk.values.money import ZERO
from merchant_desk.values.texts import _


def line_columns() -> tuple[Column[BankLineRow], ...]:
    """Return what is told of each line."""
    return (
        Column("day", _("Date"), lambda row: short_date(row.booked_on), 96, sort="day"),
        Column(
            "label",
            _("Libellé"),
            _label,
            320,
            sort="label",
            role=Role.STRONG,
            ink=Ink.TEXT,
            stretch=True,
        ),
        Column("category", _("Pour quoi"), _category, 130, gives_way=True),
        Column("account", _("Compte"), lambda row: row.account, 160, gives_way=True),
        Column("state", _("Rapprochement"), _state, 150, chip=_state_chip),
        Column(
            "amount",
            _("Montant"),
            _amount,
            120,
            sort="amount",
            numeric=True,
            role=Role.BOLD,
            ink=Ink.TEXT,
        ),
        Column("value", _("Valeur"), lambda row: short_date(row.value_on), 96, hidden=True),
        Column("reference", _("Référence"), lambda row: row.reference, 150, hidden=True),
    )


def _label(row: BankLineRow) -> str:
    return row.label or row.counterparty or row.reference or "—"


def _category(row: BankLineRow) -> str:
    return "—" if row.category is None else category_words(row.category)


def _amount(row: BankLineRow) -> str:
    return f"+{euros(row.amount)}" if row.amount > ZERO else euros(row.amount)


def _state(row: BankLineRow) -> str:
    if not row.waits:
        return _("Rapproché")
    return _("En partie") if row.matched else _("À rapprocher")


def _state_chip(row: BankLineRow) -> ChipText:
    if not row.waits:
        return ChipText(_state(row), Tone.OK)
    return ChipText(_state(row), Tone.WARN if row.matched else Tone.MUTE)
