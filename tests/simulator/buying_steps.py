"""What is bought: orders to suppliers, lorries that are unloaded scan by scan, what they charge."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from random import Random
from types import MappingProxyType

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.models.delivery import Delivery
from merchant_desk.models.product import Product
from merchant_desk.models.purchasing import Purchase
from merchant_desk.operations.claim_goods import claim_goods
from merchant_desk.operations.close_delivery import close_delivery
from merchant_desk.operations.draft_purchase import draft_purchase
from merchant_desk.operations.find_supplier import supplier_named
from merchant_desk.operations.open_delivery import open_delivery
from merchant_desk.operations.receive_scan import receive_scan
from merchant_desk.operations.send_purchase import send_purchase
from merchant_desk.operations.spread_charges import add_charge
from merchant_desk.operations.unreceive_scan import unreceive_last
from merchant_desk.values.clock import paris_date
from merchant_desk.values.deliveries import ClaimAsked, Incoming, NewDelivery, Question, Rest
from merchant_desk.values.goods_words import ClaimKind, DeliveryState, ProductKind, Spread
from merchant_desk.values.ids import DeliveryId, ProductId, PurchaseId
from merchant_desk.values.money import Money
from merchant_desk.values.purchases import OPEN_STATES, PurchaseDraft, PurchaseWish
from tests.simulator.goods_steps import COSTS, SUPPLIERS
from tests.simulator.world import World

_LOTS = ("A7", "B8", "C9")
_MEANT = frozenset(Question) - {Question.LOT}


def articles(session: Session) -> list[ProductId]:
    """Return what can be bought, by SKU."""
    wanted = select(Product.id).where(Product.kind == ProductKind.ARTICLE, Product.active)
    return list(session.scalars(wanted.order_by(Product.sku)))


def _purchase(world: World, dice: Random) -> None:
    """Order some articles of a supplier, and send the order."""
    desk = world.desk
    supplier = desk.do(supplier_named, desk.act(), dice.choice(SUPPLIERS))
    if supplier is None:
        return
    chosen = dice.sample(desk.read(articles), dice.choice((1, 2, 3)))
    wishes = tuple(
        PurchaseWish(each, dice.choice((1, 6, 12)), dice.choice(COSTS)) for each in chosen
    )
    draft = PurchaseDraft(supplier_id=supplier, lines=wishes, accept_zero=True)
    kept = desk.do(draft_purchase, desk.act(), draft)
    if kept is not None:
        desk.do(send_purchase, desk.act(), kept.purchase_id, accept_below=True)


def _unload(world: World, dice: Random) -> None:
    """Scan what a lorry brought: what was ordered, more or less of it, or something else."""
    desk = world.desk
    waiting = desk.read(_expected)
    purchase = dice.choice(waiting) if waiting and dice.random() < 0.8 else None
    supplier = None
    if purchase is None:
        supplier = desk.do(supplier_named, desk.act(), dice.choice(SUPPLIERS))
    new = NewDelivery(purchase_id=purchase, supplier_id=supplier)
    opened = desk.do(open_delivery, desk.act(), new)
    if opened is None:
        return
    for _scan in range(dice.choice((1, 2, 4))):
        world.clock.forward(2)
        desk.do(receive_scan, desk.act(), opened.delivery_id, _incoming(world, dice))
        if dice.random() < 0.15:
            desk.do(unreceive_last, desk.act(), opened.delivery_id)


def _incoming(world: World, dice: Random) -> Incoming:
    """What comes off the lorry; a lot is told, for the articles that have some."""
    expires = paris_date(world.clock.desk()) + timedelta(days=dice.choice((-2, 9, 60)))
    return Incoming(
        product_id=dice.choice(world.desk.read(articles)),
        units=dice.choice((1, 1, 2, 6)),
        lot=dice.choice(_LOTS),
        expires_on=dice.choice((None, expires)),
        cost_tenthousandths=dice.choice(COSTS),
        accepted=_MEANT,
    )


def _lorry_charge(world: World, dice: Random) -> None:
    """The carrier's invoice comes, or a part of it is given back."""
    known = world.desk.read(_deliveries, tuple(DeliveryState))
    if known:
        amount = Money(dice.choice((1, 1000, 3333, -500)))
        spread = dice.choice(list(Spread))
        act, delivery = world.desk.act(), dice.choice(known)
        world.desk.do(add_charge, act, delivery, "Transport", amount, spread)


def _close_lorry(world: World, dice: Random) -> None:
    """End a delivery; now and then its last scan is taken back first, charges and all."""
    opened = world.desk.read(_deliveries, (DeliveryState.OPEN,))
    if opened:
        rest, delivery = dice.choice(list(Rest)), dice.choice(opened)
        if dice.random() < 0.3:
            world.desk.do(unreceive_last, world.desk.act(), delivery)
        world.desk.do(close_delivery, world.desk.act(), delivery, rest)


def _claim(world: World, dice: Random) -> None:
    """Units came broken: they wait for the supplier."""
    known = world.desk.read(_deliveries, tuple(DeliveryState))
    if known:
        asked = ClaimAsked(
            product_id=dice.choice(world.desk.read(articles)),
            kind=dice.choice((ClaimKind.DAMAGED, ClaimKind.SHORT)),
            quantity=dice.choice((1, 2)),
        )
        world.desk.do(claim_goods, world.desk.act(), dice.choice(known), asked)


def _expected(session: Session) -> list[PurchaseId]:
    wanted = select(Purchase.id).where(Purchase.state.in_(OPEN_STATES)).order_by(Purchase.row)
    return list(session.scalars(wanted))


def _deliveries(session: Session, states: tuple[DeliveryState, ...]) -> list[DeliveryId]:
    wanted = select(Delivery.id).where(Delivery.state.in_(states)).order_by(Delivery.row)
    return list(session.scalars(wanted))


BUYING_STEPS: Mapping[str, Callable[[World, Random], None]] = MappingProxyType(
    {
        "purchase": _purchase,
        "unload": _unload,
        "lorry charge": _lorry_charge,
        "close lorry": _close_lorry,
        "claim": _claim,
    }
)
