"""« Relancer… »: the words proposed for a late payer, changed before they are kept and sent."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QUrl, QUrlQuery, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPlainTextEdit, QSizePolicy

from merchant_desk.documents import draw_reminder
from merchant_desk.documents.writing.write_file import write_bytes
from merchant_desk.errors import DeskError
from merchant_desk.operations.draft_reminder import ReminderAsked, ReminderKept, draft_reminder
from merchant_desk.queries.invoice_card import InvoiceCard
from merchant_desk.queries.reminder_facts import reminder_facts
from merchant_desk.rules.late_payment import penalty_rate
from merchant_desk.rules.reminders import due_level, reminder_text
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.invoices.invoice_words import document_title
from merchant_desk.ui.screen import Screen
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.stock.lines import labelled
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.banner import Banner, BannerText
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.field import Field
from merchant_desk.ui.widgets.segmented_choice import SegmentedChoice
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.clock import paris_date, utc_now
from merchant_desk.values.entries import read_decimal
from merchant_desk.values.file_name import file_name
from merchant_desk.values.ids import InvoiceId
from merchant_desk.values.reminder_letter import (
    ReminderFacts,
    ReminderLetter,
    ReminderLevel,
    ReminderText,
)
from merchant_desk.values.texts import _

_MOST_PERCENT, _BASIS = 100, 100
_HEIGHT = 300


def check_rate(text: str) -> str:
    """Say what is wrong with a yearly rate; none is fine."""
    return "" if not text or read_rate(text) is not None else _("Un taux annuel, comme 12,15.")


def read_rate(text: str) -> int | None:
    """Return the rate that was typed, in basis points, or None."""
    found = read_decimal(text.replace("%", ""))
    return None if found is None or found > _MOST_PERCENT else round(found * _BASIS)


class ReminderSheet(QObject):
    """A sheet over the document's; ``kept`` once the reminder was kept."""

    kept = Signal()

    def __init__(self, desk: Desk, shell: Shell, screen: Screen) -> None:
        super().__init__(screen)
        self._desk = desk
        self._shell = shell
        self._screen = screen
        self._facts: ReminderFacts | None = None
        self._invoice_id: InvoiceId | None = None
        self._then = "letter"
        theme = shell.theme
        self.sheet = shell.new_sheet(screen, _("Relancer"))
        self.banner = Banner(theme)
        self.level = SegmentedChoice(
            theme,
            _("Ton de la relance"),
            [
                (str(ReminderLevel.COURTEOUS.value), _("Courtois")),
                (str(ReminderLevel.FIRM.value), _("Ferme")),
                (str(ReminderLevel.FORMAL.value), _("Mise en demeure")),
            ],
        )
        self.rate = Field(
            theme,
            _("Taux annuel des pénalités, en\u00a0%"),
            hint=_(
                "Celui de vos conditions de vente\u00a0; vide\u00a0: trois fois l’intérêt légal."
            ),
            check=check_rate,
        )
        self.subject = Field(theme, _("Objet"))
        self.body = QPlainTextEdit()
        self.sent = TextLabel(theme, "", Role.CAPTION, Ink.TEXT2, wraps=True)
        self.mail = Button(theme, _("Copier"), icon="copy")
        self.write = Button(theme, _("Courriel…"), icon="mail")
        self.letter = Button(theme, _("Lettre PDF…"), kind=Kind.PRIMARY, icon="file-text")
        self._build()
        self._connect()

    def _build(self) -> None:
        theme = self._shell.theme
        self.body.setAccessibleName(_("Texte de la relance"))
        self.body.setMinimumHeight(theme.px(_HEIGHT))
        self.body.setTabChangesFocus(True)
        body = self.sheet.body
        for widget in (self.banner, self.level, self.sent, self.rate, self.subject):
            body.addWidget(widget)
        for field in (self.rate, self.subject):
            field.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        body.addLayout(labelled(theme, self.body), 1)
        footer: QHBoxLayout = self.sheet.footer
        footer.addWidget(self.mail)
        footer.addStretch(1)
        footer.addWidget(self.write)
        footer.addWidget(self.letter)

    def _connect(self) -> None:
        self.level.chosen.connect(self._on_level)
        self.rate.edited.connect(self._on_level)
        self.mail.clicked.connect(partial(self._on_keep, "copy"))
        self.write.clicked.connect(partial(self._on_keep, "mail"))
        self.letter.clicked.connect(partial(self._on_keep, "letter"))

    def open_for(self, card: InvoiceCard) -> None:
        """Ask what is late of this document, then propose the words."""
        self._invoice_id = card.invoice_id
        self.sheet.subtitle.setText(document_title(card.page.kind, card.page.number))
        today = paris_date(utc_now())
        self._desk.read(self._show_facts, reminder_facts, card.invoice_id, today)

    def _show_facts(self, facts: ReminderFacts) -> None:
        if not self._screen.isVisible():  # she has gone elsewhere meanwhile
            return
        self._facts = facts
        self.banner.hide()
        self.rate.set_value("")
        self.rate.setVisible(facts.buyer.is_business)
        sent = len(facts.sent)
        words = _("{n} jours de retard, relances déjà écrites\u00a0: {sent}.")
        self.sent.setText(words.format(n=facts.days_late, sent=sent))
        self.level.choose(str(due_level(facts).value))
        self._on_level()
        self.sheet.open_sheet(self.subject.input)

    def _on_level(self, *_key: object) -> None:
        if self._facts is None:
            return
        level = ReminderLevel(int(self.level.key))
        text = reminder_text(self._facts, level, read_rate(self.rate.value))
        formal = level is ReminderLevel.FORMAL and self._facts.buyer.is_business
        self.rate.setVisible(formal)
        if formal and penalty_rate(self._facts.today) is None and not self.rate.value:
            hint = _("Le taux légal de ce semestre n’est pas connu ici\u00a0: indiquez le vôtre.")
            self.rate.set_hint(hint)
        self.subject.set_value(text.subject)
        self.body.setPlainText(text.body)

    @property
    def text(self) -> ReminderText:
        """Return what is written now."""
        return ReminderText(self.subject.value, self.body.toPlainText().strip())

    def _on_keep(self, then: str) -> None:
        if self._invoice_id is None or not self.rate.validate():
            return
        self._then = then
        asked = ReminderAsked(self._invoice_id, ReminderLevel(int(self.level.key)), self.text)
        self._desk.write(self._show_kept, draft_reminder, self._desk.gesture(), asked).or_else(
            self._show_refused
        )

    def _show_refused(self, error: DeskError) -> None:
        self.banner.show_message(BannerText(Tone.BAD, error.title, error.advice))

    def _show_kept(self, kept: ReminderKept) -> None:
        self.sheet.close_sheet()
        self.kept.emit()
        if self._then == "copy":
            QGuiApplication.clipboard().setText(kept.letter.text.whole)
            self._shell.toast(_("Relance gardée, son texte est copié."))
        elif self._then == "mail":
            QDesktopServices.openUrl(mail_link(kept.letter))
            self._shell.toast(_("Relance gardée\u00a0: envoyez le courriel qui s’ouvre."))
        else:
            self._ask_file(kept)

    def _ask_file(self, kept: ReminderKept) -> None:
        dialog = QFileDialog(self._screen, _("Enregistrer la lettre"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(_("Document PDF (*.pdf)"))
        dialog.setDefaultSuffix("pdf")
        title = _("Relance {level} {number}").format(level=kept.level.value, number=kept.number)
        dialog.selectFile(file_name(title, ".pdf"))
        dialog.fileSelected.connect(partial(self.save_letter, kept.letter))
        dialog.open()

    def save_letter(self, letter: ReminderLetter, file: str) -> None:
        """Write the letter into this file."""
        self._desk.network(self._written, write_letter, letter, Path(file))

    def _written(self, file: Path) -> None:
        self._shell.toast(_("Lettre écrite dans {file}").format(file=file.name))


def write_letter(letter: ReminderLetter, file: Path) -> Path:
    """Draw a letter into a file, on a network lane."""
    write_bytes(file, draw_reminder(letter))
    return file


def mail_link(letter: ReminderLetter) -> QUrl:
    """Return what opens the mail program with the message ready to send."""
    link = QUrl()
    link.setScheme("mailto")
    link.setPath(letter.buyer.email)
    query = QUrlQuery()
    query.addQueryItem("subject", letter.text.subject)
    query.addQueryItem("body", letter.text.body)
    link.setQuery(query)
    return link
