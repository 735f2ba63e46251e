"""Nature des produits: what each category of the catalogue is before the law."""

from functools import partial
from typing import ClassVar

from PySide6.QtWidgets import QVBoxLayout

from merchant_desk.operations.save_law_facts import name_category
from merchant_desk.queries.law_sheet import CategoryRow, category_laws
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.settings.page import SettingsPage, clear, labelled
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.widgets.card import Card
from merchant_desk.ui.widgets.empty_state import EmptyState, EmptyText
from merchant_desk.ui.widgets.select import Select
from merchant_desk.values.french import items
from merchant_desk.values.law_words import CATEGORY_NAMES
from merchant_desk.values.texts import _


class CategoriesPage(SettingsPage):
    """One line a category, with a choice that is kept at once."""

    watches: ClassVar[frozenset[str]] = frozenset({"product", "category_law"})

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__(
            desk,
            shell,
            _("Nature des produits"),
            _(
                "Les règles dépendent de ce qui est vendu\u00a0: «\u00a0Épicerie\u00a0» est de "
                "l’alimentation, «\u00a0Romans\u00a0» des livres. La fiche légale d’un produit "
                "peut dire autre chose."
            ),
        )
        theme = shell.theme
        self._rows: tuple[CategoryRow, ...] | None = None
        self.choices: dict[str, Select] = {}
        self.card = Card(theme, _("Catégories du catalogue"))
        self._lines = QVBoxLayout()
        self._lines.setSpacing(8)
        self.card.body.addLayout(self._lines)
        self.empty = EmptyState(
            theme,
            EmptyText(
                "tags",
                _("Aucune catégorie"),
                _("Les catégories viennent de vos boutiques en ligne ou d’un import."),
            ),
        )
        self.cards.addWidget(self.card)
        self.cards.addWidget(self.empty)
        self.card.hide()
        self.empty.hide()

    def reload(self) -> None:
        """Ask for the categories."""
        self.desk.read(self._show, category_laws)

    def _show(self, rows: tuple[CategoryRow, ...]) -> None:
        self.card.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        known = self._rows or ()
        self._rows = rows
        if [each.category for each in known] != [each.category for each in rows]:
            self._make_lines(rows)
        keys = list(CATEGORY_NAMES)
        for row in rows:
            place = keys.index(row.law_category) + 1 if row.law_category in keys else 0
            self.choices[row.category].setCurrentIndex(place)

    def _make_lines(self, rows: tuple[CategoryRow, ...]) -> None:
        clear(self._lines)
        self.choices = {}
        for row in rows:
            choice = Select(self.shell.theme, row.category)
            choice.addItems([_("À préciser"), *(_(each) for each in CATEGORY_NAMES.values())])
            choice.activated.connect(partial(self._on_chosen, row.category))
            self.choices[row.category] = choice
            line = labelled(self.shell.theme, row.category, choice, items(row.articles))
            self._lines.addLayout(line)

    def _on_chosen(self, category: str, index: int) -> None:
        word = list(CATEGORY_NAMES)[index - 1] if index else ""
        self.desk.write(None, name_category, self.desk.gesture(), category, word)
