"""« Encaisser… » several documents: by what and when; each is paid for all that is left of it."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from merchant_desk.ui.invoices.payment_sheet import MEANS, check_day
from merchant_desk.ui.screen import Screen
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.stock.lines import labelled
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.field import Field
from merchant_desk.ui.widgets.select import Select
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.clock import paris_date, utc_now
from merchant_desk.values.entries import read_day, written_day
from merchant_desk.values.french import number
from merchant_desk.values.payment_means import means_words
from merchant_desk.values.texts import _, ngettext


class PaidTogether(QObject):
    """``told`` carries the documents, the means and the day."""

    told = Signal(object, str, object)

    def __init__(self, shell: Shell, screen: Screen) -> None:
        super().__init__(screen)
        self._ids: tuple[bytes, ...] = ()
        theme = shell.theme
        self.sheet = shell.new_sheet(screen, _("Encaisser"))
        self.means = Select(theme, _("Moyen de paiement"))
        self.means.addItems([means_words(each) for each in MEANS])
        self.day = Field(theme, _("Reçu le"), check=check_day)
        self.save = Button(theme, _("Noter payés"), kind=Kind.PRIMARY)
        words = _(
            "Chaque document est noté payé pour tout ce qu’il en reste. Ceux qui le sont déjà ne "
            "changent pas."
        )
        body = self.sheet.body
        body.addWidget(TextLabel(theme, words, ink=Ink.TEXT2, wraps=True))
        body.addLayout(labelled(theme, self.means))
        body.addWidget(self.day)
        body.addStretch(1)
        cancel = Button(theme, _("Annuler"))
        cancel.clicked.connect(self.sheet.close_sheet)
        self.save.clicked.connect(self._on_save)
        self.day.input.returnPressed.connect(self._on_save)
        self.sheet.footer.addStretch(1)
        self.sheet.footer.addWidget(cancel)
        self.sheet.footer.addWidget(self.save)

    def open_for(self, invoice_ids: Sequence[bytes]) -> None:
        """Ask for these documents."""
        self._ids = tuple(invoice_ids)
        words = ngettext("{n} document", "{n} documents", len(self._ids))
        self.sheet.subtitle.setText(words.format(n=number(len(self._ids))))
        self.day.set_value(written_day(paris_date(utc_now())))
        self.sheet.open_sheet(self.means)

    def _on_save(self) -> None:
        day = read_day(self.day.value)
        if not self.day.validate() or day is None:
            self.day.input.setFocus()
            return
        self.sheet.close_sheet()
        self.told.emit(self._ids, MEANS[max(0, self.means.currentIndex())].value, day)
