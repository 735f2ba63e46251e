"""What leaves a table: rows as tab-separated text, and the ids of everything checked."""

from collections.abc import Sequence
from typing import Any

from merchant_desk.ui.column import Column
from merchant_desk.ui.desk import Session
from merchant_desk.ui.row_source import Row, RowQuery

_APART = str.maketrans({"\t": " ", "\n": " ", "\r": " "})


def tab_separated(columns: Sequence[Column[Row]], rows: Sequence[Row]) -> str:
    """Return heads and rows as a spreadsheet pastes them."""
    lines = [[each.title for each in columns]]
    lines += [[each.text(row).translate(_APART) for each in columns] for row in rows]
    return "\n".join("\t".join(line) for line in lines)


def everything_checked(
    session: Session, query: RowQuery[Any], without: frozenset[bytes]
) -> tuple[bytes, ...]:
    """Return the ids of all that the filter keeps, but these."""
    return tuple(each for each in query.ids(session) if each not in without)
