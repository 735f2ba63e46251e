"""« Imprimer » on top of an operation: its price tags, and the file that proves it."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QHBoxLayout, QWidget

from merchant_desk.ui.desk import Desk
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.menu import Menu
from merchant_desk.values.clock import utc_now
from merchant_desk.values.ids import PrintJobId, PromotionId
from merchant_desk.values.price_tags import TAG_FORMATS, TagFormat
from merchant_desk.values.texts import _
from merchant_desk.values.words import DocumentKind, PromotionState

if TYPE_CHECKING:
    from merchant_desk.queries.price_tags import TagsReady, TagsWanted

_TAGGED = frozenset({PromotionState.PLANNED, PromotionState.RUNNING})


class PrintPart(QWidget):
    """One button and its menu; what is chosen goes to the print queue of this station."""

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__()
        self._desk = desk
        self._shell = shell
        self._id: PromotionId | None = None
        self._title = ""
        self._state = PromotionState.DRAFT
        self._asked: tuple[PromotionId, TagsWanted] | None = None
        self.button = Button(shell.theme, _("Imprimer"), icon="printer")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.button)
        self.button.clicked.connect(self._on_open)
        self.setVisible(False)

    def show_for(self, promotion_id: PromotionId, title: str, state: PromotionState) -> None:
        """Offer the papers of an operation; a draft has none."""
        self._id, self._title, self._state = promotion_id, title, state
        self.setVisible(state is not PromotionState.DRAFT)

    def menu(self) -> Menu:
        """Return the papers that may be printed as it stands."""
        menu = Menu(self._shell.theme, _("Imprimer"), self)
        if self._state in _TAGGED:
            for form in TAG_FORMATS:
                words = _("Étiquettes de prix, {format}").format(format=_(form.title))
                menu.add(words, "tags").triggered.connect(partial(self.print_tags, form))
            menu.addSeparator()
        proof = menu.add(_("Dossier de preuve"), "file-text")
        proof.triggered.connect(self.print_evidence)
        return menu

    def print_tags(self, form: TagFormat) -> None:
        """Ask for the labels of the markdown that runs, or comes next.

        They are drawn first: what does not fit on its label is refused before it is kept as shown.
        """
        from merchant_desk.queries.price_tags import (  # noqa: PLC0415 - on first use
            TagsWanted,
            price_tags,
        )

        if self._id is not None:
            wanted = TagsWanted(form)
            self._asked = (self._id, wanted)
            self._desk.read(self._on_ready, price_tags, self._id, wanted, utc_now())

    def _on_ready(self, ready: "TagsReady") -> None:
        from merchant_desk.documents.writing.paper_bytes import (  # noqa: PLC0415 - on first use
            paper_bytes,
        )

        self._desk.network(self._on_drawn, paper_bytes, [ready.tags])

    def _on_drawn(self, _pdf: bytes) -> None:
        from merchant_desk.operations.print_tags import queue_tags  # noqa: PLC0415 - on first use

        asked, self._asked = self._asked, None
        if asked is not None:
            promotion_id, wanted = asked
            gesture = self._desk.gesture()
            self._desk.write(self._on_tags, queue_tags, gesture, promotion_id, wanted)

    def print_evidence(self) -> None:
        """Ask for the evidence file."""
        from merchant_desk.operations.queue_papers import (  # noqa: PLC0415 - on first use
            PaperWanted,
            queue_papers,
        )

        if self._id is not None:
            title = _("Dossier de preuve, {operation}").format(operation=self._title)
            paper = PaperWanted(DocumentKind.EVIDENCE, self._id, title)
            self._desk.write(self._on_evidence, queue_papers, self._desk.gesture(), [paper])

    def _on_open(self) -> None:
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.button.mapToGlobal(QPoint(0, self.button.height() + 4)))

    def _on_tags(self, _job: PrintJobId) -> None:
        self._shell.toast(_("Étiquettes envoyées à l’impression"))

    def _on_evidence(self, _jobs: tuple[PrintJobId, ...]) -> None:
        self._shell.toast(_("Dossier de preuve envoyé à l’impression"))
