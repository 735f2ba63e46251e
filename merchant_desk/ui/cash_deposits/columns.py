"""The columns of what may be brought to the bank, and of the slips."""

from merchant_desk.queries.deposits import DepositRow
from merchant_desk.ui.cash_payouts.columns import chip_of
from merchant_desk.ui.column import Column
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.chip import ChipText
from merchant_desk.ui.widgets.text_label import Ink
from merchant_desk.values.cash_words import DepositKind
from merchant_desk.values.french import euros, number, short_date
from merchant_desk.values.texts import _, ngettext


def slip_columns() -> tuple[Column[DepositRow], ...]:
    """Return what is told of each slip."""
    return (
        Column("day", _("Remis le"), lambda row: short_date(row.day), 104, sort="day"),
        Column(
            "number", _("Bordereau"), lambda row: row.number, 140, sort="number",
            role=Role.STRONG, ink=Ink.TEXT,
        ),
        Column("what", _("Contenu"), what_words, 180, stretch=True),
        Column("account", _("Compte"), lambda row: row.account, 160, gives_way=True),
        Column(
            "amount", _("Montant"), lambda row: euros(row.amount), 110, sort="amount",
            numeric=True, role=Role.BOLD, ink=Ink.TEXT,
        ),
        Column("state", _("En banque"), lambda row: state_chip(row).text, 148, chip=state_chip),
    )  # fmt: skip


def what_words(row: DepositRow) -> str:
    """Return what a slip holds."""
    if row.kind is DepositKind.CASH:
        return _("Espèces")
    words = ngettext("{n} chèque", "{n} chèques", row.items).format(n=number(row.items))
    if not row.bounced:
        return words
    back = ngettext("{n} impayé", "{n} impayés", row.bounced).format(n=number(row.bounced))
    return f"{words}, {back}"


def state_chip(row: DepositRow) -> ChipText:
    """Return where a slip stands, in colour."""
    if row.cancelled:
        return ChipText(_("Annulé"), Tone.MUTE, quiet=True)
    if row.bounced:
        return ChipText(_("Chèque impayé"), Tone.BAD)
    return chip_of(row.seen, row.expected)
