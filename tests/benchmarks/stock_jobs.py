"""T5: the stock of everything, and its proof from every move."""

from merchant_desk.queries.stock import stock_differences, stock_of_everything
from tests.benchmarks.measuring import Figure, in_turn
from tests.benchmarks.raw_file import opened
from tests.benchmarks.workbench import Workbench

_WRONG = """
SELECT * FROM bin_level AS l WHERE on_hand <>
  coalesce((SELECT SUM(qty) FROM bin_move
    WHERE product_id = l.product_id AND to_bin = l.bin AND to_bin > 0), 0)
  - coalesce((SELECT SUM(qty) FROM bin_move
    WHERE product_id = l.product_id AND from_bin = l.bin), 0)
"""


def t5(bench: Workbench) -> list[Figure]:
    """Compare with a level table and one sum over a covering index."""
    file, database = opened(bench.raw), bench.desk.open()
    levels = "SELECT product_id, on_hand FROM level"
    sums = "SELECT product_id, SUM(qty) FROM move GROUP BY product_id"
    if file.execute(_WRONG).fetchall():
        raise AssertionError("the raw file does not agree with itself")
    with database.read() as session:
        wrong = stock_differences(session)
        stock = in_turn(
            lambda: dict(file.execute(levels).fetchall()),
            lambda: stock_of_everything(session),
            bench.size.rounds,
        )
        proof = in_turn(
            lambda: dict(file.execute(sums).fetchall()),
            lambda: stock_differences(session),
            bench.size.rounds,
        )
        same = in_turn(
            lambda: file.execute(_WRONG).fetchall(),
            lambda: stock_differences(session),
            bench.size.rounds,
        )
    file.close()
    database.close()
    if wrong:
        raise AssertionError(wrong[:3])
    millis = 1e3
    products, moves = bench.size.products, bench.size.moves
    return [
        Figure(
            job="T5a",
            what=f"stock of {products} articles",
            value=stock.desk_s * millis,
            unit="ms",
            limit=stock.limit_s * millis,
            ratio=stock.ratio,
            must=1.5,
            stretch=1.2,
        ),
        Figure(
            job="T5b",
            what=f"every level of every bin proved from {moves} moves",
            value=proof.desk_s * millis,
            unit="ms",
            limit=proof.limit_s * millis,
            ratio=proof.ratio,
            must=1.5,
            stretch=1.2,
            note="the limit sums articles only; ours both ends of every move, bin by bin",
        ),
        Figure(
            job="T5b",
            what="the same, beside a raw proof of both ends, bin by bin",
            value=same.desk_s * millis,
            unit="ms",
            limit=same.limit_s * millis,
            ratio=same.ratio,
            must=1.5,
            stretch=1.2,
        ),
    ]
