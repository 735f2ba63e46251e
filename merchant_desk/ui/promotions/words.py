"""How operations are named, coloured and marked."""

from merchant_desk.ui.tokens import Tone
from merchant_desk.values.texts import _, later
from merchant_desk.values.words import PromotionState

KINDS: dict[str, tuple[str, str, Tone]] = {
    "soldes": (later("Soldes"), "badge-percent", Tone.ACCENT),
    "promotion": (later("Promotion"), "tag", Tone.INFO),
    "destocking": (later("Déstockage"), "boxes", Tone.INFO),
    "private_sale": (later("Vente privée"), "key-round", Tone.OK),
    "promo_code": (later("Code promo"), "ticket-percent", Tone.OK),
    "loyalty": (later("Prix fidélité"), "wallet", Tone.OK),
    "bundle": (later("Lot, x pour y"), "package-plus", Tone.INFO),
    "premium": (later("Cadeau avec achat"), "gift", Tone.INFO),
    "launch_price": (later("Prix de lancement"), "sparkles", Tone.INFO),
    "liquidation": (later("Liquidation"), "store", Tone.WARN),
    "temporary_sale": (later("Vente au déballage"), "truck", Tone.WARN),
    "factory_outlet": (later("Magasin d’usine"), "shopping-bag", Tone.WARN),
    "price_change": (later("Changement de prix"), "euro", Tone.MUTE),
    "floating_soldes": (later("Soldes flottants"), "ban", Tone.BAD),
}
STATES = {
    PromotionState.DRAFT: (later("Brouillon"), Tone.MUTE),
    PromotionState.PLANNED: (later("Planifiée"), Tone.INFO),
    PromotionState.RUNNING: (later("En cours"), Tone.OK),
    PromotionState.ENDED: (later("Terminée"), Tone.MUTE),
    PromotionState.CANCELLED: (later("Annulée"), Tone.BAD),
}
CHANNELS = {
    "shop": later("magasin"),
    "web": later("site"),
    "marketplace": later("place de marché"),
    "phone": later("téléphone"),
    "mail": later("courrier"),
    "click_and_collect": later("retrait payé en ligne"),
    "fair": later("foire"),
}


def kind_name(kind: str) -> str:
    """Return the kind of an operation as she says it."""
    return _(KINDS[kind][0])


def kind_icon(kind: str) -> str:
    """Return the icon of a kind."""
    return KINDS[kind][1]


def kind_tone(kind: str) -> Tone:
    """Return the colour of a kind."""
    return KINDS[kind][2]


def state_name(state: PromotionState) -> str:
    """Return where an operation stands."""
    return _(STATES[state][0])


def state_tone(state: PromotionState) -> Tone:
    """Return the colour of a state."""
    return STATES[state][1]


def channels_text(channels: tuple[str, ...]) -> str:
    """Return the channels of an operation: « magasin, site »."""
    return ", ".join(_(CHANNELS[each]) for each in channels)
