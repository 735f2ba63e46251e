"""Whatever comes back is found in a noisy history, and the day it comes next is right."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis.strategies import DrawFn, booleans, composite, integers, sampled_from

from merchant_desk.rules.cash_days.bank import is_bank_day
from merchant_desk.rules.recurring.detect import Asked
from merchant_desk.rules.recurring.seen import SeenLine
from merchant_desk.rules.recurring.times import Rhythm, next_time, next_times
from merchant_desk.values.cash_words import Cadence
from merchant_desk.values.money import Money
from tests.rules.recurring.histories import found, line

_SHOPS = ("CB STATION SERVICE", "CB PAPETERIE DU PORT", "VIR RECU LE BISTROT", "RETRAIT DAB")


@composite
def _histories(draw: DrawFn) -> tuple[Rhythm, list[SeenLine]]:
    """Draw the true times of a rent, one of them lost, among purchases of any day."""
    cadence = draw(sampled_from([Cadence.WEEKLY, Cadence.MONTHLY, Cadence.QUARTERLY]))
    most = 7 if cadence is Cadence.WEEKLY else 31
    started = date(2024, 1, 1) + timedelta(days=draw(integers(0, 200)))
    rhythm = Rhythm(cadence=cadence, day=draw(integers(1, most)), first_on=started)
    times = next_times(rhythm, started, started + timedelta(days=1000))[: draw(integers(8, 14))]
    lost = draw(integers(1, len(times) - 2)) if draw(booleans()) else None
    rent = [
        line(day, -89_000, "VIR LOYER SCI DES TILLEULS")
        for place, day in enumerate(times)
        if place != lost
    ]
    noise = [
        line(
            started + timedelta(days=draw(integers(0, 300))),
            draw(integers(-20_000, -100)),
            draw(sampled_from(_SHOPS)),
        )
        for _each in range(12)
    ]
    return rhythm, [*noise, *rent]


@settings(max_examples=60)
@given(_histories())
def test_what_comes_back_is_found_and_its_next_day_is_right(
    history: tuple[Rhythm, list[SeenLine]],
) -> None:
    truth, seen = history
    rents = [each for each in seen if "LOYER" in each.label]

    told_now = found(seen, Asked(told_until=rents[-1].day))
    (rent,) = (each for each in told_now if each.pattern == rents[0].pattern)

    assert (rent.cadence, rent.amount) == (truth.cadence, Money(-89_000))
    told, true = (next_time(each, rents[-1].day) for each in (rent.rhythm, truth))
    assert told is not None
    assert true is not None
    assert is_bank_day(told)
    # A day that only weekends and short months hid may be told a day or two off, never more.
    assert abs((told - true).days) <= 2
