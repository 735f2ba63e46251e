"""The columns of closings and of the event journal."""

from merchant_desk.queries.closing_list import ClosingRow, EventRow
from merchant_desk.ui.closings.event_words import event_detail
from merchant_desk.ui.column import Column
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.widgets.text_label import Ink
from merchant_desk.values.fiscal_words import EVENT_WORDS
from merchant_desk.values.french import euros, moment
from merchant_desk.values.texts import _


def closing_columns() -> tuple[Column[ClosingRow], ...]:
    """Return what is told of each closing."""
    return (
        Column(
            "period",
            _("Période"),
            lambda row: row.period.words,
            220,
            role=Role.STRONG,
            ink=Ink.TEXT,
            stretch=True,
        ),
        Column("station", _("Poste"), lambda row: row.station, 60),
        Column("sales", _("Ventes"), lambda row: euros(row.sales), 100, numeric=True),
        Column("returns", _("Retours"), lambda row: euros(row.returns), 92, numeric=True),
        Column(
            "total",
            _("Total"),
            lambda row: euros(row.total),
            110,
            numeric=True,
            role=Role.BOLD,
            ink=Ink.TEXT,
        ),
        Column(
            "perpetual", _("Total perpétuel"), lambda row: euros(row.perpetual), 130, numeric=True
        ),
        Column("drawer", _("Écart de caisse"), _difference, 116, numeric=True),
        Column("at", _("Clôturé le"), lambda row: moment(row.at), 116),
        Column("by", _("Par"), lambda row: row.by, 88),
    )


def _difference(row: ClosingRow) -> str:
    return "—" if row.drawer is None else euros(row.drawer.difference)


def event_columns() -> tuple[Column[EventRow], ...]:
    """Return what is told of each line of the journal."""
    return (
        Column("at", _("Quand"), lambda row: moment(row.at), 140),
        Column("code", _("Code"), lambda row: str(row.code.value), 64, numeric=True),
        Column(
            "what",
            _("Événement"),
            lambda row: _(EVENT_WORDS[row.code]),
            220,
            role=Role.STRONG,
            ink=Ink.TEXT,
        ),
        Column("detail", _("Détail"), event_detail, 240, stretch=True),
        Column("station", _("Poste"), lambda row: row.station, 60),
        Column("by", _("Par"), lambda row: row.by, 130),
    )
