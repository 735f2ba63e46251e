"""Half a year of the sample shop: what it cost, what sold each week, what came from suppliers."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

from sqlalchemy.orm import Session

from merchant_desk.app.sample_orders import Sources, order_past
from merchant_desk.app.sample_shelf import Shelf, Shelved
from merchant_desk.operations.give_first_cost import give_first_cost
from merchant_desk.operations.post_move import Move, post_moves
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ProductId
from merchant_desk.values.places import CUSTOMER, OPENING
from merchant_desk.values.words import MoveReason

WEEKS = 26
_SEED = 1871
_SOLD_UNTIL = 5
"""The sales of the last days are those of the orders themselves."""
_PACE = {
    "SAV": 8, "SVL": 5, "BOG": 5, "BOP": 6, "MI2": 6, "MI5": 4, "BIS": 6, "CON": 5, "INF": 5,
    "SAC": 6, "HUI": 3, "TSH": 4, "FOU": 3,
}  # fmt: skip
"""How many units a week at most, by range; the others sleep."""
_COSTS = {
    "SAV": 19_000, "SVL": 38_000, "BOG": 82_000, "BOP": 43_000, "MI2": 31_000, "MI5": 52_000,
    "BIS": 24_000, "CON": 25_000, "INF": 23_000, "PAR": 64_000, "SAC": 14_000, "HUI": 66_000,
    "MAI": 48_000, "TSH": 96_000,
}  # fmt: skip
_USUAL_COST = 110_000
_LEAD = (7, 9, 8, 12)
"""Days that each delivery took."""


@dataclass(frozen=True, slots=True)
class _Week:
    """What sold of each article within one week."""

    number: int
    sold: tuple[tuple[Shelved, int], ...]


def live_half_a_year(session: Session, gesture: Gesture, shelf: Shelf, sources: Sources) -> None:
    """Put on the shelves, at the beginning, what will be sold; sell it week by week."""
    weeks = tuple(_weeks(shelf))
    began = days_before(gesture, WEEKS * 7 + 7)
    sold: dict[ProductId, int] = {}
    for week in weeks:
        for each, units in week.sold:
            sold[each.product_id] = sold.get(each.product_id, 0) + units
    ordered = sources.units_of_past()
    more = [
        Move(each.product_id, OPENING, each.place_id, left, MoveReason.OPENING)
        for each in shelf.articles
        if (left := sold.get(each.product_id, 0) - ordered.get(each.product_id, 0)) > 0
    ]
    post_moves(session, began, more)
    for each in shelf.articles:
        cost = _COSTS.get(each.sku[:3], _USUAL_COST)
        give_first_cost(session, began, each.product_id, cost)
    for week in weeks:
        _sell(session, days_before(gesture, week.number * 7), week)
        order_past(session, gesture, sources, week.number, _LEAD[week.number % len(_LEAD)])


def days_before(gesture: Gesture, days: int) -> Gesture:
    """Return the same gesture, so many days ago."""
    return replace(gesture, at=gesture.at - timedelta(days=days))


def _weeks(shelf: Shelf) -> Iterator[_Week]:
    dice = random.Random(_SEED)  # noqa: S311 - sample data, the same at every start
    selling = [each for each in shelf.articles if _PACE.get(each.sku[:3]) and each.quantity > 1]
    for number in range(WEEKS, 0, -1):
        sold = tuple((each, dice.randint(0, _PACE[each.sku[:3]])) for each in selling)
        yield _Week(number, tuple(pair for pair in sold if pair[1]))


def _sell(session: Session, gesture: Gesture, week: _Week) -> None:
    """Let the week's sales leave, on three days of it."""
    for day in range(3):
        at = replace(gesture, at=gesture.at + timedelta(days=2 * day if week.number > 1 else 0))
        moves = [
            Move(each.product_id, each.place_id, CUSTOMER, units, MoveReason.SALE)
            for each, units in week.sold[day::3]
        ]
        post_moves(session, at, moves)
