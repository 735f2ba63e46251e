"""The columns of the differences between what was foreseen and what happened."""

from dataclasses import dataclass

from merchant_desk.rules.cash_sentences import signed
from merchant_desk.ui.column import Column
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.widgets.text_label import Ink
from merchant_desk.values.cash_compare import Difference
from merchant_desk.values.money import Money
from merchant_desk.values.texts import _


@dataclass(frozen=True, slots=True)
class DifferenceRow:
    """One difference, its place among those of its cause."""

    place: int
    cause: str
    difference: Difference


def difference_columns() -> tuple[Column[DifferenceRow], ...]:
    """Return the columns; Enter opens the document."""
    return (
        Column("cause", _("Cause"), lambda row: row.cause, 190, sort="cause"),
        Column("label", _("Quoi"), lambda row: row.difference.label, 240, sort="label",
               role=Role.STRONG, ink=Ink.TEXT, stretch=True),
        Column("party", _("Qui"), lambda row: row.difference.party or "—", 160, gives_way=True),
        Column("foreseen", _("Prévu"), lambda row: _amount(row.difference.foreseen), 116,
               numeric=True, gives_way=True),
        Column("happened", _("Constaté"), lambda row: _amount(row.difference.happened), 116,
               numeric=True, gives_way=True),
        Column("amount", _("Écart"), lambda row: signed(row.difference.amount), 116,
               sort="amount", numeric=True, role=Role.BOLD, ink=Ink.TEXT),
    )  # fmt: skip


def _amount(amount: Money) -> str:
    return signed(amount) if amount else "—"
