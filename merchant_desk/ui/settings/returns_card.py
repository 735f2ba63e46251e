"""What returns cost: an hour of work, a way back that the shop pays, the standard carriage."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from merchant_desk.queries.settings import Settings
from merchant_desk.ui.settings.kept_settings import KeptSettings
from merchant_desk.ui.settings.page import caption
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.card import Card
from merchant_desk.ui.widgets.field import Field
from merchant_desk.values.entries import read_amount, written_amount
from merchant_desk.values.longer_withdrawal import check_longer, read_longer, written_longer
from merchant_desk.values.money import Money
from merchant_desk.values.settings import (
    RETURNS_BACK_CENTS,
    RETURNS_CARRIAGE_CENTS,
    RETURNS_HOURLY_CENTS,
    RETURNS_LONGER,
    Setting,
)
from merchant_desk.values.texts import _

_MOST = Money(100_000)


@dataclass(frozen=True, slots=True)
class _Amount:
    setting: Setting[int]
    label: str
    hint: str
    empty: bool
    """Whether nothing typed means none."""


class ReturnsCard(Card):
    """Amounts kept when she leaves their fields."""

    def __init__(self, theme: Theme, kept: KeptSettings) -> None:
        super().__init__(theme, _("Retours"))
        self._kept = kept
        told = _("Les enseignements des retours et l’écran Retours comptent avec ces montants.")
        self.body.addWidget(caption(theme, told))
        self.fields: dict[str, Field] = {}
        self._amounts = {each.setting.key: each for each in _amounts()}
        for each in self._amounts.values():
            field = Field(theme, each.label, hint=each.hint, check=partial(_wrong, each))
            field.input.editingFinished.connect(partial(self._on_left, each.setting.key))
            self.fields[each.setting.key] = field
            self.body.addWidget(field)
        self.longer = Field(
            theme,
            _("Délai de rétractation étendu par la boutique"),
            hint=_(
                "En jours après la réception, pour les commandes passées entre deux dates\u00a0: "
                "30 du 15/11/2026 au 24/12/2026. Plusieurs périodes\u00a0: séparez-les par un "
                "point-virgule. Vide\u00a0: le délai de la loi."
            ),
            check=check_longer,
        )
        self.longer.input.editingFinished.connect(self._on_longer)
        self.body.addWidget(self.longer)

    def show_kept(self, stored: Settings) -> None:
        """Show what is kept; what she is typing stays."""
        for key, field in self.fields.items():
            if not field.input.hasFocus() and not field.error:
                each = self._amounts[key]
                cents = stored.get(each.setting)
                none = each.empty and not cents
                field.set_value("" if none else written_amount(Money(cents)))
        if not self.longer.input.hasFocus() and not self.longer.error:
            self.longer.set_value(stored.get(RETURNS_LONGER))

    def _on_left(self, key: str) -> None:
        """Keep the amount; one that cannot be is said under its field and goes no further."""
        field = self.fields[key]
        if field.validate():
            amount = read_amount(field.value)
            self._kept.keep(self._amounts[key].setting, 0 if amount is None else amount.cents)

    def _on_longer(self) -> None:
        """Keep what is promised as it is always written."""
        promises = read_longer(self.longer.value) if self.longer.validate() else None
        if promises is not None:
            self._kept.keep(RETURNS_LONGER, written_longer(promises))


def _amounts() -> Sequence[_Amount]:
    return (
        _Amount(
            RETURNS_HOURLY_CENTS,
            _("Coût d’une heure de travail"),
            _("Charges comprises\u00a0: le temps passé sur un retour est compté à ce prix."),
            empty=False,
        ),
        _Amount(
            RETURNS_BACK_CENTS,
            _("Port d’un retour que vous payez"),
            _("Proposé quand le retour est à votre charge. Vide\u00a0: rien n’est proposé."),
            empty=True,
        ),
        _Amount(
            RETURNS_CARRIAGE_CENTS,
            _("Votre livraison standard"),
            _(
                "Après une rétractation, pas plus n’est rendu de la livraison payée "
                "(C. conso. L221-24). Vide\u00a0: toute la livraison payée."
            ),
            empty=True,
        ),
    )


def _wrong(each: _Amount, text: str) -> str:
    if not text and each.empty:
        return ""
    amount = read_amount(text)
    fine = amount is not None and amount <= _MOST
    return "" if fine else _("Un montant, comme 6,90.")
