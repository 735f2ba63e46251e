"""The columns of the levels."""

from merchant_desk.queries.article_levels import LevelLine
from merchant_desk.ui.column import Column
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.chip import ChipText
from merchant_desk.ui.widgets.text_label import Ink
from merchant_desk.values.french import number
from merchant_desk.values.texts import _


def level_columns() -> tuple[Column[LevelLine], ...]:
    """Return what is told of each line."""
    return (
        Column(
            "name", _("Article"), lambda row: row.title, 180, sort="name", role=Role.STRONG,
            ink=Ink.TEXT, stretch=True,
        ),
        Column("sku", _("Référence"), lambda row: row.sku, 112),
        Column("place", _("Lieu"), lambda row: row.location, 104),
        Column("state", _("État"), _state, 146, chip=_chip),
        Column(
            "on_hand", _("En stock"), lambda row: number(row.on_hand), 80, sort="on_hand",
            numeric=True,
        ),
        Column(
            "minimum", _("Minimum"), lambda row: units(row.minimum), 86, sort="minimum",
            numeric=True, role=Role.BOLD, ink=Ink.TEXT,
        ),
        Column(
            "target", _("Objectif"), lambda row: units(row.target), 80, sort="target", numeric=True
        ),
        Column("proposed", _("Proposé"), proposed_words, 100, sort="proposed", numeric=True),
    )  # fmt: skip


def units(count: int | None) -> str:
    """Return a number of units, or that there is none."""
    return "—" if count is None else number(count)


def proposed_words(row: LevelLine) -> str:
    """Return « 6 → 14 »: the minimum that sales propose, and the stock to reach."""
    if row.proposed is None:
        return "—"
    if row.proposed_target is None:
        return number(row.proposed)
    return f"{number(row.proposed)} → {number(row.proposed_target)}"


def _state(row: LevelLine) -> str:
    if row.crossed:
        return _("Sous le minimum")
    if row.minimum is None:
        return _("Sans minimum")
    return _("Fixé par vous") if row.by_hand else _("D’après les ventes")


def _chip(row: LevelLine) -> ChipText:
    if row.crossed:
        return ChipText(_state(row), Tone.BAD)
    if row.minimum is None:
        return ChipText(_state(row), Tone.MUTE)
    return ChipText(_state(row), Tone.INFO if row.by_hand else Tone.OK)
