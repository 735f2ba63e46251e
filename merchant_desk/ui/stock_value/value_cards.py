"""Where the value lies and for how long it has lain there: two cards of bars."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from merchant_desk.queries.valuation.stock_health import StockHealth
from merchant_desk.queries.valuation.stock_worth import WorthGroup
from merchant_desk.queries.valuation.value_page import ValuePage
from merchant_desk.reports.stock_statement import age_words
from merchant_desk.ui.stock_value.amount_bars import AmountBars, Bar
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.card import Card
from merchant_desk.ui.widgets.segmented_choice import SegmentedChoice
from merchant_desk.values.money import total
from merchant_desk.values.stock_method import WorthBy
from merchant_desk.values.texts import _, ngettext

_ROWS = 6
_AGE_TONES = (Tone.OK, Tone.OK, Tone.OK, Tone.ACCENT, Tone.WARN, Tone.BAD)


class ValueCards(QWidget):
    """``by_changed`` carries what the value is to be split by."""

    by_changed = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.parts = Card(theme, _("Répartition"))
        self.ages = Card(theme, _("Ancienneté"), _("premier entré, premier sorti"))
        self.by = SegmentedChoice(
            theme,
            _("Répartir par"),
            (
                (WorthBy.CATEGORY, _("Catégorie")),
                (WorthBy.SUPPLIER, _("Fournisseur")),
                (WorthBy.LOCATION, _("Lieu")),
            ),
        )
        self.part_bars = AmountBars(theme, _("Valeur du stock, partie par partie"), _ROWS)
        self.age_bars = AmountBars(theme, _("Valeur du stock selon son ancienneté"), _ROWS)
        self.parts.add_action(self.by)
        level = QWidget()  # the title stands as high as the one beside it
        level.setFixedSize(0, self.by.sizeHint().height())
        self.ages.add_action(level)
        self.parts.body.addWidget(self.part_bars)
        self.ages.body.addStretch(1)
        self.ages.body.addWidget(self.age_bars)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.parts, 1)
        row.addWidget(self.ages, 1)
        self.by.chosen.connect(self.by_changed)

    def show_page(self, page: ValuePage) -> None:
        """Show these parts; what is small comes together on the last line."""
        shown = page.groups if len(page.groups) <= _ROWS else page.groups[: _ROWS - 1]
        rest = page.groups[len(shown) :]
        bars = [Bar(_name(each, page.asked.by), each.amount) for each in shown]
        if rest:
            name = ngettext("{n} autre", "{n} autres", len(rest)).format(n=len(rest))
            bars.append(Bar(name, total(each.amount for each in rest), Tone.MUTE))
        self.part_bars.show_bars(bars)

    def show_health(self, health: StockHealth) -> None:
        """Show for how long it has lain there."""
        self.age_bars.show_bars(
            [
                Bar(age_words(each), each.amount, tone)
                for each, tone in zip(health.ages, _AGE_TONES, strict=True)
            ]
        )


def _name(group: WorthGroup, by: WorthBy) -> str:
    if group.name:
        return group.name
    return {
        WorthBy.CATEGORY: _("Sans catégorie"),
        WorthBy.SUPPLIER: _("Sans fournisseur"),
        WorthBy.LOCATION: _("Nulle part"),
    }[by]
