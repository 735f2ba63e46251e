"""Rapprochement: she says which product an article is, one question after the other."""

from collections.abc import Callable
from functools import partial
from typing import ClassVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QWidget

from merchant_desk.errors import DeskError
from merchant_desk.operations.answer_match import match_anew, match_with
from merchant_desk.queries.match_questions import (
    MatchCandidate,
    MatchQuestion,
    match_candidates,
    match_questions,
)
from merchant_desk.queries.product_search import FoundProduct
from merchant_desk.ui.desk import Desk, Session
from merchant_desk.ui.product_search import ProductSearch
from merchant_desk.ui.settings.match_card import ArticleCard, CandidateCard
from merchant_desk.ui.settings.page import SettingsPage, clear
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.banner import Banner, BannerText
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.empty_state import EmptyState, EmptyText
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.french import number
from merchant_desk.values.ids import ProductId, RemoteRecordId
from merchant_desk.values.remote import RemoteProduct
from merchant_desk.values.texts import _

_SYNC_AFTER_MS = 2500
_KEYS = ("Alt+1", "Alt+2", "Alt+3", "Alt+4", "Alt+5", "Alt+6")
_COLUMNS = 2

Read = Callable[[str, str], RemoteProduct]


class MatchingPage(SettingsPage):
    """The article above, the candidates side by side under it, the other answers below."""

    watches: ClassVar[frozenset[str]] = frozenset({"remote_record", "shop", "shop_product"})

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__(
            desk,
            shell,
            _("Rapprochement"),
            _("Merchant Desk ne devine pas\u00a0: dites quel produit est chacun de ces articles."),
        )
        theme = shell.theme
        self._questions: tuple[MatchQuestion, ...] = ()
        self._asked: RemoteRecordId | None = None
        self._article: RemoteProduct | None = None
        self.candidate_cards: list[CandidateCard] = []
        self.place = TextLabel(theme, "", ink=Ink.TEXT2)
        self.before = Button(theme, _("Précédent"), kind=Kind.QUIET)
        self.after = Button(theme, _("Passer"), kind=Kind.QUIET)
        self.banner = Banner(theme)
        self.article = ArticleCard(theme)
        self._grid = QGridLayout()
        self._grid.setSpacing(12)
        self.other = Button(theme, _("Choisir un autre…"), icon="search")
        self.anew = Button(theme, _("Nouveau produit"), icon="plus")
        self.empty = EmptyState(
            theme,
            EmptyText(
                "circle-check",
                _("Tout est rapproché"),
                _("Chaque article de vos boutiques a son produit ici."),
            ),
        )
        self._parts = QWidget()
        self.picker = ProductSearch(desk, theme)
        self.sheet = shell.new_sheet(self, _("Choisir un produit"))
        self._sync = QTimer(self, interval=_SYNC_AFTER_MS, singleShot=True)
        self._build()
        self._connect()

    def _build(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.place)
        head.addStretch(1)
        head.addWidget(self.before)
        head.addWidget(self.after)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.other)
        foot.addWidget(self.anew)
        foot.addStretch(1)
        column = QGridLayout(self._parts)
        column.setContentsMargins(0, 0, 0, 0)
        column.setVerticalSpacing(14)
        column.addLayout(head, 0, 0)
        column.addWidget(self.banner, 1, 0)
        column.addWidget(self.article, 2, 0)
        column.addLayout(self._grid, 3, 0)
        column.addLayout(foot, 4, 0)
        self.cards.addWidget(self._parts)
        self.cards.addWidget(self.empty)
        self._parts.hide()
        self.empty.hide()
        self.sheet.body.addWidget(self.picker)
        self.sheet.body.addStretch(1)

    def _connect(self) -> None:
        self.before.clicked.connect(partial(self._go, -1))
        self.after.clicked.connect(partial(self._go, 1))
        self.other.clicked.connect(self._on_other)
        self.anew.clicked.connect(self._on_anew)
        self.picker.chosen.connect(self._on_found)
        self._sync.timeout.connect(self._start_sync)
        self._bind("Alt+PgUp", self.before.click)
        self._bind("Alt+PgDown", self.after.click)
        self._bind_button("Alt+R", self.other)
        self._bind_button("Alt+N", self.anew)
        for place, keys in enumerate(_KEYS):
            self._bind(keys, partial(self._pick, place))

    def _bind_button(self, keys: str, button: Button) -> None:
        button.setToolTip(keys.replace("+", " + "))
        self._bind(keys, button.click)

    def _bind(self, keys: str, act: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(act)

    def reload(self) -> None:
        """Ask for the questions of every shop."""
        self.desk.read(self._show, match_questions)

    def _show(self, questions: tuple[MatchQuestion, ...]) -> None:
        """Stay on the question that is open; where it is answered, take the next in its place."""
        place = self._index
        self._questions = questions
        self._parts.setVisible(bool(questions))
        self.empty.setVisible(not questions)
        if not questions:
            self._asked = None
            return
        if self._asked not in {each.record_id for each in questions}:
            self._open(min(place, len(questions) - 1))
        else:
            self._show_place()

    @property
    def _index(self) -> int:
        ids = [each.record_id for each in self._questions]
        return ids.index(self._asked) if self._asked in ids else 0

    def _go(self, step: int, _checked: bool = False) -> None:
        if self._questions:
            self._open((self._index + step) % len(self._questions))

    def _open(self, place: int) -> None:
        question = self._questions[place]
        self._asked, self._article = question.record_id, None
        self.banner.hide()
        self.article.show_question(question)
        self._show_candidates(())
        self._let_answer(ready=False)
        self._show_place()
        read = self.shell.services.read_product
        self.desk.network(self._on_article, _read, read, question).or_else(self._on_refused)

    def _show_place(self) -> None:
        many = len(self._questions)
        text = _("Question {n} sur {many}").format(n=number(self._index + 1), many=number(many))
        self.place.setText(text)
        self.before.setVisible(many > 1)
        self.after.setVisible(many > 1)

    def _on_article(self, told: tuple[MatchQuestion, RemoteProduct]) -> None:
        question, article = told
        if question.record_id != self._asked:
            return
        self._article = article
        self.article.show_article(article)
        self._let_answer(ready=True)
        self.desk.read(self._on_candidates, _candidates, question, article)

    def _on_candidates(self, told: tuple[RemoteRecordId, tuple[MatchCandidate, ...]]) -> None:
        if told[0] != self._asked:
            return
        focused = QApplication.focusWidget()
        had_focus = focused is None or self.isAncestorOf(focused)
        self._show_candidates(told[1])
        free = [each.pick for each in self.candidate_cards if each.pick.isEnabled()]
        if had_focus:
            (free[0] if free else self.anew).setFocus()

    def _show_candidates(self, found: tuple[MatchCandidate, ...]) -> None:
        clear(self._grid)
        self.candidate_cards = []
        for place, each in enumerate(found):
            keys = _KEYS[place].replace("+", " + ") if place < len(_KEYS) else ""
            card = CandidateCard(self.shell.theme, each, keys)
            card.chosen.connect(self._on_candidate)
            self._grid.addWidget(card, place // _COLUMNS, place % _COLUMNS)
            self.candidate_cards.append(card)

    def _let_answer(self, *, ready: bool) -> None:
        for widget in (self.other, self.anew, *(each.pick for each in self.candidate_cards)):
            widget.setEnabled(ready)

    def _pick(self, place: int) -> None:
        if place < len(self.candidate_cards):
            self.candidate_cards[place].pick.click()

    def _on_candidate(self, candidate: MatchCandidate) -> None:
        self._match(candidate.product_id)

    def _on_found(self, product: FoundProduct) -> None:
        self.sheet.close_sheet()
        self._match(product.product_id)

    def _match(self, product_id: ProductId) -> None:
        if self._asked is not None:
            gesture = self.desk.gesture()
            ticket = self.desk.write(
                self._on_answered, match_with, gesture, self._asked, product_id
            )
            ticket.or_else(self._on_refused)

    def _on_other(self) -> None:
        if self._article is not None:
            self.sheet.subtitle.setText(self._article.name[:60])
            self.picker.begin(self._article.name)
            self.sheet.open_sheet(self.picker.search)

    def _on_anew(self) -> None:
        if self._asked is not None and self._article is not None:
            gesture = self.desk.gesture()
            ticket = self.desk.write(
                self._on_answered, match_anew, gesture, self._asked, self._article
            )
            ticket.or_else(self._on_refused)

    def _on_answered(self, _product: object) -> None:
        """Take the article in with the next exchange, once she has answered a little."""
        self.shell.toast(_("Article rapproché"))
        self._sync.start()
        self.reload()

    def _start_sync(self) -> None:
        if self.shell.services.start_pull is not None:
            self.shell.services.start_pull()

    def _on_refused(self, trouble: DeskError) -> None:
        self.banner.show_message(BannerText(Tone.BAD, trouble.title, trouble.advice))
        self.reload()


def _read(read: Read, question: MatchQuestion) -> tuple[MatchQuestion, RemoteProduct]:
    """Understand the article, on a network thread though it asks no network."""
    return question, read(question.platform, question.body)


def _candidates(
    session: Session, question: MatchQuestion, article: RemoteProduct
) -> tuple[RemoteRecordId, tuple[MatchCandidate, ...]]:
    return question.record_id, match_candidates(session, question.shop_id, article)
