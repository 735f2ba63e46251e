"""What the import would do: counts, then the rows it would refuse, with why."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from merchant_desk.ui.fonts import Role
from merchant_desk.ui.stock.lines import Line, clear
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.card import Card
from merchant_desk.ui.widgets.chip import Chip, ChipText
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.catalogue_sheet import Refusal
from merchant_desk.values.french import number
from merchant_desk.values.import_preview import ImportPreview
from merchant_desk.values.texts import _, ngettext

_SHOWN = 100


class Outcome(QWidget):
    """The dry run as she reads it."""

    save_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._chips = QHBoxLayout()
        self._chips.setSpacing(8)
        self.save = Button(
            theme, _("Enregistrer les lignes refusées…"), kind=Kind.QUIET, icon="download"
        )
        self.save.clicked.connect(self.save_wanted)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self._scroll = self._scrolling()
        head = QHBoxLayout()
        head.addLayout(self._chips)
        head.addStretch(1)
        head.addWidget(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        self._frame = Card(theme, padding=4)
        self._frame.body.addWidget(self._scroll, 1)
        column.addWidget(self._frame, 1)
        self.show_nothing()

    def _scrolling(self) -> QScrollArea:
        inside = QWidget()
        inside.setProperty("ground", "surface")
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 6, 16, 6)
        column.addLayout(self._list)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidget(inside)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setAccessibleName(_("Lignes refusées et remarques"))
        return scroll

    def show_nothing(self) -> None:
        """Empty the card while nothing is known."""
        clear(self._chips)
        clear(self._list)
        self.hide()

    def show_preview(self, preview: ImportPreview) -> None:
        """Show counts and reasons."""
        self.show_nothing()
        self.show()
        for chip in _counts(preview):
            self._chips.addWidget(Chip(self._theme, chip))
        self.save.setVisible(bool(preview.refusals))
        told = [(each, True) for each in preview.refusals[:_SHOWN]]
        told += [(each, False) for each in preview.remarks[: _SHOWN - len(told)]]
        self._frame.setVisible(bool(told))
        for each, refused in told:
            self._list.addWidget(self._line(each, refused=refused))
        left = len(preview.refusals) + len(preview.remarks) - len(told)
        if left:
            words = _("… et {n} autres, dans le fichier des lignes refusées.")
            more = TextLabel(self._theme, words.format(n=number(left)), Role.CAPTION, Ink.TEXT2)
            self._list.addWidget(more)

    def _line(self, each: Refusal, *, refused: bool) -> Line:
        where = _("Ligne {line}").format(line=number(each.line))
        if each.column:
            where = f"{where} · {each.column}"
        told = f"{each.reason[:1].upper()}{each.reason[1:]}"
        if each.proposal:
            told = _("{told}\u00a0: {proposal}\u00a0?").format(told=told, proposal=each.proposal)
        note = f"{where}\u00a0: {each.value}" if each.value else where
        line = Line(self._theme, told, note=note)
        tone = ChipText(_("Refusée"), Tone.BAD) if refused else ChipText(_("Remarque"), Tone.INFO)
        line.add(Chip(self._theme, tone))
        return line


def _counts(preview: ImportPreview) -> list[ChipText]:
    def words(one: str, many: str, count: int) -> str:
        return ngettext(one, many, count).format(n=number(count))

    told = (
        (words("{n} nouveau", "{n} nouveaux", preview.created), preview.created, Tone.OK),
        (words("{n} modifié", "{n} modifiés", preview.changed), preview.changed, Tone.INFO),
        (
            _("{n} sans changement").format(n=number(preview.unchanged)),
            preview.unchanged,
            Tone.MUTE,
        ),
        (
            words("{n} ligne refusée", "{n} lignes refusées", preview.refused),
            preview.refused,
            Tone.BAD,
        ),
        (
            words("{n} unité en stock", "{n} unités en stock", preview.opening_units),
            preview.opening_units,
            Tone.ACCENT,
        ),
    )
    return [ChipText(text, tone) for text, count, tone in told if count]
