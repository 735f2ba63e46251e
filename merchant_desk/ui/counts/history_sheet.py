"""Every count of an article, the latest first, beside the review."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QVBoxLayout, QWidget

from merchant_desk.queries.article_counts import ArticleCount, article_counts
from merchant_desk.queries.count_review import VarianceRow
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.french import euros, moment, number
from merchant_desk.values.texts import _

_MOST = 60


class HistorySheet(QObject):
    """Two lines a count: what was found, then when, where and by whom."""

    def __init__(self, desk: Desk, shell: Shell, screen: QWidget) -> None:
        super().__init__(screen)
        self._desk, self._theme = desk, shell.theme
        self.sheet = shell.new_sheet(screen, _("Comptages de l’article"))
        self._holder = QWidget()
        self.lines: list[str] = []

    def open_for(self, row: VarianceRow) -> None:
        """Tell the counts of the article of this row."""
        self.sheet.subtitle.setText(row.title)
        self._desk.read(self._show, article_counts, row.key.product_id)

    def _show(self, counts: tuple[ArticleCount, ...]) -> None:
        self._holder.deleteLater()
        self._holder = QWidget()
        self._holder.setProperty("ground", "none")
        column = QVBoxLayout(self._holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        self.lines = []
        for each in counts[:_MOST]:
            for text, role, ink in (
                (_found(each), Role.STRONG, Ink.TEXT), (_when(each), Role.CAPTION, Ink.TEXT2),
            ):  # fmt: skip
                column.addWidget(TextLabel(self._theme, text, role, ink, wraps=True))
                self.lines.append(text)
            column.addSpacing(8)
        if not counts:
            never = _("Aucun comptage validé de cet article.")
            column.addWidget(TextLabel(self._theme, never, ink=Ink.TEXT2, wraps=True))
        column.addStretch(1)
        self.sheet.body.addWidget(self._holder)
        self.sheet.open_sheet()


def _found(each: ArticleCount) -> str:
    text = _("{bin}\u00a0: attendu {expected}, compté {counted} ({worth})")
    return text.format(
        bin=each.bin,
        expected=number(each.expected),
        counted=number(each.counted),
        worth=euros(each.worth),
    )


def _when(each: ArticleCount) -> str:
    lot = _("lot {lot}").format(lot=each.lot) if each.lot else ""
    undone = _("annulé") if each.undone else ""
    return " · ".join(filter(None, (each.number, moment(each.at), each.by, lot, undone)))
