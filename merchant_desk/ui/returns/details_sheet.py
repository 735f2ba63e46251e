"""« Préciser »: what is learnt of a return later; its legal limits follow."""

from PySide6.QtCore import QObject

from merchant_desk.errors import DeskError
from merchant_desk.operations.change_return import change_return
from merchant_desk.queries.return_card import ReturnCard
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.returns.days import check_amount_or_none, check_day, check_day_or_none
from merchant_desk.ui.screen import Screen
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.stock.lines import labelled
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.banner import Banner, BannerText
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.field import Field
from merchant_desk.ui.widgets.select import Select
from merchant_desk.ui.widgets.switch import Switch
from merchant_desk.values.clock import paris_date, utc_now
from merchant_desk.values.entries import read_amount, read_day, written_amount, written_day
from merchant_desk.values.goods_words import AnnouncedBy
from merchant_desk.values.money import ZERO
from merchant_desk.values.return_told import ReturnTold
from merchant_desk.values.return_words import announced_words
from merchant_desk.values.texts import _


class DetailsSheet(QObject):
    """A sheet over that of the return."""

    def __init__(self, desk: Desk, shell: Shell, screen: Screen) -> None:
        super().__init__(screen)
        self._desk, self._shell = desk, shell
        self._card: ReturnCard | None = None
        theme = shell.theme
        self.sheet = shell.new_sheet(screen, _("Préciser le retour"))
        self.banner = Banner(theme)
        self.by = Select(theme, _("Annoncé"))
        self.by.addItem(_("Non dit"), "")
        for by in AnnouncedBy:
            self.by.addItem(announced_words(by), by.value)
        self.declared = Field(theme, _("Annoncé le"), check=check_day)
        self._fill(theme)
        self.note = Field(theme, _("Note"))
        self.go = Button(theme, _("Enregistrer"), kind=Kind.PRIMARY)
        self._build()

    def _fill(self, theme: Theme) -> None:
        self.delivered = Field(
            theme,
            _("Articles reçus par le client le"),
            hint=_("Le délai de rétractation part de ce jour (C. conso. L221-18)."),
            check=check_day_or_none,
        )
        self.informed = Switch(theme, _("Informé de son droit de rétractation"))
        self.informed_on = Field(
            theme,
            _("Informé le"),
            hint=_("Vide\u00a0: avec les articles. Plus tard, le délai part de ce jour (L221-20)."),
            check=check_day_or_none,
        )
        self.extended = Field(
            theme,
            _("Délai que vous accordez, jusqu’au"),
            hint=_("Facultatif\u00a0: au-delà de ce que dit la loi."),
            check=check_day_or_none,
        )
        self.proof = Field(
            theme,
            _("Envoi prouvé le"),
            hint=_("Le remboursement est dû à ce jour au plus tard (L221-24)."),
            check=check_day_or_none,
        )
        self.carriage = Field(
            theme,
            _("Port du retour que vous avez payé"),
            hint=_("Compté dans le coût des retours."),
            check=check_amount_or_none,
        )

    @property
    def _fields(self) -> tuple[Field, ...]:
        return (
            self.declared,
            self.delivered,
            self.informed_on,
            self.extended,
            self.proof,
            self.carriage,
            self.note,
        )

    def _build(self) -> None:
        theme, body = self._shell.theme, self.sheet.body
        body.addWidget(self.banner)
        body.addLayout(labelled(theme, self.by))
        for widget in (
            self.declared, self.delivered, self.informed, self.informed_on, self.extended,
            self.proof, self.carriage, self.note,
        ):  # fmt: skip
            body.addWidget(widget)
        body.addStretch(1)
        cancel = Button(theme, _("Annuler"))
        cancel.clicked.connect(self.sheet.close_sheet)
        self.sheet.footer.addStretch(1)
        self.sheet.footer.addWidget(cancel)
        self.sheet.footer.addWidget(self.go)
        self.informed.toggled.connect(self.informed_on.setVisible)
        self.go.clicked.connect(self._on_go)
        for field in self._fields:
            field.input.returnPressed.connect(self._on_go)

    def open_for(self, card: ReturnCard) -> None:
        """Show what is known of this return."""
        self._card, told = card, card.told
        self.banner.hide()
        self.sheet.subtitle.setText(_("Retour {number}").format(number=card.number))
        self.by.setCurrentIndex(max(0, self.by.findData(told.announced_by or "")))
        days = (
            (self.declared, told.declared_on),
            (self.delivered, told.delivered_on),
            (self.informed_on, told.informed_on),
            (self.extended, told.extended_to),
            (self.proof, told.proof_on),
        )
        for field, day in days:
            field.set_value("" if day is None else written_day(day))
        self.informed.setChecked(told.informed)
        self.informed_on.setVisible(told.informed)
        carriage = told.carriage_back
        self.carriage.set_value(written_amount(carriage) if carriage else "")
        self.note.set_value(told.note)
        self.sheet.open_sheet(self.delivered.input)

    def _on_go(self) -> None:
        wrong = [each for each in self._fields if not each.validate()]
        if wrong:
            wrong[0].input.setFocus()
            return
        if self._card is None:
            return
        by = str(self.by.currentData())
        told = ReturnTold(
            declared_on=read_day(self.declared.value) or paris_date(utc_now()),
            announced_by=AnnouncedBy(by) if by else None,
            delivered_on=read_day(self.delivered.value),
            informed=self.informed.isChecked(),
            informed_on=read_day(self.informed_on.value),
            extended_to=read_day(self.extended.value),
            proof_on=read_day(self.proof.value),
            carriage_back=read_amount(self.carriage.value) or ZERO,
            note=self.note.value,
        )
        gesture, return_id = self._desk.gesture(), self._card.return_id
        ticket = self._desk.write(self._show_kept, change_return, gesture, return_id, told)
        ticket.or_else(self._show_refused)

    def _show_kept(self, _done: None) -> None:
        self.sheet.close_sheet()
        self._shell.toast(_("Retour précisé"))

    def _show_refused(self, error: DeskError) -> None:
        self.banner.show_message(BannerText(Tone.BAD, error.title, error.advice))
