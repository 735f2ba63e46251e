"""The columns of what is proposed."""

from merchant_desk.rules.reorder.words import doubt_words, short_range
from merchant_desk.ui.column import Column
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.chip import ChipText
from merchant_desk.ui.widgets.text_label import Ink
from merchant_desk.values.french import euros, number
from merchant_desk.values.reorder import Doubt, ReorderLine
from merchant_desk.values.texts import _

_TONES = {
    Doubt.SOLDES: Tone.BAD,
    Doubt.NO_SUPPLIER: Tone.WARN,
    Doubt.NO_COST: Tone.WARN,
    Doubt.ZERO_COST: Tone.WARN,
    Doubt.LOSS: Tone.BAD,
    Doubt.LARGE_PACK: Tone.WARN,
    Doubt.ESTIMATED: Tone.INFO,
    Doubt.NO_HISTORY: Tone.MUTE,
}


def reorder_columns() -> tuple[Column[ReorderLine], ...]:
    """Return what is told of each line."""
    return (
        Column(
            "name",
            _("Article"),
            lambda row: row.title,
            200,
            sort="name",
            role=Role.STRONG,
            ink=Ink.TEXT,
            stretch=True,
        ),
        Column("reason", _("Pourquoi"), lambda row: row.reason, 180, stretch=True),
        Column("doubt", _("À voir"), _doubt, 146, chip=_chip),
        Column(
            "available",
            _("Dispo"),
            lambda row: number(row.stock.available),
            64,
            sort="available",
            numeric=True,
            hidden=True,
        ),
        Column("likely", _("Ventes prévues"), short_range, 122, sort="likely", numeric=True),
        Column("risk", _("Marge en jeu"), _risk, 100, sort="risk", numeric=True),
        Column(
            "quantity",
            _("Commander"),
            lambda row: number(row.quantity),
            96,
            sort="quantity",
            numeric=True,
            role=Role.BOLD,
            ink=Ink.TEXT,
        ),
        Column("cost", _("Coût HT"), _cost, 90, sort="cost", numeric=True),
    )


def _doubt(row: ReorderLine) -> str:
    told = [each for each in row.doubts if each in _TONES]
    return ", ".join(map(doubt_words, told)) if told else ""


def _chip(row: ReorderLine) -> ChipText | None:
    first = next((each for each in row.doubts if each in _TONES), None)
    return None if first is None else ChipText(doubt_words(first), _TONES[first])


def _risk(row: ReorderLine) -> str:
    return "—" if row.at_risk is None else euros(row.at_risk)


def _cost(row: ReorderLine) -> str:
    return "—" if row.cost is None else euros(row.cost)
