"""What must hold of the goods: every figure a sum of its ledger, nothing back that never left."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from merchant_desk.models.count import CountLine, StockCount
from merchant_desk.models.delivery import Delivery, DeliveryCharge
from merchant_desk.models.law_facts import Batch
from merchant_desk.models.order import Order
from merchant_desk.models.purchasing import Purchase
from merchant_desk.models.returned import Return, ReturnLine
from merchant_desk.models.valuation import CostChange, StockValue
from merchant_desk.queries.chain_check import verify_chains
from merchant_desk.queries.return_units import lines_back
from merchant_desk.queries.valuation.cost_ledger import cost_ledgers
from merchant_desk.queries.valuation.layers import layers_of, layers_of_everything
from merchant_desk.rules.valuation.replay import replay
from merchant_desk.values.count_key import CountKey
from merchant_desk.values.goods_words import CostReason
from merchant_desk.values.ids import ProductId, id_text
from tests.simulator.world import World


def values_wrong(world: World) -> Iterator[str]:
    """What the stock is worth is what its ledger gives when it is read again, by both methods."""
    yield from world.desk.read(_values)


def _values(session: Session) -> list[str]:
    kept = {ProductId(each.product_id): each for each in session.scalars(select(StockValue))}
    layers, found = layers_of_everything(session), []
    for product, ledger in cost_ledgers(session, kept).items():
        told, mine = replay(ledger), kept[product]
        last = told[-1]
        if (last.stock, last.worth) != (mine.quantity, mine.value):
            found.append(
                f"{id_text(product)[-6:]} is worth {mine.value} for {mine.quantity}, "
                f"its ledger gives {last.worth} for {last.stock}"
            )
        again, shown = layers_of(ledger), layers[product]
        if (again.units, again.value) != (shown.units, shown.value):
            found.append(f"{id_text(product)[-6:]}: first in, first out gives {again} and {shown}")
        if again.units != mine.quantity:
            found.append(f"{id_text(product)[-6:]}: {again.units} units in layers, {mine.quantity}")
    return found


def returned_wrong(world: World) -> Iterator[str]:
    """Nothing comes back more than left, whatever the way it came."""
    yield from world.desk.read(_returned)


def _returned(session: Session) -> list[str]:
    found = [
        f"{each.received} units came back on a line of a return"
        for each in session.scalars(select(ReturnLine).where(ReturnLine.received < 0))
    ]
    for order in session.scalars(select(Order).order_by(Order.row)):
        for line in lines_back(session, order.id):
            units = line.units
            if not 0 <= units.back <= units.shipped:
                found.append(
                    f"order {order.number}: {units.back} of {line.sku} came back, "
                    f"{units.shipped} left"
                )
            if not 0 <= units.credited <= units.ordered:
                found.append(
                    f"order {order.number}: {units.credited} of {line.sku} are credited, "
                    f"{units.ordered} were ordered"
                )
    return found


def counts_wrong(world: World) -> Iterator[str]:
    """A count corrects what was found amiss, whatever moved between the scan and the validation."""
    for line in world.desk.read(_count_lines):
        key = CountKey(line.place_id, line.product_id, line.lot_id)
        found = world.counted.get((line.count_id, key))
        if found is not None and line.counted - line.expected != found:
            yield f"{found} units were found amiss, the count corrected {line.counted} for {line}"


def _count_lines(session: Session) -> list[CountLine]:
    return list(session.scalars(select(CountLine).order_by(CountLine.id)))


def charges_wrong(world: World) -> Iterator[str]:
    """What a lorry cost lies on what it brought, to the last fraction."""
    yield from world.desk.read(_charges)


def _charges(session: Session) -> list[str]:
    charged = Counter[bytes]()
    for charge in session.scalars(select(DeliveryCharge)):
        charged[charge.delivery_id] += charge.amount.cents * 100
    borne, brought = Counter[bytes](), set[bytes]()
    found = []
    for batch in session.scalars(select(Batch)):
        if batch.delivery_id is not None:
            borne[batch.delivery_id] += batch.landed_tenthousandths
            brought.add(batch.delivery_id)
        landed = session.execute(
            select(func.coalesce(func.sum(CostChange.kept + CostChange.spent), 0)).where(
                CostChange.batch_id == batch.id, CostChange.reason == CostReason.LANDED
            )
        ).scalar_one()
        if not batch.quarantined and int(landed) != batch.landed_tenthousandths:
            found.append(f"a receipt bears {batch.landed_tenthousandths}, the ledger has {landed}")
    found += [
        f"a delivery was charged {charged[each]}, its receipts bear {borne[each]}"
        for each in brought
        if charged[each] != borne[each]
    ]
    return found


def numbers_wrong(world: World) -> Iterator[str]:
    """What the shop numbers for itself has every number once."""
    yield from world.desk.read(_numbers)


def _numbers(session: Session) -> list[str]:
    found = []
    for numbered in (Purchase, Delivery, StockCount, Return):
        numbers = session.scalars(select(numbered.number).order_by(numbered.row)).all()
        years: dict[str, list[int]] = defaultdict(list)
        for each in numbers:
            year, _dash, rank = each.partition("-")
            years[year].append(int(rank))
        found += [
            f"the numbers {year} of {numbered.__tablename__} are {ranks}"
            for year, ranks in years.items()
            if sorted(ranks) != list(range(1, len(ranks) + 1))
        ]
    return found


def chains_wrong(world: World) -> Iterator[str]:
    """What was sealed is whole."""
    for each in world.desk.read(verify_chains).problems:
        yield each.sentence
