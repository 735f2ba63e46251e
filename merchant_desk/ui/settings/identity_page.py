"""Boutique: who sells, as every invoice prints it from now on."""

from typing import ClassVar

from merchant_desk.errors import DeskError
from merchant_desk.operations.save_profile import save_profile
from merchant_desk.queries.known_profile import KnownProfile, known_profile
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.settings.identity_form import EMPTY, IdentityForm
from merchant_desk.ui.settings.law_card import LawCard
from merchant_desk.ui.settings.logo_card import LogoCard
from merchant_desk.ui.settings.page import SettingsPage, buttons_row
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.banner import Banner, BannerText
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.values.texts import _
from merchant_desk.values.vat import VatTreatment


class IdentityPage(SettingsPage):
    """Saves only when asked: an invoice number is never issued under half a name."""

    watches: ClassVar[frozenset[str]] = frozenset({"shop_profile", "setting"})

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__(
            desk,
            shell,
            _("Boutique"),
            _(
                "L’identité imprimée sur chaque facture. Une facture déjà émise garde celle "
                "de son jour."
            ),
        )
        theme = shell.theme
        self._typed = False
        self.banner = Banner(theme)
        self.form = IdentityForm(theme)
        self.logo = LogoCard(theme)
        self.law = LawCard(desk, theme, self)
        self.save = Button(theme, _("Enregistrer"), kind=Kind.PRIMARY, icon="check")
        self.cancel = Button(theme, _("Annuler les modifications"))
        for widget in (self.banner, self.form, self.logo):
            self.cards.addWidget(widget)
        self.cards.addLayout(buttons_row(self.cancel, self.save, at_right=True))
        self.cards.addWidget(self.law)
        self.steps = Button(theme, _("Revoir la mise en route"), kind=Kind.LINK)
        self.cards.addLayout(buttons_row(self.steps))
        self.steps.clicked.connect(self._on_steps)
        self.form.edited.connect(self._on_edited)
        self.logo.edited.connect(self._on_edited)
        self.save.clicked.connect(self._on_save)
        self.cancel.clicked.connect(self._on_cancel)
        self.cancel.hide()

    def reload(self) -> None:
        """Ask for the identity, unless she is typing."""
        self.law.ask()
        if not self._typed:
            self.desk.read(self._show, known_profile)

    def _show(self, known: KnownProfile) -> None:
        """Show what is kept; what the first start has of it waits to be completed."""
        if self._typed:
            return
        stored = known.profile
        seller = EMPTY if stored is None else stored.seller
        treatment = VatTreatment.NORMAL if stored is None else stored.vat_treatment
        self.form.show_seller(seller, treatment)
        self.logo.show_logo(None if stored is None else stored.logo)
        if not known.whole:
            self.banner.show_message(
                BannerText(
                    Tone.INFO,
                    _("À remplir avant la première facture."),
                    _("Sans identité, aucun colis ne peut être emballé."),
                )
            )
        else:
            self.banner.hide()

    def _on_steps(self) -> None:
        self.shell.navigate("first_start")

    def _on_edited(self) -> None:
        self._typed = True
        self.cancel.show()

    def _on_cancel(self) -> None:
        self._typed = False
        self.cancel.hide()
        self.reload()

    def _on_save(self) -> None:
        wrong = self.form.first_wrong()
        if wrong is not None:
            wrong.input.setFocus()
            self.ensureWidgetVisible(wrong)
            return
        self.desk.write(
            self._on_saved,
            save_profile,
            self.desk.gesture(),
            self.form.seller(),
            self.form.treatment,
            self.logo.logo,
        ).or_else(self._on_refused)

    def _on_saved(self, _nothing: None) -> None:
        self._typed = False
        self.cancel.hide()
        self.shell.toast(_("Identité enregistrée"))
        self.reload()

    def _on_refused(self, refusal: DeskError) -> None:
        self.banner.show_message(BannerText(Tone.BAD, refusal.title, refusal.advice))
        self.ensureWidgetVisible(self.banner)
