"""What was checked of the books, its verdict, and what is left to know before handing them over."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from merchant_desk.queries.period_books import PeriodBooks
from merchant_desk.rules.accounting_words import check_words
from merchant_desk.ui.accounting.fec_verdict import FecVerdict
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.settings.page import clear
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.card import Card
from merchant_desk.ui.widgets.icon_label import IconLabel
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.french import euros
from merchant_desk.values.texts import _


class ChecksCard(Card):
    """A line a check and a note, the gravest first."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, _("Vérifications"))
        self._theme = theme
        self._lines = QVBoxLayout()
        self._lines.setSpacing(6)
        self.body.addLayout(self._lines)
        self.body.addStretch(1)
        self._told: tuple[tuple[str, str, Ink], ...] = ()
        self._verdict: tuple[str, str, Ink] | None = None

    @property
    def sentences(self) -> tuple[str, ...]:
        """Return what is said, in order."""
        verdict = () if self._verdict is None else (self._verdict,)
        return tuple(text for _icon, text, _ink in (*verdict, *self._told))

    def show_books(self, books: PeriodBooks) -> None:
        """Show what was checked and what is to be known."""
        self._verdict = None
        self._told = (
            *_checked(books),
            *(("info", each.sentence, Ink.WARN) for each in books.notes),
        )
        self._show()

    def show_verdict(self, verdict: FecVerdict) -> None:
        """Show whether the file for the accountant can be written."""
        text = f"{verdict.sentence} {verdict.advice}".strip()
        good = ("circle-check", text, Ink.OK)
        self._verdict = good if verdict.holds else ("circle-alert", text, Ink.WARN)
        self._show()

    def _show(self) -> None:
        verdict = () if self._verdict is None else (self._verdict,)
        clear(self._lines)
        for icon, text, ink in (*verdict, *self._told):
            self._lines.addLayout(self._line(icon, text, ink))

    def _line(self, icon: str, text: str, ink: Ink) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(IconLabel(self._theme, icon, ink), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(TextLabel(self._theme, text, Role.BODY, Ink.TEXT, wraps=True), 1)
        return row


def _checked(books: PeriodBooks) -> tuple[tuple[str, str, Ink], ...]:
    """Return one line when all agrees, else a line a check that does not hold."""
    if books.holds:
        said = _("Débits et crédits, TVA et journal des ventes concordent au centime")
        return (("circle-check", said, Ink.OK),)
    told = _("À revoir\u00a0: {what}, sauf {found} au lieu de {expected}")
    return tuple(
        (
            "circle-alert",
            told.format(
                what=check_words(each.key),
                found=euros(each.found),
                expected=euros(each.expected),
            ),
            Ink.BAD,
        )
        for each in books.checks
        if not each.holds
    )
