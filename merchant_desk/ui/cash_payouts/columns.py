"""The columns of the list of payouts."""

from merchant_desk.queries.payouts import PayoutRow
from merchant_desk.ui.column import Column
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.chip import ChipText
from merchant_desk.ui.widgets.text_label import Ink
from merchant_desk.values.french import euros, number, short_date
from merchant_desk.values.money import Money
from merchant_desk.values.payout_file import provider_name
from merchant_desk.values.texts import _, ngettext


def payout_columns() -> tuple[Column[PayoutRow], ...]:
    """Return what is told of each payout."""
    return (
        Column("day", _("Versé le"), lambda row: short_date(row.paid_on), 104, sort="day"),
        Column(
            "provider", _("Prestataire"), lambda row: provider_name(row.provider), 170,
            sort="provider", role=Role.STRONG, ink=Ink.TEXT, stretch=True,
        ),
        Column(
            "reference", _("Numéro"), lambda row: row.reference, 140, sort="reference",
            gives_way=True,
        ),
        Column("lines", _("Lignes"), _lines, 128, gives_way=True),
        Column("gross", _("Brut"), lambda row: euros(row.gross), 104, sort="gross", numeric=True),
        Column("fees", _("Frais"), lambda row: euros(row.fees), 92, sort="fees", numeric=True),
        Column(
            "net", _("Net versé"), lambda row: euros(row.net), 110, sort="net", numeric=True,
            role=Role.BOLD, ink=Ink.TEXT,
        ),
        Column("state", _("En banque"), lambda row: seen_chip(row).text, 136, chip=seen_chip),
    )  # fmt: skip


def seen_chip(row: PayoutRow) -> ChipText:
    """Return whether the bank showed it, in colour."""
    return chip_of(row.seen, row.net)


def chip_of(seen: Money, amount: Money) -> ChipText:
    """Return whether the bank showed an amount: all of it, a part, nothing yet."""
    if seen == amount:
        return ChipText(_("Vu en banque"), Tone.OK, quiet=True)
    if seen:
        return ChipText(_("Vu en partie"), Tone.WARN)
    return ChipText(_("Attendu"), Tone.INFO)


def _lines(row: PayoutRow) -> str:
    if row.not_found:
        words = ngettext("{n}, {m} inconnue", "{n}, {m} inconnues", row.not_found)
        return words.format(n=number(row.line_count), m=number(row.not_found))
    return number(row.line_count)
