"""Two cards of one supplier: which one stays, and a question before."""

from PySide6.QtCore import QObject, Signal

from merchant_desk.errors import DeskError
from merchant_desk.operations.merge_suppliers import merge_suppliers
from merchant_desk.queries.supplier_card import SupplierCard
from merchant_desk.queries.supplier_list import SupplierChoice, supplier_choices
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.screen import Screen
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.stock.lines import labelled
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.banner import Banner, BannerText
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.select import Select
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.ids import SupplierId
from merchant_desk.values.texts import _


class MergeSheet(QObject):
    """``merged`` carries the supplier that stays."""

    merged = Signal(object)

    def __init__(self, desk: Desk, shell: Shell, screen: Screen) -> None:
        super().__init__(screen)
        self._desk, self._shell = desk, shell
        self._card: SupplierCard | None = None
        self._choices: tuple[SupplierChoice, ...] = ()
        theme = shell.theme
        self.sheet = shell.new_sheet(screen, _("Fusionner deux fiches"))
        self.banner = Banner(theme)
        self.other = Select(theme, _("L’autre fiche, qui disparaît"))
        self.other.setPlaceholderText(_("Choisir…"))
        words = _(
            "Ses articles, ses commandes et ses réceptions viennent ici, et son nom mène ici. "
            "Cela ne s’annule pas."
        )
        self.words = TextLabel(theme, words, ink=Ink.TEXT2, wraps=True)
        self.cancel = Button(theme, _("Ne rien changer"))
        self.go = Button(theme, _("Fusionner"), kind=Kind.DANGER)
        self._build()

    def _build(self) -> None:
        body = self.sheet.body
        body.addWidget(self.banner)
        body.addLayout(labelled(self._shell.theme, self.other))
        body.addWidget(self.words)
        body.addStretch(1)
        self.sheet.footer.addWidget(self.cancel)
        self.sheet.footer.addStretch(1)
        self.sheet.footer.addWidget(self.go)
        self.cancel.clicked.connect(self.sheet.close_sheet)
        self.go.clicked.connect(self._on_go)

    def open_for(self, card: SupplierCard) -> None:
        """Ask which card is the same supplier's."""
        self._card = card
        self.banner.hide()
        self.sheet.subtitle.setText(_("{name} reste").format(name=card.terms.name))
        self._desk.read(self._show_choices, supplier_choices)

    def _show_choices(self, choices: tuple[SupplierChoice, ...]) -> None:
        mine = None if self._card is None else self._card.supplier_id
        self._choices = tuple(each for each in choices if each.supplier_id != mine)
        self.other.clear()
        for each in self._choices:
            self.other.addItem(each.name)
        self.other.setCurrentIndex(-1)
        self.sheet.open_sheet(self.other)

    def _on_go(self) -> None:
        place = self.other.currentIndex()
        if self._card is None or not 0 <= place < len(self._choices):
            self.other.setFocus()
            return
        gesture, kept = self._desk.gesture(), self._card.supplier_id
        gone = self._choices[place].supplier_id
        self._desk.write(self._show_merged, merge_suppliers, gesture, kept, gone).or_else(
            self._show_refused
        )

    def _show_merged(self, supplier_id: SupplierId) -> None:
        self.sheet.close_sheet()
        self._shell.toast(_("Les deux fiches n’en font plus qu’une"))
        self.merged.emit(supplier_id)

    def _show_refused(self, error: DeskError) -> None:
        self.banner.show_message(BannerText(Tone.BAD, error.title, error.advice))
