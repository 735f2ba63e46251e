"""What stock is worth, against a count of our own that knows every single unit it holds."""

from dataclasses import dataclass, field, replace
from datetime import timedelta
from fractions import Fraction

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.database.database import Database
from merchant_desk.models.law_facts import Batch
from merchant_desk.models.stock import StockMove
from merchant_desk.operations.change_cost import LateCost, change_cost
from merchant_desk.operations.post_move import Move, post_move
from merchant_desk.operations.receive_units import Receipt, receive_units
from merchant_desk.operations.undo_receipt import undo_receipt
from merchant_desk.queries.valuation.cost_story import cost_story
from merchant_desk.queries.valuation.layers import layers_of_everything
from merchant_desk.queries.valuation.value_differences import value_differences
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.goods_words import CostReason
from merchant_desk.values.ids import BatchId, PlaceId, ProductId, RecordId
from merchant_desk.values.places import CUSTOMER
from merchant_desk.values.words import MoveReason
from tests.makers import make_bin, make_location, make_product, make_station


@dataclass(eq=False)
class Unit:
    """One thing, the receipt that brought it, and what it cost."""

    batch: BatchId
    cost: Fraction


@dataclass
class Sale:
    """Units that one customer took, oldest first, and what they left for on average."""

    move: RecordId
    units: list[Unit]
    value: int


@dataclass
class World:
    """The desk on one side, single units in the order they came on the other."""

    session: Session
    gesture: Gesture
    soap: ProductId
    shelf: PlaceId
    units: list[Unit] = field(default_factory=list)
    all: list[Unit] = field(default_factory=list)
    sales: list[Sale] = field(default_factory=list)
    average: Fraction = Fraction(0)
    """What the stock is worth together under the weighted average."""
    hours: int = 0

    def later(self) -> Gesture:
        self.hours += 1
        return replace(self.gesture, at=self.gesture.at + timedelta(hours=self.hours))

    def receive(self, units: int, cost: int) -> None:
        receipt = Receipt(
            product_id=self.soap, place_id=self.shelf, quantity=units, cost_tenthousandths=cost
        )
        batch = receive_units(self.session, self.later(), receipt).batch_id
        came = [Unit(batch, Fraction(cost)) for _n in range(units)]
        self.units += came
        self.all += came
        self.average += units * cost

    def sell(self, units: int) -> None:
        count = min(units, len(self.units))
        if not count:
            return
        share = self.average * count / len(self.units)
        move = Move(self.soap, self.shelf, CUSTOMER, count, MoveReason.SALE)
        post_move(self.session, self.later(), move)
        posted = self._last()
        self.sales.append(Sale(RecordId(posted.id), self.units[:count], -posted.value))
        del self.units[:count]
        self.average -= share

    def bring_back(self) -> None:
        """Take the last sale back whole, for what it left for."""
        if not self.sales:
            return
        sale = self.sales.pop()
        move = Move(
            self.soap, CUSTOMER, self.shelf, len(sale.units), MoveReason.RETURN,
            value=sale.value, cause_id=sale.move,
        )  # fmt: skip
        post_move(self.session, self.later(), move)
        self.units = [each for each in self.all if each in self.units or each in sale.units]
        self.average += sale.value

    def undo(self, units: int) -> None:
        """Take units of the last receipt back; only of one that nobody bought from."""
        batches = self.session.scalars(select(Batch).order_by(Batch.at.desc())).all()
        own = [each for each in self.units if batches and each.batch == batches[0].id]
        if not own or len(own) != batches[0].quantity:
            return
        gone = own[: min(units, len(own))]
        before = self.session.scalars(_MOVED.limit(1)).one().row
        undo_receipt(self.session, self.later(), batches[0].id, self.shelf, len(gone))
        assert self._last().row > before
        self.average += self._last().value
        for each in gone:
            self.units.remove(each)
            self.all.remove(each)

    def late(self, amount: int) -> None:
        """Learn that the last receipt cost more or less; what was sold bears its part."""
        batch = self.session.scalars(select(Batch).order_by(Batch.at.desc())).first()
        if batch is None:
            return
        late = LateCost(
            product_id=self.soap, units=batch.quantity, amount=amount,
            reason=CostReason.CREDIT, batch_id=batch.id,
        )  # fmt: skip
        change_cost(self.session, self.later(), late)
        own = [each for each in self.all if each.batch == batch.id]
        for each in own:
            each.cost += Fraction(amount, batch.quantity)
        held = min(len(self.units), batch.quantity)
        self.average += Fraction(amount * held, batch.quantity)

    def _last(self) -> StockMove:
        return self.session.scalars(_MOVED.limit(1)).one()


_MOVED = select(StockMove).order_by(StockMove.row.desc())
_STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("receive"), st.integers(1, 30), st.integers(0, 40_0000)),
        st.tuples(st.just("sell"), st.integers(1, 30), st.just(0)),
        st.tuples(st.just("back"), st.just(0), st.just(0)),
        st.tuples(st.just("undo"), st.integers(1, 5), st.just(0)),
        st.tuples(st.just("late"), st.just(0), st.integers(-50_0000, 50_0000)),
    ),
    min_size=1,
    max_size=14,
)


def _play(world: World, steps: list[tuple[str, int, int]]) -> None:
    for what, units, amount in steps:
        if what == "receive":
            world.receive(units, amount)
        elif what == "sell":
            world.sell(units)
        elif what == "back":
            world.bring_back()
        elif what == "undo":
            world.undo(units)
        else:
            world.late(amount)


_CREDITED_AFTER_A_MISTAKE = [("receive", 10, 2_0000), ("undo", 4, 0), ("late", 0, -6_0000)]
_BACK_AFTER_A_CREDIT = [
    ("receive", 10, 2_0000), ("receive", 5, 9_0000), ("sell", 12, 0), ("late", 0, -3_0000),
    ("back", 0, 0), ("sell", 1, 0),
]  # fmt: skip


@given(steps=_STEPS)
@example(steps=_CREDITED_AFTER_A_MISTAKE)
@example(steps=_BACK_AFTER_A_CREDIT)
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_values_are_those_of_single_units_whatever_was_cancelled_or_credited_late(
    database: Database, gesture: Gesture, steps: list[tuple[str, int, int]]
) -> None:
    with database.write() as session:
        make_station(session, gesture)
        soap, shelf = make_product(session), make_bin(session, make_location(session))
        world = World(session, gesture, soap, shelf)
        _play(world, steps)

        slack = 2 * len(steps)  # each step rounds to the ten-thousandth, here and there
        assert value_differences(session) == ()
        story = cost_story(session, soap)
        assert story is not None
        assert story.agrees
        assert story.units == len(world.units)
        assert abs(story.value - world.average) <= slack
        layers = layers_of_everything(session).get(soap)
        worth = sum((each.cost for each in world.units), Fraction(0))
        assert abs((layers.value if layers else 0) - worth) <= slack
        session.rollback()
