"""Above the pages: which one is seen, how large."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from merchant_desk.ui.fonts import Role
from merchant_desk.ui.printing.page_layout import Fit
from merchant_desk.ui.printing.page_view import PageView
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.icon_button import IconButton
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.french import NBSP, number
from merchant_desk.values.texts import _


class PreviewBar(QWidget):
    """Turns the pages of a view, zooms it, and tells where it is."""

    def __init__(self, theme: Theme, view: PageView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._view = view
        self._count = 0
        self._place = TextLabel(theme, "", Role.BODY, Ink.TEXT2, tabular=True)
        self._zoom = TextLabel(theme, "", Role.BODY, Ink.TEXT2, tabular=True)
        self._back = IconButton(theme, "chevron-up", _("Page précédente"))
        self._forward = IconButton(theme, "chevron-down", _("Page suivante"))
        self._smaller = IconButton(theme, "minus", _("Plus petit"))
        self._larger = IconButton(theme, "plus", _("Plus grand"))
        self._whole = Button(theme, _("Page entière"), kind=Kind.QUIET)
        self._wide = Button(theme, _("Largeur"), kind=Kind.QUIET)
        self._build()
        self._back.clicked.connect(self._on_back)
        self._forward.clicked.connect(self._on_forward)
        self._smaller.clicked.connect(self._on_smaller)
        self._larger.clicked.connect(self._on_larger)
        self._whole.clicked.connect(self._on_whole)
        self._wide.clicked.connect(self._on_wide)
        view.moved.connect(self._show_place)
        self.setEnabled(False)

    def _build(self) -> None:
        self._zoom.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._zoom.setMinimumWidth(self._theme.px(52))
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 16, 10)
        row.setSpacing(4)
        for each in (self._back, self._forward):
            row.addWidget(each)
        row.addSpacing(6)
        row.addWidget(self._place)
        row.addStretch(1)
        row.addWidget(self._smaller)
        row.addWidget(self._zoom)
        row.addWidget(self._larger)
        row.addSpacing(6)
        row.addWidget(self._whole)
        row.addWidget(self._wide)

    def show_count(self, count: int) -> None:
        """Tell how many pages there are."""
        self._count = count
        self.setEnabled(count > 0)
        self._show_place()

    def _show_place(self) -> None:
        page = self._view.page
        words = _("Page {n} sur {total}").format(n=number(page + 1), total=number(self._count))
        self._place.setText(words if self._count else "")
        self._zoom.setText(f"{round(self._view.zoom * 100)}{NBSP}%")
        self._back.setEnabled(page > 0)
        self._forward.setEnabled(page + 1 < self._count)

    def _on_back(self) -> None:
        self._view.go_to(self._view.page - 1)

    def _on_forward(self) -> None:
        self._view.go_to(self._view.page + 1)

    def _on_smaller(self) -> None:
        self._view.zoom_by_step(larger=False)

    def _on_larger(self) -> None:
        self._view.zoom_by_step(larger=True)

    def _on_whole(self) -> None:
        self._view.fit_to(Fit.PAGE)

    def _on_wide(self) -> None:
        self._view.fit_to(Fit.WIDTH)
