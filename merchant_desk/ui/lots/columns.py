"""The columns of the list of lots."""

from merchant_desk.queries.lots import LotRow
from merchant_desk.ui.column import Column
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.chip import ChipText
from merchant_desk.ui.widgets.text_label import Ink
from merchant_desk.values.french import number, short_date
from merchant_desk.values.texts import _, ngettext


def lot_chip(row: LotRow) -> ChipText:
    """Return how a lot stands: recalled, expired, soon, or fine."""
    if row.recalled:
        return ChipText(_("Rappelé"), Tone.BAD, icon="ban")
    if row.expired:
        return ChipText(_("Périmé"), Tone.BAD, icon="x")
    if row.soon:
        return ChipText(_("Bientôt"), Tone.WARN, icon="clock-alert")
    return ChipText(_("Bon"), Tone.OK, icon="check")


def days_words(row: LotRow) -> str:
    """Return how many days are left, as people say it."""
    if row.days_left is None:
        return "—"
    if row.days_left < 0:
        return _("dépassée")
    if row.days_left == 0:
        return _("aujourd’hui")
    return ngettext("{n} jour", "{n} jours", row.days_left).format(n=number(row.days_left))


def lot_columns() -> tuple[Column[LotRow], ...]:
    """Return the columns, their titles in the language in use."""
    return (
        Column(
            "name",
            _("Produit"),
            lambda row: row.name,
            220,
            sort="name",
            role=Role.STRONG,
            ink=Ink.TEXT,
            picture=lambda row: row.name,
            stretch=True,
        ),
        Column("sku", _("Référence"), lambda row: row.sku, 108),
        Column("number", _("Lot"), lambda row: row.number, 112, sort="number", ink=Ink.TEXT),
        Column("expiry", _("À vendre jusqu’au"), _expiry, 128, sort="expiry"),
        Column("days", _("Reste"), days_words, 96, numeric=True, sort="expiry"),
        Column(
            "units",
            _("Unités"),
            lambda row: number(row.units),
            76,
            sort="units",
            numeric=True,
            role=Role.BOLD,
            ink=Ink.TEXT,
        ),
        Column(
            "bins",
            _("Emplacements"),
            lambda row: ", ".join(row.bins) or "—",
            112,
            icon=lambda row: "map-pin" if row.bins else "",
        ),
        Column("state", _("État"), lambda row: lot_chip(row).text, 112, chip=lot_chip),
    )


def _expiry(row: LotRow) -> str:
    return "—" if row.expires_on is None else short_date(row.expires_on)
