"""The variations of an article as a grid of two options: sizes across, colours down."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_PARTS = re.compile(r"\s*(?:,|/|·|;|\|)\s*")
_SIZES = ("XXS", "XS", "S", "M", "L", "XL", "XXL", "XXXL")
_BOTH = 2
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")


@dataclass(frozen=True, slots=True)
class VariationGrid:
    """Titles, and which variation stands where: the place in the list it was made from."""

    columns: tuple[str, ...]
    rows: tuple[str, ...]
    cells: tuple[tuple[int | None, ...], ...]
    """One tuple a row; None where there is no such variation."""


def variation_grid(options: Sequence[str]) -> VariationGrid:
    """Return the grid of these options: « Bleu, M » has two, « 100 g » stands in one row.

    Options that do not all have two parts, or that would meet in one cell, stand in one row.
    """
    pairs = [_PARTS.split(each.strip()) for each in options]
    two = bool(pairs) and all(len(pair) == _BOTH for pair in pairs)
    if not two or len({*map(tuple, pairs)}) < len(pairs):
        return VariationGrid(tuple(options), ("",), (tuple(range(len(options))),))
    firsts, seconds = (_ordered([pair[side] for pair in pairs]) for side in (0, 1))
    turned = _are_sizes(firsts) and not _are_sizes(seconds)
    across, down = (firsts, seconds) if turned else (seconds, firsts)
    where = {
        (pair[1], pair[0]) if turned else (pair[0], pair[1]): place
        for place, pair in enumerate(pairs)
    }
    cells = tuple(tuple(where.get((row, column)) for column in across) for row in down)
    return VariationGrid(across, down, cells)


def _ordered(values: Sequence[str]) -> tuple[str, ...]:
    distinct = tuple(dict.fromkeys(values))
    return tuple(sorted(distinct, key=_size_rank)) if _are_sizes(distinct) else distinct


def _are_sizes(values: Sequence[str]) -> bool:
    return all(each.upper() in _SIZES or _NUMBER.match(each) for each in values)


def _size_rank(value: str) -> tuple[int, float]:
    if value.upper() in _SIZES:
        return 0, _SIZES.index(value.upper())
    found = _NUMBER.match(value)
    return 1, float(found.group().replace(",", ".")) if found else 0.0
