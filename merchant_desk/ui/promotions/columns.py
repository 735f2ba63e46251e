"""The columns of the operations as a table."""

from merchant_desk.queries.promotions import PromotionRow
from merchant_desk.ui.column import Column
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.promotions.words import (
    channels_text,
    kind_icon,
    kind_name,
    state_name,
    state_tone,
)
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.chip import ChipText
from merchant_desk.ui.widgets.text_label import Ink
from merchant_desk.values.french import moment, number
from merchant_desk.values.texts import _


def promotion_columns() -> tuple[Column[PromotionRow], ...]:
    """Return the columns, the name first."""
    return (
        Column(
            "title",
            _("Opération"),
            lambda row: row.title,
            240,
            sort="title",
            role=Role.STRONG,
            ink=Ink.TEXT,
            icon=lambda row: kind_icon(row.kind),
            stretch=True,
        ),
        Column("kind", _("Genre"), lambda row: kind_name(row.kind), 150, sort="kind"),
        Column(
            "state",
            _("État"),
            lambda row: state_name(row.state),
            110,
            sort="state",
            chip=lambda row: ChipText(state_name(row.state), state_tone(row.state)),
        ),
        Column(
            "starts",
            _("Début"),
            lambda row: moment(row.starts_at),
            120,
            sort="starts",
            ink=Ink.TEXT,
        ),
        Column("ends", _("Fin"), _ends, 120, sort="ends", ink=Ink.TEXT),
        Column("channels", _("Où"), lambda row: channels_text(row.channels), 140, gives_way=True),
        Column("articles", _("Articles"), lambda row: number(row.articles), 80, numeric=True),
        Column("conflicts", _("Conflits"), _conflicts, 100, chip=_conflict_chip),
    )


def _ends(row: PromotionRow) -> str:
    return moment(row.ends_at) if row.ends_at else _("sans fin")


def _conflicts(row: PromotionRow) -> str:
    return number(len(row.conflicts)) if row.conflicts else ""


def _conflict_chip(row: PromotionRow) -> ChipText | None:
    return ChipText(number(len(row.conflicts)), Tone.WARN) if row.conflicts else None
