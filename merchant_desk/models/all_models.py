"""Every mapped class, so that the metadata is complete whoever asks for it."""

from merchant_desk.models import exchange, invoice, order, parcel, product, shop, station, stock
from merchant_desk.models.base import Model

MODULES = (exchange, invoice, order, parcel, product, shop, station, stock)
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
)
