"""« Réclamations »: what is asked of suppliers, followed until it is credited."""

from dataclasses import replace
from typing import ClassVar

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from merchant_desk.queries.claim_list import (
    ClaimCounts,
    ClaimList,
    ClaimRow,
    ClaimsShown,
    claim_counts,
)
from merchant_desk.ui.claims.claim_sheet import ClaimSheet
from merchant_desk.ui.claims.columns import claim_columns
from merchant_desk.ui.command import Command
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.row_table import RowTable
from merchant_desk.ui.screen import Screen
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.widgets.empty_state import EmptyState, EmptyText
from merchant_desk.ui.widgets.search_field import SearchField
from merchant_desk.ui.widgets.tab_bar import Tab, TabStrip
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.french import euros, number
from merchant_desk.values.ids import ClaimId, DeliveryId
from merchant_desk.values.texts import _, ngettext


class ClaimsScreen(Screen):
    """Enter opens a claim; those to follow come first."""

    watches: ClassVar[frozenset[str]] = frozenset({"claim", "claim_line", "supplier"})
    help_page: ClassVar[str] = "deliveries"

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__(desk, shell)
        theme = shell.theme
        self._query = ClaimList()
        self._counted = self._asked = ""
        self.strip = TabStrip(theme, _("États des réclamations"))
        self.search = SearchField(theme, _("Fournisseur ou numéro"), "Ctrl+F")
        self.counted = TextLabel(theme, "", ink=Ink.TEXT2, tabular=True)
        self.table: RowTable[ClaimRow] = RowTable(
            desk,
            theme,
            name="claims",
            label=_("Réclamations"),
            columns=claim_columns(),
            row_id=lambda row: row.claim_id,
            checkable=False,
        )
        self.empty = EmptyState(theme, _empty(filtered=False))
        self.sheet = ClaimSheet(desk, shell, self)
        self._build()
        self._connect()

    def _build(self) -> None:
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
        self.table.set_empty(self.empty)
        self.setFocusProxy(self.table)

    def _connect(self) -> None:
        self.strip.tabs.chosen.connect(self._on_filter)
        self.search.searched.connect(self._on_filter)
        self.search.lead_to(self.table)
        self.table.activated.connect(self._on_open)
        self.table.counted.connect(self._show_count)
        self.empty.primary.connect(self._on_empty)
        self.sheet.delivery_wanted.connect(self._on_delivery)

    def title(self) -> str:
        """Return the title of the page."""
        return _("Réclamations")

    def reload(self) -> None:
        """Ask for the claims."""
        self.table.ask(self._query)
        self.desk.read(self._show_counts, claim_counts)

    def arrive(self, **argument: object) -> None:
        """Open a claim (``claim_id``)."""
        claim_id = argument.get("claim_id")
        if isinstance(claim_id, bytes):
            self.sheet.open_claim(ClaimId(claim_id))

    def commands(self) -> tuple[Command, ...]:
        """Return what can be done here."""
        return (Command(_("Chercher une réclamation"), "Ctrl+F", self._on_search, "search"),)

    def _show_counts(self, counts: ClaimCounts) -> None:
        self.strip.tabs.show_tabs(_tabs(counts))
        words = _("{amount} HT demandés, sans réponse finale")
        self._asked = words.format(amount=euros(counts.asked)) if counts.open else ""
        self._show_told()

    def _show_count(self, count: int) -> None:
        words = ngettext("{n} réclamation", "{n} réclamations", count)
        self._counted = words.format(n=number(count))
        self._show_told()

    def _show_told(self) -> None:
        self.counted.setText(" · ".join(filter(None, (self._counted, self._asked))))

    def _on_search(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def _on_filter(self, *_what: object) -> None:
        shown = ClaimsShown(self.strip.tabs.key or ClaimsShown.OPEN)
        self._query = replace(self._query, text=self.search.text().strip(), shown=shown)
        self.empty.show_words(_empty(filtered=bool(self._query.text)))
        self.table.ask(self._query)

    def _on_open(self, row: ClaimRow) -> None:
        self.sheet.open_claim(row.claim_id)

    def _on_delivery(self, delivery_id: DeliveryId) -> None:
        self.shell.navigate("purchases", page="deliveries", delivery_id=delivery_id)

    def _on_empty(self) -> None:
        if self._query.text:
            self.search.clear()
            self._on_filter()
            return
        self.shell.navigate("purchases", page="deliveries")


def _tabs(counts: ClaimCounts | None) -> list[Tab]:
    words = (_("À suivre"), _("Closes"), _("Toutes"))
    if counts is None:
        return [Tab(key, text) for key, text in zip(ClaimsShown, words, strict=True)]
    numbers = (counts.open, counts.closed, counts.all)
    return [Tab(key, text, n) for key, text, n in zip(ClaimsShown, words, numbers, strict=True)]


def _empty(*, filtered: bool) -> EmptyText:
    if filtered:
        return EmptyText(
            "search",
            _("Aucune réclamation pour ces mots"),
            _("Cherchez par fournisseur, ou par numéro de réclamation ou de réception."),
            _("Effacer la recherche"),
        )
    return EmptyText(
        "file-text",
        _("Rien à réclamer"),
        _(
            "Ce qui manque, ce qui est abîmé ou facturé trop cher se réclame à la fin d’une "
            "réception, ou depuis la facture."
        ),
        _("Voir les réceptions"),
    )
