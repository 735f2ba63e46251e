"""Storefronts, and what goes to and fro."""

from sqlalchemy import BigInteger, Boolean, Integer, LargeBinary, Text

from merchant_desk.database.column_types import IdColumn, MoneyColumn, UtcColumn, words
from merchant_desk.queries.unmapped.told import told
from merchant_desk.values.platform_words import FlowDirection, FlowState
from merchant_desk.values.words import (
    ConflictState,
    Master,
    MessageMode,
    MessageState,
    RecordState,
    Trouble,
)

SHOPS = told(
    "shop",
    id=IdColumn, name=Text, platform=Text, url=Text, key_hint=Text, identity=Text, time_zone=Text,
    stock_master=words(Master), price_master=words(Master), opening_taken_at=UtcColumn,
    active=Boolean, added_at=UtcColumn, last_pull_at=UtcColumn, last_push_at=UtcColumn,
    problem=Text, problem_advice=Text, settings=Text, facts=Text, orders_since=UtcColumn,
    approved_at=UtcColumn, swept_at=UtcColumn, compared_at=UtcColumn,
)  # fmt: skip
SHOP_PRODUCTS = told(
    "shop_product",
    shop_id=IdColumn, remote_id=Text, parent_remote_id=Text, product_id=IdColumn,
    stock_seen=Integer, stock_seen_at=UtcColumn, gone_at=UtcColumn, price_seen=MoneyColumn,
    buffer=Integer, sale_told=Text,
)  # fmt: skip
SWEEPS = told(
    "sweep",
    id=IdColumn, shop_id=IdColumn, at=UtcColumn, report=Text,
)  # fmt: skip
RECORDS = told(
    "remote_record",
    id=IdColumn, row=BigInteger, shop_id=IdColumn, kind=Text, remote_id=Text, version=Text,
    body=Text, state=words(RecordState), trouble=words(Trouble), reason=Text, advice=Text,
    received_at=UtcColumn, applied_at=UtcColumn,
)  # fmt: skip
MESSAGES = told(
    "outbox_message",
    id=IdColumn, row=BigInteger, shop_id=IdColumn, mode=words(MessageMode), kind=Text,
    subject=Text, state_key=Text, state=words(MessageState), attempts=Integer,
    next_attempt_at=UtcColumn, created_at=UtcColumn, changed_at=UtcColumn, sent_at=UtcColumn,
    problem=Text, advice=Text, payload=Text,
)  # fmt: skip
CONFLICTS = told(
    "conflict",
    id=IdColumn, shop_id=IdColumn, order_id=IdColumn, product_id=IdColumn, field=Text,
    desk_value=Text, shop_value=Text, state=words(ConflictState), at=UtcColumn,
    settled_at=UtcColumn, settled_by=Text,
)  # fmt: skip
FLOWS = told(
    "platform_flow",
    id=IdColumn, direction=words(FlowDirection), tracking_id=Text, flow_type=Text, syntax=Text,
    sha256=Text, body=LargeBinary, invoice_id=IdColumn, supplier_invoice_id=IdColumn,
    ereport_id=IdColumn, state=words(FlowState), remote_id=Text, problem=Text, attempts=Integer,
    next_attempt_at=UtcColumn, submitted_at=UtcColumn, at=UtcColumn, by=Text,
)  # fmt: skip
