"""« Comptabilité »: the VAT regime, the financial year, and the numbers of the accounts."""

import json
from dataclasses import replace

from merchant_desk.operations.save_profile import save_profile
from merchant_desk.queries.settings import Profile, Settings, profile
from merchant_desk.rules.accounts_data import accounts_on
from merchant_desk.rules.posting.plan import read_numbers
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.settings.account_fields import AccountFields
from merchant_desk.ui.settings.kept_settings import KeptSettings
from merchant_desk.ui.settings.means_card import MeansCard
from merchant_desk.ui.settings.page import SettingsPage, caption, labelled
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.widgets.select import Select
from merchant_desk.ui.widgets.switch import Switch
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.accounting_period import MONTHS
from merchant_desk.values.clock import paris_date, utc_now
from merchant_desk.values.french import month_year
from merchant_desk.values.settings import (
    ACCOUNTING_ACCOUNTS,
    ACCOUNTING_COUNTER,
    ACCOUNTING_MEANS,
    ACCOUNTING_STOCK,
    FISCAL_FIRST_MONTH,
)
from merchant_desk.values.texts import _
from merchant_desk.values.vat import VatTreatment

_COUNTER = ("day", "ticket")


class AccountingPage(SettingsPage):
    """Kept at once; entries are always made from the documents, never from what is kept here."""

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__(
            desk,
            shell,
            _("Comptabilité"),
            _("Ce que votre comptable reçoit\u00a0: le régime de TVA, l’exercice et les comptes."),
        )
        theme = shell.theme
        self._profile: Profile | None = None
        self._own: dict[str, str] = {}
        self._kept = KeptSettings(desk, self)
        self.regime = TextLabel(theme, "", ink=Ink.TEXT2, wraps=True)
        self.debits = Switch(theme, _("TVA d’après les débits"))
        self.month = Select(theme, _("Premier mois de l’exercice"))
        self.month.addItems(_months())
        self.counter = Select(theme, _("Ventes au comptoir"))
        self.counter.addItems([_("Une écriture par jour"), _("Une écriture par ticket")])
        self.stock = Switch(theme, _("Écrire la variation de stock en fin d’exercice"))
        self.means = MeansCard(desk, theme, self)
        self.accounts = AccountFields(theme, accounts_on(paris_date(utc_now())))
        for unread in (self.debits, self.accounts):  # nothing to change before it is known
            unread.setEnabled(False)
        self._build()
        self._kept.read.connect(self._show)
        self.debits.clicked.connect(self._on_debits)
        self.month.activated.connect(self._on_month)
        self.counter.activated.connect(self._on_counter)
        self.stock.clicked.connect(self._on_stock)
        self.accounts.typed.connect(self._on_account)

    def _build(self) -> None:
        theme = self.shell.theme
        vat = self.add_card(_("TVA"))
        vat.body.addWidget(self.regime)
        note = _("Les services sont alors dus à la facture, comme les biens, et non au paiement.")
        vat.body.addWidget(self.debits)
        vat.body.addWidget(caption(theme, note))
        year = self.add_card(_("Écritures"))
        year.body.addLayout(labelled(theme, _("Premier mois de l’exercice"), self.month))
        year.body.addLayout(labelled(theme, _("Ventes au comptoir"), self.counter))
        year.body.addWidget(self.stock)
        told = _("D’après la valeur du stock\u00a0; sinon votre comptable l’écrit lui-même.")
        year.body.addWidget(caption(theme, told))
        self.cards.addWidget(self.means)
        numbers = self.add_card(
            _("Numéros de compte"),
            _("Ceux du plan comptable général. Si votre comptable a les siens, écrivez-les ici."),
        )
        numbers.body.addWidget(self.accounts)

    def reload(self) -> None:
        """Ask for what is kept."""
        self._kept.ask()
        self.desk.read(self._show_profile, profile)

    def _show(self, stored: Settings) -> None:
        self._own = read_numbers(stored.get(ACCOUNTING_ACCOUNTS))
        self.accounts.show_numbers(self._own)
        self.accounts.setEnabled(True)
        self.means.show_kept(stored.get(ACCOUNTING_MEANS))
        month = stored.get(FISCAL_FIRST_MONTH)
        self.month.setCurrentIndex(month - 1 if 1 <= month <= MONTHS else 0)
        self.stock.setChecked(stored.get(ACCOUNTING_STOCK))
        kind = stored.get(ACCOUNTING_COUNTER)
        self.counter.setCurrentIndex(_COUNTER.index(kind) if kind in _COUNTER else 0)

    def _show_profile(self, told: Profile | None) -> None:
        self._profile = told
        franchise = told is not None and told.vat_treatment is VatTreatment.FRANCHISE
        self.regime.setText(
            _("Franchise en base\u00a0: aucune TVA n’est facturée (CGI, art. 293 B).")
            if franchise
            else _("TVA facturée. Le régime se choisit dans Boutique, avec votre numéro de TVA.")
        )
        self.debits.setEnabled(told is not None and not franchise)
        self.debits.setChecked(told is not None and told.seller.vat_on_debits)

    def _on_debits(self) -> None:
        told = self._profile
        if told is None:
            return
        seller = replace(told.seller, vat_on_debits=self.debits.isChecked())
        self.desk.write(
            None, save_profile, self.desk.gesture(), seller, told.vat_treatment, told.logo
        )

    def _on_month(self, index: int) -> None:
        self._kept.keep(FISCAL_FIRST_MONTH, index + 1)

    def _on_counter(self, index: int) -> None:
        self._kept.keep(ACCOUNTING_COUNTER, _COUNTER[index])

    def _on_stock(self) -> None:
        self._kept.keep(ACCOUNTING_STOCK, self.stock.isChecked())

    def _on_account(self, role: str, code: str) -> None:
        if self._own.get(role, "") == code:
            return
        self._own = {**self._own, role: code}
        kept = {each: number for each, number in self._own.items() if number}
        self._kept.keep(ACCOUNTING_ACCOUNTS, json.dumps(kept))


def _months() -> list[str]:
    year = paris_date(utc_now()).replace(day=1)
    return [
        month_year(year.replace(month=month)).rsplit(" ", 1)[0].capitalize()
        for month in range(1, MONTHS + 1)
    ]
