"""Cells as they should be: trimmed, one width, spreadsheet escapes undone."""

import re
from collections.abc import Sequence
from operator import itemgetter

from merchant_desk.values.catalogue_sheet import Refusal
from merchant_desk.values.texts import _

_KEPT_AS_TEXT = re.compile(r'="([^"]*)"')  # ="00123", how exports keep leading zeros
_ESCAPED = re.compile(r"'[=+\-@\t\r]")
_ACTIVE = "=+-@\t\r"
_SPACES = re.compile(r"\s+")
_SEAM = "¶"
_DIRT = (f"{_SEAM} ", f" {_SEAM}", f"{_SEAM}'", f"{_SEAM}=")
_NUMBER = re.compile(r"[+-]?[\d\s.,]+")


def tidy_rows(
    headings: Sequence[str],
    rows: Sequence[Sequence[str]],
    lines: Sequence[int],
    delimiter: str = "",
) -> tuple[list[Sequence[str]], list[int], tuple[Refusal, ...]]:
    """Return rows of one width without the blank ones, and those with cells too many."""
    width = len(headings)
    spread = bool(delimiter) and not isinstance(lines, range)
    if not spread and set(map(len, rows)) == {width} and all(map(itemgetter(0), rows)):
        return list(rows), list(lines), ()
    kept: list[Sequence[str]] = []
    kept_lines: list[int] = []
    refused: list[Refusal] = []
    for row, line in zip(rows, lines, strict=True):
        if spread and any(_swallowed(cell, delimiter, width) for cell in row):
            refused.append(_swallowing(row, line))
        elif len(row) == width and row[0]:
            kept.append(row)
            kept_lines.append(line)
        elif any(map(str.strip, row)):
            if any(map(str.strip, row[width:])):
                refused.append(_too_long(row, width, line))
                continue
            kept.append([*row, *[""] * (width - len(row))][:width])
            kept_lines.append(line)
    return kept, kept_lines, tuple(refused)


def _swallowed(cell: str, delimiter: str, width: int) -> bool:
    """Tell whether a cell of several lines holds what should have been rows."""
    inner = cell.splitlines()[1:] if "\n" in cell else ()
    return any(line.count(delimiter) >= width - 1 for line in inner)


def _swallowing(row: Sequence[str], line: int) -> Refusal:
    return Refusal(
        line,
        "",
        " | ".join(row)[:120],
        _("un guillemet resté ouvert a avalé les lignes suivantes"),
    )


def _too_long(row: Sequence[str], width: int, line: int) -> Refusal:
    return Refusal(
        line,
        "",
        " | ".join(row)[:120],
        _(
            "la ligne a {cells} cellules pour {width} colonnes\u00a0: un séparateur ou un"
            " guillemet est de trop"
        ).format(cells=len(row), width=width),
    )


def plain_text(cell: str) -> str:
    """Return a text cell: spaces trimmed, line breaks as spaces, escapes of exports undone."""
    if cell.isascii() and cell.isalnum():
        return cell
    text = cell.strip()
    wrapped = _KEPT_AS_TEXT.fullmatch(text)
    if wrapped:
        return wrapped[1].strip()
    if _ESCAPED.match(text):
        text = text[1:]
    if text.isprintable():
        return text
    spaced = _SPACES.sub(" ", text)
    return "".join(char for char in spaced if char.isprintable()).strip()


def plain_texts(cells: list[str]) -> list[str]:
    """Return a column of text cells; one look at the whole spares clean columns 50,000 looks."""
    joined = _SEAM.join(("", *cells, ""))
    clean = joined.isprintable() and not any(dirt in joined for dirt in _DIRT)
    return cells if clean else [plain_text(cell) for cell in cells]


def harmless(cell: str) -> str:
    """Return a cell that no spreadsheet will run as a formula; ``plain_text`` undoes it."""
    if cell[:1] in _ACTIVE and cell and not _NUMBER.fullmatch(cell):
        return f"'{cell}"
    return cell
