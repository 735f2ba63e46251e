"""A CSV as rows of cells with their lines, and where its headers are; nothing swallowed."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

from merchant_desk.documents.bank.amounts import cents_of
from merchant_desk.documents.bank.csv_columns import ChosenColumns, UnknownColumnsError
from merchant_desk.documents.bank.days import read_day
from merchant_desk.documents.bank.french_banks import recognised
from merchant_desk.documents.bank.labels import tidy
from merchant_desk.documents.bank.refusals import cut_short, refused, refused_at
from merchant_desk.errors import RefusedError
from merchant_desk.values.texts import _

DELIMITERS = (";", ",", "\t", "|")
_SAMPLE = 65_536
_SAMPLE_ROWS = 60
_SHOWN = 5
_FEWEST_CELLS = 3
_LONGEST_CELL = 60


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a file and the line each begins at."""

    rows: list[list[str]]
    lines: Sequence[int]


def read_table(text: str, delimiter: str) -> Table:
    """Return all rows. Raises RefusedError where a quote went wrong."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[list[str]] = []
    try:
        rows.extend(reader)
    except csv.Error as error:
        raise _broken(str(error), len(rows), reader.line_num) from error
    if reader.line_num == len(rows):
        return Table(rows, range(1, len(rows) + 1))
    return _with_lines(text, delimiter)


def _with_lines(text: str, delimiter: str) -> Table:
    """Read again a file of cells over several lines, counting them and what they swallow."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[list[str]] = []
    lines: list[int] = []
    begun = 1
    for row in reader:
        rows.append(row)
        lines.append(begun)
        begun = reader.line_num + 1
    for row, line in zip(rows, lines, strict=True):
        for cell in row:
            if "\n" in cell and any(
                inner.count(delimiter) >= max(2, len(row) - 1) for inner in cell.splitlines()[1:]
            ):
                raise refused_at(line, _("un guillemet resté ouvert a avalé les lignes suivantes"))
    return Table(rows, lines)


def _broken(told: str, read: int, line: int) -> RefusedError:
    if "end of data" in told:
        return cut_short(
            _("un guillemet ouvert après la ligne {line} n’est pas fermé").format(line=read)
        )
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
