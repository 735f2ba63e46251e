"""T5c: the value of everything at the end of a past day, and the proof of the values kept."""

import sqlite3
from datetime import timedelta

from merchant_desk.database.column_types import to_micros
from merchant_desk.queries.valuation.at_date import end_of, worth_at
from merchant_desk.queries.valuation.layers import layers_of_everything
from merchant_desk.queries.valuation.stock_health import HealthAsked, stock_health
from merchant_desk.queries.valuation.value_differences import value_differences
from merchant_desk.values.clock import paris_date
from tests.benchmarks.desk_file import NOW
from tests.benchmarks.measuring import Figure, Pair, in_turn
from tests.benchmarks.raw_file import opened
from tests.benchmarks.workbench import Workbench

_SAME_MOVES = """
CREATE TABLE valued AS SELECT p.row AS product_id, m.at AS at, m.change AS qty, m.value AS value
FROM desk.stock_move AS m JOIN desk.product AS p ON p.id = m.product_id
"""
_AT = "SELECT product_id, SUM(qty), SUM(value) FROM valued WHERE at < ? GROUP BY product_id"
_ALL = "SELECT product_id, SUM(qty), SUM(value) FROM valued GROUP BY product_id"
_MILLIS = 1e3


def t5c(bench: Workbench) -> list[Figure]:
    """Compare with one sum over a covering index of the same moves."""
    file, database = _raw(bench), bench.desk.open()
    day = paris_date(NOW - timedelta(minutes=bench.size.moves // 2))
    until = to_micros(end_of(day))
    rounds = bench.size.rounds

    def summed() -> list[tuple[int, int, int]]:
        return file.execute(_AT, (until,)).fetchall()

    with database.read() as session:
        _check(summed(), worth_at(session, day))
        if wrong := value_differences(session):
            raise AssertionError(wrong[:3])
        value = in_turn(summed, lambda: worth_at(session, day), rounds)
        layers = in_turn(summed, lambda: layers_of_everything(session, day), rounds)
        proof = in_turn(
            lambda: file.execute(_ALL).fetchall(), lambda: value_differences(session), rounds
        )
        asked = HealthAsked(paris_date(NOW))
        health = in_turn(summed, lambda: stock_health(session, asked), 1)
    file.close()
    database.close()
    moves, products = bench.size.moves, bench.size.products
    return [
        _figure(f"value of {products} articles at a past day, {moves} moves", value, 1.5, 1.2),
        _figure("every value kept proved from ledgers and levels", proof, 2.0, 1.5),
        _figure("the same day first in, first out, by layers", layers, None, None),
        _figure("what sleeps, is too much, was missing", health, None, None),
    ]


def _raw(bench: Workbench) -> sqlite3.Connection:
    """Return a file with the desk's own moves and the one index that the sum wants."""
    path = bench.folder / f"valued-{bench.size.name}.sqlite3"
    made = not path.exists()
    file = opened(path, "OFF")
    if made:
        file.execute("ATTACH ? AS desk", (str(bench.desk.path),))
        file.execute(_SAME_MOVES)
        file.execute("DETACH desk")
        file.execute("CREATE INDEX valued_by ON valued(product_id, at, qty, value)")
        file.execute("ANALYZE")
    return file


def _check(raw: list[tuple[int, int, int]], ours: dict[bytes, tuple[int, int]]) -> None:
    found = (sum(row[1] for row in raw), sum(row[2] for row in raw))
    told = (sum(each[0] for each in ours.values()), sum(each[1] for each in ours.values()))
    if found != told or len(raw) != len(ours):
        raise AssertionError((found, told))


def _figure(what: str, pair: Pair, must: float | None, stretch: float | None) -> Figure:
    return Figure(
        job="T5c",
        what=what,
        value=pair.desk_s * _MILLIS,
        unit="ms",
        limit=pair.limit_s * _MILLIS,
        ratio=pair.ratio,
        must=must,
        stretch=stretch,
        note="" if must else "told beside that sum: there is no raw equal",
    )
