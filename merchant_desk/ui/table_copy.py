"""What leaves a table: rows as tab-separated text, and the ids of everything checked."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from merchant_desk.errors import UnavailableError
from merchant_desk.ui.column import Column
from merchant_desk.ui.desk import Session
from merchant_desk.ui.row_source import Row, RowQuery
from merchant_desk.values.texts import _

_FORMULA = ("=", "+", "@", "\t")
_APART = str.maketrans({"\t": " ", "\n": " ", "\r": " "})


def tab_separated(columns: Sequence[Column[Row]], rows: Sequence[Row]) -> str:
    """Return heads and rows as a spreadsheet pastes them."""
    lines = [[each.title for each in columns]]
    lines += [[each.text(row).translate(_APART) for each in columns] for row in rows]
    return "\n".join("\t".join(line) for line in lines)


def comma_separated(columns: Sequence[Column[Row]], rows: Sequence[Row]) -> bytes:
    """Return heads and rows as a French spreadsheet opens them; no text of a shop is a formula."""
    page = io.StringIO(newline="")
    writer = csv.writer(page, delimiter=";")
    writer.writerow([each.title for each in columns])
    for row in rows:
        writer.writerow([_harmless(each.text(row).translate(_APART)) for each in columns])
    return page.getvalue().encode("utf-8-sig")


def write_table(path: Path, content: bytes) -> str:
    """Write the file; raises UnavailableError when the disk does not take it. Returns its name."""
    try:
        path.write_bytes(content)
    except OSError as error:
        raise UnavailableError(
            _("Le tableau n’a pas été enregistré dans {file}.").format(file=path.name),
            _("Fermez-le s’il est ouvert dans un tableur, ou choisissez un autre dossier."),
        ) from error
    return path.name


def _harmless(text: str) -> str:
    formula = text.startswith(_FORMULA) or (text[:1] == "-" and not text[1:2].isdigit())
    return f"'{text}" if formula and len(text) > 1 else text


def everything_checked(
    session: Session, query: RowQuery[Any], without: frozenset[bytes]
) -> tuple[bytes, ...]:
    """Return the ids of all that the filter keeps, but these."""
    return tuple(each for each in query.ids(session) if each not in without)
