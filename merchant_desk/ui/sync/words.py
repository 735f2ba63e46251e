"""The words and icons of the page « Synchronisation »."""

from merchant_desk.queries.exchanges import ExchangeRow
from merchant_desk.queries.messages import ShopMessage
from merchant_desk.queries.shops import ShopState
from merchant_desk.ui.widgets.text_label import Ink
from merchant_desk.values.texts import _, later
from merchant_desk.values.words import ExchangeKind

KINDS = {
    ExchangeKind.SYNC: later("Relève et envois"),
    ExchangeKind.SWEEP: later("Contrôle complet"),
    ExchangeKind.PARITY: later("Comparaison"),
}
KIND_ICONS = {
    ExchangeKind.SYNC: "refresh-cw",
    ExchangeKind.SWEEP: "search",
    ExchangeKind.PARITY: "scale",
}
STATE_LOOKS = {
    ShopState.NEVER: ("cloud-off", Ink.TEXT2),
    ShopState.UP_TO_DATE: ("cloud-check", Ink.OK),
    ShopState.WAITING: ("cloud-upload", Ink.WARN),
    ShopState.TROUBLE: ("cloud-alert", Ink.BAD),
}
_MESSAGE_ICONS = {
    "stock": "boxes",
    "price": "tag",
    "shipped": "truck",
    "tracking": "truck",
    "refund": "undo-2",
    "product": "package-plus",
}


def message_icon(message: ShopMessage) -> str:
    """Return the icon of what is told."""
    return _MESSAGE_ICONS.get(message.kind, "cloud-upload")


def outcome(row: ExchangeRow) -> str:
    """Return how a conversation ended, in one line."""
    if row.problem:
        return row.problem
    if row.refused or row.parked:
        return _("Terminé, à vérifier")
    return _("Terminé")
