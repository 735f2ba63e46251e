"""One lot: where it went, for sure or not, and the button that recalls it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from merchant_desk.documents import draw_recall_letters
from merchant_desk.documents.writing.recall_list import letters_of, recall_csv, recall_letter
from merchant_desk.documents.writing.write_file import write_bytes
from merchant_desk.operations.recall_lot import LotSetAside, recall_lot, scrap_lot
from merchant_desk.queries.recall import Recall, RecalledParcel, RecalledSale, recall_of
from merchant_desk.queries.settings import Profile, profile
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.lots.columns import days_words, lot_chip
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.stock.lines import Line, clear
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.card import Card
from merchant_desk.ui.widgets.chip import Chip, ChipText
from merchant_desk.ui.widgets.field import Field
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.clock import paris_date, utc_now
from merchant_desk.values.file_name import file_name
from merchant_desk.values.french import number, short_date
from merchant_desk.values.ids import LotId
from merchant_desk.values.recall_letter import RecallLetters
from merchant_desk.values.texts import _, ngettext

_MOST_SHOWN = 200


class LotSheet(QObject):
    """A side sheet kept up to date while it is open."""

    def __init__(self, desk: Desk, shell: Shell, screen: QWidget) -> None:
        super().__init__(screen)
        self._desk, self._shell, self._screen = desk, shell, screen
        self._recall: Recall | None = None
        self._shop: Profile | None = None
        self.lot_id: LotId | None = None
        theme = shell.theme
        self.sheet = shell.new_sheet(screen, "")
        self.sheet.title.setWordWrap(True)
        self.state = Chip(theme, ChipText(""))
        self.left = TextLabel(theme, "", ink=Ink.TEXT2)
        self.shelves = _Figure(shell, _("En rayon"))
        self.sure = _Figure(shell, _("Vendus, sûrs"))
        self.supposed = _Figure(shell, _("Supposés"))
        self.sold = Card(theme, _("Où il est parti"))
        self.none = TextLabel(theme, "", ink=Ink.TEXT2, wraps=True)
        self.lines = QVBoxLayout()
        self.lines.setSpacing(0)
        self.letter = Button(theme, _("Copier la lettre"), icon="copy")
        self.csv = Button(theme, _("Liste des clients"), icon="download")
        self.letters = Button(theme, _("Lettres (PDF)"), icon="printer")
        self.note = Field(
            theme, _("Motif du rappel"), hint=_("Il sera dans la lettre aux clients.")
        )
        self.words = TextLabel(theme, "", Role.CAPTION, Ink.TEXT2, wraps=True)
        self.scrap = Button(theme, _("Jeter le reste"), icon="trash-2")
        self.recall = Button(theme, _("Rappeler ce lot"), kind=Kind.DANGER, icon="ban")
        self._build()
        self._connect()

    def _build(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.state)
        head.addWidget(self.left)
        head.addStretch(1)
        figures = QHBoxLayout()
        for figure in (self.shelves, self.sure, self.supposed):
            figures.addWidget(figure, 1)
        actions = QGridLayout()
        actions.setSpacing(8)
        actions.addWidget(self.csv, 0, 0)
        actions.addWidget(self.letters, 0, 1)
        actions.addWidget(self.letter, 1, 0)
        actions.setColumnStretch(2, 1)
        self.sold.body.addWidget(self.none)
        self.sold.body.addLayout(self.lines)
        self.sold.body.addLayout(actions)
        body = self.sheet.body
        body.addLayout(head)
        body.addLayout(figures)
        body.addWidget(self.sold)
        body.addWidget(self.note)
        body.addWidget(self.words)
        body.addStretch(1)
        self.sheet.footer.addWidget(self.scrap)
        self.sheet.footer.addStretch(1)
        self.sheet.footer.addWidget(self.recall)

    def _connect(self) -> None:
        self.recall.clicked.connect(self._on_recall)
        self.scrap.clicked.connect(self._on_scrap)
        self.csv.clicked.connect(self._on_csv)
        self.letter.clicked.connect(self._on_letter)
        self.letters.clicked.connect(self._on_letters)

    @property
    def is_open(self) -> bool:
        """Tell whether she sees it."""
        return self.sheet.isVisible()

    def open_lot(self, lot_id: LotId) -> None:
        """Show this lot."""
        self.lot_id = lot_id
        self.note.set_value("")
        self.refresh()
        self._desk.read(self._take_shop, profile)

    def refresh(self) -> None:
        """Ask again where it went."""
        if self.lot_id is not None:
            self._desk.read(self._show_recall, recall_of, self.lot_id, utc_now())

    def _take_shop(self, found: Profile | None) -> None:
        self._shop = found

    def _show_recall(self, found: Recall | None) -> None:
        if found is None or found.lot.lot_id != self.lot_id:
            return
        first, self._recall = not self.is_open, found
        lot, recalled = found.lot, found.recalled_at is not None
        self.sheet.title.setText(_("Lot {lot}").format(lot=lot.number))
        self.sheet.subtitle.setText(f"{lot.name} · {lot.sku}")
        self.state.show_chip(lot_chip(lot))
        self.left.setText(_left_words(found))
        for figure, units in (
            (self.shelves, lot.units),
            (self.sure, found.sure),
            (self.supposed, found.supposed),
        ):
            figure.show_units(units)
        self._show_sold(found)
        self.note.setVisible(not recalled)
        self.words.setText(_recall_words(found))
        self.recall.setVisible(not recalled or bool(lot.units))
        self.scrap.setVisible(bool(lot.units) and lot.expired and not recalled)
        if first:
            self.sheet.open_sheet(self.csv)

    def _show_sold(self, found: Recall) -> None:
        theme = self._shell.theme
        clear(self.lines)
        for parcel in found.parcels[:_MOST_SHOWN]:
            self.lines.addWidget(Line(theme, *_parcel_words(parcel)))
        for sale in found.sales[:_MOST_SHOWN]:
            self.lines.addWidget(Line(theme, *_sale_words(sale)))
        nobody = not found.parcels and not found.sales
        self.none.setVisible(nobody)
        self.none.setText(_("Rien de ce lot n’est parti chez un client."))
        for button in (self.csv, self.letter, self.letters):
            button.setVisible(bool(found.parcels))

    def _on_recall(self) -> None:
        if self.lot_id is not None:
            note = self.note.value.strip()
            gesture = self._desk.gesture()
            self._desk.write(self._show_recalled, recall_lot, gesture, self.lot_id, note)

    def _on_scrap(self) -> None:
        if self.lot_id is not None:
            self._desk.write(self._show_scrapped, scrap_lot, self._desk.gesture(), self.lot_id)

    def _show_recalled(self, done: LotSetAside) -> None:
        words = ngettext(
            "Lot {lot} rappelé\u00a0: {n} unité mise à part.",
            "Lot {lot} rappelé\u00a0: {n} unités mises à part.",
            done.units,
        )
        self._shell.toast(words.format(lot=done.number, n=number(done.units)))
        self.refresh()

    def _show_scrapped(self, done: LotSetAside) -> None:
        words = ngettext("{n} unité jetée.", "{n} unités jetées.", done.units)
        self._shell.toast(words.format(n=number(done.units)))
        self.refresh()

    def _on_letter(self) -> None:
        if self._recall is not None:
            QApplication.clipboard().setText(recall_letter(self._recall, _shop_name(self._shop)))
            self._shell.toast(_("Lettre copiée\u00a0: collez-la dans votre messagerie."))

    def _on_csv(self) -> None:
        self._ask_file(_("Liste des clients à prévenir"), "csv", self.write_to)

    def _on_letters(self) -> None:
        self._ask_file(_("Lettres aux clients"), "pdf", self.write_letters_to)

    def _ask_file(self, title: str, suffix: str, write: Callable[[str], None]) -> None:
        if self._recall is None:
            return
        dialog = QFileDialog(self._screen, title, "", f"{suffix.upper()} (*.{suffix})")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(suffix)
        dialog.selectFile(file_name(f"rappel-{self._recall.lot.number}", f".{suffix}"))
        dialog.fileSelected.connect(write)
        dialog.open()

    def write_letters_to(self, file: str) -> None:
        """Draw one letter a customer into this file."""
        if self._recall is None:
            return
        if self._shop is None:
            self._shell.toast(_("Remplissez d’abord l’identité de la boutique, dans Réglages."))
            return
        letters = letters_of(self._recall, self._shop, paris_date(utc_now()))
        self._desk.network(self._show_letters, _write_letters, Path(file), letters)

    def _show_letters(self, _answer: object) -> None:
        self._shell.toast(_("Lettres enregistrées."))

    def write_to(self, file: str) -> None:
        """Write the list of customers into this file."""
        if self._recall is not None:
            made = recall_csv(self._recall)
            self._desk.network(self._show_written, write_bytes, Path(file), made)

    def _show_written(self, _answer: object) -> None:
        self._shell.toast(_("Liste des clients enregistrée."))


class _Figure(QWidget):
    """A number of units and what it counts."""

    def __init__(self, shell: Shell, name: str) -> None:
        super().__init__()
        self._value = TextLabel(shell.theme, "0", Role.MONEY, tabular=True)
        self._value.setAccessibleName(name)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._value)
        column.addWidget(TextLabel(shell.theme, name, Role.CAPTION, Ink.TEXT2))

    def show_units(self, units: int) -> None:
        """Show this many."""
        self._value.setText(number(units))


def _shop_name(shop: Profile | None) -> str:
    return "" if shop is None else shop.seller.trade_name or shop.seller.name


def _write_letters(file: Path, letters: RecallLetters) -> None:
    write_bytes(file, draw_recall_letters(letters))


def _left_words(found: Recall) -> str:
    lot = found.lot
    if lot.expires_on is None:
        return _("Sans date")
    day = _("À vendre jusqu’au {day}").format(day=short_date(lot.expires_on))
    return f"{day} · {days_words(lot)}"


def _recall_words(found: Recall) -> str:
    if found.recalled_at is None:
        return _(
            "Le rappel bloque le lot au poste d’emballage, met à part ce qui est en rayon et "
            "le retire de vos boutiques en ligne."
        )
    day = short_date(paris_date(found.recalled_at))
    told = _("Rappelé le {day}. {n} unités mises à part, {back} revenues.")
    words = told.format(day=day, n=number(found.aside), back=number(found.returned))
    return f"{words} {found.note}".strip()


def _parcel_words(parcel: RecalledParcel) -> tuple[str, str, str]:
    left = _("dans un colis encore ouvert\u00a0: sortez-le")
    if parcel.left_at is not None:
        left = _("parti le {day}").format(day=short_date(paris_date(parcel.left_at)))
    name = f"{parcel.order_number} · {parcel.customer}"
    return name, _how_sure(parcel.sure, parcel.supposed), left


def _sale_words(sale: RecalledSale) -> tuple[str, str, str]:
    how = _how_sure(sale.units, 0) if sale.sure else _how_sure(0, sale.units)
    day = short_date(paris_date(sale.at))
    return sale.ticket or _("Vente"), how, _("au comptoir, le {day}").format(day=day)


def _how_sure(sure: int, supposed: int) -> str:
    told = (
        (ngettext("{n} sûr", "{n} sûrs", sure), sure),
        (ngettext("{n} supposé", "{n} supposés", supposed), supposed),
    )
    return " · ".join(words.format(n=number(units)) for words, units in told if units)
