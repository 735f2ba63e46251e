"""What units take out of the value of a stock when the receipt that brought them is undone."""

from merchant_desk.rules.valuation.moving_average import Worth, price_move


def value_taken_back(worth: Worth, units: int, booked: int, known: int) -> int:
    """Return the value that leaves with ``units`` units that came in for ``booked``.

    They leave for what they came in for. Where others of them were sold since at the average, what
    is left could not bear it: then they leave at the average, and the rest is what sales cost.
    """
    left = worth.quantity - units
    if left > 0 and 0 <= booked <= worth.value:
        return booked
    if left == 0 and booked == worth.value:
        return booked
    return -price_move(worth, -units, known).value
