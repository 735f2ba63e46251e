"""The four figures of a period: what was sold, VAT due, VAT deducted, what is left to pay."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout

from merchant_desk.queries.period_books import PeriodBooks
from merchant_desk.rules.accounting_words import gauge_words, rate_key_words
from merchant_desk.rules.franchise_gauge import GaugeLevel
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.settings.page import clear
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.card import Card
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.french import euros, number
from merchant_desk.values.money import ZERO
from merchant_desk.values.texts import _, ngettext
from merchant_desk.values.vat import VatTreatment

_MOST_RATES = 4


class _Figure(QVBoxLayout):
    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self.setSpacing(2)
        self.name = TextLabel(theme, name, Role.BODY, Ink.TEXT2)
        self.value = TextLabel(theme, "—", Role.ORDER, tabular=True)
        self.value.setAccessibleName(name)
        self.note = TextLabel(theme, "", Role.CAPTION, Ink.TEXT3)
        for label in (self.name, self.value, self.note):
            self.addWidget(label)

    def tell(self, value: str, note: str = "") -> None:
        self.value.setText(value)
        self.note.setText(note)


class FiguresCard(Card):
    """The VAT of the period at a glance; a shop without VAT sees its thresholds instead."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, _("Ventes et TVA"))
        self.sold = _Figure(theme, _("Ventes HT"))
        self.due = _Figure(theme, _("TVA due"))
        self.deducted = _Figure(theme, _("TVA déductible"))
        self.left = _Figure(theme, _("À payer"))
        row = QHBoxLayout()
        row.setSpacing(24)
        for figure in (self.sold, self.due, self.deducted, self.left):
            row.addLayout(figure, 1)
        self.body.addLayout(row)
        self.regime = TextLabel(theme, "", Role.BODY, Ink.TEXT2, wraps=True)
        self.gauges = (
            TextLabel(theme, "", Role.BODY, wraps=True),
            TextLabel(theme, "", Role.BODY, wraps=True),
        )
        self.body.addWidget(self.regime)
        self._rates = QGridLayout()
        self._rates.setHorizontalSpacing(24)
        self._rates.setVerticalSpacing(4)
        self.body.addLayout(self._rates)
        for gauge in self.gauges:
            gauge.hide()
            self.body.addWidget(gauge)
        self.body.addStretch(1)

    def show_books(self, books: PeriodBooks) -> None:
        """Show the figures of these books."""
        journal, vat = books.journal, books.vat
        count = len(journal.rows)
        told = ngettext("{n} document", "{n} documents", count).format(n=number(count))
        self.sold.tell(euros(journal.base), told)
        oss = sum(row.vat.cents for row in vat.rows if row.section.value == "oss")
        self.due.tell(euros(vat.due), _("sans l’OSS") if oss else "")
        self.deducted.tell(euros(vat.deductible))
        self.left.name.setText(_("À payer") if vat.balance >= ZERO else _("Crédit de TVA"))
        self.left.tell(euros(max(vat.balance, -vat.balance)))
        self.regime.setText(_regime(books))
        self._show_rates(books)
        for place, label in enumerate(self.gauges):
            label.setVisible(place < len(books.gauges))
            if place < len(books.gauges):
                gauge = books.gauges[place]
                label.setText(gauge_words(gauge))
                label.set_ink(Ink.TEXT2 if gauge.level is GaugeLevel.CALM else Ink.WARN)

    def _show_rates(self, books: PeriodBooks) -> None:
        """Show what was sold at each rate, as far as there is room."""
        clear(self._rates)
        journal = books.journal
        told = list(zip(journal.rates, journal.sums(), strict=True))[:_MOST_RATES]
        for place, (key, (base, vat)) in enumerate(told):
            words = (
                _("Vendu à {rate}").format(rate=rate_key_words(key))
                if key[0] is VatTreatment.NORMAL
                else rate_key_words(key)
            )
            cells = (words, euros(base), _("TVA {amount}").format(amount=euros(vat)))
            for column, text in enumerate(cells):
                label = TextLabel(self._theme, text, Role.BODY, Ink.TEXT2, tabular=True)
                side = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
                self._rates.addWidget(label, place, column, side)
        self._rates.setColumnStretch(3, 1)


def _regime(books: PeriodBooks) -> str:
    if books.franchise:
        return _("Franchise en base\u00a0: aucune TVA n’est facturée (CGI, art. 293 B).")
    if books.seller is not None and books.seller.vat_on_debits:
        return _("TVA d’après les débits\u00a0: tout est dû à la facture.")
    return _("Biens à la facture, services à l’encaissement.")
