"""At which price: percent, amount or price, the ending, the floor of margin, the markdowns."""

from collections.abc import Sequence
from datetime import timedelta, tzinfo
from functools import partial

from msgspec.structs import replace
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from merchant_desk.rules.promotion_draft import (
    Ending,
    Pricing,
    PricingWay,
    PromotionDraft,
    StepDraft,
)
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.promotions.day_time import DayTime
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.card import Card
from merchant_desk.ui.widgets.check_box import CheckBox
from merchant_desk.ui.widgets.field import Field
from merchant_desk.ui.widgets.icon_button import IconButton
from merchant_desk.ui.widgets.segmented_choice import SegmentedChoice
from merchant_desk.ui.widgets.select import Select
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.entries import read_amount, read_decimal, written_amount
from merchant_desk.values.money import Money
from merchant_desk.values.texts import _

_WAYS: tuple[PricingWay, ...] = ("percent", "amount", "price", "none")
_ENDINGS: tuple[Ending, ...] = ("", "90", "95", "99")
_TWO_WEEKS = timedelta(days=14)


class StepRow(QWidget):
    """A further markdown: from when, and how much."""

    edited = Signal()
    gone = Signal(object)

    def __init__(self, theme: Theme, clock: tzinfo, number: int) -> None:
        super().__init__()
        self.starts = DayTime(theme, _("{n}e démarque").format(n=number), clock)
        self.value = Field(theme, _("Remise"))
        self.remove = IconButton(theme, "x", _("Retirer cette démarque"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.starts, 2)
        row.addWidget(self.value, 1)
        row.addWidget(self.remove)
        self.starts.edited.connect(self.edited)
        self.value.edited.connect(self.edited)
        self.remove.clicked.connect(partial(self.gone.emit, self))


class PricesCard(Card):
    """``edited`` when anything in it was changed by hand."""

    edited = Signal()

    def __init__(self, theme: Theme, clock: tzinfo) -> None:
        super().__init__(theme, _("Prix"))
        self._theme_used = theme
        self._clock = clock
        self._draft: PromotionDraft | None = None
        self.steps: list[StepRow] = []
        self.way = SegmentedChoice(
            theme,
            _("Façon de baisser"),
            [
                ("percent", _("Pourcentage")),
                ("amount", _("Montant")),
                ("price", _("Prix fixe")),
                ("none", _("Aucune baisse")),
            ],
        )
        self.value = Field(theme, _("Remise"), check=self._wrong_value)
        self.ending = Select(theme, _("Terminaison des prix"))
        self.ending.addItems(
            [_("Au centime près"), _("Finir par ,90"), _("Finir par ,95"), _("Finir par ,99")]
        )
        self.margin = Field(
            theme, _("Marge minimale"), hint=_("En\u00a0%, vide\u00a0: sans plancher")
        )
        self.prior = CheckBox(theme, _("Barrer l’ancien prix"))
        self.percent = CheckBox(theme, _("Annoncer le pourcentage"))
        self.add_step = Button(theme, _("Ajouter une démarque"), icon="plus")
        self.rows = QVBoxLayout()
        self._build()
        self._connect()

    def _build(self) -> None:
        figures = QHBoxLayout()
        figures.setSpacing(12)
        figures.addWidget(self.value, 1)
        ending = QVBoxLayout()
        ending.setSpacing(5)
        ending.addWidget(TextLabel(self._theme_used, _("Terminaison"), Role.STRONG, Ink.TEXT))
        ending.addWidget(self.ending)
        ending.addStretch(1)
        figures.addLayout(ending, 1)
        figures.addWidget(self.margin, 1)
        shown = QHBoxLayout()
        shown.setSpacing(14)
        shown.addWidget(self.prior)
        shown.addWidget(self.percent)
        shown.addStretch(1)
        foot = QHBoxLayout()
        foot.addWidget(self.add_step)
        foot.addStretch(1)
        way = QHBoxLayout()
        way.addWidget(self.way)
        way.addStretch(1)
        for part in (way, figures, shown, self.rows, foot):
            self.body.addLayout(part)

    def _connect(self) -> None:
        self.way.chosen.connect(self._on_way)
        self.value.edited.connect(self._on_edited)
        self.margin.edited.connect(self._on_edited)
        self.ending.activated.connect(self._on_edited)
        self.prior.toggled.connect(self._on_edited)
        self.percent.toggled.connect(self._on_edited)
        self.add_step.clicked.connect(self._on_add)

    def use_clock(self, clock: tzinfo) -> None:
        """Read the times in the shop's own zone."""
        self._clock = clock

    def show_draft(self, draft: PromotionDraft) -> None:
        """Show what was kept, announcing nothing."""
        self.blockSignals(True)
        self._draft = draft
        pricing = draft.pricing
        self.way.choose(pricing.by)
        self.value.set_value(_value_text(pricing))
        self.ending.setCurrentIndex(_ENDINGS.index(pricing.ending))
        floor = pricing.least_margin_bp
        self.margin.set_value("" if floor is None else written_amount(Money(floor)))
        self.prior.setChecked(draft.shows_prior)
        self.percent.setChecked(draft.shows_percent)
        self._show_steps(draft.steps)
        self._show_way()
        self.blockSignals(False)

    def put_into(self, draft: PromotionDraft) -> PromotionDraft:
        """Return the draft with what this card says; what cannot be read leaves it as it was."""
        pricing = self._pricing(self.value.value) or draft.pricing
        steps = []
        for row in self.steps:
            deeper = self._pricing(row.value.value)
            if deeper is not None:
                steps.append(StepDraft(starts_at=row.starts.instant, pricing=deeper))
        return replace(
            draft,
            pricing=pricing,
            steps=tuple(steps),
            shows_prior=self.prior.isChecked(),
            shows_percent=self.percent.isChecked(),
        )

    def _pricing(self, text: str) -> Pricing | None:
        way = self._way
        value = 0 if way == "none" else _read_value(way, text)
        floor = read_decimal(self.margin.value.replace("%", "")) if self.margin.value else None
        if value is None:
            return None
        return Pricing(
            by=way,
            value=value,
            ending=_ENDINGS[max(0, self.ending.currentIndex())],
            least_margin_bp=None if floor is None else round(floor * 100),
        )

    @property
    def _way(self) -> PricingWay:
        return next((each for each in _WAYS if each == self.way.key), "percent")

    def _wrong_value(self, text: str) -> str:
        if self._way == "none" or _read_value(self._way, text) is not None:
            return ""
        if self._way == "percent":
            return _("Écrivez un pourcentage de 0 à 100, par exemple 20.")
        return _("Écrivez un montant en euros, par exemple 12,90.")

    def _show_steps(self, steps: Sequence[StepDraft]) -> None:
        for row in self.steps:
            row.hide()
            row.deleteLater()
        self.steps = []
        for step in steps:
            row = self._new_row()
            row.starts.show_instant(step.starts_at)
            row.value.set_value(_value_text(step.pricing))

    def _new_row(self) -> StepRow:
        row = StepRow(self._theme_used, self._clock, len(self.steps) + 2)
        row.edited.connect(self._on_edited)
        row.gone.connect(self._on_gone)
        self.rows.addWidget(row)
        self.steps.append(row)
        return row

    def _on_add(self) -> None:
        draft = self._draft
        if draft is None:
            return
        last = self.steps[-1].starts.instant if self.steps else draft.starts_at
        row = self._new_row()
        row.starts.show_instant(last + _TWO_WEEKS)
        row.value.input.setFocus()
        self._on_edited()

    def _on_gone(self, row: StepRow) -> None:
        self.steps.remove(row)
        row.hide()
        row.deleteLater()
        self._on_edited()

    def _on_way(self, _key: str) -> None:
        self._show_way()
        self._on_edited()

    def _show_way(self) -> None:
        lowers = self._way != "none"
        for part in (self.value, self.ending, self.margin, self.add_step, self.prior, self.percent):
            part.setVisible(lowers)
        hints = {
            "percent": _("En\u00a0%"),
            "amount": _("En euros, à retirer"),
            "price": _("En euros"),
        }
        self.value.set_hint(hints.get(self._way, ""))

    def _on_edited(self, *_what: object) -> None:
        self.edited.emit()


def _read_value(way: PricingWay, text: str) -> int | None:
    """Return hundredths of a percent, or cents; None for what is neither."""
    if way == "percent":
        percent = read_decimal(text.replace("%", ""))
        return round(percent * 100) if percent is not None and percent <= 100 else None  # noqa: PLR2004 - percent
    amount = read_amount(text)
    return None if amount is None else amount.cents


def _value_text(pricing: Pricing) -> str:
    if pricing.by == "none":
        return ""
    return written_amount(Money(pricing.value)).removesuffix(",00")
