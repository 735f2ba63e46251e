"""Buffers are brought up to date at night, some at a time."""

from itertools import pairwise

import pytest
from sqlalchemy import func, select, update

from merchant_desk.models.base import table
from merchant_desk.models.shop import ShopProduct
from merchant_desk.sync import buffering
from merchant_desk.values.words import MessageState
from tests.sync.exchange import Exchange

_LINKS = table(ShopProduct)


def _held_back(exchange: Exchange) -> int:
    with exchange.lanes.database.read() as session:
        held = select(func.count()).where(_LINKS.c.buffer > 0)
        return session.execute(held).scalar_one()


def test_buffers_that_are_no_longer_wanted_go_a_few_at_a_time_and_the_shop_is_told(
    begun: Exchange, monkeypatch: pytest.MonkeyPatch
) -> None:
    with begun.lanes.database.write() as session:
        session.execute(update(_LINKS).values(buffer=2))
    counts = [_held_back(begun)]
    begun.lanes.after_write(lambda _tables: counts.append(_held_back(begun)))
    monkeypatch.setattr(buffering, "CHUNK", 5)

    changed = buffering.refresh_buffers(begun.lanes, begun.shop_id, begun.act)

    assert changed == counts[0] == len(begun.all(ShopProduct)) > 5
    assert counts[-1] == 0
    assert max(before - after for before, after in pairwise(counts)) == 5
    told = {each.subject for each in begun.messages() if each.state is MessageState.WAITING}
    assert len(told) == changed


def test_nothing_is_written_while_the_buffers_are_right(begun: Exchange) -> None:
    writes = list[frozenset[str]]()
    begun.lanes.after_write(writes.append)

    assert buffering.refresh_buffers(begun.lanes, begun.shop_id, begun.act) == 0

    assert writes == []
