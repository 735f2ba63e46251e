"""Every mapped class, so that the metadata is complete whoever asks for it."""

from merchant_desk.models import (
    exchange,
    invoice,
    law_facts,
    order,
    parcel,
    platform,
    product,
    promotion,
    seal,
    shop,
    station,
    stock,
    supplier,
)
from merchant_desk.models.base import Model

MODULES = (
    exchange, invoice, law_facts, order, parcel, platform, product, promotion, seal, shop, station,
    stock, supplier,
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
    "deposit_use",
    "reminder",
    "signing_key",
    "seal",
    "closing",
    "fiscal_event",
    "document_copy",
    "archive",
    "drawer_move",
    "supplier_invoice_line",
    "supplier_invoice_rate",
    "supplier_payment",
    "invoice_status",
    "ereport",
)
