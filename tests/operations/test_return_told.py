"""What is learnt of a return later, goods whose order is found later, and what cannot be."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from merchant_desk.database.database import Database
from merchant_desk.errors import RefusedError
from merchant_desk.models.order import Order
from merchant_desk.models.returned import ReturnEvent, ReturnLine
from merchant_desk.models.stock import StockMove
from merchant_desk.operations.change_return import change_return
from merchant_desk.operations.close_return import grade_odd
from merchant_desk.operations.declare_return import (
    DeclaredItem,
    FoundItem,
    ReturnDeclared,
    cancel_return,
    declare_found,
    declare_return,
)
from merchant_desk.queries.return_card import return_card
from merchant_desk.queries.return_units import lines_back
from merchant_desk.values.clock import paris_date
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.goods_words import (
    AnnouncedBy,
    Grade,
    ReturnEventKind,
    ReturnState,
)
from merchant_desk.values.ids import ReturnId
from merchant_desk.values.money import Money
from merchant_desk.values.return_told import ReturnTold
from tests.operations.returns_desk import SOAP, ReturnsDesk, returns_desk


@pytest.fixture
def room(database: Database, gesture: Gesture) -> Iterator[ReturnsDesk]:
    with database.write() as session:
        yield returns_desk(session, gesture)


def _declared(room: ReturnsDesk) -> ReturnId:
    order = room.shipped()
    told = ReturnDeclared(order_id=order, by=AnnouncedBy.PHONE)
    return declare_return(room.session, room.gesture, told).return_id


def _told(room: ReturnsDesk) -> ReturnTold:
    return ReturnTold(declared_on=paris_date(room.gesture.at))


def _limit(room: ReturnsDesk, return_id: ReturnId) -> tuple[date | None, str]:
    """Return until when she may withdraw, and by which article."""
    card = return_card(room.session, return_id, paris_date(room.gesture.at))
    assert card is not None
    return card.clocks[0].until, card.clocks[0].article


def _moves(room: ReturnsDesk) -> int:
    return int(room.session.scalar(select(func.count()).select_from(StockMove)) or 0)


def test_how_it_was_announced_is_kept_in_its_story(room: ReturnsDesk) -> None:
    _declared(room)

    detail = room.session.scalars(
        select(ReturnEvent.detail).where(ReturnEvent.kind == ReturnEventKind.DECLARED)
    ).one()
    assert detail == "3 articles · Par téléphone"


def test_the_day_the_goods_were_had_moves_the_limit(room: ReturnsDesk) -> None:
    return_id = _declared(room)
    today = paris_date(room.gesture.at)
    before, article = _limit(room, return_id)

    change_return(room.session, room.gesture, return_id, replace(_told(room), delivered_on=today))

    after, _same = _limit(room, return_id)
    assert article == "C. conso. L221-18"
    assert before is not None
    assert after is not None
    assert after >= today + timedelta(days=14)


def test_who_was_never_informed_has_twelve_months_more(room: ReturnsDesk) -> None:
    return_id = _declared(room)
    usual, _article = _limit(room, return_id)

    change_return(room.session, room.gesture, return_id, replace(_told(room), informed=False))

    longer, article = _limit(room, return_id)
    assert article == "C. conso. L221-20"
    assert usual is not None
    assert longer is not None
    assert 365 <= (longer - usual).days <= 370


def test_what_the_shop_grants_beyond_the_law_is_kept(room: ReturnsDesk) -> None:
    return_id = _declared(room)
    granted = paris_date(room.gesture.at) + timedelta(days=60)

    change_return(room.session, room.gesture, return_id, replace(_told(room), extended_to=granted))

    assert _limit(room, return_id) == (granted, "")


def test_a_shorter_delay_than_the_law_changes_nothing(room: ReturnsDesk) -> None:
    return_id = _declared(room)
    usual = _limit(room, return_id)
    shorter = paris_date(room.gesture.at) + timedelta(days=1)

    change_return(room.session, room.gesture, return_id, replace(_told(room), extended_to=shorter))

    assert _limit(room, return_id) == usual


def test_what_changed_is_told_once(room: ReturnsDesk) -> None:
    return_id = _declared(room)
    told = replace(_told(room), announced_by=AnnouncedBy.PHONE, carriage_back=Money(690))

    change_return(room.session, room.gesture, return_id, told)
    change_return(room.session, room.gesture, return_id, told)

    changed = room.session.scalars(
        select(ReturnEvent.detail).where(ReturnEvent.kind == ReturnEventKind.CHANGED)
    ).all()
    assert changed == ["port du retour 6,90\u00a0€"]


def test_found_goods_that_were_announced_are_one_return(room: ReturnsDesk) -> None:
    # given a soap announced, and a soap found in a parcel without a name
    order = room.shipped(soaps=2, candles=0)
    line = lines_back(room.session, order)[0].line_id
    announced = ReturnDeclared(order_id=order, items=(DeclaredItem(line, 1),))
    declare_return(room.session, room.gesture, announced)
    found = declare_found(
        room.session, room.gesture, [FoundItem(room.desk.products[SOAP])], "Sans nom"
    )

    # when the parcel is known to be of that order
    done = room.take(order, room.item(), return_id=found.return_id)

    # then nothing is waited for any more, and the customer's own day counts
    assert done.settled
    first, second = room.returns()
    assert (first.state, second.state) == (ReturnState.CANCELLED, ReturnState.SETTLED)
    assert second.declared_at == first.declared_at


def test_found_goods_leave_what_else_was_announced_waiting(room: ReturnsDesk) -> None:
    order = room.shipped(soaps=2, candles=0)
    declare_return(room.session, room.gesture, ReturnDeclared(order_id=order))
    found = declare_found(room.session, room.gesture, [FoundItem(room.desk.products[SOAP])])

    room.take(order, room.item(), return_id=found.return_id)

    assert room.returns()[0].state is ReturnState.DECLARED


_LONG_BEFORE, _TOMORROW = timedelta(days=-800), timedelta(days=1)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (
            lambda today: ReturnTold(declared_on=today + _LONG_BEFORE),
            "plus ancien que la commande 1042",
        ),
        (lambda today: ReturnTold(declared_on=today + _TOMORROW), "après aujourd’hui"),
        (
            lambda today: ReturnTold(declared_on=today, delivered_on=today + _LONG_BEFORE),
            "reçu avant la commande 1042",
        ),
        (
            lambda today: ReturnTold(declared_on=today, delivered_on=today + _TOMORROW),
            "un jour est après aujourd’hui",
        ),
        (
            lambda today: ReturnTold(declared_on=today, proof_on=today + _TOMORROW),
            "un jour est après aujourd’hui",
        ),
    ],
)
def test_days_that_cannot_be_are_refused(
    room: ReturnsDesk, wrong: Callable[[date], ReturnTold], sentence: str
) -> None:
    return_id = _declared(room)
    told = wrong(paris_date(room.gesture.at))

    with pytest.raises(RefusedError, match=sentence):
        change_return(room.session, room.gesture, return_id, told)

    assert room.returns()[0].delivered_on is None


def test_a_cancelled_return_is_not_changed(room: ReturnsDesk) -> None:
    return_id = _declared(room)
    cancel_return(room.session, room.gesture, return_id)

    with pytest.raises(RefusedError, match="il est annulé"):
        change_return(room.session, room.gesture, return_id, _told(room))


def test_found_goods_that_are_more_than_the_order_leave_the_rest_waiting(room: ReturnsDesk) -> None:
    # given three soaps found, of an order that had two
    order = room.shipped(soaps=2, candles=0)
    soap = room.desk.products[SOAP]
    found = declare_found(room.session, room.gesture, [FoundItem(soap, 3)])
    stock = room.level()

    # when they are identified, one to sell again and one broken
    done = room.take(
        order,
        room.item(),
        room.item(SOAP, 1, Grade.SCRAP),
        return_id=found.return_id,
    )

    # then the third is not lost: it waits for a decision
    assert done.number == found.number
    assert room.level() == stock + 1
    lines = room.session.execute(select(ReturnLine.received, ReturnLine.grade)).all()
    assert sorted((units, grade.value if grade else "") for units, grade in lines) == [
        (1, ""),
        (1, "resell"),
        (1, "scrap"),
    ]
    assert not done.settled
    odd = room.session.scalars(select(ReturnLine.id).where(ReturnLine.grade.is_(None))).one()
    grade_odd(room.session, room.gesture, odd, Grade.RESELL)
    assert room.level() == stock + 2
    assert room.returns()[0].state is ReturnState.SETTLED


@pytest.mark.parametrize(
    ("units", "sentence"),
    [
        (0, "le nombre d’unités"),
        (-1, "le nombre d’unités"),
        (100_000, "plus qu’il n’en est parti"),
    ],
)
def test_a_slip_of_the_hand_announces_nothing(room: ReturnsDesk, units: int, sentence: str) -> None:
    order = room.shipped()
    line = lines_back(room.session, order)[0].line_id
    told = ReturnDeclared(order_id=order, items=(DeclaredItem(line, units),))

    with pytest.raises(RefusedError, match=sentence):
        declare_return(room.session, room.gesture, told)

    assert room.returns() == []


@pytest.mark.parametrize("units", [0, 100_000])
def test_a_slip_of_the_hand_moves_nothing(room: ReturnsDesk, units: int) -> None:
    order = room.shipped()
    before = _moves(room)

    with pytest.raises(RefusedError):
        room.take(order, room.item(), room.item(SOAP, units))

    assert _moves(room) == before
    assert room.credited(order) == Money(0)


def test_a_return_told_after_today_is_refused(room: ReturnsDesk) -> None:
    order = room.shipped()
    later = room.gesture.at + timedelta(days=2)

    with pytest.raises(RefusedError, match="annoncé après aujourd’hui"):
        declare_return(
            room.session, room.gesture, ReturnDeclared(order_id=order, declared_at=later)
        )

    assert room.returns() == []


def test_a_return_noted_the_day_of_its_order_is_not_older(room: ReturnsDesk) -> None:
    order = room.shipped()
    placed = room.session.get_one(Order, order).placed_at
    noon = placed.replace(hour=0, minute=1)

    declare_return(
        room.session,
        room.gesture,
        ReturnDeclared(order_id=order, declared_at=max(noon, placed - timedelta(hours=1))),
    )

    assert len(room.returns()) == 1
