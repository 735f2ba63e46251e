"""F1: the help in French, one page per screen, beside the window."""

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QKeySequence, QShortcut, QTextCursor
from PySide6.QtWidgets import QTextBrowser, QVBoxLayout, QWidget

from merchant_desk.ui.fonts import Role
from merchant_desk.ui.help_style import dress
from merchant_desk.ui.theme import Theme
from merchant_desk.values.bundled import RESOURCES
from merchant_desk.values.texts import _

HELP_FOLDER = RESOURCES / "help" / "fr"
INDEX = "index"


class HelpWindow(QWidget):
    """Shows one page; links lead to others, and to the web in the browser."""

    def __init__(self, theme: Theme, folder: Path = HELP_FOLDER) -> None:
        super().__init__()
        self._theme = theme
        self._folder = folder
        self._page = ""
        self._browser = QTextBrowser()
        self._browser.setOpenLinks(False)
        self._browser.setFrameShape(QTextBrowser.Shape.NoFrame)
        self._browser.setAccessibleName(_("Aide"))
        self._browser.anchorClicked.connect(self._on_link)
        self.setWindowTitle(_("Aide de Merchant Desk"))
        self.setProperty("ground", "surface")
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 8, 16)
        column.addWidget(self._browser)
        QShortcut(QKeySequence("Esc"), self).activated.connect(self.close)
        self.resize(theme.px(560), theme.px(640))
        theme.changed.connect(self._draw)

    @property
    def page(self) -> str:
        """Return the page shown."""
        return self._page

    def open_page(self, page: str) -> None:
        """Show this page, or the first one when it is not written."""
        self._page = page if page_source(self._folder, page) is not None else INDEX
        self._draw()
        self.show()
        self.raise_()
        self._browser.setFocus()

    def _draw(self) -> None:
        if not self._page:
            return
        source = page_source(self._folder, self._page) or ""
        document = self._browser.document()
        document.setDefaultFont(self._theme.font(Role.BODY))
        document.setMarkdown(source)
        dress(document, self._theme)
        self._browser.moveCursor(QTextCursor.MoveOperation.Start)

    def _on_link(self, link: QUrl) -> None:
        if link.scheme() in {"http", "https"}:
            QDesktopServices.openUrl(link)
            return
        self.open_page(Path(link.path()).stem)


def page_source(folder: Path, page: str) -> str | None:
    """Return the Markdown of a page that is written, or made of a rule of law; None for neither."""
    if Path(page).name != page:
        return None
    file = folder / f"{page}.md"
    if file.is_file():
        return file.read_text(encoding="utf-8")
    from merchant_desk.rules.legal.rule_pages import rule_page  # noqa: PLC0415 - loaded when asked

    return rule_page(page)
