"""How orders are proposed, and what keeping stock costs."""

from merchant_desk.queries.settings import Settings
from merchant_desk.ui.settings.kept_settings import KeptSettings
from merchant_desk.ui.settings.number_fields import NumberFields, NumberSpec
from merchant_desk.ui.settings.page import caption
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.card import Card
from merchant_desk.ui.widgets.field import Field
from merchant_desk.values.entries import read_decimal
from merchant_desk.values.settings import (
    REORDER_COVER_DAYS,
    REORDER_LEAD_DAYS,
    REORDER_REVIEW_DAYS,
    REORDER_SERVICE,
    STOCK_CARRYING_BP,
    Setting,
)
from merchant_desk.values.texts import _

_LONGEST_DAYS = 365
_LEAST_SERVICE, _MOST_SERVICE = 50, 99
_PERCENT = 100
_MOST_CARRYING = 100


class ReorderCard(Card):
    """The next proposal follows."""

    def __init__(self, theme: Theme, kept: KeptSettings) -> None:
        super().__init__(theme, _("Réassort"))
        self._kept = kept
        told = _(
            "Ce qui est proposé à la commande couvre le délai du fournisseur, puis ces jours de "
            "vente, avec la sécurité qu’il faut pour la disponibilité visée."
        )
        self.numbers = NumberFields(theme, _specs(), across=2)
        self.carrying = Field(
            theme,
            _("Coût de garde du stock, en\u00a0% par an"),
            hint=_("Place, assurance, argent immobilisé\u00a0: sert au coût du surstock."),
            check=_check_carrying,
        )
        self.body.addWidget(caption(theme, told))
        self.body.addWidget(self.numbers)
        self.body.addWidget(self.carrying)
        self.numbers.typed.connect(self._on_typed)
        self.carrying.input.editingFinished.connect(self._on_carrying)

    def show_kept(self, stored: Settings) -> None:
        """Show what is kept; what she is typing stays."""
        self.numbers.show_kept(stored)
        if not self.carrying.input.hasFocus() and not self.carrying.error:
            self.carrying.set_value(_percent(stored.get(STOCK_CARRYING_BP)))

    def _on_typed(self, setting: Setting[int], value: int) -> None:
        self._kept.keep(setting, value)

    def _on_carrying(self) -> None:
        """Keep the rate; one that cannot be is said under its field and goes no further."""
        if self.carrying.validate():
            self._kept.keep(STOCK_CARRYING_BP, _basis_points(self.carrying.value) or 0)


def _specs() -> tuple[NumberSpec, ...]:
    days = _("En jours.")
    return (
        NumberSpec(
            REORDER_COVER_DAYS, _("Jours de vente par commande"), 1, _LONGEST_DAYS,
            _("Ce que dure ce qui arrive."),
        ),
        NumberSpec(
            REORDER_REVIEW_DAYS, _("Jours entre deux réassorts"), 1, _LONGEST_DAYS,
            _("À quel rythme vous commandez."),
        ),
        NumberSpec(
            REORDER_SERVICE, _("Disponibilité visée, en\u00a0%"), _LEAST_SERVICE, _MOST_SERVICE,
            _("Chances de ne pas manquer avant la livraison suivante."),
        ),
        NumberSpec(
            REORDER_LEAD_DAYS, _("Délai d’un fournisseur inconnu"), 0, _LONGEST_DAYS, days
        ),
    )  # fmt: skip


def _check_carrying(text: str) -> str:
    found = _basis_points(text)
    possible = found is not None and 0 <= found <= _MOST_CARRYING * _PERCENT
    return "" if possible else _("Un taux de 0 à 100, comme 20 ou 12,5")


def _basis_points(text: str) -> int | None:
    """Return a percentage in hundredths of a percent; None when it is none, or finer."""
    read = read_decimal(text)
    points = None if read is None else read * _PERCENT
    return int(points) if points is not None and points == int(points) else None


def _percent(basis_points: int) -> str:
    whole, rest = divmod(basis_points, _PERCENT)
    return f"{whole},{rest:02d}".rstrip("0") if rest else str(whole)
