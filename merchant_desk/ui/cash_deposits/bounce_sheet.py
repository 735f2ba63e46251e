"""A cheque that came back: the day its bank says so, and what she is charged."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from merchant_desk.errors import DeskError
from merchant_desk.operations.bounce_cheque import BounceAsked, ChequeTurned, bounce_cheque
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.banner import Banner, BannerText
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.field import Field
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.clock import paris_date, utc_now
from merchant_desk.values.entries import read_amount, read_day
from merchant_desk.values.french import euros, short_date
from merchant_desk.values.ids import RecordId
from merchant_desk.values.money import ZERO, Money
from merchant_desk.values.texts import _


class BounceSheet(QObject):
    """``turned`` carries the cheque, unpaid."""

    turned = Signal(object)

    def __init__(self, desk: Desk, shell: Shell, screen: QWidget) -> None:
        super().__init__(screen)
        theme = shell.theme
        self._desk = desk
        self._item_id: RecordId | None = None
        self.sheet = shell.new_sheet(screen, _("Chèque impayé"))
        self.banner = Banner(theme)
        self.words = TextLabel(theme, "", ink=Ink.TEXT2, wraps=True)
        self.day = Field(theme, _("Rendu par la banque le"), check=_check_day)
        self.fee = Field(
            theme, _("Frais de la banque"), hint=_("Rien s’il n’y en a pas."), check=_check_fee
        )
        self.note = Field(theme, _("Motif"), hint=_("Sans provision, opposition…"))
        self.keep = Button(theme, _("Ne rien changer"))
        self.go = Button(theme, _("Noter l’impayé"), kind=Kind.DANGER)
        for part in (self.banner, self.words, self.day, self.fee, self.note):
            self.sheet.body.addWidget(part)
        self.sheet.body.addStretch(1)
        self.sheet.footer.addWidget(self.keep)
        self.sheet.footer.addStretch(1)
        self.sheet.footer.addWidget(self.go)
        self.keep.clicked.connect(self.sheet.close_sheet)
        self.go.clicked.connect(self._on_go)

    def open_for(self, item_id: RecordId, label: str, amount: Money) -> None:
        """Ask about this cheque."""
        self._item_id = item_id
        self.banner.hide()
        self.sheet.subtitle.setText(" · ".join(filter(None, (label, euros(amount)))))
        self.words.setText(
            _(
                "Ce qu’il payait est de nouveau dû, par une contre-écriture. Les frais seront "
                "dits par leur ligne de banque."
            )
        )
        self.day.set_value(short_date(paris_date(utc_now())))
        self.fee.set_value("")
        self.note.set_value("")
        self.sheet.open_sheet(self.day.input)

    def _on_go(self) -> None:
        if self._item_id is None or not (self.day.validate() and self.fee.validate()):
            return
        day = read_day(self.day.value)
        if day is None:
            return
        asked = BounceAsked(
            item_id=self._item_id,
            day=day,
            fee=read_amount(self.fee.value) or ZERO,
            note=self.note.value,
        )
        ticket = self._desk.write(self._show_done, bounce_cheque, self._desk.gesture(), asked)
        ticket.or_else(self._show_refused)

    def _show_done(self, turned: ChequeTurned) -> None:
        self.sheet.close_sheet()
        self.turned.emit(turned)

    def _show_refused(self, error: DeskError) -> None:
        self.banner.show_message(BannerText(Tone.BAD, error.title, error.advice))
        self.sheet.to_top()


def _check_day(text: str) -> str:
    return "" if read_day(text) is not None else _("Écrivez un jour comme 21/11/2026.")


def _check_fee(text: str) -> str:
    if not text.strip() or read_amount(text) is not None:
        return ""
    return _("Écrivez un montant comme 12,50, ou rien.")
