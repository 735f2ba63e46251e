"""Step 1: the shop's name and its VAT regime; what is told is kept at once, whole or not."""

from PySide6.QtWidgets import QWidget

from merchant_desk.errors import DeskError
from merchant_desk.operations.tell_shop import tell_shop
from merchant_desk.queries.first_start import FirstStart
from merchant_desk.ui.desk import Desk, Ticket
from merchant_desk.ui.first_start.folder_line import FolderLine
from merchant_desk.ui.first_start.shop_form import ShopForm
from merchant_desk.ui.first_start.step_page import StepPage
from merchant_desk.ui.settings.identity_form import EMPTY
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.banner import Banner, BannerText
from merchant_desk.values.texts import _


class ShopStep(StepPage):
    """What is told is kept when she leaves a field; an identity that is whole stays whole."""

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__(
            desk,
            shell,
            _("Votre boutique"),
            _("Ce que portent vos factures. Rien ne presse\u00a0: tout est gardé aussitôt dit."),
        )
        self._typed = False
        self._whole = False
        self.banner = Banner(shell.theme)
        self.form = ShopForm(shell.theme)
        self.folder = FolderLine(desk, shell, self)
        for widget in (self.banner, self.form, self.folder):
            self.cards.addWidget(widget)
        self.form.edited.connect(self._on_edited)
        self.form.told.connect(self._on_told)

    def show_facts(self, facts: FirstStart) -> None:
        """Show what is kept, unless she is typing."""
        self._whole = facts.whole
        self.folder.show_begun(begun=facts.begun)
        if not self._typed:
            seller = EMPTY if facts.profile is None else facts.profile.seller
            self.form.show_seller(seller, facts.vat)

    def keep(self) -> None:
        """Keep all of it, then go on; what is wrong has the keyboard."""
        wrong = self.form.first_wrong()
        if wrong is not None:
            wrong.input.setFocus()
            self.page.ensureWidgetVisible(wrong)
            return
        if not self._typed:
            self.done.emit()
            return
        self._tell().or_else(self._on_refused)

    def first_control(self) -> QWidget | None:
        """Begin with the name."""
        return self.form.name.input

    def _on_edited(self) -> None:
        self._typed = True

    def _on_told(self) -> None:
        if self._typed and (self.form.is_whole() or not self._whole):
            self.desk.write(
                None, tell_shop, self.desk.gesture(), self.form.seller(), self.form.regime
            ).or_else(self._on_refused)

    def _tell(self) -> Ticket[bool]:
        return self.desk.write(
            self._on_kept, tell_shop, self.desk.gesture(), self.form.seller(), self.form.regime
        )

    def _on_kept(self, _whole: bool) -> None:
        self._typed = False
        self.banner.hide()
        self.done.emit()

    def _on_refused(self, refusal: DeskError) -> None:
        self.banner.show_message(BannerText(Tone.BAD, refusal.title, refusal.advice))
        self.page.ensureWidgetVisible(self.banner)
