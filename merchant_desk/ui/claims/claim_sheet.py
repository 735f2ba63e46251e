"""One claim beside the list: its lines, its letter, what the supplier answered and gave back."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from merchant_desk.errors import DeskError
from merchant_desk.operations.turn_claim import drop_line, turn_claim
from merchant_desk.queries.claims import ClaimCard, ClaimLineRow, claim_card, claim_letter
from merchant_desk.ui.claims.columns import TONES
from merchant_desk.ui.deliveries.delivery_sheet import write_letter
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.latest_question import LatestQuestion
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.stock.lines import Line, clear
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.banner import Banner, BannerText
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.card import Card
from merchant_desk.ui.widgets.chip import Chip, ChipText
from merchant_desk.ui.widgets.field import Field
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.claim_letter import ClaimLetter, claim_kind_words, claim_state_words
from merchant_desk.values.clock import paris_date, utc_now
from merchant_desk.values.entries import read_amount, written_amount
from merchant_desk.values.file_name import file_name
from merchant_desk.values.french import euros, number, short_date
from merchant_desk.values.goods_words import ClaimState
from merchant_desk.values.ids import ClaimId, RecordId
from merchant_desk.values.texts import _

TABLES = frozenset({"claim", "claim_line"})
_CLOSED = frozenset({ClaimState.SETTLED, ClaimState.DROPPED})


class ClaimSheet(QObject):
    """``delivery_wanted`` carries the delivery a claim is about."""

    delivery_wanted = Signal(object)

    def __init__(self, desk: Desk, shell: Shell, screen: QWidget) -> None:
        super().__init__(screen)
        theme = shell.theme
        self._desk, self._shell, self._screen = desk, shell, screen
        self._question = LatestQuestion(desk)
        self._claim_id: ClaimId | None = None
        self._path = Path()
        self.card: ClaimCard | None = None
        self.sheet = shell.new_sheet(screen, _("Réclamation"))
        self.banner = Banner(theme)
        self.goods = Card(theme, _("Ce qui ne va pas"))
        self.lines = QVBoxLayout()
        self.lines.setSpacing(0)
        self.told = TextLabel(theme, "", ink=Ink.TEXT2, wraps=True)
        self.answer = Field(
            theme,
            _("Réponse du fournisseur"),
            hint=_("Sa date, ce qu’il accepte, son avoir."),
        )
        self.credited = Field(theme, _("Obtenu, hors taxes"), check=_check_amount)
        self.letter = Button(theme, _("Lettre…"), icon="file-text")
        self.delivery = Button(theme, _("Voir la réception"), kind=Kind.LINK, icon="truck")
        self.drop = Button(theme, _("Abandonner"), kind=Kind.QUIET)
        self.note = Button(theme, _("Noter la réponse"), icon="message-square")
        self.go = Button(theme, "", kind=Kind.PRIMARY, icon="check")
        self._build()
        self._connect()

    def _build(self) -> None:
        self.goods.body.addLayout(self.lines)
        row = QHBoxLayout()
        row.addWidget(self.letter)
        row.addWidget(self.delivery)
        row.addStretch(1)
        body = self.sheet.body
        for part in (self.banner, self.told, self.goods):
            body.addWidget(part)
        body.addLayout(row)
        body.addWidget(self.answer)
        body.addWidget(self.credited)
        body.addStretch(1)
        footer = self.sheet.footer
        footer.addWidget(self.drop)
        footer.addStretch(1)
        footer.addWidget(self.note)
        footer.addWidget(self.go)

    def _connect(self) -> None:
        self.letter.clicked.connect(self._on_letter)
        self.delivery.clicked.connect(self._on_delivery)
        self.drop.clicked.connect(partial(self._turn, ClaimState.DROPPED))
        self.note.clicked.connect(partial(self._turn, ClaimState.ANSWERED))
        self.go.clicked.connect(self._on_go)
        self._desk.changed.connect(self._on_changed)

    def open_claim(self, claim_id: ClaimId) -> None:
        """Show this claim."""
        self._claim_id, self.card = claim_id, None
        self.banner.hide()
        self._ask()
        self.sheet.open_sheet(self.letter)

    def _ask(self) -> None:
        if self._claim_id is not None:
            self._question.ask(self._show_card, claim_card, self._claim_id)

    def _on_changed(self, tables: frozenset[str]) -> None:
        if self.sheet.isVisible() and tables & TABLES:
            self._ask()

    def _show_card(self, card: ClaimCard | None) -> None:
        if card is None:
            self.sheet.close_sheet()
            return
        fresh = self.card is None
        self.card = card
        self.sheet.title.setText(_("Réclamation {number}").format(number=card.number))
        self.sheet.subtitle.setText(card.supplier)
        self.told.setText(_story(card))
        clear(self.lines)
        head = Line(self._shell.theme, _("Demandé, hors taxes"), euros(card.amount))
        head.add(
            Chip(self._shell.theme, ChipText(claim_state_words(card.state), TONES[card.state]))
        )
        self.lines.addWidget(head)
        for line in card.lines:
            self.lines.addWidget(self._line(card, line))
        if fresh:
            self.answer.set_value(card.settled_note)
            self.credited.set_value(written_amount(card.amount))
        self._show_steps(card)

    def _line(self, card: ClaimCard, line: ClaimLineRow) -> Line:
        theme = self._shell.theme
        told = f"{number(line.quantity)} × {claim_kind_words(line.kind).lower()}"
        note = " · ".join(filter(None, (told, line.sku, line.note)))
        shown = Line(theme, line.name, euros(line.amount), note)
        if card.state is ClaimState.DRAFT:
            off = Button(theme, "", kind=Kind.QUIET, icon="x")
            off.setAccessibleName(_("Retirer {article}").format(article=line.name))
            off.setToolTip(_("Ne pas le réclamer"))
            off.clicked.connect(partial(self._on_off, line.line_id))
            shown.add(off)
        return shown

    def _show_steps(self, card: ClaimCard) -> None:
        draft, closed = card.state is ClaimState.DRAFT, card.state in _CLOSED
        self.answer.setVisible(not draft and not closed)
        self.credited.setVisible(not draft and not closed)
        self.note.setVisible(card.state is ClaimState.SENT)
        self.drop.setVisible(not closed)
        self.go.setVisible(not closed)
        self.go.say(_("Marquer envoyée") if draft else _("Réglée"))
        self.go.setEnabled(bool(card.lines))
        self.letter.setEnabled(bool(card.lines))
        self.delivery.setVisible(card.delivery_id is not None)

    def _on_go(self) -> None:
        if self.card is None:
            return
        if self.card.state is ClaimState.DRAFT:
            self._turn(ClaimState.SENT)
        elif self.credited.validate():
            self._turn(ClaimState.SETTLED)
        else:
            self.credited.input.setFocus()

    def _turn(self, state: ClaimState, _checked: bool = False) -> None:
        if self.card is None:
            return
        credited = read_amount(self.credited.value) if state is ClaimState.SETTLED else None
        ticket = self._desk.write(
            self._show_done, turn_claim, self._desk.gesture(), self.card.claim_id, state,
            self.answer.value, credited,
        )  # fmt: skip
        ticket.or_else(self._show_refused)

    def _on_off(self, line_id: RecordId, _checked: bool = False) -> None:
        self._desk.write(self._show_done, drop_line, line_id).or_else(self._show_refused)

    def _show_done(self, _answer: object) -> None:
        self.banner.hide()
        self._ask()

    def _on_delivery(self) -> None:
        if self.card is not None and self.card.delivery_id is not None:
            self.delivery_wanted.emit(self.card.delivery_id)

    def _on_letter(self) -> None:
        if self.card is None:
            return
        chooser = QFileDialog(self._screen, _("Enregistrer la lettre"))
        chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        chooser.setNameFilter("PDF (*.pdf)")
        chooser.setDefaultSuffix("pdf")
        named = _("Réclamation {number}").format(number=self.card.number)
        chooser.selectFile(file_name(named))
        chooser.fileSelected.connect(self.save_letter)
        chooser.finished.connect(chooser.deleteLater)
        chooser.open()

    def save_letter(self, path: str) -> None:
        """Write the letter to this file."""
        if self.card is not None:
            self._path = Path(path)
            claim_id = self.card.claim_id
            ticket = self._desk.read(self._show_letter, claim_letter, claim_id, utc_now())
            ticket.or_else(self._show_refused)

    def _show_letter(self, letter: ClaimLetter) -> None:
        ticket = self._desk.network(self._show_saved, write_letter, letter, self._path)
        ticket.or_else(self._show_refused)

    def _show_saved(self, path: Path) -> None:
        self._shell.toast(_("Fichier enregistré\u00a0: {file}").format(file=path.name))

    def _show_refused(self, error: DeskError) -> None:
        self.banner.show_message(BannerText(Tone.BAD, error.title, error.advice))
        self.sheet.to_top()


def _story(card: ClaimCard) -> str:
    """Return when it was made, sent and closed, and for how much."""
    told = [_("Faite le {day}").format(day=short_date(paris_date(card.made_at)))]
    if card.sent_at is not None:
        told.append(_("envoyée le {day}").format(day=short_date(paris_date(card.sent_at))))
    if card.settled_at is not None:
        told.append(_("close le {day}").format(day=short_date(paris_date(card.settled_at))))
    if card.credited is not None:
        told.append(_("{amount} obtenus").format(amount=euros(card.credited)))
    told = [", ".join(told) + "."]
    if card.settled_note and card.state in _CLOSED:
        told.append(_("Réponse\u00a0: {words}").format(words=card.settled_note))
    return " ".join(told)


def _check_amount(text: str) -> str:
    amount = read_amount(text)
    if amount is None or amount.cents < 0:
        return _("Saisissez un montant HT, comme 12,50, ou 0,00.")
    return ""
