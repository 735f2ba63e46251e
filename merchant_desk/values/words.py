"""The fixed words of states and kinds, as stored; what people read is in French elsewhere."""

from enum import StrEnum


class OrderState(StrEnum):
    """Where an order stands at the desk."""

    UNPAID = "unpaid"  # waiting for its money: nothing is reserved
    HELD = "held"  # stock kept, a person must decide
    TO_PREPARE = "to_prepare"
    PREPARING = "preparing"  # in a wave, or a parcel is open
    PARTIAL = "partial"  # some parcels left, something is still due
    SHIPPED = "shipped"
    CANCELLED = "cancelled"


class PaymentState(StrEnum):
    """What has been paid of an order."""

    PENDING = "pending"
    PAID = "paid"
    PARTLY_REFUNDED = "partly_refunded"
    REFUNDED = "refunded"


class ParcelState(StrEnum):
    """Where a parcel stands."""

    OPEN = "open"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class PlaceKind(StrEnum):
    """Where stock can be, and where it comes from or goes."""

    BIN = "bin"
    SUPPLIER = "supplier"
    CUSTOMER = "customer"
    ADJUSTMENT = "adjustment"
    OPENING = "opening"
    SECOND_CHOICE = "second_choice"
    REPAIR = "repair"
    BACK_TO_SUPPLIER = "back_to_supplier"
    SCRAP = "scrap"
    USED = "used"
    ASSEMBLY = "assembly"


class MoveReason(StrEnum):
    """Why stock moved."""

    OPENING = "opening"
    SALE = "sale"
    COUNT = "count"
    LOSS = "loss"
    BREAKAGE = "breakage"
    THEFT = "theft"
    FOUND = "found"
    RECEIPT = "receipt"
    TRANSFER = "transfer"
    RETURN = "return"
    IMPORT = "import"
    CORRECTION = "correction"
    SECOND_CHOICE = "second_choice"
    REPAIR = "repair"
    BACK_TO_SUPPLIER = "back_to_supplier"
    SCRAP = "scrap"
    PACKAGING = "packaging"
    ASSEMBLY = "assembly"


class CodeKind(StrEnum):
    """What a code on a product is."""

    EAN = "ean"
    CARTON = "carton"
    INTERNAL = "internal"
    SUPPLIER = "supplier"
    SKU = "sku"


class ScanOutcome(StrEnum):
    """What a scan at the packing station did."""

    ADDED = "added"
    WRONG = "wrong"  # not in this order
    TOO_MANY = "too_many"
    UNKNOWN = "unknown"
    AMBIGUOUS = "ambiguous"
    TAKEN_BACK = "taken_back"
    MISSING = "missing"
    EXPIRED = "expired"
    RECALLED = "recalled"
    OLDER_LOT = "older_lot"  # another lot should leave first
    PACKAGING = "packaging"  # a box that the parcel uses


class RecordState(StrEnum):
    """Where a received record stands."""

    WAITING = "waiting"
    APPLIED = "applied"
    PARKED = "parked"
    DISCARDED = "discarded"


class Trouble(StrEnum):
    """Why a record was parked."""

    REFUSED = "refused"
    BUG = "bug"
    AMBIGUOUS = "ambiguous"  # several products of the desk could be this article


class ExchangeKind(StrEnum):
    """Why a storefront was called."""

    SYNC = "sync"  # what changed, both ways
    SWEEP = "sweep"  # everything it shows, to find what no change told
    PARITY = "parity"  # everything compared, nothing repaired


class MessageMode(StrEnum):
    """How a message to the storefront behaves."""

    STATE = "state"  # coalesced, value read when sent
    EVENT = "event"  # fixed, in order, once


class MessageState(StrEnum):
    """Where a message to the storefront stands."""

    WAITING = "waiting"
    SENT = "sent"
    PARKED = "parked"
    DROPPED = "dropped"


class Master(StrEnum):
    """Which side decides a figure."""

    UNDECIDED = "undecided"
    DESK = "desk"
    SHOP = "shop"


class DocumentKind(StrEnum):
    """The papers the desk prints."""

    PICKING = "picking"
    PACKING = "packing"
    INVOICE = "invoice"
    TICKET = "ticket"  # of a sale at the counter, on a roll
    LABEL = "label"
    PRICE_TAGS = "price_tags"
    LABELS = "labels"  # of articles, to stick on them
    EVIDENCE = "evidence"  # of an operation on prices
    RETURN_SLIP = "return_slip"
    WEEKLY_REVIEW = "weekly_review"  # of the treasury, on one page
    TEST_PAGE = "test_page"


class PrintState(StrEnum):
    """Where a print job stands."""

    WAITING = "waiting"
    PRINTING = "printing"  # handed over: whether paper came out is not known yet
    DOUBTFUL = "doubtful"  # the desk was stopped while printing: a person says whether it is out
    PRINTED = "printed"
    CANCELLED = "cancelled"


class ConflictState(StrEnum):
    """Where a conflict between desk and storefront stands."""

    OPEN = "open"
    KEPT_DESK = "kept_desk"
    TOOK_SHOP = "took_shop"


class OrderEventKind(StrEnum):
    """What a person decided about an order."""

    HELD = "held"
    RELEASED = "released"
    LINKED = "linked"  # an unknown article was told to be a product
    REPRINTED = "reprinted"
    EDITED = "edited"  # articles, address or notes changed after its slip was asked for
    REFUNDED = "refunded"  # the storefront was asked to give money back
    UNSCANNED = "unscanned"  # shipped whole, on her word, without scanning its articles
    CHARGED_BACK = "charged_back"  # the payer's bank took its money back from the provider


class PromotionState(StrEnum):
    """Where an operation stands."""

    DRAFT = "draft"  # being written: nothing of it holds yet
    PLANNED = "planned"
    RUNNING = "running"
    ENDED = "ended"
    CANCELLED = "cancelled"


class PromotionEventKind(StrEnum):
    """What happened to an operation."""

    PLANNED = "planned"
    CHANGED = "changed"
    STARTED = "started"
    STEPPED = "stepped"  # a further markdown began
    ENDED = "ended"
    CANCELLED = "cancelled"
    TAGGED = "tagged"  # its price tags were printed
    TOLD = "told"  # a storefront confirmed its prices
    LEARNED = "learned"  # what it brought was worked out


class ShownWhere(StrEnum):
    """Where a price was shown."""

    TAG = "tag"
    SITE = "site"
