"""Every mapped class, so that the metadata is complete whoever asks for it."""

from merchant_desk.models import (
    exchange,
    invoice,
    law_facts,
    order,
    parcel,
    product,
    promotion,
    shop,
    station,
    stock,
)
from merchant_desk.models.base import Model

MODULES = (
    exchange, invoice, law_facts, order, parcel, product, promotion, shop, station, stock,
)  # fmt: skip
METADATA = Model.metadata
APPEND_ONLY = (
    "stock_move",
    "payment",
    "invoice",
    "invoice_line",
    "invoice_rate",
    "parcel_scan",
    "order_event",
    "price_change",
    "price_shown",
    "promotion_check",
    "acknowledgement",
    "promotion_event",
)
