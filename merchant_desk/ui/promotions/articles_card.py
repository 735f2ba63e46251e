"""Which articles: found by name or scanned, or taken by category, supplier, age, lack of sales."""

from collections.abc import Sequence

from msgspec.structs import replace
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout

from merchant_desk.queries.barcodes import CodeMatch, products_of_scan
from merchant_desk.queries.draft_lines import DraftLine, DraftLines
from merchant_desk.queries.product_search import FoundProduct
from merchant_desk.queries.promotion_articles import (
    ArticleChoices,
    ArticleFilter,
    article_choices,
    articles_wanted,
)
from merchant_desk.rules.promotion_draft import PromotionDraft
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.product_search import ProductSearch
from merchant_desk.ui.promotions.line_columns import line_columns
from merchant_desk.ui.row_table import RowTable
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.sounds import Sound
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.card import Card
from merchant_desk.ui.widgets.empty_state import EmptyState, EmptyText
from merchant_desk.ui.widgets.select import Select
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.clock import utc_now
from merchant_desk.values.french import number
from merchant_desk.values.ids import ProductId, id_text
from merchant_desk.values.scan import Scan
from merchant_desk.values.texts import _, ngettext

_AGES = (90, 180, 365)
_TALL = 300


class ArticlesCard(Card):
    """``edited`` when articles came or went, ``opened`` when one is to have its own price."""

    edited = Signal()
    opened = Signal(object)

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__(shell.theme, _("Articles"))
        theme = shell.theme
        self._desk = desk
        self._shell = shell
        self._products: tuple[str, ...] = ()
        self._filters: list[ArticleFilter] = []
        self._empty: EmptyText | None = None
        self.counted = TextLabel(theme, "", ink=Ink.TEXT2, tabular=True)
        self.finder = ProductSearch(desk, theme, lists_all=False)
        self.pick = Select(theme, _("Ajouter d’un coup"))
        self.own = Button(theme, _("Son prix"), icon="pencil")
        self.remove = Button(theme, _("Retirer"), icon="x")
        self.clear = Button(theme, _("Tout retirer"))
        self.table: RowTable[DraftLine] = RowTable(
            desk,
            theme,
            name="promotion_lines",
            label=_("Articles de l’opération"),
            columns=line_columns(),
            row_id=lambda row: row.product_id,
            checkable=False,
        )
        self._build()
        self.finder.chosen.connect(self._on_found)
        self.pick.activated.connect(self._on_pick)
        self.table.activated.connect(self.opened)
        self.own.clicked.connect(self._on_own)
        self.remove.clicked.connect(self._on_remove)
        self.clear.clicked.connect(self._on_clear)
        self.table.current_changed.connect(self._on_current)

    def _build(self) -> None:
        self.add_action(self.counted)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.pick, 1)
        for button in (self.own, self.remove, self.clear):
            row.addWidget(button)
        self.body.addWidget(self.finder)
        self.body.addLayout(row)
        self.body.addWidget(self.table)
        self.table.setMinimumHeight(_TALL)
        self.own.setToolTip(_("Donner son propre prix à l’article (F2)"))
        key = QShortcut(QKeySequence("F2"), self.table)
        key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        key.activated.connect(self._on_own)
        self._on_current(None)
        self._show_empty()

    def begin(self) -> None:
        """Ask what articles can be chosen by."""
        self._desk.read(self._show_choices, article_choices)

    def show_draft(self, draft: PromotionDraft) -> None:
        """Hold the articles of a draft; their lines come with the verdict."""
        self._products = draft.products
        self._show_count()

    def put_into(self, draft: PromotionDraft) -> PromotionDraft:
        """Return the draft with these articles."""
        kept = set(self._products)
        own = tuple(each for each in draft.own_prices if each.product in kept)
        return replace(draft, products=self._products, own_prices=own)

    def show_lines(self, lines: DraftLines) -> None:
        """Show the prices that the verdict is about."""
        self.table.ask(lines)

    def add(self, products: Sequence[ProductId]) -> None:
        """Put articles into the operation, each once."""
        before = len(self._products)
        texts = [*self._products, *(id_text(each) for each in products)]
        self._products = tuple(dict.fromkeys(texts))
        self._show_count()
        if len(self._products) != before:
            self.edited.emit()

    def add_scanned(self, scan: Scan) -> None:
        """Put the article that was scanned into the operation."""
        self._desk.read(self._show_scanned, products_of_scan, scan)

    def _show_scanned(self, found: tuple[CodeMatch, ...]) -> None:
        if found:
            self.add([found[0].product_id])
            self._shell.sounds.play(Sound.ADDED)
        else:
            self._shell.sounds.play(Sound.UNKNOWN)
            self._shell.banner(
                _("L’article n’a pas été ajouté\u00a0: ce code n’est pas connu."),
                _("Cherchez l’article par son nom, ou donnez-lui ce code dans Produits."),
                Tone.WARN,
            )

    def _show_choices(self, choices: ArticleChoices) -> None:
        entries: list[tuple[str, ArticleFilter]] = [
            (_("Tout le stock"), ArticleFilter()),
            *(
                (_("Invendus depuis {n} jours").format(n=days), ArticleFilter(unsold_days=days))
                for days in _AGES
            ),
            *(
                (_("En stock depuis {n} jours").format(n=days), ArticleFilter(held_days=days))
                for days in _AGES
            ),
            *(
                (_("Catégorie {name} ({n})").format(name=name, n=count), _category(name))
                for name, count in choices.categories
            ),
            *(
                (_("Fournisseur {name} ({n})").format(name=name, n=count), _supplier(name))
                for name, count in choices.suppliers
            ),
        ]
        self._filters = [each for _words, each in entries]
        self.pick.clear()
        self.pick.addItems([_("Ajouter d’un coup…"), *(words for words, _each in entries)])

    def _on_found(self, product: FoundProduct) -> None:
        self.add([product.product_id])
        self.finder.search.clear()
        self.finder.search.setFocus()

    def _on_pick(self, index: int) -> None:
        self.pick.setCurrentIndex(0)
        if 1 <= index <= len(self._filters):
            self._desk.read(self._show_picked, articles_wanted, self._filters[index - 1], utc_now())

    def _show_picked(self, products: tuple[ProductId, ...]) -> None:
        self.add(products)
        words = ngettext("{n} article trouvé", "{n} articles trouvés", len(products))
        self._shell.toast(words.format(n=number(len(products))))

    def _on_current(self, row: DraftLine | None) -> None:
        self.own.setEnabled(row is not None)
        self.remove.setEnabled(row is not None)

    def _on_own(self) -> None:
        row = self.table.current()
        if row is not None:
            self.opened.emit(row)

    def _show_empty(self) -> None:
        """Say that there is none, or that their prices are being worked out."""
        if self._products:
            words = EmptyText("scale", _("Les prix sont calculés…"), "")
        else:
            words = EmptyText(
                "tags",
                _("Aucun article"),
                _("Cherchez-les ci-dessus, scannez-les, ou ajoutez une catégorie d’un coup."),
            )
        if self._empty != words:
            self._empty = words
            self.table.set_empty(EmptyState(self._shell.theme, words))

    def _on_remove(self) -> None:
        row = self.table.current()
        if row is not None:
            gone = id_text(row.product_id)
            self._products = tuple(each for each in self._products if each != gone)
            self._show_count()
            self.edited.emit()

    def _on_clear(self) -> None:
        self._products = ()
        self._show_count()
        self.edited.emit()

    def _show_count(self) -> None:
        count = len(self._products)
        self.counted.setText(ngettext("{n} article", "{n} articles", count).format(n=number(count)))
        self.clear.setEnabled(bool(count))
        self._show_empty()


def _category(name: str) -> ArticleFilter:
    return ArticleFilter(category=name, in_stock=False)


def _supplier(name: str) -> ArticleFilter:
    return ArticleFilter(supplier=name, in_stock=False)
