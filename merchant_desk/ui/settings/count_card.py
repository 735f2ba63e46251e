"""How often articles are counted: the intervals of the plan of the day, by class."""

from merchant_desk.queries.settings import Settings
from merchant_desk.ui.settings.kept_settings import KeptSettings
from merchant_desk.ui.settings.number_fields import NumberFields, NumberSpec
from merchant_desk.ui.settings.page import caption
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.card import Card
from merchant_desk.values.settings import (
    COUNT_A_DAY,
    COUNT_DAYS_A,
    COUNT_DAYS_B,
    COUNT_DAYS_C,
    Setting,
)
from merchant_desk.values.texts import _

_LONGEST_DAYS, _MOST_A_DAY = 3_650, 10_000


class CountCard(Card):
    """The plan of the day follows at once."""

    def __init__(self, theme: Theme, kept: KeptSettings) -> None:
        super().__init__(theme, _("Comptages"))
        self._kept = kept
        told = _(
            "Le plan du jour propose les emplacements à compter. Classe A\u00a0: les articles qui "
            "font 80\u00a0% des ventes de l’année\u00a0; B\u00a0: les 15\u00a0% suivants\u00a0; "
            "C\u00a0: le reste."
        )
        self.body.addWidget(caption(theme, told))
        self.numbers = NumberFields(theme, _specs(), across=2)
        self.body.addWidget(self.numbers)
        self.numbers.typed.connect(self._on_typed)

    def show_kept(self, stored: Settings) -> None:
        """Show what is kept."""
        self.numbers.show_kept(stored)

    def _on_typed(self, setting: Setting[int], value: int) -> None:
        self._kept.keep(setting, value)


def _specs() -> tuple[NumberSpec, ...]:
    days = _("En jours, d’un comptage au suivant.")
    return (
        NumberSpec(COUNT_DAYS_A, _("Classe A tous les"), 1, _LONGEST_DAYS, days),
        NumberSpec(COUNT_DAYS_B, _("Classe B tous les"), 1, _LONGEST_DAYS, days),
        NumberSpec(COUNT_DAYS_C, _("Classe C tous les"), 1, _LONGEST_DAYS, days),
        NumberSpec(
            COUNT_A_DAY, _("Articles par jour"), 1, _MOST_A_DAY, _("Environ\u00a0: un emplacement "
            "se compte en entier."),
        ),
    )  # fmt: skip
