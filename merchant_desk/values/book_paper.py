"""A book of a period as it is printed: sections of lines, their sums, and what to know of them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BookColumn:
    """A column; ``share`` is its part of the width of the page, in hundredths."""

    head: str
    share: int
    figures: bool = False
    strong: bool = False


@dataclass(frozen=True, slots=True)
class BookSection:
    """Lines under one title, and what they sum up to."""

    title: str
    columns: tuple[BookColumn, ...]
    rows: tuple[tuple[str, ...], ...]
    total: tuple[str, ...] = ()
    empty: str = ""
    note: str = ""
    """What is to be known to read it, under its total."""


@dataclass(frozen=True, slots=True)
class BookPaper:
    """One book: whose, of which days, what it holds, what was checked."""

    title: str
    shop: str
    siren: str
    period: str
    sections: tuple[BookSection, ...]
    notes: tuple[str, ...] = ()
    checks: tuple[str, ...] = ()
