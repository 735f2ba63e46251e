"""All the codes of a product, and the place to add one by scanning or typing."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

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
from merchant_desk.values.barcode import canonical_code, gtin14, spoken_code
from merchant_desk.values.french import number
from merchant_desk.values.ids import SupplierId
from merchant_desk.values.search_text import printed_code
from merchant_desk.values.stock_words import CODE_KIND_NAMES
from merchant_desk.values.texts import _
from merchant_desk.values.words import CodeKind

_KINDS = (CodeKind.EAN, CodeKind.CARTON, CodeKind.SUPPLIER, CodeKind.INTERNAL)
_OWN = (CodeKind.EAN, CodeKind.INTERNAL)
_MOST_UNITS = 99_999
_MANY_UNITS = 1_000
"""From here on she is asked: a code scanned into the wrong field is a number too."""


class CodesCard(Card):
    """Lists the codes; says which one is to be added or removed."""

    add_wanted = Signal(object)
    change_wanted = Signal(object)
    remove_wanted = Signal(str)
    give_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, _("Codes"))
        self._theme_of_lines = theme
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        self.code = Field(theme, _("Ajouter un code"), hint=_("Scannez-le, ou tapez-le."))
        self.kind = Select(theme, _("Type"))
        self.kind.addItems([_(CODE_KIND_NAMES[each]) for each in _KINDS])
        self.units = NumberInput(theme, _("Unités"), least=1, most=_MOST_UNITS)
        self.inner = Select(theme, _("Contient"))
        self.supplier = Select(theme, _("Fournisseur"))
        self.add = Button(theme, _("Ajouter"), icon="plus")
        self.give = Button(theme, _("Donner un code interne"), icon="barcode")
        self._asked_about: NewCode | None = None
        self._changing = ""
        self._codes: tuple[CodeLine, ...] | None = None
        self._build()
        self.kind.currentIndexChanged.connect(self._on_kind)
        self.code.input.returnPressed.connect(self._on_add)
        self.code.edited.connect(self._on_typed)
        self.add.clicked.connect(self._on_add)
        self.give.clicked.connect(self.give_wanted)
        self.show_suppliers(())
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
        self._whose = QWidget()
        whose = QHBoxLayout(self._whose)
        whose.setContentsMargins(0, 0, 0, 0)
        whose.setSpacing(8)
        whose.addLayout(labelled(theme, self.inner), 1)
        whose.addLayout(labelled(theme, self.supplier), 1)
        self.body.addWidget(self._whose)
        last = QHBoxLayout()
        last.addWidget(self.give)
        last.addStretch(1)
        last.addWidget(self.add)
        self.body.addLayout(last)

    def show_codes(self, codes: Sequence[CodeLine]) -> None:
        """Show these codes, and offer the cartons among them as what a larger one holds.

        A card that is read again disturbs nobody who is filling in the form.
        """
        if self._codes == tuple(codes):
            return
        self._codes = tuple(codes)
        held = self.inner.currentData()
        clear(self._lines)
        for each in codes:
            self._lines.addWidget(self._line(each))
        own = any(each.units == 1 and each.kind in _OWN for each in codes)
        self.give.setVisible(not own)
        self.inner.clear()
        self.inner.addItem(_("des unités"), "")
        for each in codes:
            if each.units > 1:
                self.inner.addItem(_carton_words(each), each.code)
        self.inner.setCurrentIndex(max(self.inner.findData(held), 0))

    def show_suppliers(self, suppliers: Sequence[tuple[SupplierId, str]]) -> None:
        """Offer whose code it may be."""
        chosen = self.supplier.currentData()
        self.supplier.clear()
        self.supplier.addItem(_("tout le monde"), b"")
        for supplier_id, name in suppliers:
            self.supplier.addItem(name, supplier_id)
        self.supplier.setCurrentIndex(max(self.supplier.findData(chosen), 0))

    def propose(self, text: str) -> None:
        """Put a scanned code in the input, ready to be added with Enter."""
        self.code.set_value(text)
        self._on_typed(text)
        self.code.input.setFocus()

    def show_added(self) -> None:
        """Make room for the next code."""
        self.code.set_value("")
        self.kind.setCurrentIndex(0)
        self._asked_about = None
        self._changing = ""
        self.add.say(_("Ajouter"))

    def show_refused(self, title: str, advice: str) -> None:
        """Say why the code was not added, under the input."""
        self.code.set_error(f"{title} {advice}".strip())
        self.code.input.setFocus()
        self.code.input.selectAll()

    def _line(self, each: CodeLine) -> Line:
        theme = self._theme_of_lines
        line = Line(theme, spoken_code(each.code), note=_note(each))
        words = _(CODE_KIND_NAMES[each.kind])
        if each.units > 1:
            words = _("{kind} de {n}").format(kind=words, n=number(each.units))
        tone = Tone.INFO if each.units > 1 else Tone.MUTE
        line.add(Chip(theme, ChipText(words, tone, icon="barcode")))
        change = IconButton(
            theme, "pencil", _("Changer le code {code}").format(code=each.code), side=30
        )
        change.clicked.connect(partial(self._on_change, each))
        line.add(change)
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
        kind = _KINDS[max(self.kind.currentIndex(), 0)]
        carton = kind is CodeKind.CARTON
        self.units.setEnabled(carton)
        self._whose.setVisible(kind in {CodeKind.CARTON, CodeKind.SUPPLIER})
        self.inner.setEnabled(carton)
        if not carton:
            self.units.setValue(1)
            self.inner.setCurrentIndex(0)

    def _on_add(self) -> None:
        if not self.code.value:
            self.code.set_error(_("Scannez un code, ou tapez-le."))
            self.code.input.setFocus()
            return
        new = self._typed()
        if new.units >= _MANY_UNITS and new != self._asked_about:
            self._asked_about = new
            sure = _("{n} unités dans ce carton\u00a0? Ajoutez-le encore une fois si c’est juste.")
            self.code.set_error(sure.format(n=number(new.units)))
            return
        if self._changing and canonical_code(new.text) == self._changing:
            self.change_wanted.emit(new)
            return
        self.add_wanted.emit(new)

    def _on_change(self, each: CodeLine, *_checked: bool) -> None:
        """Bring a code back into the form, to say anew what it stands for."""
        self.code.set_value(printed_code(each.code))
        self.kind.setCurrentIndex(max(_KINDS.index(each.kind) if each.kind in _KINDS else 0, 0))
        self.units.setValue(each.inner_count or each.units)
        self.inner.setCurrentIndex(max(self.inner.findData(each.inner), 0))
        self.supplier.setCurrentIndex(max(self.supplier.findData(each.supplier_id or b""), 0))
        self._changing = each.code
        self.add.say(_("Changer"))
        self.code.input.setFocus()

    def _typed(self) -> NewCode:
        kind = _KINDS[max(self.kind.currentIndex(), 0)]
        whose = bytes(self.supplier.currentData() or b"") if self._whose.isVisible() else b""
        return NewCode(
            self.code.value,
            kind,
            self.units.value(),
            supplier_id=SupplierId(whose) if whose else None,
            inner=str(self.inner.currentData() or ""),
        )

    def _on_remove(self, code: str, *_checked: bool) -> None:
        self.remove_wanted.emit(code)


def _carton_words(each: CodeLine) -> str:
    return _("{code}, de {n}").format(code=spoken_code(each.code), n=number(each.units))


def _note(each: CodeLine) -> str:
    """Return whose code it is, and what a carton of cartons holds."""
    told = [each.supplier, each.note]
    if each.inner:
        units = number(each.units // each.inner_count)
        told.append(_("{n} × carton de {units}").format(n=number(each.inner_count), units=units))
    return " · ".join(filter(None, told))
