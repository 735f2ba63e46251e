"""The fixed words of purchases, counts, lots and returns, as stored."""

from enum import StrEnum


class ProductKind(StrEnum):
    """What an article is for."""

    ARTICLE = "article"
    KIT = "kit"  # sold as one, made of others: it has no stock of its own
    CONSUMABLE = "consumable"  # boxes, tape: used, never sold


class Tracking(StrEnum):
    """How closely units of an article are followed."""

    NONE = "none"
    LOT = "lot"  # by lot, with its expiry where it has one
    SERIAL = "serial"  # one by one


class PurchaseState(StrEnum):
    """Where an order to a supplier stands."""

    DRAFT = "draft"
    SENT = "sent"
    CONFIRMED = "confirmed"
    PARTIAL = "partial"  # some of it came
    RECEIVED = "received"
    CLOSED = "closed"  # the rest is given up
    CANCELLED = "cancelled"


class PurchaseEventKind(StrEnum):
    """What happened to an order to a supplier."""

    SENT = "sent"
    CONFIRMED = "confirmed"
    CHANGED = "changed"
    RECEIVED = "received"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class DeliveryState(StrEnum):
    """Where what a lorry brought stands."""

    OPEN = "open"
    CLOSED = "closed"


class Spread(StrEnum):
    """How a charge of a delivery is shared between its articles."""

    VALUE = "value"
    UNITS = "units"
    WEIGHT = "weight"


class ClaimState(StrEnum):
    """Where a claim to a supplier stands."""

    DRAFT = "draft"
    SENT = "sent"
    ANSWERED = "answered"
    SETTLED = "settled"
    DROPPED = "dropped"


class ClaimKind(StrEnum):
    """What is wrong with what came."""

    SHORT = "short"
    OVER = "over"
    DAMAGED = "damaged"
    WRONG = "wrong"  # an article that was not ordered
    PRICE = "price"
    EXPIRED = "expired"


class CostReason(StrEnum):
    """Why the value of a stock changed while no unit moved."""

    INVOICE = "invoice"  # the supplier charged another price than expected
    LANDED = "landed"  # carriage, duty: spread over a delivery
    CREDIT = "credit"  # the supplier gave something back later
    UNCOVERED = "uncovered"  # units sold before they were received
    WRITE_DOWN = "write_down"
    FIRST_COST = "first_cost"  # an article that had no cost got one


class CountState(StrEnum):
    """Where a stock count stands."""

    OPEN = "open"
    DONE = "done"
    CANCELLED = "cancelled"
    UNDONE = "undone"  # taken back by counter-entries


class ReturnKind(StrEnum):
    """On what ground goods come back."""

    WITHDRAWAL = "withdrawal"  # C. conso. L221-18
    CONFORMITY = "conformity"  # C. conso. L217-3
    EXCHANGE = "exchange"
    GOODWILL = "goodwill"
    REFUSED = "refused"  # the parcel came back unopened
    WRONG_ITEM = "wrong_item"  # we sent another article


class AnnouncedBy(StrEnum):
    """By which way a customer said that goods come back."""

    EMAIL = "email"
    LETTER = "letter"
    PHONE = "phone"
    STOREFRONT = "storefront"  # its withdrawal function, or its own requests
    IN_PERSON = "in_person"


class ReturnState(StrEnum):
    """Where a return stands."""

    DECLARED = "declared"  # told by the customer or the storefront, nothing is back yet
    RECEIVED = "received"  # some or all of it is back
    SETTLED = "settled"
    CANCELLED = "cancelled"


class Grade(StrEnum):
    """What becomes of a unit that came back."""

    RESELL = "resell"
    SECOND_CHOICE = "second_choice"
    REPAIR = "repair"
    SUPPLIER = "supplier"
    SCRAP = "scrap"


class ReturnEventKind(StrEnum):
    """What happened to a return."""

    DECLARED = "declared"
    RECEIVED = "received"
    CREDITED = "credited"
    REFUNDED = "refunded"
    REPLACED = "replaced"
    CANCELLED = "cancelled"
    CHANGED = "changed"
