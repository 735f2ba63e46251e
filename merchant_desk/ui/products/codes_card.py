"""All the codes of a product, and the place to add one by scanning or typing."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from merchant_desk.operations.add_code import NewCode
from merchant_desk.queries.product_card import CodeLine
from merchant_desk.ui.stock.lines import Line, clear, labelled
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.card import Card
from merchant_desk.ui.widgets.chip import Chip, ChipText
from merchant_desk.ui.widgets.field import Field
from merchant_desk.ui.widgets.icon_button import IconButton
from merchant_desk.ui.widgets.number_input import NumberInput
from merchant_desk.ui.widgets.select import Select
from merchant_desk.values.barcode import gtin14, spoken_code
from merchant_desk.values.french import number
from merchant_desk.values.stock_words import CODE_KIND_NAMES
from merchant_desk.values.texts import _
from merchant_desk.values.words import CodeKind

_KINDS = (CodeKind.EAN, CodeKind.CARTON, CodeKind.SUPPLIER, CodeKind.INTERNAL)
_MOST_UNITS = 100_000


class CodesCard(Card):
    """Lists the codes; says which one is to be added or removed."""

    add_wanted = Signal(object)
    remove_wanted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, _("Codes"))
        self._theme_of_lines = theme
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        self.code = Field(theme, _("Ajouter un code"), hint=_("Scannez-le, ou tapez-le."))
        self.kind = Select(theme, _("Type"))
        self.kind.addItems([_(CODE_KIND_NAMES[each]) for each in _KINDS])
        self.units = NumberInput(theme, _("Unités"), least=1, most=_MOST_UNITS)
        self.add = Button(theme, _("Ajouter"), icon="plus")
        self._build()
        self.kind.currentIndexChanged.connect(self._on_kind)
        self.code.input.returnPressed.connect(self._on_add)
        self.code.edited.connect(self._on_typed)
        self.add.clicked.connect(self._on_add)
        self._on_kind()

    def _build(self) -> None:
        theme = self._theme_of_lines
        self.body.addLayout(self._lines)
        self.body.addWidget(self.code)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addLayout(labelled(theme, self.kind), 1)
        row.addLayout(labelled(theme, self.units))
        self.body.addLayout(row)
        last = QHBoxLayout()
        last.addStretch(1)
        last.addWidget(self.add)
        self.body.addLayout(last)

    def show_codes(self, codes: Sequence[CodeLine]) -> None:
        """Show these codes."""
        clear(self._lines)
        for each in codes:
            self._lines.addWidget(self._line(each))

    def propose(self, text: str) -> None:
        """Put a scanned code in the input, ready to be added with Enter."""
        self.code.set_value(text)
        self._on_typed(text)
        self.code.input.setFocus()

    def show_added(self) -> None:
        """Make room for the next code."""
        self.code.set_value("")
        self.kind.setCurrentIndex(0)

    def show_refused(self, title: str, advice: str) -> None:
        """Say why the code was not added, under the input."""
        self.code.set_error(f"{title} {advice}".strip())
        self.code.input.setFocus()
        self.code.input.selectAll()

    def _line(self, each: CodeLine) -> Line:
        theme = self._theme_of_lines
        line = Line(theme, spoken_code(each.code), note=each.note)
        words = _(CODE_KIND_NAMES[each.kind])
        if each.units > 1:
            words = _("{kind} de {n}").format(kind=words, n=number(each.units))
        tone = Tone.INFO if each.units > 1 else Tone.MUTE
        line.add(Chip(theme, ChipText(words, tone, icon="barcode")))
        remove = IconButton(theme, "x", _("Retirer le code {code}").format(code=each.code), side=30)
        remove.clicked.connect(partial(self._on_remove, each.code))
        line.add(remove)
        return line

    def _on_typed(self, text: str) -> None:
        """Choose the kind that the code looks like, until she chooses another."""
        plain = text.strip()
        looks_like_ean = not plain or gtin14(plain) is not None or plain.isdigit()
        kind = self.kind.currentIndex()
        if looks_like_ean != (kind in (0, 1)) and kind in (0, len(_KINDS) - 1):
            self.kind.setCurrentIndex(0 if looks_like_ean else len(_KINDS) - 1)

    def _on_kind(self) -> None:
        carton = _KINDS[max(self.kind.currentIndex(), 0)] is CodeKind.CARTON
        self.units.setEnabled(carton)
        if not carton:
            self.units.setValue(1)

    def _on_add(self) -> None:
        kind = _KINDS[max(self.kind.currentIndex(), 0)]
        if not self.code.value:
            self.code.set_error(_("Scannez un code, ou tapez-le."))
            self.code.input.setFocus()
            return
        self.add_wanted.emit(NewCode(self.code.value, kind, self.units.value()))

    def _on_remove(self, code: str, *_checked: bool) -> None:
        self.remove_wanted.emit(code)
