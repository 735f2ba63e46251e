"""The four figures of a period: what was sold, VAT due, VAT deducted, what is left to pay."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from merchant_desk.queries.period_books import PeriodBooks
from merchant_desk.rules.accounting_words import gauge_words
from merchant_desk.rules.franchise_gauge import GaugeLevel
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.card import Card
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.french import euros, number
from merchant_desk.values.money import ZERO
from merchant_desk.values.texts import _, ngettext


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
        for place, label in enumerate(self.gauges):
            label.setVisible(place < len(books.gauges))
            if place < len(books.gauges):
                gauge = books.gauges[place]
                label.setText(gauge_words(gauge))
                label.set_ink(Ink.TEXT2 if gauge.level is GaugeLevel.CALM else Ink.WARN)


def _regime(books: PeriodBooks) -> str:
    if books.franchise:
        return _("Franchise en base\u00a0: aucune TVA n’est facturée (CGI, art. 293 B).")
    if books.seller is not None and books.seller.vat_on_debits:
        return _("TVA d’après les débits\u00a0: tout est dû à la facture.")
    return _("Biens à la facture, services à l’encaissement.")
