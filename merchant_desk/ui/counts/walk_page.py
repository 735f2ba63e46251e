"""The counting page: what the walk says goes to the view, what she presses goes to the walk."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from merchant_desk.queries.count_review import CountHead, VarianceRow
from merchant_desk.ui.command import Command
from merchant_desk.ui.counts import hero_words as words
from merchant_desk.ui.counts.columns import doubt_words
from merchant_desk.ui.counts.count_paper import CountPaper
from merchant_desk.ui.counts.entry_sheets import Asked, ChoiceSheet, EntrySheet
from merchant_desk.ui.counts.walk import Walk
from merchant_desk.ui.counts.walk_view import WalkView
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.scanner import Scan
from merchant_desk.ui.screen import Screen
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.widgets.scan_hero_text import HeroText
from merchant_desk.values.entries import read_whole
from merchant_desk.values.ids import PlaceId, ProductId
from merchant_desk.values.texts import _


class WalkPage(QObject):
    """Counting with the scanner; every act has its key."""

    def __init__(self, desk: Desk, shell: Shell, screen: Screen) -> None:
        super().__init__(screen)
        self._shell = shell
        self._head: CountHead | None = None
        self.view = WalkView(desk, shell)
        self.walk = Walk(desk, shell.sounds, self)
        self.entry = EntrySheet(shell, screen)
        self.choice = ChoiceSheet(shell, screen)
        self.paper = CountPaper(desk, shell, screen)
        self._connect()

    def _connect(self) -> None:
        view, walk = self.view, self.walk
        walk.said.connect(self._show_hero)
        walk.moved.connect(self._show_bin)
        view.hero.acted.connect(self._on_acted)
        view.close_wanted.connect(self._on_close)
        view.code_wanted.connect(self._on_code)
        view.sheet_wanted.connect(self._on_paper)
        view.units_wanted.connect(self._on_units)
        view.recount_wanted.connect(self._on_recount)
        view.bin_picked.connect(self._on_bin)
        view.escaped.connect(self._on_escape)
        self.entry.entered.connect(self._on_entered)
        self.choice.chosen.connect(self._on_chosen)

    def begin(self, head: CountHead) -> None:
        """Begin to walk through a count."""
        self._head = head
        self.view.show_count(head)
        self.walk.begin(head.count_id)
        self._show_bin()

    def go_on(self, head: CountHead) -> None:
        """Go on where she was, when it is the same count."""
        if self.walk.count_id != head.count_id:
            self.begin(head)
        else:
            self.view.reload()

    def take_scan(self, scan: Scan) -> None:
        """Count it; sheets that were open are over."""
        if not self.walk.blocked:
            self.entry.sheet.close_sheet()
        self.walk.take_scan(scan)

    def commands(self) -> tuple[Command, ...]:
        """Return what can be done while counting."""
        return (
            Command(_("Annuler le dernier scan"), "Ctrl+Z", self.walk.undo, "undo-2"),
            Command(_("Saisir un code"), "Ctrl+E", self._on_code, "keyboard"),
            Command(_("Écrire la quantité"), "Ctrl+Q", self._on_quantity, "pencil"),
            Command(_("Recompter cet article"), "Ctrl+R", self._on_recount_key, "refresh-cw"),
            Command(_("Terminer l’emplacement"), "Ctrl+Return", self._on_close, "check"),
            Command(_("Imprimer la feuille"), "Ctrl+P", self._on_paper, "printer"),
        )

    def _show_hero(self, shown: HeroText) -> None:
        self.view.hero.show_scan(shown)
        if QApplication.focusWidget() is None and self.view.isVisible():
            self.view.hero.setFocus()

    def _show_bin(self) -> None:
        if self._head is not None:
            self.view.show_bin(self._head, self.walk.place_id)

    def _on_acted(self, key: str) -> None:
        acts: dict[str, Callable[[], None]] = {
            words.CLOSE: self.walk.dismiss,
            words.SURE: self.walk.confirm,
            words.MEND: self._on_quantity,
            words.LOT: self._on_lot,
            words.CHOOSE: self._on_choose,
            words.GONE: self._on_gone,
            words.KEEP: self.walk.leave,
        }
        self.view.hero.setFocus()
        acts[key]()

    def _on_gone(self) -> None:
        self.walk.close(gone=True)

    def _on_close(self) -> None:
        if self.walk.place_id is None:
            self._shell.toast(_("Scannez d’abord un emplacement."))
        elif not self.walk.blocked:
            self.walk.close()

    def _on_code(self) -> None:
        if not self.walk.blocked:
            self.entry.ask(Asked.CODE)

    def _on_quantity(self) -> None:
        self._on_units("")

    def _on_units(self, typed: str) -> None:
        about = self.walk.pending or self.walk.last
        if about is not None and about.name:
            self.entry.ask(Asked.UNITS, about.name, typed)

    def _on_lot(self) -> None:
        if self.walk.pending is not None:
            self.entry.ask(Asked.LOT, self.walk.pending.name)

    def _on_choose(self) -> None:
        if self.walk.pending is not None:
            self.choice.ask(self.walk.pending.choices)

    def _on_chosen(self, product_id: bytes) -> None:
        self.walk.choose(ProductId(product_id))

    def _on_entered(self, asked: str, text: str) -> None:
        if asked == Asked.CODE:
            self._shell.scanner.submit(text)
        elif asked == Asked.LOT:
            self.walk.tell_lot(text)
        else:
            self.walk.write_units(read_whole(text) or 0)

    def _on_bin(self, place_id: bytes, code: str) -> None:
        self.walk.go_to(PlaceId(place_id), code)

    def _on_recount(self, row: VarianceRow) -> None:
        if row.counted is not None:
            self.walk.recount(row.key)
            if row.doubt:
                self._shell.toast(doubt_words(row))

    def _on_recount_key(self) -> None:
        if self.walk.last is not None and self.walk.last.key is not None:
            self.walk.recount(self.walk.last.key)

    def _on_escape(self) -> None:
        if self.walk.blocked:
            self.walk.dismiss()
        self.view.hero.setFocus()

    def _on_paper(self) -> None:
        if self._head is not None:
            self.paper.write(self._head)
