"""The deliveries, as a list: those being unloaded, those with a claim, all of them."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from merchant_desk.queries.deliveries import (
    DeliveriesShown,
    DeliveryCounts,
    DeliveryList,
    DeliveryRow,
)
from merchant_desk.ui.column import Column
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.row_table import RowTable
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.chip import ChipText
from merchant_desk.ui.widgets.empty_state import EmptyState, EmptyText
from merchant_desk.ui.widgets.search_field import SearchField
from merchant_desk.ui.widgets.tab_bar import Tab, TabStrip
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.claim_letter import claim_state_words
from merchant_desk.values.french import moment, number
from merchant_desk.values.goods_words import ClaimState, DeliveryState
from merchant_desk.values.texts import _, ngettext

_CLAIM_TONES = {
    ClaimState.DRAFT: Tone.WARN,
    ClaimState.SENT: Tone.INFO,
    ClaimState.ANSWERED: Tone.INFO,
    ClaimState.SETTLED: Tone.OK,
    ClaimState.DROPPED: Tone.MUTE,
}


class ListPage(QWidget):
    """``open_wanted`` begins a delivery, ``chosen`` carries the row that Enter picked."""

    open_wanted = Signal()
    chosen = Signal(object)

    def __init__(self, desk: Desk, theme: Theme) -> None:
        super().__init__()
        self._query = DeliveryList()
        self.strip = TabStrip(theme, _("États des réceptions"))
        self.search = SearchField(theme, _("Fournisseur, numéro ou bon de livraison"), "Ctrl+F")
        self.counted = TextLabel(theme, "", ink=Ink.TEXT2, tabular=True)
        self.open = Button(theme, _("Ouvrir une réception…"), kind=Kind.PRIMARY, icon="plus")
        self.table: RowTable[DeliveryRow] = RowTable(
            desk,
            theme,
            name="deliveries",
            label=_("Réceptions"),
            columns=delivery_columns(),
            row_id=lambda row: row.delivery_id,
            checkable=False,
        )
        self.empty = EmptyState(theme, _empty(filtered=False))
        self.table.set_empty(self.empty)
        self.setFocusProxy(self.table)
        self._build()
        self.strip.tabs.chosen.connect(self._on_filter)
        self.search.searched.connect(self._on_filter)
        self.search.lead_to(self.table)
        self.table.activated.connect(self.chosen)
        self.table.counted.connect(self._show_count)
        self.open.clicked.connect(self.open_wanted)
        self.empty.primary.connect(self._on_empty)

    def _build(self) -> None:
        self.strip.add_action(self.open)
        self.strip.tabs.show_tabs(_tabs(None))
        filters = QHBoxLayout()
        filters.setSpacing(8)
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

    def ask(self) -> None:
        """Ask for the list as it is filtered."""
        self.table.ask(self._query)

    def show_counts(self, counts: DeliveryCounts) -> None:
        """Show how many each tab holds."""
        self.strip.tabs.show_tabs(_tabs(counts))

    def _on_filter(self, *_what: object) -> None:
        shown = DeliveriesShown(self.strip.tabs.key or DeliveriesShown.ALL)
        self._query = replace(self._query, text=self.search.text().strip(), shown=shown)
        self.empty.show_words(_empty(filtered=self._filtered))
        self.table.ask(self._query)

    @property
    def _filtered(self) -> bool:
        return bool(self._query.text) or self._query.shown is not DeliveriesShown.ALL

    def _on_empty(self) -> None:
        if not self._filtered:
            self.open_wanted.emit()
            return
        self.search.clear()
        self.strip.tabs.choose(DeliveriesShown.ALL)
        self._on_filter()

    def _show_count(self, count: int) -> None:
        words = ngettext("{n} réception", "{n} réceptions", count)
        self.counted.setText(words.format(n=number(count)))


def delivery_columns() -> tuple[Column[DeliveryRow], ...]:
    """Return the columns, their titles in the language in use."""
    return (
        Column(
            "supplier", _("Fournisseur"), lambda row: row.supplier or _("Sans fournisseur"), 216,
            sort="supplier", role=Role.STRONG, ink=Ink.TEXT, stretch=True,
        ),
        Column("number", _("Réception"), lambda row: row.number, 118, sort="number"),
        Column(
            "purchase", _("Commande"), lambda row: row.purchase_number or "—", 118, gives_way=True
        ),
        Column(
            "slip", _("Bon de livraison"), lambda row: row.slip_number or "—", 126, gives_way=True
        ),
        Column("opened", _("Arrivée"), lambda row: moment(row.opened_at), 136, sort="opened"),
        Column(
            "units", _("Unités"), lambda row: number(row.units), 80, numeric=True,
            role=Role.BOLD, ink=Ink.TEXT,
        ),
        Column("claim", _("Réclamation"), lambda row: row.claim_number or "—", 132, chip=_claim),
        Column("state", _("État"), lambda row: _state(row).text, 110, chip=_state),
    )  # fmt: skip


def _state(row: DeliveryRow) -> ChipText:
    if row.state is DeliveryState.OPEN:
        return ChipText(_("En cours"), Tone.INFO, icon="scan-barcode")
    return ChipText(_("Terminée"), Tone.OK, quiet=True)


def _claim(row: DeliveryRow) -> ChipText | None:
    if row.claim_state is None:
        return None
    words = claim_state_words(row.claim_state)
    return ChipText(words, _CLAIM_TONES[row.claim_state])


def _tabs(counts: DeliveryCounts | None) -> list[Tab]:
    words = (_("Toutes"), _("En cours"), _("À réclamer"))
    if counts is None:
        return [Tab(key, text) for key, text in zip(DeliveriesShown, words, strict=True)]
    numbers = (counts.all, counts.open, counts.claimed)
    return [Tab(key, text, n) for key, text, n in zip(DeliveriesShown, words, numbers, strict=True)]


def _empty(*, filtered: bool) -> EmptyText:
    if filtered:
        return EmptyText(
            "search",
            _("Aucune réception pour ces filtres"),
            _("Aucune livraison ne correspond à ce que vous cherchez ici."),
            _("Effacer les filtres"),
        )
    return EmptyText(
        "truck",
        _("Aucune livraison reçue"),
        _(
            "Quand le camion est là, ouvrez une réception et scannez\u00a0: chaque unité est "
            "aussitôt en stock, et ce qui manque devient une réclamation."
        ),
        _("Ouvrir une réception…"),
    )
