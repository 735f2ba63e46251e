"""One line of an invoice received: what it charges, which article it is, what does not agree."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from merchant_desk.queries.supplier_lines import SupplierLineRow
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.purchases.words import price_words, quantity_words
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.chip import Chip, ChipText
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.french import euros, rate, short_date
from merchant_desk.values.supplier_invoices import Gap
from merchant_desk.values.texts import _

_TONES = {Gap.NO_ARTICLE: Tone.WARN, Gap.QUANTITY: Tone.BAD, Gap.PRICE: Tone.WARN}
_LONGEST = 44


class LineBox(QWidget):
    """The words of the supplier, and under them those of the shop; ``choose_wanted`` to match."""

    choose_wanted = Signal(object)

    def __init__(self, theme: Theme, line: SupplierLineRow, *, may_match: bool) -> None:
        super().__init__()
        self.line = line
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 7, 0, 7)
        column.setSpacing(3)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(TextLabel(theme, line.name or "—", Role.STRONG, wraps=True), 1)
        amount = TextLabel(theme, euros(line.net), Role.BOLD, tabular=True)
        head.addWidget(amount, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        column.addWidget(TextLabel(theme, charged_words(line), Role.CAPTION, Ink.TEXT2, wraps=True))
        self.choose = Button(theme, _choice(line), kind=Kind.LINK, icon="tag")
        self.choose.setAccessibleName(
            _("{choice}, ligne {place}").format(choice=_choice(line), place=line.position)
        )
        self.choose.setEnabled(may_match)
        self.choose.clicked.connect(self._on_choose)
        column.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignLeft)
        for gap in line.gaps:
            if gap.gap is Gap.NO_ARTICLE:
                continue  # the button says it
            chip = ChipText(gap.sentence, _TONES.get(gap.gap, Tone.MUTE))
            column.addWidget(Chip(theme, chip), 0, Qt.AlignmentFlag.AlignLeft)
        self.setAccessibleName(line.name)

    def _on_choose(self) -> None:
        self.choose_wanted.emit(self.line)


def charged_words(line: SupplierLineRow) -> str:
    """Return how many, at which price and rate, under which reference, and when they came."""
    parts = [quantity_words(line.quantity)]
    if line.unit_millionths is not None:
        parts[0] = f"{parts[0]} × {price_words(line.unit_millionths)}"
    parts += [_("TVA {rate}").format(rate=rate(line.rate_bp)), line.supplier_sku]
    if line.received_on is not None:
        parts.append(_("reçu le {day}").format(day=short_date(line.received_on)))
    return " · ".join(filter(None, parts))


def _choice(line: SupplierLineRow) -> str:
    if line.product_id is None:
        return _("Choisir l’article")
    name = line.article
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"
