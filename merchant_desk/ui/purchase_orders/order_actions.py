"""What can be done with the order that is open: the next step, the rest under « Plus »."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QPoint, Signal

from merchant_desk.queries.purchase_card import PurchaseCard
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.menu import Menu
from merchant_desk.ui.widgets.side_sheet import SideSheet
from merchant_desk.values.goods_words import PurchaseState
from merchant_desk.values.texts import _


class OrderActions(QObject):
    """The footer of the sheet; signals carry the card, those of papers the id of the order."""

    edit_wanted = Signal(object)
    send_wanted = Signal(object)
    answer_wanted = Signal(object)
    close_wanted = Signal(object)
    cancel_wanted = Signal(object)
    pdf_wanted = Signal(object)
    mail_wanted = Signal(object)
    copy_wanted = Signal(object)

    def __init__(self, theme: Theme, sheet: SideSheet) -> None:
        super().__init__(sheet)
        self._theme, self._sheet = theme, sheet
        self._card: PurchaseCard | None = None
        self._main: Callable[[], object] | None = None
        self.more = Button(theme, _("Plus"), icon="ellipsis")
        self.pdf = Button(theme, _("PDF…"), icon="file-text")
        self.main = Button(theme, "", kind=Kind.PRIMARY)
        sheet.footer.addWidget(self.more)
        sheet.footer.addStretch(1)
        sheet.footer.addWidget(self.pdf)
        sheet.footer.addWidget(self.main)
        self.more.clicked.connect(self._on_more)
        self.pdf.clicked.connect(self._on_pdf)
        self.main.clicked.connect(self._on_main)

    @property
    def first(self) -> Button:
        """Return the button that has the focus when the sheet opens."""
        return self.main if self._main is not None else self.more

    def show_card(self, card: PurchaseCard) -> None:
        """Offer what this order allows, the next step first."""
        self._card = card
        papers = bool(card.lines) and card.state is not PurchaseState.CANCELLED
        self.pdf.setVisible(papers)
        self._main = None
        if card.can_send:
            self._main = partial(self.send_wanted.emit, card)
            self.main.say(_("Envoyer"))
            self.main.set_icon_name("mail")
        elif card.state is PurchaseState.SENT:
            self._main = partial(self.answer_wanted.emit, card)
            self.main.say(_("Réponse reçue…"))
            self.main.set_icon_name("check")
        self.main.setVisible(self._main is not None)

    def menu(self) -> Menu:
        """Return everything that may be done, whatever the step."""
        menu = Menu(self._theme, _("Plus"), self._sheet)
        card = self._card
        if card is None:
            return menu
        papers = bool(card.lines) and card.state is not PurchaseState.CANCELLED
        order = card.purchase_id
        entries: tuple[tuple[str, str, Callable[[], object], bool], ...] = (
            (_("Modifier…"), "pencil", partial(self.edit_wanted.emit, card), card.can_edit),
            (_("Envoyer"), "mail", partial(self.send_wanted.emit, card), card.can_send),
            (
                _("Réponse du fournisseur…"),
                "message-square",
                partial(self.answer_wanted.emit, card),
                card.can_confirm,
            ),
            (_("Enregistrer le PDF…"), "file-text", partial(self.pdf_wanted.emit, order), papers),
            (_("Ouvrir le courriel"), "mail", partial(self.mail_wanted.emit, order), papers),
            (_("Copier le texte"), "copy", partial(self.copy_wanted.emit, order), papers),
            (_("Solder…"), "circle-check", partial(self.close_wanted.emit, card), card.can_close),
            (_("Annuler…"), "ban", partial(self.cancel_wanted.emit, card), card.can_cancel),
        )
        for words, icon, run, may in entries:
            if may:
                menu.add(words, icon).triggered.connect(run)
        return menu

    def _on_more(self) -> None:
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.more.mapToGlobal(QPoint(0, -menu.sizeHint().height() - 4)))

    def _on_pdf(self) -> None:
        if self._card is not None:
            self.pdf_wanted.emit(self._card.purchase_id)

    def _on_main(self) -> None:
        if self._main is not None:
            self._main()
