"""What the stock becomes when a count is validated, and what to do with what is not sure."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from merchant_desk.operations.validate_count import Settlement
from merchant_desk.queries.count_review import CountReview
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.check_box import CheckBox
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.french import euros, number
from merchant_desk.values.texts import _, ngettext


class ValidateSheet(QObject):
    """``settled`` carries the ``Settlement``; what is not ticked keeps its stock."""

    settled = Signal(object)

    def __init__(self, shell: Shell, screen: QWidget) -> None:
        super().__init__(screen)
        theme = shell.theme
        self.sheet = shell.new_sheet(screen, _("Valider le comptage"))
        self.worth = TextLabel(theme, "", Role.MONEY, tabular=True)
        self.words = TextLabel(theme, "", Role.BODY, Ink.TEXT2, wraps=True)
        self.gone = CheckBox(theme, "")
        self.doubts = CheckBox(theme, "")
        self.kept = TextLabel(theme, "", Role.CAPTION, Ink.TEXT3, wraps=True)
        self.go = Button(theme, _("Valider"), kind=Kind.PRIMARY, icon="check")
        self._keep = Button(theme, _("Ne rien changer"))
        for each in (self.worth, self.words, self.gone, self.doubts, self.kept):
            self.sheet.body.addWidget(each)
        self.sheet.body.addStretch(1)
        self.sheet.footer.addWidget(self._keep)
        self.sheet.footer.addStretch(1)
        self.sheet.footer.addWidget(self.go)
        self._keep.clicked.connect(self.sheet.close_sheet)
        self.go.clicked.connect(self._on_go)

    def open_for(self, review: CountReview) -> None:
        """Say what will happen to this count."""
        wrong = [each for each in review.sure if each.variance]
        self.sheet.subtitle.setText(review.head.number)
        self.worth.setText(euros(review.worth))
        self.words.setText(
            ngettext(
                "{n} stock sera corrigé de son écart. Les ventes faites pendant le comptage "
                "restent comptées.",
                "{n} stocks seront corrigés de leur écart. Les ventes faites pendant le comptage "
                "restent comptées.",
                len(wrong),
            ).format(n=number(len(wrong)))
        )
        self._show_box(
            self.gone,
            len(review.uncounted),
            ngettext(
                "Mettre à zéro {n} article non compté",
                "Mettre à zéro {n} articles non comptés",
                len(review.uncounted),
            ),
        )
        self._show_box(
            self.doubts,
            len(review.doubtful),
            ngettext(
                "Laisser {n} article à recompter",
                "Laisser {n} articles à recompter",
                len(review.doubtful),
            ),
        )
        self.kept.setText(_("Ce qui n’est pas coché garde son stock."))
        self.kept.setVisible(bool(review.uncounted))
        self.sheet.open_sheet(self.go)

    def _show_box(self, box: CheckBox, count: int, words: str) -> None:
        box.setText(words.format(n=number(count)))
        box.setChecked(False)
        box.setVisible(count > 0)
        box.updateGeometry()

    def _on_go(self) -> None:
        self.sheet.close_sheet()
        self.settled.emit(
            Settlement(zero_uncounted=self.gone.isChecked(), leave_doubtful=self.doubts.isChecked())
        )
