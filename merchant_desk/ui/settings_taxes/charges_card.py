"""Social charges: those of wages, those of who runs the shop."""

from collections.abc import Sequence

from merchant_desk.queries.settings import Settings
from merchant_desk.rules.cash_taxes.due import OwnerRhythm, TaxProfile
from merchant_desk.rules.cash_taxes.figures import figure
from merchant_desk.ui.settings.kept_settings import KeptSettings
from merchant_desk.ui.settings.number_fields import NumberFields, NumberSpec
from merchant_desk.ui.settings.page import caption, labelled, side_by_side
from merchant_desk.ui.settings_taxes.amount_field import AmountField
from merchant_desk.ui.settings_taxes.choice import Choice
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.card import Card
from merchant_desk.ui.widgets.switch import Switch
from merchant_desk.values.clock import paris_date, utc_now
from merchant_desk.values.money import Money
from merchant_desk.values.settings import (
    TAXES_EMPLOYER_CENTS,
    TAXES_EMPLOYER_QUARTERLY,
    TAXES_HEADCOUNT,
    TAXES_OWNER,
    TAXES_OWNER_CENTS,
    Setting,
)
from merchant_desk.values.texts import _

_MOST_PEOPLE = 5_000
_ABOVE = 4
_BY_AMOUNT = frozenset({OwnerRhythm.FIFTH, OwnerRhythm.TWENTIETH, OwnerRhythm.QUARTERLY})


class ChargesCard(Card):
    """Amounts as URSSAF announced them; those of a micro-entreprise follow what is cashed."""

    def __init__(self, theme: Theme, kept: KeptSettings) -> None:
        super().__init__(theme, _("Cotisations sociales"))
        self._kept = kept
        note = _("Ce qui revient déjà dans la banque, une fois confirmé, n’est pas compté ici.")
        self.body.addWidget(caption(theme, note))
        self.owner = Choice(theme, _("Vos cotisations"), _rhythms())
        self.owner_amount = AmountField(
            theme, _("Montant d’une échéance"), _("Celui de l’échéancier de l’URSSAF.")
        )
        self.people = NumberFields(
            theme,
            [
                NumberSpec(
                    TAXES_HEADCOUNT, _("Nombre de salariés"), 0, _MOST_PEOPLE,
                    _("À partir de 50, les cotisations sont dues le 5 et non le 15."),
                )
            ],
            across=1,
        )  # fmt: skip
        self.people.setContentsMargins(0, -_ABOVE, 0, 0)  # level with the amount beside it
        self.employer_amount = AmountField(
            theme,
            _("Cotisations d’un mois de salaires"),
            _("Parts patronale et salariale, comme sur la DSN."),
        )
        self.quarterly = Switch(theme, _("Payées chaque trimestre (moins de 11 salariés)"))
        self.body.addLayout(labelled(theme, _("Vos cotisations"), self.owner))
        self.body.addWidget(self.owner_amount)
        self.body.addLayout(side_by_side(self.people, self.employer_amount))
        self.body.addWidget(self.quarterly)
        self.owner.picked.connect(self._on_owner)
        self.owner_amount.typed.connect(self._on_owner_amount)
        self.people.typed.connect(self._on_people)
        self.employer_amount.typed.connect(self._on_employer_amount)
        self.quarterly.clicked.connect(self._on_quarterly)

    def show_kept(self, stored: Settings, told: TaxProfile) -> None:
        """Show what is kept, and only what goes with it."""
        self.owner.show_word(told.owner.value)
        self.owner_amount.show_amount(told.owner_amount)
        self.owner_amount.setVisible(told.owner in _BY_AMOUNT)
        self.people.show_kept(stored)
        self.employer_amount.show_amount(told.employer_monthly)
        self.employer_amount.setVisible(told.headcount > 0)
        few = figure("employer_quarterly_below", paris_date(utc_now())) or 0
        self.quarterly.setVisible(0 < told.headcount < few)
        self.quarterly.setChecked(told.employer_quarterly)

    def _on_owner(self, word: str) -> None:
        self._kept.keep(TAXES_OWNER, word)

    def _on_owner_amount(self, amount: Money) -> None:
        self._kept.keep(TAXES_OWNER_CENTS, amount.cents)

    def _on_people(self, setting: Setting[int], count: int) -> None:
        self._kept.keep(setting, count)

    def _on_employer_amount(self, amount: Money) -> None:
        self._kept.keep(TAXES_EMPLOYER_CENTS, amount.cents)

    def _on_quarterly(self) -> None:
        self._kept.keep(TAXES_EMPLOYER_QUARTERLY, self.quarterly.isChecked())


def _rhythms() -> Sequence[tuple[str, str]]:
    return (
        (OwnerRhythm.UNKNOWN.value, _("À choisir")),
        (OwnerRhythm.NONE.value, _("Aucune à part\u00a0: sur la paie")),
        (OwnerRhythm.FIFTH.value, _("Chaque mois, le 5")),
        (OwnerRhythm.TWENTIETH.value, _("Chaque mois, le 20")),
        (OwnerRhythm.QUARTERLY.value, _("Chaque trimestre")),
        (OwnerRhythm.MICRO_MONTHLY.value, _("Micro-entreprise, chaque mois")),
        (OwnerRhythm.MICRO_QUARTERLY.value, _("Micro-entreprise, chaque trimestre")),
    )
