"""Headless commands: the list of them all."""

from merchant_desk.cli.accounting import ACCOUNTING_COMMANDS
from merchant_desk.cli.backup import BACKUP, RESTORE
from merchant_desk.cli.cash_bank import CASH_BANK_COMMANDS
from merchant_desk.cli.cash_close import CASH_CLOSE
from merchant_desk.cli.cash_deposit import CASH_DEPOSIT_COMMANDS
from merchant_desk.cli.cash_forecast import CASH_COMPARE, CASH_FORECAST
from merchant_desk.cli.cash_match import CASH_MATCH
from merchant_desk.cli.cash_payouts import CASH_PAYOUTS
from merchant_desk.cli.cash_recurring import CASH_RECURRING
from merchant_desk.cli.cash_review import CASH_REVIEW
from merchant_desk.cli.cash_scenario import CASH_ROOM, CASH_SCENARIO
from merchant_desk.cli.cash_taxes import CASH_TAXES
from merchant_desk.cli.check import CHECK, SETTLE
from merchant_desk.cli.command import CliCommand
from merchant_desk.cli.count import COUNT_COMMANDS
from merchant_desk.cli.counter import GIVE_BACK, SELL
from merchant_desk.cli.demo import DEMO
from merchant_desk.cli.documents import DOCUMENTS
from merchant_desk.cli.e_reporting import EREPORTING
from merchant_desk.cli.export_invoices import INVOICE_EXPORT
from merchant_desk.cli.fiscal_periods import (
    FISCAL_ARCHIVE,
    FISCAL_CERTIFICATE,
    FISCAL_CLOSE,
    FISCAL_VERIFY,
)
from merchant_desk.cli.folder import FOLDER_SET, FOLDER_SHOW
from merchant_desk.cli.import_invoices import IMPORT_INVOICES
from merchant_desk.cli.import_products import IMPORT_PRODUCTS
from merchant_desk.cli.invoice import (
    INVOICE_CREDIT,
    INVOICE_ISSUE,
    INVOICE_PREFLIGHT,
    INVOICE_SHOW,
)
from merchant_desk.cli.labels import LABELS
from merchant_desk.cli.law import LAW_ANSWER, LAW_RULES
from merchant_desk.cli.law_facts import PRODUCTS_LAW
from merchant_desk.cli.offer import PRODUCTS_OFFER
from merchant_desk.cli.orders import ORDERS_LIST, ORDERS_SHOW
from merchant_desk.cli.pack import PACK
from merchant_desk.cli.payments import INVOICE_LATE, INVOICE_PAY, INVOICE_REMIND
from merchant_desk.cli.pick import PICK
from merchant_desk.cli.price_said import PRODUCTS_PRICE
from merchant_desk.cli.products import PRODUCTS_LIST, PRODUCTS_SEARCH, PRODUCTS_SHOW
from merchant_desk.cli.profile import PROFILE_SET, PROFILE_SHOW
from merchant_desk.cli.promotion_papers import (
    PROMOTIONS_EVIDENCE,
    PROMOTIONS_TAGS,
    PROMOTIONS_VERIFY,
)
from merchant_desk.cli.promotion_result import PROMOTIONS_RESULT
from merchant_desk.cli.promotions import PROMOTIONS_CHECK, PROMOTIONS_LIST, PROMOTIONS_PLAN
from merchant_desk.cli.purchase import PURCHASE_COMMANDS
from merchant_desk.cli.recall import RECALL
from merchant_desk.cli.receive import PRODUCTS_RECEIVE
from merchant_desk.cli.receive_delivery import DELIVERY_COMMANDS
from merchant_desk.cli.refund import ORDERS_REFUND
from merchant_desk.cli.reorder import REORDER, REORDER_ESTIMATE, REORDER_LEVELS, REORDER_SET
from merchant_desk.cli.returns import RETURN_DECLARE, RETURN_TAKE
from merchant_desk.cli.returns_given import RETURN_EXCHANGE, RETURN_GOODWILL
from merchant_desk.cli.returns_shown import (
    RETURN_LIST,
    RETURN_PAY,
    RETURN_REPORT,
    RETURN_SHOW,
)
from merchant_desk.cli.school import SCHOOL
from merchant_desk.cli.screenshots import SCREENSHOTS
from merchant_desk.cli.self_check import SELF_CHECK
from merchant_desk.cli.ship import SHIP
from merchant_desk.cli.shop_map import SHOP_MAP
from merchant_desk.cli.shop_match import SHOP_MATCH
from merchant_desk.cli.shop_probe import SHOP_PROBE
from merchant_desk.cli.shops import SHOP_ADD, SHOP_DECIDE, SHOP_KEYS, SHOP_LIST, SHOP_REMOVE
from merchant_desk.cli.stock import STOCK_ADJUST, STOCK_SHOW
from merchant_desk.cli.stock_dead import STOCK_DEAD, STOCK_WRITE_DOWN
from merchant_desk.cli.stock_value import STOCK_STORY, STOCK_VALUE
from merchant_desk.cli.supplier import SUPPLIER_COMMANDS
from merchant_desk.cli.sync import SYNC
from merchant_desk.cli.sync_state import SYNC_PARITY, SYNC_STATUS, SYNC_WAITING
from merchant_desk.cli.update import UPDATE_COMMANDS

COMMANDS: tuple[CliCommand, ...] = (
    *ACCOUNTING_COMMANDS,
    BACKUP,
    *CASH_BANK_COMMANDS,
    CASH_CLOSE,
    *CASH_DEPOSIT_COMMANDS,
    CASH_PAYOUTS,
    CASH_COMPARE,
    CASH_FORECAST,
    CASH_MATCH,
    CASH_RECURRING,
    CASH_REVIEW,
    CASH_ROOM,
    CASH_SCENARIO,
    CASH_TAXES,
    CHECK,
    *COUNT_COMMANDS,
    *DELIVERY_COMMANDS,
    DEMO,
    DOCUMENTS,
    EREPORTING,
    FISCAL_ARCHIVE,
    FISCAL_CERTIFICATE,
    FISCAL_CLOSE,
    FISCAL_VERIFY,
    FOLDER_SET,
    FOLDER_SHOW,
    GIVE_BACK,
    IMPORT_INVOICES,
    IMPORT_PRODUCTS,
    INVOICE_CREDIT,
    INVOICE_EXPORT,
    INVOICE_ISSUE,
    INVOICE_LATE,
    INVOICE_PAY,
    INVOICE_PREFLIGHT,
    INVOICE_REMIND,
    INVOICE_SHOW,
    LABELS,
    LAW_ANSWER,
    LAW_RULES,
    ORDERS_LIST,
    ORDERS_REFUND,
    ORDERS_SHOW,
    PACK,
    PICK,
    PRODUCTS_LAW,
    PRODUCTS_LIST,
    PRODUCTS_OFFER,
    PRODUCTS_RECEIVE,
    PRODUCTS_PRICE,
    PRODUCTS_SEARCH,
    PRODUCTS_SHOW,
    PROFILE_SET,
    PROFILE_SHOW,
    PROMOTIONS_CHECK,
    PROMOTIONS_EVIDENCE,
    PROMOTIONS_LIST,
    PROMOTIONS_PLAN,
    PROMOTIONS_RESULT,
    PROMOTIONS_TAGS,
    PROMOTIONS_VERIFY,
    *PURCHASE_COMMANDS,
    RECALL,
    REORDER,
    REORDER_ESTIMATE,
    REORDER_LEVELS,
    REORDER_SET,
    RESTORE,
    RETURN_DECLARE,
    RETURN_EXCHANGE,
    RETURN_GOODWILL,
    RETURN_LIST,
    RETURN_PAY,
    RETURN_REPORT,
    RETURN_SHOW,
    RETURN_TAKE,
    SCHOOL,
    SCREENSHOTS,
    SELF_CHECK,
    SELL,
    SETTLE,
    SHIP,
    SHOP_ADD,
    SHOP_DECIDE,
    SHOP_KEYS,
    SHOP_LIST,
    SHOP_MAP,
    SHOP_MATCH,
    SHOP_PROBE,
    SHOP_REMOVE,
    STOCK_ADJUST,
    STOCK_DEAD,
    STOCK_SHOW,
    *SUPPLIER_COMMANDS,
    STOCK_STORY,
    STOCK_VALUE,
    STOCK_WRITE_DOWN,
    SYNC,
    SYNC_PARITY,
    SYNC_STATUS,
    SYNC_WAITING,
    *UPDATE_COMMANDS,
)
