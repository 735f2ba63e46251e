"""Lots: which expire soon, which have, where they lie; Enter opens one, to recall it."""

from dataclasses import replace
from typing import ClassVar

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from merchant_desk.queries.lots import LotCounts, LotList, LotRow, lot_counts
from merchant_desk.ui.command import Command
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.lots.columns import lot_columns
from merchant_desk.ui.lots.lot_sheet import LotSheet
from merchant_desk.ui.row_table import RowTable
from merchant_desk.ui.scanner import Scan
from merchant_desk.ui.screen import Screen
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.sounds import Sound
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.empty_state import EmptyState, EmptyText
from merchant_desk.ui.widgets.search_field import SearchField
from merchant_desk.ui.widgets.tab_bar import Tab, TabStrip
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.clock import paris_date, utc_now
from merchant_desk.values.french import number
from merchant_desk.values.ids import LotId
from merchant_desk.values.texts import _, ngettext

_SHOWN = ("lying", "soon", "expired", "recalled")


class LotsScreen(Screen):
    """Lists the lots, the first to expire first; a scanned symbol finds its own."""

    watches: ClassVar[frozenset[str]] = frozenset({"lot", "lot_level", "product", "place"})
    help_page: ClassVar[str] = "lots"

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__(desk, shell)
        theme = shell.theme
        self._query = LotList(paris_date(utc_now()))
        self.sheet = LotSheet(desk, shell, self)
        self.strip = TabStrip(theme, _("États des lots"))
        self.search = SearchField(theme, _("Numéro de lot, nom ou référence"), "Ctrl+F")
        self.counted = TextLabel(theme, "", ink=Ink.TEXT2, tabular=True)
        self.look = Button(theme, _("Ouvrir"), icon="history")
        self.table: RowTable[LotRow] = RowTable(
            desk,
            theme,
            name="lots",
            label=_("Lots, les premiers à partir d’abord"),
            columns=lot_columns(),
            row_id=lambda row: row.lot_id,
            checkable=False,
        )
        self.empty = EmptyState(theme, _empty(self._query))
        self.setFocusProxy(self.table)
        self._build()
        self._connect()

    def _build(self) -> None:
        self.strip.tabs.show_tabs(_tabs(None))
        self.strip.add_action(self.look)
        self.look.setEnabled(False)
        filters = QHBoxLayout()
        self.search.setMaximumWidth(360)
        filters.addWidget(self.search, 1)
        filters.addStretch(1)
        filters.addWidget(self.counted)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 0, 24, 18)
        column.setSpacing(12)
        column.addWidget(self.strip)
        column.addLayout(filters)
        column.addWidget(self.table, 1)
        self.table.set_empty(self.empty)

    def _connect(self) -> None:
        self.strip.tabs.chosen.connect(self._on_filter)
        self.search.searched.connect(self._on_filter)
        self.search.lead_to(self.table)
        self.table.activated.connect(self._on_open)
        self.table.counted.connect(self._show_count)
        self.table.current_changed.connect(self._on_current)
        self.look.clicked.connect(self._on_open)
        self.empty.primary.connect(self._on_empty)

    def title(self) -> str:
        """Return the title of the page."""
        return _("Lots")

    def reload(self) -> None:
        """Ask for the lots as of today, and the one that is open."""
        self._query = replace(self._query, today=paris_date(utc_now()))
        self.table.ask(self._query)
        self.desk.read(self._show_counts, lot_counts, self._query.today)
        if self.sheet.is_open:
            self.sheet.refresh()

    def arrive(self, **argument: object) -> None:
        """Show one tab (``shown``), what was searched (``text``), one lot (``lot_id``)."""
        if argument.get("shown") in _SHOWN:
            self.strip.tabs.choose(str(argument["shown"]))
        if "text" in argument:
            self.search.setText(str(argument["text"]))
        lot_id = argument.get("lot_id")
        if isinstance(lot_id, bytes):
            self.sheet.open_lot(LotId(lot_id))

    def on_scan(self, scan: Scan) -> bool:
        """Search the lot that the symbol names, else what was scanned."""
        named = next((each.lot or each.serial for each in scan.candidates if each.gs1), None)
        self.shell.sounds.play(Sound.OPENED)
        self.strip.tabs.choose("lying")
        self.search.setText(named or scan.text)
        return True

    def commands(self) -> tuple[Command, ...]:
        """Return what can be done here."""
        return (
            Command(_("Chercher un lot"), "Ctrl+F", self._on_search, "search"),
            Command(_("Ouvrir le lot"), "F2", self._on_open, "history"),
        )

    def _on_search(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def _on_filter(self, *_what: object) -> None:
        shown = self.strip.tabs.key or "lying"
        self._query = replace(self._query, text=self.search.text().strip(), shown=shown)
        self.empty.show_words(_empty(self._query))
        self.table.ask(self._query)

    def _show_counts(self, counts: LotCounts) -> None:
        self.strip.tabs.show_tabs(_tabs(counts))

    def _show_count(self, count: int) -> None:
        self.counted.setText(ngettext("{n} lot", "{n} lots", count).format(n=number(count)))

    def _on_current(self, row: LotRow | None) -> None:
        self.look.setEnabled(row is not None)

    def _on_open(self, *_row: object) -> None:
        row = self.table.current()
        if row is not None:
            self.sheet.open_lot(row.lot_id)

    def _on_empty(self) -> None:
        if not self._query.text and self._query.shown == "lying":
            self.shell.navigate("products")
            return
        self.search.clear()
        self.strip.tabs.choose("lying")
        self._on_filter()


def _tabs(counts: LotCounts | None) -> list[Tab]:
    words = (_("En stock"), _("Bientôt"), _("Périmés"), _("Rappelés"))
    if counts is None:
        return [Tab(key, text) for key, text in zip(_SHOWN, words, strict=True)]
    numbers = (counts.lying, counts.soon, counts.expired, counts.recalled)
    return [Tab(key, text, n) for key, text, n in zip(_SHOWN, words, numbers, strict=True)]


def _empty(query: LotList) -> EmptyText:
    if query.text or query.shown != "lying":
        return EmptyText(
            "search",
            _("Aucun lot ici"),
            _("Aucun lot ne correspond à ce que vous cherchez."),
            _("Voir tous les lots"),
        )
    return EmptyText(
        "boxes",
        _("Aucun lot suivi"),
        _(
            "Sur la fiche d’un produit, choisissez «\u00a0Suivre par lot\u00a0»\u00a0: les lots "
            "reçus et leurs dates viendront ici."
        ),
        _("Voir les produits"),
    )
