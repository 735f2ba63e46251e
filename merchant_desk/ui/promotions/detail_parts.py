"""What some kinds of operation need besides dates, articles and prices."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from PySide6.QtWidgets import QWidget

from merchant_desk.rules.legal.items import LossException
from merchant_desk.rules.legal.parts import (
    Audience,
    Declaration,
    GeneralClaim,
    Launch,
    Premium,
    SingleRate,
    StockLimit,
)
from merchant_desk.rules.promotion_draft import PromotionDraft
from merchant_desk.ui.promotions import law_words as words
from merchant_desk.ui.promotions.draft_inputs import (
    AmountInput,
    ChoiceInput,
    CountInput,
    DayInput,
    DraftInput,
    PercentInput,
    SetInput,
    TextInput,
    TickInput,
)
from merchant_desk.ui.promotions.draft_part import DraftPart, Inputs, StructPart
from merchant_desk.ui.promotions.words import KINDS
from merchant_desk.ui.theme import Theme
from merchant_desk.values.texts import _

_OFFERS = (
    "promotion", "destocking", "private_sale", "promo_code", "loyalty", "bundle", "premium",
    "launch_price",
)  # fmt: skip
_REDUCTIONS = ("promotion", "soldes", "destocking", "liquidation", "factory_outlet")
_DECLARED = ("liquidation", "temporary_sale")
_LIQUIDATION = ("liquidation",)
_EVERY = tuple(KINDS)


class FieldsPart(DraftPart):
    """Plain fields of the draft, told by inputs named like them."""

    def __init__(
        self, kinds: tuple[str, ...], inputs: Mapping[str, DraftInput], **blank: object
    ) -> None:
        super().__init__(tuple(inputs), kinds)
        self._blank = blank
        self.inputs = Inputs(inputs)
        self.column.addWidget(self.inputs)
        self.inputs.edited.connect(self.on_edited)

    def show_values(self, draft: PromotionDraft) -> None:
        """Show the fields."""
        self.inputs.show_values({name: getattr(draft, name) for name in self._fields})

    def place_of(self, field: str) -> QWidget | None:
        """Return the input that tells a field."""
        return self.inputs[field] if field in self.inputs.names else None

    def values(self, _draft: PromotionDraft) -> Mapping[str, Any]:
        """Return the fields; one that is empty is blank again."""
        return {**self._blank, **self.inputs.entered()}


def code_part(theme: Theme) -> DraftPart:
    """Return the code, and the voucher on a basket."""
    return FieldsPart(
        ("promo_code",),
        {
            "code": TextInput(theme, _("Code à saisir")),
            "basket_voucher": AmountInput(theme, _("Bon à retirer du panier, en euros")),
        },
        code="",
        basket_voucher=None,
    )


def loyalty_part(theme: Theme) -> DraftPart:
    """Return what is credited on the card."""
    credit = PercentInput(theme, _("Crédité sur la carte, en\u00a0%"))
    return FieldsPart(
        ("loyalty",), {"loyalty_credit_percent": credit}, loyalty_credit_percent=Fraction(0)
    )


def audience_part(theme: Theme) -> StructPart:
    """Return to whom the prices are open."""
    return StructPart(
        theme,
        "audience",
        Audience,
        _OFFERS,
        {
            "who": ChoiceInput(theme, _("Pour qui"), words.WHO),
            "basis": ChoiceInput(theme, _("Choisis comment"), words.BASES),
            "share_percent": PercentInput(theme, _("Part de vos clients, en\u00a0%")),
            "instant_enrolment": TickInput(theme, _("La carte est remise aussitôt, à tous")),
        },
        when={
            "basis": ("who", ("segment",)),
            "share_percent": ("who", ("segment",)),
            "instant_enrolment": ("basis", ("loyalty_members",)),
        },
    )


def premium_part(theme: Theme) -> StructPart:
    """Return the gift."""
    return StructPart(
        theme,
        "premium",
        Premium,
        ("premium",),
        {
            "label": TextInput(theme, _("Cadeau")),
            "category": ChoiceInput(theme, _("Catégorie du cadeau"), words.CATEGORIES),
            "claimed_value": AmountInput(theme, _("Valeur annoncée")),
            "real_value": AmountInput(theme, _("Valeur réelle")),
            "same_kind": TickInput(theme, _("De même nature que l’article acheté")),
        },
    )


def launch_part(theme: Theme) -> StructPart:
    """Return the price that follows a launch price."""
    return StructPart(
        theme,
        "launch",
        Launch,
        ("launch_price",),
        {
            "later_price": AmountInput(theme, _("Prix après le lancement")),
            "later_from": DayInput(theme, _("À partir du")),
        },
    )


def declaration_part(theme: Theme) -> StructPart:
    """Return what was declared to the mayor."""
    return StructPart(
        theme,
        "declaration",
        Declaration,
        _DECLARED,
        {
            "reason": ChoiceInput(theme, _("Motif déclaré"), words.REASONS),
            "sent_on": DayInput(theme, _("Déclaration envoyée le")),
            "receipt_on": DayInput(theme, _("Récépissé reçu le")),
            "declared_start": DayInput(theme, _("Début déclaré")),
            "unforeseen_event_on": DayInput(theme, _("Événement imprévisible le")),
            "postponement_letter_on": DayInput(theme, _("Lettre de report envoyée le")),
            "reopens_on": DayInput(theme, _("Réouverture le")),
            "days_used_this_year": CountInput(theme, _("Jours déjà utilisés cette année")),
        },
        when={"reopens_on": ("reason", ("seasonal_suspension",))},
        only={
            "reason": _LIQUIDATION,
            "declared_start": _LIQUIDATION,
            "unforeseen_event_on": _LIQUIDATION,
            "postponement_letter_on": _LIQUIDATION,
            "days_used_this_year": ("temporary_sale",),
        },
    )


def covers_part(theme: Theme) -> DraftPart:
    """Return how much of the shop it is about, and who else takes part."""
    return FieldsPart(
        _REDUCTIONS,
        {
            "covers": ChoiceInput(theme, _("Ce qui est concerné"), words.COVERS),
            "coordination": ChoiceInput(theme, _("À l’initiative de"), words.COORDINATION),
        },
        covers=None,
        coordination="independent",
    )


def soldes_part(theme: Theme) -> DraftPart:
    """Return how soldés articles stand apart from the others."""
    separate = TickInput(theme, _("Les articles soldés sont séparés des autres"))
    return FieldsPart(("soldes",), {"separated": separate})


def single_rate_part(theme: Theme) -> StructPart:
    """Return one rate that is deducted at the till."""
    return StructPart(
        theme,
        "single_rate",
        SingleRate,
        _REDUCTIONS,
        {
            "percent": PercentInput(theme, _("Taux unique, en\u00a0%")),
            "scope": ChoiceInput(theme, _("Valable pour"), words.RATE_SCOPES),
            "displayed": TickInput(theme, _("Le taux est affiché en rayon")),
            "deducted_at_till": TickInput(theme, _("La remise est faite à la caisse")),
        },
        gate=_("Un taux unique au lieu d’étiquettes"),
    )


def claim_part(theme: Theme) -> StructPart:
    """Return a general claim."""
    excluded = {key: words.CATEGORIES[key] for key in words.EXCLUDED}
    return StructPart(
        theme,
        "general_claim",
        GeneralClaim,
        (*_REDUCTIONS, "private_sale", "promo_code", "loyalty"),
        {
            "percent": PercentInput(theme, _("Remise annoncée, en\u00a0%")),
            "scope": ChoiceInput(theme, _("Annoncée sur"), words.CLAIM_SCOPES),
            "up_to": TickInput(theme, _("Annoncée avec «\u00a0jusqu’à\u00a0»")),
            "references_total": CountInput(theme, _("Articles concernés")),
            "references_at_max": CountInput(theme, _("Articles à la remise maximale")),
            "excludes": SetInput(theme, _("Sauf"), excluded),
        },
        gate=_("Annonce générale, comme «\u00a0-20\u00a0% sur tout\u00a0»"),
        when={"references_total": ("up_to", (True,)), "references_at_max": ("up_to", (True,))},
    )


def stock_limit_part(theme: Theme) -> StructPart:
    """Return whether the quantities are told."""
    return StructPart(
        theme,
        "stock_limit",
        StockLimit,
        (*_OFFERS, "soldes"),
        {"quantity": CountInput(theme, _("Quantité annoncée"))},
        gate=_("Les quantités sont annoncées aux clients"),
        given={"stated": True},
    )


def loss_part(theme: Theme) -> StructPart:
    """Return the case that allows to sell below cost."""
    return StructPart(
        theme,
        "loss_exception",
        LossException,
        _EVERY,
        {
            "code": ChoiceInput(theme, _("Cas invoqué"), words.EXCEPTIONS),
            "proof": TickInput(theme, _("La preuve est gardée")),
            "season_ended_on": DayInput(theme, _("Saison finie le")),
            "next_season_starts_on": DayInput(theme, _("Prochaine saison le")),
            "new_net_unit_cost_ht": AmountInput(theme, _("Nouveau prix d’achat HT")),
            "competitor_price": AmountInput(theme, _("Prix du concurrent")),
            "competitor_same_area": TickInput(theme, _("Le concurrent est dans la même zone")),
        },
        gate=_("Vente sous le prix d’achat, permise par une exception"),
        when={
            "season_ended_on": ("code", ("end_of_season",)),
            "next_season_starts_on": ("code", ("end_of_season",)),
            "new_net_unit_cost_ht": ("code", ("restock_cheaper",)),
            "competitor_price": ("code", ("alignment",)),
            "competitor_same_area": ("code", ("alignment",)),
        },
    )


def special_part(theme: Theme) -> DraftPart:
    """Return what is seldom asked for."""
    return FieldsPart(
        _EVERY,
        {
            "customers": ChoiceInput(theme, _("Acheteurs"), words.BUYERS),
            "supplier_price_agreement": TickInput(
                theme, _("Accord de prix signé avec le fournisseur (fruits et légumes)")
            ),
        },
        customers="consumers",
    )
