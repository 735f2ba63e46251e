"""A CSV as rows of cells with their lines, and where its headers are; nothing swallowed."""

import csv
import io
from collections.abc import Iterator, Sequence

from merchant_desk.documents.bank.amounts import cents_of
from merchant_desk.documents.bank.csv_columns import ChosenColumns, UnknownColumnsError
from merchant_desk.documents.bank.days import read_day
from merchant_desk.documents.bank.french_banks import recognised
from merchant_desk.documents.bank.labels import tidy
from merchant_desk.documents.bank.refusals import (
    MOST_LINES,
    cut_short,
    refused,
    refused_at,
    too_long,
)
from merchant_desk.errors import RefusedError
from merchant_desk.values.texts import _

DELIMITERS = (";", ",", "\t", "|")
_SAMPLE = 65_536
_SAMPLE_ROWS = 60
_SHOWN = 5
_FEWEST_CELLS = 3
_LONGEST_CELL = 60


def rows_of(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Yield rows with the line each begins at. Raises RefusedError where a quote went wrong."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    begun = 1
    try:
        for row in reader:
            if reader.line_num != begun:
                _has_swallowed_nothing(row, begun, delimiter)
            if begun > MOST_LINES:
                raise too_long()
            yield begun, row
            begun = reader.line_num + 1
    except csv.Error as error:
        raise _broken(str(error), begun, reader.line_num) from error


def _has_swallowed_nothing(row: list[str], line: int, delimiter: str) -> None:
    """Refuse a cell of several lines that holds what should have been rows."""
    fewest = max(2, len(row) - 1)
    for cell in row:
        if "\n" in cell or "\r" in cell:
            for inner in cell.splitlines()[1:]:
                if inner.count(delimiter) >= fewest:
                    raise refused_at(
                        line, _("un guillemet resté ouvert a avalé les lignes suivantes")
                    )


def _broken(told: str, begun: int, line: int) -> RefusedError:
    if "end of data" in told:
        return cut_short(
            _("un guillemet ouvert à la ligne {line} n’est pas fermé").format(line=begun)
        )
    if "field larger" in told:
        return refused_at(line, _("une cellule est sans fin"))
    return refused_at(line, _("les guillemets sont mal fermés"))


def find_columns(text: str) -> ChosenColumns:
    """Return what the columns say. Raises UnknownColumnsError for her to choose."""
    samples = {sign: _sample(text, sign) for sign in DELIMITERS}
    found = [
        columns
        for sign, rows in samples.items()
        for row, cells in enumerate(rows, 1)
        if len(cells) >= _FEWEST_CELLS
        and max(map(len, cells)) <= _LONGEST_CELL
        and (columns := recognised(cells, row, sign)) is not None
    ]
    if found:
        return max(found, key=lambda each: (bool(each.bank_name), -each.header_row))
    raise _asked(samples)


def _sample(text: str, delimiter: str) -> list[list[str]]:
    reader = csv.reader(io.StringIO(text[:_SAMPLE], newline=""), delimiter=delimiter)
    rows: list[list[str]] = []
    try:
        for row in reader:
            rows.append(row)
            if len(rows) == _SAMPLE_ROWS:
                break
    except csv.Error:
        return rows
    return rows


def _asked(samples: dict[str, list[list[str]]]) -> RefusedError:
    """Return the question of the columns, or the refusal of what is no table at all."""
    sign = max(DELIMITERS, key=lambda each: _evenness(samples[each]))
    rows = samples[sign]
    wide = [place for place, row in enumerate(rows) if len(row) >= _FEWEST_CELLS]
    if len(wide) <= 1 and not (wide and is_movement(rows[wide[0]])):
        return refused(
            _("ce n’est ni un fichier OFX, CAMT, CFONB, ni un CSV de banque"),
            _("Demandez à votre banque un fichier OFX, CAMT, CFONB ou CSV."),
        )
    first = next((place for place in wide if is_movement(rows[place])), wide[1:2] or wide[0])
    data = first if isinstance(first, int) else first[0]
    above = [place for place in wide if place < data]
    headers = rows[above[-1]] if above else [""] * len(rows[data])
    return UnknownColumnsError(
        [tidy(cell) for cell in headers],
        [[tidy(cell) for cell in row] for row in rows[data : data + _SHOWN] if row],
        header_row=above[-1] + 1 if above else 0,
        delimiter=sign,
    )


def _evenness(rows: list[list[str]]) -> float:
    widths = [len(row) for row in rows if len(row) > 1]
    if not widths:
        return 0.0
    usual = max(set(widths), key=widths.count)
    return widths.count(usual) * (1 + usual / 100)


def is_movement(row: Sequence[str]) -> bool:
    """Tell whether a row has a day and an amount."""
    return any(is_day(cell) for cell in row) and any(is_amount(cell) for cell in row)


def is_dated(row: Sequence[str], place: int) -> bool:
    """Tell whether a row has a day in the column of days."""
    return place < len(row) and is_day(row[place])


def is_day(cell: str) -> bool:
    """Tell whether a cell is a day."""
    try:
        read_day(cell)
    except ValueError:
        return False
    return True


def is_amount(cell: str) -> bool:
    """Tell whether a cell is an amount with its cents."""
    try:
        cents_of(cell.strip())
    except ValueError:
        return False
    return any(sign in cell for sign in ".,")
