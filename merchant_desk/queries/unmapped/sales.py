"""Orders, what is kept for them, and their parcels."""

from sqlalchemy import BigInteger, Integer, Text

from merchant_desk.database.column_types import IdColumn, MoneyColumn, UtcColumn, words
from merchant_desk.queries.unmapped.told import told
from merchant_desk.values.remote import Delivery, LineKind
from merchant_desk.values.words import OrderEventKind, OrderState, ParcelState, PaymentState

ORDERS = told(
    "sales_order",
    id=IdColumn, row=BigInteger, shop_id=IdColumn, remote_id=Text, remote_modified_at=UtcColumn,
    remote_state_word=Text, number=Text, slip_code=Text, customer_id=IdColumn, customer_name=Text,
    email=Text, siren=Text, vat_number=Text, tax_countries=Text, state=words(OrderState),
    payment_state=words(PaymentState), payment_means=Text, channel=Text, delivery=words(Delivery),
    carrier=Text, relay_id=Text, pickup_slot=Text, billing=Text, shipping=Text, note=Text,
    gift_note=Text, coupon_codes=Text, placed_at=UtcColumn, paid_at=UtcColumn,
    ship_by_at=UtcColumn, total=MoneyColumn, article_count=Integer, search_text=Text,
    blocked_reason=Text,
)  # fmt: skip
ORDER_LINES = told(
    "order_line",
    id=IdColumn, order_id=IdColumn, position=Integer, remote_id=Text, kind=words(LineKind),
    product_id=IdColumn, sku=Text, name=Text, option_text=Text, quantity=Integer, shipped=Integer,
    cancelled=Integer, total=MoneyColumn, discount=MoneyColumn, kit_line_id=IdColumn,
    refunded=MoneyColumn, rate_bp=Integer,
)  # fmt: skip
ORDER_EVENTS = told(
    "order_event",
    id=IdColumn, order_id=IdColumn, kind=words(OrderEventKind), detail=Text, at=UtcColumn,
    by=Text, station_id=IdColumn,
)  # fmt: skip
RESERVATIONS = told(
    "reservation",
    order_line_id=IdColumn, product_id=IdColumn, quantity=Integer,
)  # fmt: skip
PARCELS = told(
    "parcel",
    id=IdColumn, order_id=IdColumn, number=Integer, state=words(ParcelState), opened_at=UtcColumn,
    opened_by=Text, station_id=IdColumn, closed_at=UtcColumn, closed_by=Text, carrier=Text,
    tracking=Text, weight_g=Integer,
)  # fmt: skip
PARCEL_LINES = told(
    "parcel_line",
    id=IdColumn, parcel_id=IdColumn, order_line_id=IdColumn, product_id=IdColumn, wanted=Integer,
    packed=Integer, missing=Integer,
)  # fmt: skip
WAVE_ORDERS = told(
    "wave_order",
    wave_id=IdColumn, order_id=IdColumn, position=Integer,
)  # fmt: skip
SHORTAGES = told(
    "shortage",
    id=IdColumn, parcel_id=IdColumn, order_line_id=IdColumn, product_id=IdColumn,
    quantity=Integer, at=UtcColumn, by=Text, station_id=IdColumn, settled_at=UtcColumn,
)  # fmt: skip
