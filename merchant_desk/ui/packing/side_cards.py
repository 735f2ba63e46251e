"""What stands beside the bench: the customer's words, and the last scans."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from merchant_desk.queries.parcel_view import ParcelView
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.packing.row_list import RowList
from merchant_desk.ui.packing.scan_rows import ScanPainter, ScanRow
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.card import Card
from merchant_desk.ui.widgets.icon_button import IconButton
from merchant_desk.ui.widgets.icon_label import IconLabel
from merchant_desk.ui.widgets.kbd import Kbd
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.french import NBSP
from merchant_desk.values.texts import _

_LONGEST = 600
_LINK_PADDING = 7
_LEAST = 41


class _Words(QWidget):
    """A title with its icon, and what the customer wrote."""

    def __init__(self, theme: Theme, icon: str, ink: Ink, title: str) -> None:
        super().__init__()
        self._title = title
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(IconLabel(theme, icon, ink))
        head.addWidget(TextLabel(theme, title, Role.BOLD), 1)
        self._text = TextLabel(theme, "", ink=Ink.TEXT2, wraps=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(5)
        column.addLayout(head)
        column.addWidget(self._text)

    def show_text(self, text: str) -> None:
        clean = " ".join(text.split())
        cut = clean if len(clean) <= _LONGEST else f"{clean[:_LONGEST]}…"
        self._text.setText(f"«{NBSP}{cut}{NBSP}»")
        self._text.setAccessibleName(f"{self._title}. {cut}")
        self.setVisible(bool(clean))


class MessageCard(Card):
    """The note of the customer and the words of the gift card; hidden when there is neither."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent=parent)
        self._note = _Words(theme, "mail", Ink.WARN, _("Message du client"))
        self._gift = _Words(theme, "gift", Ink.ACCENT, _("Mot du cadeau"))
        self.body.addWidget(self._note)
        self.body.addWidget(self._gift)
        self.show_parcel(None)

    def show_parcel(self, view: ParcelView | None) -> None:
        """Show what the customer wrote."""
        note, gift = (view.note, view.gift_note) if view is not None else ("", "")
        self._note.show_text(note)
        self._gift.show_text(gift)
        self.setVisible(bool(note.strip() or gift.strip()))


class ScanLogCard(Card):
    """The last scans with their times; ``undo_wanted`` and ``mute_wanted`` from its buttons."""

    undo_wanted = Signal()
    mute_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, _("Derniers scans"), parent=parent)
        self._mute = IconButton(theme, "volume-2", _("Couper les sons"), side=30)
        self._list: RowList[ScanRow] = RowList(theme, _("Derniers scans"), ScanPainter(theme))
        self._list.setMinimumHeight(_LEAST)
        self._none = TextLabel(theme, _("Aucun scan pour l’instant."), ink=Ink.TEXT2, wraps=True)
        self._undo = Button(theme, _("Annuler le dernier scan"), kind=Kind.LINK)
        self.add_action(self._mute)
        self.body.addWidget(self._none)
        self.body.addWidget(self._list, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(-_LINK_PADDING, 0, 0, 0)
        foot.addWidget(self._undo)
        foot.addStretch(1)
        foot.addWidget(Kbd(theme, "Ctrl+Z"))
        self.body.addLayout(foot)
        self._undo.clicked.connect(self.undo_wanted)
        self._mute.clicked.connect(self.mute_wanted)

    def show_scans(self, rows: Sequence[ScanRow]) -> None:
        """Show the last scans, the newest first."""
        self._none.setVisible(not rows)
        self._list.show_rows(rows)
        self._undo.setEnabled(bool(rows))

    def show_muted(self, *, muted: bool) -> None:
        """Show whether sounds are heard: a mute must be seen."""
        if muted:
            self._mute.show_as("volume-x", _("Remettre les sons"))
        else:
            self._mute.show_as("volume-2", _("Couper les sons"))
        self._mute.set_marked(muted)
