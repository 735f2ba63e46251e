"""Plateforme agréée: where it is reached, who asks, how often sales are reported."""

from typing import ClassVar

from merchant_desk.errors import DeskError
from merchant_desk.operations.save_platform import is_address
from merchant_desk.operations.save_settings import save_setting
from merchant_desk.queries.ereports import regime_of
from merchant_desk.queries.platform_account import platform_account
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.settings.page import (
    SettingsPage,
    buttons_row,
    caption,
    labelled,
    side_by_side,
)
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.field import Field
from merchant_desk.ui.widgets.select import Select
from merchant_desk.values.e_reporting import REGIME_NAMES, Regime
from merchant_desk.values.platform_set_up import PlatformSetUp
from merchant_desk.values.settings import E_REPORTING_REGIME
from merchant_desk.values.texts import _


class PlatformPage(SettingsPage):
    """The account is kept only when asked; its secret goes to the keyring and is never shown."""

    watches: ClassVar[frozenset[str]] = frozenset({"setting", "shop_profile"})

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__(desk, shell, _("Plateforme agréée"), _lead())
        theme = shell.theme
        self._typed = False
        self.name = Field(theme, _("Nom de la plateforme"))
        self.flow_url = Field(
            theme, _("Adresse du service des flux"), hint=_("Par exemple {url}").format(url=_FLOWS),
            check=_address,
        )  # fmt: skip
        self.auth_url = Field(theme, _("Adresse d’authentification"), check=_address)
        self.directory_url = Field(theme, _("Adresse de l’annuaire (facultatif)"), check=_address)
        self.client_id = Field(theme, _("Identifiant client"))
        self.secret = Field(theme, _("Secret client"))
        self.organization = Field(theme, _("Organisation (facultatif)"))
        self.number = Field(
            theme, _("Matricule de la plateforme"), hint=_("Quatre chiffres, sur son contrat.")
        )
        self.regime = Select(theme, _("Déclaration de TVA"))
        self.test = Button(theme, _("Tester la connexion"), icon="plug")
        self.save = Button(theme, _("Enregistrer"), kind=Kind.PRIMARY, icon="check")
        self.said = caption(theme, "")
        self._build()
        self._connect()

    @property
    def fields(self) -> tuple[Field, ...]:
        """Return every field, in the order of the page."""
        return (
            *(self.name, self.number, self.flow_url, self.auth_url, self.directory_url),
            *(self.client_id, self.secret, self.organization),
        )

    def _build(self) -> None:
        self.secret.input.setEchoMode(self.secret.input.EchoMode.Password)
        names = [REGIME_NAMES[each] for each in Regime]
        self.regime.addItems([_(each) for each in names])
        account = self.add_card(_("Compte"), _account_note())
        account.body.addLayout(side_by_side(self.name, self.number, stretches=(2, 1)))
        for field in (self.flow_url, self.auth_url, self.directory_url):
            account.body.addWidget(field)
        account.body.addLayout(side_by_side(self.client_id, self.secret))
        account.body.addWidget(self.organization)
        account.body.addWidget(self.said)
        account.body.addLayout(buttons_row(self.test, self.save, at_right=True))
        rhythm = self.add_card(_("E-reporting"), _rhythm_note())
        rhythm.body.addLayout(labelled(self.shell.theme, _("Ma déclaration de TVA"), self.regime))

    def _connect(self) -> None:
        for field in self.fields:
            field.edited.connect(self._on_edited)
        self.test.clicked.connect(self._on_test)
        self.save.clicked.connect(self._on_save)
        self.regime.activated.connect(self._on_regime)

    def reload(self) -> None:
        """Ask for the account, unless she is typing."""
        station = self.desk.gesture().station_id
        self.desk.read(self._show_regime, regime_of, station)
        if not self._typed:
            self.desk.read(self._show, platform_account, station)
            self.desk.network(self._show_secret, self.shell.services.e_invoicing.has_secret)

    def _show(self, account: PlatformSetUp) -> None:
        if self._typed:
            return
        for field, text in (
            (self.name, account.name),
            (self.flow_url, account.flow_url),
            (self.auth_url, account.auth_url),
            (self.directory_url, account.directory_url),
            (self.client_id, account.client_id),
            (self.organization, account.organization),
            (self.number, account.number),
        ):
            field.set_value(text)

    def _show_secret(self, known: bool) -> None:
        self.secret.set_hint(
            _("Gardé dans le trousseau\u00a0: à ne saisir que pour le changer.")
            if known
            else _("Il sera gardé dans le trousseau de cet ordinateur.")
        )

    def _show_regime(self, regime: Regime) -> None:
        self.regime.setCurrentIndex(list(Regime).index(regime))

    def _on_edited(self, _text: str) -> None:
        self._typed = True
        self.said.setText("")

    def _wanted(self) -> PlatformSetUp:
        return PlatformSetUp(
            name=self.name.value,
            flow_url=self.flow_url.value,
            auth_url=self.auth_url.value,
            directory_url=self.directory_url.value,
            client_id=self.client_id.value,
            organization=self.organization.value,
            number=self.number.value,
            secret=self.secret.value,
        )

    def _all_right(self) -> bool:
        judged = [(field, field.validate()) for field in self.fields]
        wrong = next((field for field, fine in judged if not fine), None)
        if wrong is not None:
            wrong.input.setFocus()
        return wrong is None

    def _on_test(self) -> None:
        if self._all_right():
            self._busy(_("Connexion en cours…"))
            errands = self.shell.services.e_invoicing
            self.desk.network(self._on_tested, errands.test, self._wanted()).or_else(self._on_no)

    def _on_tested(self, _answer: None) -> None:
        self._ready(_("La plateforme répond et vous reconnaît."))

    def _on_save(self) -> None:
        if self._all_right():
            self._busy(_("Enregistrement…"))
            save = self.shell.services.e_invoicing.save
            ticket = self.desk.network(self._on_saved, save, self.desk.gesture(), self._wanted())
            ticket.or_else(self._on_no)

    def _on_saved(self, kept: bool) -> None:
        self._typed = False
        self.secret.set_value("")
        self._ready(
            ""
            if kept
            else _(
                "Le trousseau de cet ordinateur ne répond pas\u00a0: le secret est à ressaisir "
                "au prochain démarrage."
            )
        )
        self.shell.toast(_("Plateforme enregistrée"))
        self.reload()

    def _on_no(self, trouble: DeskError) -> None:
        self._ready(f"{trouble.title} {trouble.advice}".strip())

    def _busy(self, words: str) -> None:
        self.said.setText(words)
        for button in (self.test, self.save):
            button.setEnabled(False)

    def _ready(self, words: str) -> None:
        self.said.setText(words)
        for button in (self.test, self.save):
            button.setEnabled(True)

    def _on_regime(self, index: int) -> None:
        regime = list(Regime)[index]
        gesture = self.desk.gesture()
        self.desk.write(None, save_setting, gesture, E_REPORTING_REGIME, regime.value)


_FLOWS = "https://api.plateforme.fr/flow-service"


def _address(text: str) -> str:
    if not text or is_address(text):
        return ""
    return _("Recopiez l’adresse entière\u00a0: elle commence par https://.")


def _lead() -> str:
    return _(
        "La plateforme agréée porte vos factures électroniques, leurs statuts et le e-reporting. "
        "Sans elle, tout se prépare ici et se dépose à la main sur son site."
    )


def _account_note() -> str:
    return _(
        "Votre plateforme donne ces adresses et cet identifiant (norme XP Z12-013, accès "
        "«\u00a0OAuth 2 client credentials\u00a0»)."
    )


def _rhythm_note() -> str:
    return _("Elle fixe les périodes du e-reporting et leurs dates limites.")
