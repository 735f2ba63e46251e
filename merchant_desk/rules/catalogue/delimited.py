"""Rows out of delimited text: which sign parts the cells, and where a quote went wrong."""

import csv
import io
from dataclasses import dataclass

from merchant_desk.values.catalogue_sheet import Refusal
from merchant_desk.values.texts import _

DELIMITERS = (";", ",", "\t", "|")
_SAMPLE_ROWS = 30
_SAMPLE = 60_000
_END = "\x1eend of file\x1e"
_MOST_REPAIRS = 200


@dataclass(frozen=True, slots=True)
class Split:
    """Rows, the line each begins at, and the lines that are no row."""

    rows: list[list[str]]
    lines: "range | list[int]"
    broken: tuple[Refusal, ...]


def find_delimiter(text: str) -> str:
    """Return the sign that cuts the first rows into the most, and the most even, cells."""
    if text[:4].lower() == "sep=" and text[4:5] in DELIMITERS:
        return text[4]
    return max(DELIMITERS, key=lambda sign: _evenness(text[:_SAMPLE], sign))


def _evenness(sample: str, sign: str) -> float:
    reader = csv.reader(io.StringIO(sample, newline=""), delimiter=sign)
    widths = [len(row) for row, _count in zip(reader, range(_SAMPLE_ROWS), strict=False) if row]
    widths = [width for width in widths if width > 1]
    if not widths:
        return 0.0
    usual = max(set(widths), key=widths.count)
    return widths.count(usual) * (1 + usual / 100)


def split_rows(text: str, delimiter: str) -> Split:
    """Cut a text into rows; a quote that never closes costs its own line, not the file."""
    ended = text if text.endswith(("\n", "\r")) else f"{text}\n"
    reader = csv.reader(io.StringIO(f"{ended}{_END}\n", newline=""), delimiter=delimiter)
    rows = list(reader)
    if rows[-1] == [_END] and reader.line_num == len(rows):
        rows.pop()
        return Split(rows, range(1, len(rows) + 1), ())
    return _split_with_care(io.StringIO(ended, newline="").readlines(), delimiter)


def _split_with_care(source: list[str], delimiter: str) -> Split:
    """Cut rows that run over several lines, starting again after a quote that never closes."""
    rows: list[list[str]] = []
    lines: list[int] = []
    broken: list[Refusal] = []
    start = 0
    while start < len(source):
        start = _take_rows(source, start, delimiter, (rows, lines))
        if start < len(source):
            start += 1
            broken.append(_never_closed(source[start - 1], start))
        if len(broken) == _MOST_REPAIRS:
            left = enumerate(source[start:], start + 1)
            broken.extend(_never_closed(line, number) for number, line in left)
            break
    return Split(rows, lines, tuple(broken))


def _take_rows(
    source: list[str], start: int, delimiter: str, found: tuple[list[list[str]], list[int]]
) -> int:
    """Read rows from a line on; return the line whose quote never closes, or the end."""
    rows, lines = found
    reader = csv.reader([*source[start:], f"{_END}\n"], delimiter=delimiter)
    begun = start
    for row in reader:
        if row and row[-1].endswith((_END, f"{_END}\n")):
            return len(source) if row == [_END] and begun >= len(source) else begun
        rows.append(row)
        lines.append(begun + 1)
        begun = start + reader.line_num
    return len(source)


def _never_closed(line: str, number: int) -> Refusal:
    return Refusal(
        number,
        "",
        line.strip()[:120],
        _("un guillemet est ouvert et jamais refermé"),
    )
