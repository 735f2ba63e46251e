"""The last full comparison with a storefront: how much differs, and each difference."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from merchant_desk.documents import draw_parity
from merchant_desk.documents.writing.write_file import write_bytes
from merchant_desk.errors import DeskError
from merchant_desk.queries.parities import DifferenceList, DifferenceRow
from merchant_desk.queries.sync_overview import ShopExchanges
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.row_table import RowTable
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.sync.columns import difference_columns
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.empty_state import EmptyState, EmptyText
from merchant_desk.ui.widgets.select import Select
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.clock import utc_now
from merchant_desk.values.french import ago, moment, number
from merchant_desk.values.ids import ShopId
from merchant_desk.values.parity import Gap, Parity
from merchant_desk.values.parity_paper import ParityPaper
from merchant_desk.values.parity_words import GAP_WORDS
from merchant_desk.values.texts import _, ngettext


class ParityPage(QWidget):
    """``compare_wanted`` carries the storefront; it repairs nothing by itself."""

    compare_wanted = Signal(object)

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__()
        theme = shell.theme
        self._desk = desk
        self._shell = shell
        self._shops: tuple[ShopExchanges, ...] = ()
        self.shop = Select(theme, _("Boutique en ligne"))
        self.gap = Select(theme, _("Sorte de différence"))
        self.when = TextLabel(theme, "", Role.STRONG, wraps=True)
        self.what = TextLabel(theme, "", ink=Ink.TEXT2, wraps=True)
        self.compare = Button(theme, _("Comparer maintenant"), icon="scale")
        self.save = Button(theme, _("Enregistrer…"), icon="download")
        self.paper = Button(theme, _("Imprimer en PDF…"), icon="printer")
        self.empty = EmptyState(theme, _empty(None))
        self.table: RowTable[DifferenceRow] = RowTable(
            desk,
            theme,
            name="parity",
            label=_("Différences avec la boutique"),
            columns=difference_columns(),
            row_id=lambda row: row.key,
            checkable=False,
        )
        self._build()
        self.shop.currentIndexChanged.connect(self._show)
        self.gap.currentIndexChanged.connect(self._ask_table)
        self.compare.clicked.connect(self._on_compare)
        self.save.clicked.connect(self.table.save_rows)
        self.paper.clicked.connect(self._on_paper)
        self.table.activated.connect(self._on_opened)

    def _build(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.when, 1)
        for widget in (self.shop, self.gap, self.save, self.paper, self.compare):
            row.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(row)
        column.addWidget(self.what)
        column.addWidget(self.table, 1)
        self.table.set_empty(self.empty)

    def show_shops(self, shops: Sequence[ShopExchanges]) -> None:
        """Show the last report of the storefront that is chosen."""
        chosen = self.shop_id
        names = [each.shop.name for each in shops]
        if [self.shop.itemText(place) for place in range(self.shop.count())] != names:
            self.shop.blockSignals(True)
            self.shop.clear()
            self.shop.addItems(names)
            self.shop.blockSignals(False)
        self._shops = tuple(shops)
        self.shop.setVisible(len(names) > 1)
        self.choose(chosen)
        self._show()

    @property
    def shop_id(self) -> ShopId | None:
        """Return the storefront that is chosen."""
        found = self._chosen()
        return None if found is None else found.shop.shop_id

    def choose(self, shop_id: ShopId | None) -> None:
        """Show the report of this storefront."""
        for place, each in enumerate(self._shops):
            if each.shop.shop_id == shop_id:
                self.shop.setCurrentIndex(place)

    def show_running(self, *, running: bool) -> None:
        """Say that something is going on with it."""
        self.compare.setEnabled(not running)
        self.compare.say(_("Comparaison en cours…") if running else _("Comparer maintenant"))

    def _chosen(self) -> ShopExchanges | None:
        place = self.shop.currentIndex()
        return self._shops[place] if 0 <= place < len(self._shops) else None

    def _show(self) -> None:
        chosen = self._chosen()
        report = None if chosen is None else chosen.parity
        self.compare.setVisible(chosen is not None)
        self.when.setText(_when(chosen))
        self.what.setText("" if report is None else counted(report))
        self.what.setVisible(report is not None)
        self._show_gaps(report)
        self.empty.show_words(_empty(report))
        self._ask_table()

    def _show_gaps(self, report: Parity | None) -> None:
        gaps = _gaps(report)
        self.gap.setVisible(len(gaps) > 1)
        self.save.setVisible(bool(gaps))
        self.paper.setVisible(report is not None)
        words = [_("Toutes les différences"), *(_(GAP_WORDS[each]) for each in gaps)]
        if [self.gap.itemText(place) for place in range(self.gap.count())] != words:
            self.gap.blockSignals(True)
            self.gap.clear()
            self.gap.addItems(words)
            self.gap.blockSignals(False)

    def _ask_table(self) -> None:
        chosen = self._chosen()
        if chosen is None:
            return
        gaps, place = _gaps(chosen.parity), self.gap.currentIndex() - 1
        gap = gaps[place] if 0 <= place < len(gaps) else None
        self.table.ask(DifferenceList(chosen.shop.shop_id, gap))

    def _on_paper(self) -> None:
        chosen, _kind = QFileDialog.getSaveFileName(
            self.window(), _("Imprimer la comparaison"), _("comparaison.pdf"), "PDF (*.pdf)"
        )
        if chosen:
            self.write_paper(Path(chosen))

    def write_paper(self, path: Path) -> None:
        """Write the whole report to this file, ready to be printed."""
        shown = self._chosen()
        if shown is None or shown.parity is None or shown.compared_at is None:
            return
        paper = ParityPaper(shown.shop.name, shown.compared_at, shown.parity)
        self._desk.network(self._on_written, _write, path, paper).or_else(self._on_not_written)

    def _on_written(self, path: Path) -> None:
        self._shell.toast(_("Comparaison écrite dans {file}").format(file=path.name))

    def _on_not_written(self, trouble: DeskError) -> None:
        self._shell.banner(trouble.title, trouble.advice, Tone.BAD)

    def _on_compare(self) -> None:
        if self.shop_id is not None:
            self.compare_wanted.emit(self.shop_id)

    def _on_opened(self, row: DifferenceRow) -> None:
        if row.order_id is not None:
            self._shell.navigate("orders", order_id=row.order_id)
        elif row.product_id is not None:
            self._shell.navigate("products", product_id=row.product_id)
        elif row.difference.waits:
            self._shell.navigate("to_check", kind="parked")
        else:
            self._shell.banner(
                _("Il n’y a rien à ouvrir ici\u00a0: seule la boutique connaît cette ligne."),
                _("Essayez «\u00a0Tout regarder\u00a0», ou cherchez-la dans la boutique."),
                Tone.INFO,
            )


def _write(path: Path, paper: ParityPaper) -> Path:
    write_bytes(path, draw_parity(paper))
    return path


def counted(report: Parity) -> str:
    """Return how many differences of each kind were found."""
    found = [
        f"{_(GAP_WORDS[each])}\u00a0: {number(report.counts[each.value])}" for each in _gaps(report)
    ]
    compared = _("{articles} articles et {orders} commandes comparés").format(
        articles=number(report.articles), orders=number(report.orders)
    )
    return " · ".join([compared, *found])


def _gaps(report: Parity | None) -> list[Gap]:
    return [] if report is None else [each for each in Gap if report.counts.get(each.value)]


def _when(chosen: ShopExchanges | None) -> str:
    if chosen is None:
        return _("Aucune boutique en ligne")
    if chosen.compared_at is None or chosen.parity is None:
        return _("Cette boutique n’a pas encore été comparée")
    count = sum(chosen.parity.counts.values())
    words = ngettext("{n} différence", "{n} différences", count).format(n=number(count))
    found = words if count else _("Tout concorde")
    now = utc_now()
    spoken, stamp = ago(chosen.compared_at, now), moment(chosen.compared_at)
    return f"{found} · {stamp}" if stamp in spoken else f"{found} · {spoken} ({stamp})"


def _empty(report: Parity | None) -> EmptyText:
    if report is None:
        return EmptyText(
            "scale",
            _("Pas encore de comparaison"),
            _("Une fois par semaine, tout est comparé avec la boutique. Rien n’est réparé seul."),
        )
    return EmptyText(
        "circle-check",
        _("Tout concorde"),
        _("Stocks, prix, articles et commandes sont les mêmes ici et dans la boutique."),
    )
