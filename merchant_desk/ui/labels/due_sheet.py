"""« Étiquettes à refaire »: the articles whose tag no longer says their price, printed at once."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from merchant_desk.operations.note_labels import note_labels
from merchant_desk.queries.tags_due import TagDue, tags_due
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.labels.labels_print import LabelsPrint, print_words
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.stock.lines import Line, clear
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.clock import utc_now
from merchant_desk.values.french import euros, number
from merchant_desk.values.texts import _, ngettext

TABLES = frozenset({"product", "price_change", "price_shown", "promotion"})
_LINES_SHOWN = 200


class DueSheet(QObject):
    """``counted`` carries how many articles wait for a tag, whenever that is known anew."""

    counted = Signal(int)

    def __init__(self, desk: Desk, shell: Shell, screen: QWidget) -> None:
        super().__init__(screen)
        theme = shell.theme
        self._desk, self._shell = desk, shell
        self.due: tuple[TagDue, ...] = ()
        self._stale = True
        self.sheet = shell.new_sheet(screen, _("Étiquettes à refaire"))
        self.words = TextLabel(theme, "", ink=Ink.TEXT2, wraps=True)
        self.lines = QVBoxLayout()
        self.lines.setSpacing(0)
        self.done = Button(theme, _("C’est déjà fait"), kind=Kind.QUIET)
        self.labels = LabelsPrint(desk, shell, screen, Kind.PRIMARY)
        self.go = self.labels.go
        self.sheet.body.addWidget(self.words)
        self.sheet.body.addLayout(self.lines)
        self.sheet.body.addWidget(self.labels.told)
        self.sheet.body.addStretch(1)
        self.sheet.footer.addWidget(self.done)
        self.sheet.footer.addStretch(1)
        self.sheet.footer.addWidget(self.labels.change)
        self.sheet.footer.addWidget(self.go)
        self.labels.handed.connect(self.sheet.close_sheet)
        self.done.clicked.connect(self._on_done)
        desk.changed.connect(self._on_changed)

    def ask(self) -> None:
        """Count the articles that wait for a tag, if a price or a tag changed since."""
        if self._stale:
            self._stale = False
            self._desk.read(self._show_due, tags_due, utc_now())

    def _on_changed(self, tables: frozenset[str]) -> None:
        self._stale = self._stale or bool(tables & TABLES)

    def open(self) -> None:
        """Show them."""
        self.ask()
        self.sheet.open_sheet(self.go)

    def _show_due(self, due: tuple[TagDue, ...]) -> None:
        self.due = due
        self.counted.emit(len(due))
        count = len(due)
        self.words.setText(
            ngettext(
                "Le prix de {n} article a changé depuis sa dernière étiquette.",
                "Le prix de {n} articles a changé depuis leur dernière étiquette.",
                count,
            ).format(n=number(count))
            if due
            else _("Toutes les étiquettes disent le prix de leur article.")
        )
        clear(self.lines)
        for each in due[:_LINES_SHOWN]:
            before = _("{amount} avant").format(amount=euros(each.shown)) if each.shown else ""
            note = " · ".join(filter(None, (each.sku, before)))
            self.lines.addWidget(Line(self._shell.theme, each.name, euros(each.price), note))
        wanted = [(each.product_id, 1, None) for each in due]
        self.labels.offer(wanted, _("Étiquettes…"), print_words(count))
        for button in (self.go, self.labels.change, self.done):
            button.setEnabled(bool(due))

    def _on_done(self) -> None:
        ids = tuple(each.product_id for each in self.due)
        self._desk.write(self._show_noted, note_labels, self._desk.gesture(), ids)

    def _show_noted(self, count: int) -> None:
        words = ngettext(
            "{n} étiquette notée comme refaite.", "{n} étiquettes notées comme refaites.", count
        )
        self._shell.toast(words.format(n=number(count)))
        self.sheet.close_sheet()
        self.ask()
