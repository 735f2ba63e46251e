"""Every price of an article: practised when, learnt when, from where; and one noted late."""

from datetime import datetime, time, timedelta, tzinfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from merchant_desk.operations.record_prices import LatePrice
from merchant_desk.queries.law_sheet import LawSheetCard, LedgerRow
from merchant_desk.rules.legal.zones import clock_of
from merchant_desk.ui.products.field_checks import check_amount
from merchant_desk.ui.receiving.delivery_form import check_day
from merchant_desk.ui.stock.lines import Line, clear, labelled
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.card import Card
from merchant_desk.ui.widgets.chip import Chip, ChipText
from merchant_desk.ui.widgets.field import Field
from merchant_desk.ui.widgets.segmented_choice import SegmentedChoice
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.clock import PARIS, paris_date
from merchant_desk.values.entries import read_amount, read_day
from merchant_desk.values.french import euros, short_date
from merchant_desk.values.ids import ProductId
from merchant_desk.values.law_words import PRICE_CHANNELS, PRICE_SOURCES
from merchant_desk.values.texts import _

_SHOWN = 30
_DAY = timedelta(days=1)


class HistoryCard(Card):
    """``noted`` carries a price of the past, written down now."""

    noted = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, _("Histoire des prix"))
        self._product_id: ProductId | None = None
        self._clock: tzinfo = PARIS
        self.open = Button(theme, _("Noter un prix passé"), kind=Kind.LINK)
        self.add_action(self.open)
        self.lines = QVBoxLayout()
        self.lines.setSpacing(2)
        self.more = TextLabel(theme, "", ink=Ink.TEXT2, wraps=True)
        self.price = Field(theme, _("Prix TTC"), check=check_amount)
        self.first = Field(theme, _("Du"), check=check_day)
        self.last = Field(theme, _("Au (inclus)"), check=check_day)
        self.channel = SegmentedChoice(
            theme,
            _("Où"),
            [("all", _("Partout")), ("shop", _("En boutique")), ("web", _("Sur le site"))],
        )
        self.keep = Button(theme, _("Noter ce prix"), icon="check")
        self.form = QWidget()
        self._build(theme)
        self.open.clicked.connect(self._on_open)
        self.keep.clicked.connect(self._on_keep)

    def _build(self, theme: Theme) -> None:
        dates = QHBoxLayout()
        dates.setSpacing(8)
        for field in (self.price, self.first, self.last):
            dates.addWidget(field, 1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.keep)
        column = QVBoxLayout(self.form)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(8)
        words = _("Rien n’est effacé\u00a0: ce qui était connu avant reste dans l’histoire.")
        column.addWidget(TextLabel(theme, words, ink=Ink.TEXT2, wraps=True))
        column.addLayout(dates)
        column.addLayout(labelled(theme, self.channel))
        column.addLayout(foot)
        self.body.addWidget(self.form)
        self.body.addLayout(self.lines)
        self.body.addWidget(self.more)
        self.form.hide()

    def show_card(self, card: LawSheetCard) -> None:
        """Show what was practised of one article, the latest first."""
        product_id, rows = card.articles[0].product_id, card.ledger
        self._clock = clock_of(card.zone) if card.zone else PARIS
        if product_id != self._product_id:
            self.form.hide()
        self._product_id = product_id
        clear(self.lines)
        for row in rows[:_SHOWN]:
            line = Line(self._theme, _span(row), euros(row.price), _origin(row))
            if row.corrected:
                line.add(Chip(self._theme, ChipText(_("Corrigé depuis"), Tone.WARN)))
            self.lines.addWidget(line)
        self.more.setVisible(not rows or len(rows) > _SHOWN)
        self.more.setText(
            _("Les prix plus anciens ne sont pas montrés ici.")
            if rows
            else _("Aucun prix n’est connu.")
        )

    def show_noted(self) -> None:
        """Take the form away: the price is in the list now."""
        self.form.hide()

    def _on_open(self) -> None:
        for field in (self.price, self.first, self.last):
            field.set_value("")
        self.channel.choose("all")
        self.form.setVisible(not self.form.isVisible())
        if self.form.isVisible():
            self.price.input.setFocus()

    def _on_keep(self) -> None:
        fields = (self.price, self.first, self.last)
        wrong = next((field for field in fields if not field.validate()), None)
        if wrong is not None:
            wrong.input.setFocus()
            return
        price, first = read_amount(self.price.value), read_day(self.first.value)
        last = read_day(self.last.value)
        if price is None or first is None or last is None or self._product_id is None:
            return
        until = datetime.combine(last + _DAY, time.min, self._clock)
        self.noted.emit(
            LatePrice(
                product_id=self._product_id,
                price=price,
                from_at=datetime.combine(first, time.min, self._clock),
                until_at=until,
                channel=self.channel.key,
            )
        )


def _span(row: LedgerRow) -> str:
    first = short_date(paris_date(row.from_at))
    if row.until_at is None:
        return _("Depuis le {day}").format(day=first)
    last = short_date(paris_date(row.until_at - timedelta(microseconds=1)))
    if last == first:
        return _("Le {day}").format(day=first)
    return _("Du {first} au {last}").format(first=first, last=last)


def _origin(row: LedgerRow) -> str:
    source = PRICE_SOURCES.get(row.source)
    told = [_(source) if source else row.source, row.promotion]
    told.append(_(PRICE_CHANNELS[row.channel]) if row.channel in PRICE_CHANNELS else row.channel)
    if paris_date(row.learned_at) != paris_date(row.from_at):
        told.append(_("appris le {day}").format(day=short_date(paris_date(row.learned_at))))
    return " · ".join(each for each in told if each)
