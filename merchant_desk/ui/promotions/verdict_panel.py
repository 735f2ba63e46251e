"""The verdict beside the form: what is forbidden, what is risky, why, and the way out."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from merchant_desk.queries.promotion_verdict import Verdict
from merchant_desk.rules.legal.answer import Finding, Level
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.painting import rounded
from merchant_desk.ui.promotions.finding_words import (
    TONES,
    FindingGroup,
    grouped,
    others_words,
    remedy_words,
    verdict_words,
)
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.check_box import CheckBox
from merchant_desk.ui.widgets.icon_label import IconLabel
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.french import number
from merchant_desk.values.texts import _, ngettext

_RADIUS = 10
_MOST = 40
_LEAST_BUTTON = 120


class FindingBox(QWidget):
    """One finding: the sentence, the article, the sanction, the button, the box to tick."""

    remedy_wanted = Signal(object)
    rule_wanted = Signal(str)
    ticked = Signal(str, bool)

    def __init__(self, theme: Theme, group: FindingGroup, *, read: bool) -> None:
        super().__init__()
        self._theme = theme
        finding = group.finding
        self._tone, icon = TONES[finding.level]
        self.words = TextLabel(theme, finding.message, Role.BODY, wraps=True)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        mends = remedy_words(group)
        self.remedy = Button(theme, mends, icon="check")
        self.remedy.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.remedy.setMinimumWidth(_LEAST_BUTTON)
        self.remedy.setToolTip(mends)
        self.rule = Button(theme, finding.rule, kind=Kind.LINK)
        self.rule.setToolTip(_("Lire la règle et son texte"))
        self.tick = CheckBox(theme, _("J’ai lu et j’assume ce risque"))
        self.tick.setChecked(read)
        self._build(group, icon)
        self.remedy.setVisible(bool(mends))
        self.tick.setVisible(finding.level is Level.WARN)
        self.remedy.clicked.connect(partial(self.remedy_wanted.emit, group))
        self.rule.clicked.connect(partial(self.rule_wanted.emit, finding.rule))
        self.tick.toggled.connect(partial(self.ticked.emit, finding.rule))
        self.setAccessibleName(finding.message)
        theme.changed.connect(self.update)

    def _build(self, group: FindingGroup, icon: str) -> None:
        theme, finding = self._theme, group.finding
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(self.words)
        for text in (others_words(group), _source(finding)):
            if text:
                column.addWidget(TextLabel(theme, text, Role.CAPTION, Ink.TEXT2, wraps=True))
        acts = QHBoxLayout()
        acts.setSpacing(8)
        acts.addWidget(self.remedy)
        acts.addStretch(1)
        column.addLayout(acts)
        column.addWidget(self.rule, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.tick)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 10, 12, 10)
        row.setSpacing(10)
        row.addWidget(IconLabel(theme, icon, Ink(self._tone.value)), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(column, 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground in the tone of the finding."""
        soft = self._theme.tokens.tone(self._tone).soft
        rounded(QPainter(self), QRectF(self.rect()), _RADIUS, fill=soft)


def _source(finding: Finding) -> str:
    parts = [finding.legal_reference]
    if finding.sanction:
        parts.append(_("Sanction\u00a0: {words}").format(words=finding.sanction))
    return "\n".join(parts)


class VerdictPanel(QWidget):
    """The verdict and its findings; ``remedy_wanted`` carries a group of findings."""

    remedy_wanted = Signal(object)
    rule_wanted = Signal(str)
    acknowledged_changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._read: set[str] = set()
        self._verdict: Verdict | None = None
        self.mark = IconLabel(theme, "scale", Ink.TEXT3, 20)
        self.heading = TextLabel(theme, _("Vérification…"), Role.CARD_TITLE, wraps=True)
        self.note = TextLabel(theme, "", ink=Ink.TEXT2, wraps=True)
        self.boxes = QVBoxLayout()
        self.boxes.setSpacing(8)
        self._build()

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.heading)
        words.addWidget(self.note)
        head.addLayout(words, 1)
        inner = QWidget()
        inner.setProperty("ground", "none")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 8, 0)
        column.addLayout(self.boxes)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(12)
        outer.addLayout(head)
        outer.addWidget(area, 1)

    @property
    def acknowledged(self) -> frozenset[str]:
        """Return the rules whose warnings were read and ticked."""
        wanted = self._verdict.warned_rules if self._verdict else frozenset()
        return frozenset(self._read) & wanted

    @property
    def may_plan(self) -> bool:
        """Tell whether nothing blocks and every warning was read."""
        verdict = self._verdict
        return (
            verdict is not None
            and verdict.level is not Level.BLOCK
            and verdict.warned_rules <= self._read
        )

    def begin(self, read: Sequence[str] = ()) -> None:
        """Begin with another operation, whose warnings of before stay read."""
        self._read, self._verdict = set(read), None
        self.show_waiting()

    def show_waiting(self) -> None:
        """Say that what is shown is being checked again."""
        self.note.setText(_("Vérification…"))

    def show_trouble(self, title: str, advice: str) -> None:
        """Say why nothing could be checked."""
        self._verdict = None
        self.heading.setText(title)
        self.note.setText(advice)
        self.mark.show_icon("circle-alert", Ink.WARN)
        self._fill(())
        self.acknowledged_changed.emit()

    def show_refusal(self, title: str, advice: str) -> None:
        """Say why it was not kept or planned; the findings stay to be read."""
        self.heading.setText(title)
        self.note.setText(advice)
        self.mark.show_icon("circle-alert", Ink.BAD)

    def show_verdict(self, verdict: Verdict) -> None:
        """Show what the law says of the operation as it is now."""
        self._verdict = verdict
        tone, icon = TONES[verdict.level]
        heading, note = verdict_words(verdict.level, len(verdict.facts))
        self.heading.setText(heading)
        self.note.setText(note)
        self.mark.show_icon(icon, Ink(tone.value if tone is not Tone.MUTE else Ink.TEXT2.value))
        self._fill(grouped(verdict.answer.findings))
        self.acknowledged_changed.emit()

    def _fill(self, groups: Sequence[FindingGroup]) -> None:
        while (taken := self.boxes.takeAt(0)) is not None:
            if widget := taken.widget():
                widget.hide()
                widget.deleteLater()
        for group in groups[:_MOST]:
            box = FindingBox(self._theme, group, read=group.finding.rule in self._read)
            box.remedy_wanted.connect(self.remedy_wanted)
            box.rule_wanted.connect(self.rule_wanted)
            box.ticked.connect(self._on_ticked)
            self.boxes.addWidget(box)
        more = len(groups) - _MOST
        if more > 0:
            words = ngettext("et {n} autre point", "et {n} autres points", more)
            told = words.format(n=number(more))
            self.boxes.addWidget(TextLabel(self._theme, told, ink=Ink.TEXT2))

    def _on_ticked(self, rule: str, on: bool) -> None:
        (self._read.add if on else self._read.discard)(rule)
        self.acknowledged_changed.emit()
