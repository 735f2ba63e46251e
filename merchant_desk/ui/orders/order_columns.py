"""The columns of the list of orders."""

from merchant_desk.queries.orders import OrderRow
from merchant_desk.ui.column import Column
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.orders.order_words import delivery_text, payment_chip, state_chip
from merchant_desk.ui.widgets.chip import ChipText
from merchant_desk.ui.widgets.text_label import Ink
from merchant_desk.values.french import euros, moment, number
from merchant_desk.values.remote import Delivery
from merchant_desk.values.texts import _


def order_number(text: str) -> str:
    """Return an order's number as people write it: ``#1042``."""
    return text if text.startswith("#") else f"#{text}"


def _state(row: OrderRow) -> ChipText:
    return state_chip(row.state, row.blocked_reason, late=row.late)


def _state_words(row: OrderRow) -> str:
    return " · ".join(filter(None, (_state(row).text, row.blocked_reason)))


def _payment(row: OrderRow) -> ChipText:
    return payment_chip(row.payment, short=True)


def _payment_words(row: OrderRow) -> str:
    return payment_chip(row.payment).text


def _channel(row: OrderRow) -> str:
    return _("En ligne") if row.channel == "online" else row.channel


def _channel_icon(row: OrderRow) -> str:
    return "store" if row.delivery in {Delivery.COLLECT, Delivery.RESERVED} else "globe"


def _marks(row: OrderRow) -> str:
    """Return what is worth a look before the order is picked, the heaviest first."""
    said = (
        (row.short, _("Manque")),
        (row.has_gift, _("Cadeau")),
        (row.has_note, _("Note")),
    )
    return ", ".join(words for present, words in said if present)


def order_columns() -> tuple[Column[OrderRow], ...]:
    """Return the columns, their titles in the language in use."""
    return (*_who_and_when(), *_how_much_and_where())


def _who_and_when() -> tuple[Column[OrderRow], ...]:
    return (
        Column(
            "number",
            _("Commande"),
            lambda row: order_number(row.number),
            112,
            sort="number",
            role=Role.BOLD,
            ink=Ink.TEXT,
        ),
        Column("placed", _("Date"), lambda row: moment(row.placed_at), 116, sort="placed"),
        Column(
            "customer",
            _("Client"),
            lambda row: row.customer,
            146,
            sort="customer",
            role=Role.STRONG,
            ink=Ink.TEXT,
            stretch=True,
        ),
        Column("marks", _("À noter"), _marks, 78, ink=Ink.TEXT),
        Column("channel", _("Canal"), _channel, 98, icon=_channel_icon, gives_way=True),
    )


def _how_much_and_where() -> tuple[Column[OrderRow], ...]:
    return (
        Column(
            "articles",
            _("Articles"),
            lambda row: number(row.articles),
            76,
            sort="articles",
            numeric=True,
        ),
        Column(
            "total",
            _("Total"),
            lambda row: euros(row.total),
            98,
            sort="total",
            numeric=True,
            role=Role.BOLD,
            ink=Ink.TEXT,
        ),
        Column("payment", _("Paiement"), _payment_words, 132, chip=_payment),
        Column("state", _("Préparation"), _state_words, 118, chip=_state),
        Column(
            "delivery",
            _("Livraison"),
            lambda row: delivery_text(row.delivery, row.carrier),
            122,
            stretch=True,
        ),
        Column("shop", _("Boutique"), lambda row: row.shop, 140, hidden=True),
        Column(
            "ship_by",
            _("À expédier avant"),
            lambda row: moment(row.ship_by_at),
            140,
            sort="ship_by",
            hidden=True,
        ),
    )
