"""What is scanned when goods come back, and what became of it."""

from dataclasses import dataclass
from enum import StrEnum

from merchant_desk.values.goods_words import Grade, ReturnKind
from merchant_desk.values.ids import (
    InvoiceId,
    LotId,
    MessageId,
    OrderId,
    PlaceId,
    ProductId,
    RecordId,
    ReturnId,
)
from merchant_desk.values.money import ZERO, Money
from merchant_desk.values.return_reasons import ReturnReason


class PayBack(StrEnum):
    """How the money goes back."""

    SHOP = "shop"  # the storefront is asked to note it
    SHOP_PAYS = "shop_pays"  # the storefront is asked to pay it by its payment provider
    DESK = "desk"  # given from here: cash, transfer, cheque
    LATER = "later"  # it stays among what is due, with its day


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenItem:
    """Units of one article that came back in one state, for one reason."""

    product_id: ProductId
    units: int = 1
    grade: Grade = Grade.RESELL
    reason: ReturnReason = ReturnReason.CHANGED_MIND
    place_id: PlaceId | None = None
    """Which bin they go back to; None: the article's own."""
    lot_id: LotId | None = None
    twin_price: Money | None = None
    """At which price second choice is sold; None: as its card says, else two thirds."""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnTaken:
    """One gesture at the returns desk; its id is made before: asked twice, it is done once."""

    taking_id: RecordId
    order_id: OrderId
    items: tuple[TakenItem, ...]
    return_id: ReturnId | None = None
    """The return that was declared; None: the open one of the order, else a new one."""
    kind: ReturnKind = ReturnKind.WITHDRAWAL
    pay_back: PayBack = PayBack.SHOP
    means: str = ""
    credit: bool = True
    """False: nothing is given back yet, whatever came (a wrong article, a doubt)."""
    restock_there: bool = False
    standard_carriage: Money | None = None
    carriage_back: Money = ZERO
    minutes: int = 0
    carrier: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnDone:
    """What a gesture at the returns desk did."""

    return_id: ReturnId
    number: str
    order_number: str
    units: int
    odd: int
    """Units of articles that the order does not hold: kept aside until settled."""
    credits: tuple[InvoiceId, ...]
    credit_numbers: tuple[str, ...]
    credited: Money
    refunded: Money
    message_id: MessageId | None
    settled: bool
    warnings: tuple[str, ...] = ()
