"""What operations, their channels, states and journals are called on paper and in commands."""

from merchant_desk.values.texts import _, later
from merchant_desk.values.words import PromotionEventKind, PromotionState

_KINDS = {
    "soldes": later("Soldes"),
    "promotion": later("Promotion"),
    "destocking": later("Déstockage"),
    "private_sale": later("Vente privée"),
    "promo_code": later("Code promo"),
    "loyalty": later("Prix fidélité"),
    "bundle": later("Lot, x pour y"),
    "premium": later("Cadeau avec achat"),
    "launch_price": later("Prix de lancement"),
    "liquidation": later("Liquidation"),
    "temporary_sale": later("Vente au déballage"),
    "factory_outlet": later("Magasin d’usine"),
    "price_change": later("Changement de prix"),
    "floating_soldes": later("Soldes flottants"),
}
_STATES = {
    PromotionState.DRAFT: later("Brouillon"),
    PromotionState.PLANNED: later("Planifiée"),
    PromotionState.RUNNING: later("En cours"),
    PromotionState.ENDED: later("Terminée"),
    PromotionState.CANCELLED: later("Annulée"),
}
_CHANNELS = {
    "": later("partout"),
    "shop": later("magasin"),
    "web": later("site"),
    "marketplace": later("place de marché"),
    "phone": later("téléphone"),
    "mail": later("courrier"),
    "click_and_collect": later("retrait payé en ligne"),
    "fair": later("foire"),
}
_EVENTS = {
    PromotionEventKind.PLANNED: later("Planifiée"),
    PromotionEventKind.CHANGED: later("Changée et vérifiée de nouveau"),
    PromotionEventKind.STARTED: later("Commencée"),
    PromotionEventKind.STEPPED: later("Nouvelle démarque"),
    PromotionEventKind.ENDED: later("Terminée"),
    PromotionEventKind.CANCELLED: later("Annulée"),
    PromotionEventKind.TAGGED: later("Étiquettes imprimées"),
    PromotionEventKind.TOLD: later("Prix confirmés par la boutique en ligne"),
    PromotionEventKind.LEARNED: later("Bilan calculé"),
}
_LEVELS = {
    "pass": later("conforme"),
    "inform": later("à savoir"),
    "warn": later("avertissement"),
    "block": later("interdit"),
}
_SOURCES = {
    "desk": later("fixé ici"),
    "promotion": later("opération"),
    "storefront": later("relevé sur le site"),
    "import": later("import du catalogue"),
}


def kind_words(kind: str) -> str:
    """Return the kind of an operation in words."""
    return _(_KINDS.get(kind, kind))


def state_words(state: str) -> str:
    """Return where an operation stands in words."""
    return _(_STATES[PromotionState(state)])


def channel_words(channels: tuple[str, ...]) -> str:
    """Return channels in words: « magasin, site »."""
    return ", ".join(_(_CHANNELS.get(each, each)) for each in channels)


def event_words(kind: str) -> str:
    """Return what happened in words."""
    return _(_EVENTS[PromotionEventKind(kind)])


def level_words(level: str) -> str:
    """Return how grave a finding is in words."""
    return _(_LEVELS[level])


def source_words(source: str) -> str:
    """Return where a price comes from in words."""
    return _(_SOURCES.get(source, source))
