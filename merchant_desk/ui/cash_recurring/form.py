"""The fields of something that comes back, read into its terms."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from merchant_desk.rules.cash_days.months import month_end
from merchant_desk.rules.recurring.reason import CADENCE_WORDS
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.field import Field
from merchant_desk.ui.widgets.segmented_choice import SegmentedChoice
from merchant_desk.ui.widgets.select import Select
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.cash_categories import CATEGORY_WORDS
from merchant_desk.values.cash_words import Cadence, CashCategory
from merchant_desk.values.entries import (
    read_amount,
    read_day,
    read_whole,
    written_amount,
    written_day,
)
from merchant_desk.values.money import ZERO, Money
from merchant_desk.values.recurring import RecurringTerms
from merchant_desk.values.texts import _

OUT, INTO = "out", "into"
_WEEK, _LAST_DAY = 7, 31


class RecurringForm(QWidget):
    """``returned`` says that Enter was pressed in a field."""

    returned = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("ground", "none")
        self._before: RecurringTerms | None = None
        self._own_day = False
        """She wrote the day herself: the first time no longer tells it."""
        self.label = Field(theme, _("Nom"), check=_check_label)
        self.way = SegmentedChoice(
            theme, _("Sens"), [(OUT, _("Sort du compte")), (INTO, _("Entre sur le compte"))]
        )
        self.category = _select(theme, _("Pour"), {e.value: w for e, w in CATEGORY_WORDS.items()})
        self.cadence = _select(theme, _("Rythme"), {e.value: w for e, w in CADENCE_WORDS.items()})
        self.amount = Field(theme, _("Montant"), check=_check_amount)
        self.least = Field(theme, _("Au moins"), check=_check_maybe)
        self.most = Field(theme, _("Au plus"), check=_check_maybe)
        self.day = Field(theme, _("Jour"), check=_check_day)
        self.first = Field(theme, _("Première fois"), check=_check_date)
        self.until = Field(theme, _("Dernière fois"), check=_check_maybe_date)
        self.words = Field(theme, _("Libellé sur le relevé"))
        self._build(theme)

    def _build(self, theme: Theme) -> None:
        self.day.set_hint(_("Du mois (31\u00a0: le dernier), ou de la semaine (1\u00a0: lundi)."))
        self.until.set_hint(_("Vide si cela n’a pas de fin."))
        self.words.set_hint(_("Comme la banque l’écrira, pour le reconnaître."))
        self.least.set_hint(_("Vide si le montant ne change pas."))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.label)
        column.addWidget(self.way)
        for name, select in ((_("Pour"), self.category), (_("Rythme"), self.cadence)):
            column.addWidget(TextLabel(theme, name, Role.STRONG, Ink.TEXT))
            column.addWidget(select)
        column.addLayout(_beside(self.amount, self.day))
        column.addLayout(_beside(self.least, self.most))
        column.addLayout(_beside(self.first, self.until))
        column.addWidget(self.words)
        for field in self.fields:
            field.input.returnPressed.connect(self.returned)
        self.day.edited.connect(self._on_day)
        self.first.edited.connect(self._follow_first)
        self.cadence.activated.connect(self._follow_first)

    @property
    def fields(self) -> tuple[Field, ...]:
        """Return the fields, in their order."""
        return (
            self.label, self.amount, self.day, self.least, self.most, self.first, self.until,
            self.words,
        )  # fmt: skip

    def show_new(self, today: date) -> None:
        """Begin with next to nothing."""
        self._before = None
        self.way.choose(OUT)
        _choose(self.category, CashCategory.SUBSCRIPTION.value)
        _choose(self.cadence, Cadence.MONTHLY.value)
        for field in self.fields:
            field.set_value("")
        self._own_day = False
        self.first.set_value(written_day(today))
        self._follow_first()
        self.words.show()

    def show_terms(self, terms: RecurringTerms) -> None:
        """Show what is known; the words of its lines stay as they are."""
        self._before = terms
        self.way.choose(INTO if terms.amount > ZERO else OUT)
        _choose(self.category, terms.category.value)
        _choose(self.cadence, terms.cadence.value)
        self.label.set_value(terms.label)
        self.day.set_value(str(terms.day))
        self.first.set_value(written_day(terms.first_on))
        self.until.set_value("" if terms.until is None else written_day(terms.until))
        self.amount.set_value(written_amount(_plain(terms.amount)))
        varies = terms.low is not None and terms.low != terms.high
        bounds = sorted(_plain(each) for each in (terms.low, terms.high) if each is not None)
        for field, bound in zip((self.least, self.most), bounds, strict=False):
            field.set_value(written_amount(bound) if varies else "")
        self.words.hide()

    def _on_day(self, _text: str) -> None:
        self._own_day = True

    def _follow_first(self, *_changed: object) -> None:
        """Let the first time tell the day, of the week or of the month."""
        first = read_day(self.first.value)
        if self._own_day or self._before is not None or first is None:
            return
        day = _LAST_DAY if first == month_end(first) else first.day
        weekly = self.cadence.currentData() == Cadence.WEEKLY.value
        self.day.set_value(str(first.isoweekday() if weekly else day))

    def take_amount(self, amount: Money) -> None:
        """Put in the amount that was seen last; it holds for the next times."""
        self.amount.set_value(written_amount(_plain(amount)))
        self.least.set_value("")
        self.most.set_value("")

    def terms(self) -> RecurringTerms | None:
        """Return what is written, or go to the first field that is wrong."""
        for field in self.fields:
            if not field.validate():
                field.input.setFocus()
                return None
        sign = 1 if self.way.key == INTO else -1
        amount = _signed(self.amount, sign)
        first = read_day(self.first.value)
        if amount is None or first is None:
            return None
        bounds = [each for f in (self.least, self.most) if (each := _signed(f, sign)) is not None]
        told = RecurringTerms(
            label=self.label.value,
            category=CashCategory(self.category.currentData()),
            cadence=Cadence(self.cadence.currentData()),
            day=read_whole(self.day.value) or 0,
            first_on=first,
            amount=amount,
            low=min([*bounds, amount]),
            high=max([*bounds, amount]),
            until=read_day(self.until.value) if self.until.value else None,
            pattern=self.words.value,
        )
        if self._before is None:
            return told
        before = self._before
        return replace(
            told, account_id=before.account_id, pattern=before.pattern, reason=before.reason
        )


def _beside(left: QWidget, right: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(12)
    row.addWidget(left, 1)
    row.addWidget(right, 1)
    return row


def _select(theme: Theme, name: str, choices: Mapping[str, str]) -> Select:
    made = Select(theme, name)
    for key, words in choices.items():
        made.addItem(_(words), key)
    return made


def _choose(select: Select, key: str) -> None:
    select.setCurrentIndex(select.findData(key))


def _plain(amount: Money) -> Money:
    return Money(abs(amount.cents))


def _signed(field: Field, sign: int) -> Money | None:
    amount = read_amount(field.value) if field.value else None
    return None if amount is None else amount * sign


def _check_label(text: str) -> str:
    return "" if text else _("Dites ce qui revient.")


def _check_amount(text: str) -> str:
    amount = read_amount(text)
    fine = amount is not None and amount > ZERO
    return "" if fine else _("Saisissez un montant, comme 890,00.")


def _check_maybe(text: str) -> str:
    return _check_amount(text) if text else ""


def _check_day(text: str) -> str:
    day = read_whole(text)
    fine = day is not None and 1 <= day <= _LAST_DAY
    return "" if fine else _("Saisissez un jour, de 1 à 31.")


def _check_date(text: str) -> str:
    return "" if read_day(text) is not None else _("Saisissez une date, comme 05/12/2026.")


def _check_maybe_date(text: str) -> str:
    return _check_date(text) if text else ""
