"""The rows of the bank beside the books: what differs, then what nobody recognised."""

from dataclasses import dataclass
from datetime import date

from merchant_desk.queries.period_books import PeriodBooks
from merchant_desk.ui.column import Column
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.chip import ChipText
from merchant_desk.ui.widgets.text_label import Ink
from merchant_desk.values.french import euros, short_date
from merchant_desk.values.money import ZERO, Money
from merchant_desk.values.texts import _


@dataclass(frozen=True, slots=True)
class BankRow:
    """One difference, or one line of the bank that waits."""

    place: int
    day: date
    piece: str
    party: str
    booked: Money
    seen: Money
    waits: bool


def bank_rows(books: PeriodBooks) -> tuple[BankRow, ...]:
    """Return what parts the bank from the books, then the lines that nobody recognised."""
    apart = [
        BankRow(place, each.day, each.piece, each.party, each.booked, each.seen, waits=False)
        for place, each in enumerate(books.bank.differences)
    ]
    waiting = [
        BankRow(place, each.day, each.piece, each.label, ZERO, each.waits, waits=True)
        for place, each in enumerate(books.bank.unknown, start=len(apart))
    ]
    return (*apart, *waiting)


def bank_columns() -> tuple[Column[BankRow], ...]:
    """Return the columns of the bank beside the books."""
    return (
        Column("day", _("Date"), lambda row: short_date(row.day), 96),
        Column("state", _("État"), _state, 150,
               chip=lambda row: ChipText(_state(row), Tone.WARN if row.waits else Tone.MUTE)),
        Column("piece", _("Pièce"), lambda row: row.piece, 150, role=Role.BOLD, ink=Ink.TEXT),
        Column("party", _("Nom"), lambda row: row.party, 200, role=Role.STRONG, ink=Ink.TEXT,
               stretch=True),
        Column("booked", _("Enregistré"), lambda row: _or_dash(row.booked), 110, numeric=True),
        Column("seen", _("Vu à la banque"), lambda row: _or_dash(row.seen), 124, numeric=True),
    )  # fmt: skip


def _state(row: BankRow) -> str:
    return _("Compte d’attente") if row.waits else _("Écart")


def _or_dash(amount: Money) -> str:
    return euros(amount) if amount else "—"
