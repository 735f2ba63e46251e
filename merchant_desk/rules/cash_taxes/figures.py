"""The dated figures of ``resources/legal/cash_taxes.toml``."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache

from merchant_desk.rules.legal_data import FOLDER


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of the law, the days it holds, and where it is written."""

    name: str
    value: int
    since: date
    until: date | None
    source: str


@cache
def figures() -> tuple[Figure, ...]:
    """Return every figure, past ones included."""
    told = tomllib.loads((FOLDER / "cash_taxes.toml").read_text(encoding="utf-8"))
    return tuple(
        Figure(row["name"], row["value"], row["from"], row.get("until"), row["source"])
        for row in told["figure"]
    )


def figure(name: str, day: date) -> int | None:
    """Return a figure on a day; None when the law has none then."""
    holding = (
        each.value
        for each in figures()
        if each.name == name and each.since <= day and (each.until is None or day <= each.until)
    )
    return next(holding, None)
