"""How much data the jobs run on."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Size:
    """Rows of the shop file, rounds and repeats of the jobs."""

    name: str
    products: int
    many_products: int
    """Articles of the largest catalogue, which is only searched."""
    orders: int
    moves: int
    rounds: int
    calls: int
    table_rows: int
    pages: int


FULL = Size("full", 50_000, 500_000, 200_000, 1_000_000, 5, 1000, 1_000_000, 500)
SMALL = Size("small", 10_000, 50_000, 5_000, 50_000, 3, 300, 100_000, 100)
TINY = Size("tiny", 600, 3_000, 600, 1_500, 1, 20, 2_000, 5)
SIZES = {size.name: size for size in (FULL, SMALL, TINY)}
