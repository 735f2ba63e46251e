"""One line of the proposal: why it is there, what will sell, and how many she wants."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout

from merchant_desk.errors import DeskError
from merchant_desk.operations.set_stock_rule import estimate_demand
from merchant_desk.rules.purchasing.quantities import rounded_up
from merchant_desk.rules.reorder.words import doubt_words, range_words
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.screen import Screen
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.stock.lines import Line, clear
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.banner import Banner, BannerText
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.field import Field
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.entries import read_whole
from merchant_desk.values.french import euros, full_stop, number
from merchant_desk.values.purchases import MOST_UNITS
from merchant_desk.values.reorder import ReorderLine
from merchant_desk.values.texts import _, ngettext


def _check_units(text: str) -> str:
    units = read_whole(text)
    possible = units is not None and 0 <= units <= MOST_UNITS
    return "" if possible else _("Saisissez un nombre d’unités, 0 pour ne pas commander.")


def _check_estimate(text: str) -> str:
    return _check_units(text) if text else ""


class QuantitySheet(QObject):
    """A side sheet; ``chosen`` says of which article how many."""

    chosen = Signal(object, int)

    def __init__(self, desk: Desk, shell: Shell, screen: Screen) -> None:
        super().__init__(screen)
        self._desk = desk
        self._shell = shell
        self._line: ReorderLine | None = None
        theme = shell.theme
        self.sheet = shell.new_sheet(screen, "")
        self.banner = Banner(theme)
        self.reason = TextLabel(theme, "", wraps=True)
        self.cash = TextLabel(theme, "", ink=Ink.TEXT2, wraps=True)
        self.facts = QVBoxLayout()
        self.quantity = Field(theme, _("Quantité à commander"), check=_check_units)
        self.estimate = Field(
            theme,
            _("Ventes attendues en 4 semaines"),
            check=_check_estimate,
        )
        self.cancel = Button(theme, _("Annuler"))
        self.keep = Button(theme, _("Garder la quantité"), kind=Kind.PRIMARY)
        self._build()

    def _build(self) -> None:
        body = self.sheet.body
        for part in (self.banner, self.reason, self.cash):
            body.addWidget(part)
        body.addWidget(self.quantity)
        body.addWidget(self.estimate)
        body.addLayout(self.facts)
        body.addStretch(1)
        self.sheet.footer.addStretch(1)
        self.sheet.footer.addWidget(self.cancel)
        self.sheet.footer.addWidget(self.keep)
        self.cancel.clicked.connect(self.sheet.close_sheet)
        self.keep.clicked.connect(self._on_keep)
        self.quantity.edited.connect(self._show_rounding)
        self.quantity.input.returnPressed.connect(self._on_keep)
        self.estimate.input.returnPressed.connect(self._on_keep)

    def open_for(self, line: ReorderLine, cash: str) -> None:
        """Show one line; ``cash`` says what it does to the account."""
        self._line = line
        self.sheet.title.setText(line.title)
        self.sheet.subtitle.setText(line.sku)
        self.banner.hide()
        self.reason.setText(full_stop(line.reason))
        self.cash.setText(full_stop(cash) if cash else "")
        self.cash.setVisible(bool(cash))
        clear(self.facts)
        for text, value in _facts(line):
            self.facts.addWidget(Line(self._shell.theme, text, value))
        self.quantity.set_value(str(line.quantity))
        self.estimate.set_value(str(_expected(line)))
        self.estimate.set_hint(_expected_words(line))
        self._show_rounding()
        self.sheet.open_sheet(self.quantity.input)
        self.quantity.input.selectAll()

    def _show_rounding(self, *_typed: object) -> None:
        line, units = self._line, read_whole(self.quantity.value)
        if line is None or units is None:
            return
        found = rounded_up(units, line.terms.pack_units, line.terms.minimum_units)
        if found.units != units:
            text = _("Le fournisseur vend {units}. {why}")
            told = text.format(units=number(found.units), why=found.sentence)
        else:
            told = _packs(line, units)
        self.quantity.set_hint(told)

    def _on_keep(self) -> None:
        for field in (self.quantity, self.estimate):
            if not field.validate():
                field.input.setFocus()
                return
        line, units = self._line, read_whole(self.quantity.value)
        if line is None or units is None:
            return
        self.chosen.emit(line.product_id, units)
        said = read_whole(self.estimate.value) if self.estimate.value else None
        if said == _expected(line) or (said is None and line.estimate is None):
            self.sheet.close_sheet()
            return
        self._desk.write(
            self._show_kept, estimate_demand, self._desk.gesture(), line.product_id, said
        ).or_else(self._show_refused)

    def _show_kept(self, _nothing: None) -> None:
        self.sheet.close_sheet()
        told = (
            _("Estimation gardée\u00a0: la proposition est refaite.")
            if self.estimate.value
            else _("Estimation oubliée\u00a0: les ventes décident de nouveau.")
        )
        self._shell.toast(told)

    def _show_refused(self, error: DeskError) -> None:
        self.banner.show_message(BannerText(Tone.BAD, error.title, error.advice))


def _expected(line: ReorderLine) -> int:
    """Return what the field opens with: what she said, else what is forecast."""
    return line.month if line.estimate is None else line.estimate


def _expected_words(line: ReorderLine) -> str:
    if line.estimate is not None:
        return _("C’est ce que vous avez dit\u00a0; videz pour que les ventes décident.")
    return _("C’est la prévision\u00a0; changez-la si vous en savez plus.")


def _packs(line: ReorderLine, units: int) -> str:
    pack = line.terms.pack_units
    if pack <= 1 or units % pack:
        return ""
    packs = units // pack
    text = ngettext("{n} colis de {pack}", "{n} colis de {pack}", packs)
    return text.format(n=number(packs), pack=number(pack))


def _facts(line: ReorderLine) -> list[tuple[str, str]]:
    stock = line.stock
    told = [
        (range_words(line), ""),
        (_("Disponible"), number(stock.available)),
        (_("En commande"), number(stock.on_order)),
        (_("Retours attendus"), number(stock.returning)),
        (_("Commander à partir de"), number(line.order_at)),
        (_("Stock à retrouver"), number(line.up_to)),
        (_("Besoin avant arrondi"), number(line.wished)),
        (_("Coût HT"), "—" if line.cost is None else euros(line.cost)),
        (_("Marge en jeu"), "—" if line.at_risk is None else euros(line.at_risk)),
    ]
    if line.doubts:
        told.append((_("À voir"), ", ".join(map(doubt_words, line.doubts))))
    return told
