"""The review: variances by value, the worst first, what to count again, what nobody counted."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from merchant_desk.queries.count_lists import review_list, row_key
from merchant_desk.queries.count_review import CountReview, VarianceRow
from merchant_desk.ui.counts.columns import review_columns, state_chip
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.row_table import RowTable
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.banner import Banner, BannerText
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.chip import Chip
from merchant_desk.ui.widgets.empty_state import EmptyState, EmptyText
from merchant_desk.ui.widgets.switch import Switch
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.french import euros, number
from merchant_desk.values.goods_words import CountState
from merchant_desk.values.texts import _, ngettext

_MANY, _MANY_MS = 5_000, 3_000


class ReviewView(QWidget):
    """Enter has an article counted again; Ctrl+Enter validates."""

    back_wanted = Signal()
    go_on_wanted = Signal()
    validate_wanted = Signal()
    undo_wanted = Signal()
    cancel_wanted = Signal()
    recount_wanted = Signal(object)

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__()
        theme = shell.theme
        self._theme = theme
        self._shown: CountReview | None = None
        self.back = Button(theme, _("Comptages"), kind=Kind.QUIET, icon="chevron-left")
        self.title = TextLabel(theme, "", Role.CARD_TITLE)
        self.chip = Chip(theme, state_chip(CountState.OPEN))
        self.only = Switch(theme, _("Seulement les écarts"))
        self.give_up = Button(theme, _("Abandonner"), kind=Kind.QUIET)
        self.go_on = Button(theme, _("Continuer à compter"), icon="scan-barcode")
        self.validate = Button(theme, _("Valider le comptage"), kind=Kind.PRIMARY, icon="check")
        self.undo = Button(theme, _("Annuler ce comptage"), icon="undo-2")
        self.worth = TextLabel(theme, "", Role.MONEY, tabular=True)
        self.told = TextLabel(theme, "", ink=Ink.TEXT2, wraps=True)
        self.banner = Banner(theme)
        self.rows: RowTable[VarianceRow] = RowTable(
            desk, theme, name="count_review", label=_("Écarts par valeur"),
            columns=review_columns(), row_id=row_key, checkable=False,
        )  # fmt: skip
        self._build()
        self._connect()
        self.setFocusProxy(self.rows)

    @property
    def review(self) -> CountReview | None:
        """Return what is gone through."""
        return self._shown

    @property
    def pause_ms(self) -> int:
        """Return how long to wait before it is gone through again: that of a whole shop is long."""
        shown = self._shown
        many = shown is not None and len(shown.counted) + len(shown.uncounted) > _MANY
        return _MANY_MS if many else 0

    def show_review(self, review: CountReview) -> None:
        """Show it: the sum, what is doubtful, the rows."""
        self._shown = review
        head = review.head
        self.title.setText(f"{head.number} · {head.title}" if head.title else head.number)
        self.chip.show_chip(state_chip(head.state))
        is_open = head.state is CountState.OPEN
        for button in (self.give_up, self.go_on, self.validate):
            button.setVisible(is_open)
        self.undo.setVisible(head.state is CountState.DONE)
        self.worth.setText(euros(review.worth))
        self.told.setText(_told(review))
        if review.doubtful and is_open:
            self.banner.show_message(_doubts(len(review.doubtful)))
        else:
            self.banner.hide()
        self._ask()

    def _ask(self) -> None:
        if self._shown is not None:
            self.rows.ask(review_list(self._shown, only_variances=self.only.isChecked()))

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        for each in (self.back, self.title, self.chip):
            head.addWidget(each)
        head.addStretch(1)
        for each in (self.give_up, self.go_on, self.undo, self.validate):
            head.addWidget(each)
        sums = QHBoxLayout()
        sums.setSpacing(16)
        sums.addWidget(self.worth)
        sums.addWidget(self.told, 1)
        sums.addWidget(self.only)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 8, 24, 18)
        column.setSpacing(12)
        column.addLayout(head)
        column.addLayout(sums)
        column.addWidget(self.banner)
        column.addWidget(self.rows, 1)
        self.rows.set_empty(EmptyState(self._theme, _nothing()))

    def _connect(self) -> None:
        self.back.clicked.connect(self.back_wanted)
        self.go_on.clicked.connect(self.go_on_wanted)
        self.validate.clicked.connect(self.validate_wanted)
        self.undo.clicked.connect(self.undo_wanted)
        self.give_up.clicked.connect(self.cancel_wanted)
        self.only.toggled.connect(self._ask)
        self.rows.activated.connect(self.recount_wanted)


def _told(review: CountReview) -> str:
    wrong = [each for each in review.sure if each.variance]
    told = [
        _("d’écart au coût"),
        ngettext("{n} écart", "{n} écarts", len(wrong)).format(n=number(len(wrong))),
        ngettext("{n} article compté", "{n} articles comptés", len(review.counted)).format(
            n=number(len(review.counted))
        ),
    ]
    unknown = sum(each.unit_cost is None for each in wrong)
    if unknown:
        text = ngettext("{n} sans prix d’achat", "{n} sans prix d’achat", unknown)
        told.append(text.format(n=number(unknown)))
    if review.uncounted and review.head.state is CountState.OPEN:
        text = ngettext("{n} non compté", "{n} non comptés", len(review.uncounted))
        told.append(text.format(n=number(len(review.uncounted))))
    return " · ".join(told)


def _doubts(count: int) -> BannerText:
    title = ngettext("{n} article est à recompter", "{n} articles sont à recompter", count).format(
        n=number(count)
    )
    advice = _(
        "Des unités ont bougé pendant qu’on les comptait, ou leur stock a été corrigé depuis. "
        "Entrée sur la ligne les fait recompter."
    )
    return BannerText(Tone.WARN, title, advice)


def _nothing() -> EmptyText:
    return EmptyText("list-checks", _("Rien n’est encore compté"), _("Scannez des articles."))
