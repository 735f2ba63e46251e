"""The cells of a settlement, found by their heading whatever language and encoding it is in."""

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass

from merchant_desk.documents.payouts.refusals import cut_short, refused
from merchant_desk.errors import RefusedError
from merchant_desk.rules.catalogue.delimited import find_delimiter, split_rows
from merchant_desk.rules.catalogue.encoding import decode
from merchant_desk.values.folding import folded
from merchant_desk.values.texts import _

LARGEST_FILE = 50 * 1024 * 1024
_MOST_ROWS = 200_000
_HEADING_ROWS = 12
_LEAST_HEADINGS = 3
_LONGEST = 240
_BLANKS = re.compile(r"\s+")
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_SIGNS = re.compile(r"[^a-z0-9]+")
_UTF8_PAIR = re.compile(rb"[\xc3\xc2][\x80-\xbf]")
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_OPENED_BY_SPREADSHEETS = "=@"


@dataclass(frozen=True, slots=True)
class Cells:
    """One row: its cells by what their heading says, and its line in the file for messages."""

    values: dict[str, str]
    line: int

    def raw(self, *names: str) -> str:
        """Return the first of these cells that has something, as it is written."""
        return next((found for name in names if (found := self.values.get(name, ""))), "")

    def text(self, *names: str) -> str:
        """Return the first of these cells that has something, safe to show and to copy."""
        return self.raw(*names).lstrip(_OPENED_BY_SPREADSHEETS).strip()


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows under their headings."""

    headings: frozenset[str]
    rows: tuple[Cells, ...]
    titles: tuple[str, ...] = ()
    """The headings as they are written."""

    def has(self, *names: str) -> bool:
        """Tell whether every one of these headings is there."""
        return self.headings.issuperset(names)

    def has_one(self, *names: str) -> bool:
        """Tell whether one of these headings is there."""
        return not self.headings.isdisjoint(names)

    def cells(self, names: Sequence[str]) -> list[str]:
        """Return everything written under these headings."""
        return [cell for row in self.rows for name in names if (cell := row.values.get(name, ""))]


def heading(text: str) -> str:
    """Return a heading as it is known here: ``Created (UTC)`` is ``created utc``."""
    return _SIGNS.sub(" ", folded(text)).strip()


def read_sheet(data: bytes) -> Sheet:
    """Return the rows of a settlement. Raises RefusedError for what is no table of text."""
    text = _text_of(data)
    try:
        split = split_rows(text, find_delimiter(text))
    except csv.Error as error:  # a cell without end: its quote never closes
        raise cut_short(text.count("\n") or 1) from error
    if split.broken:
        raise cut_short(split.broken[0].line)
    rows, lines = split.rows, list(split.lines)
    if len(rows) > _MOST_ROWS:
        raise refused(
            _("il a plus de 200 000 lignes"),
            _("Téléchargez une période plus courte."),
        )
    start = _heading_row(rows)
    names = [heading(each) for each in rows[start]]
    filled = [
        (row, line)
        for row, line in zip(rows[start + 1 :], lines[start + 1 :], strict=True)
        if any(cell.strip() for cell in row)
    ]
    if not filled:
        raise refused(
            _("il n’a aucune ligne"),
            _("Choisissez une période où un virement est parti, puis téléchargez-le de nouveau."),
        )
    _check_whole(names, filled)
    titles = tuple(_clean(each) for each in rows[start] if heading(each))
    cells = tuple(_cells(names, *each) for each in filled)
    return Sheet(frozenset(filter(None, names)), cells, titles)


def _text_of(data: bytes) -> str:
    if len(data) > LARGEST_FILE:
        raise refused(_("il dépasse 50 Mo"), _("Téléchargez une période plus courte."))
    if data.lstrip()[:5] == b"%PDF-":
        raise refused(
            _("c’est un PDF"),
            _("Chez votre prestataire, téléchargez le même relevé en CSV."),
        )
    if data.startswith(_WORKBOOKS):
        raise refused(
            _("c’est un classeur de tableur ou un dossier compressé"),
            _("Téléchargez le relevé en CSV, et sortez-le du dossier compressé s’il y en a un."),
        )
    if not data.strip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n"):
        raise refused(_("il est vide"), _("Téléchargez-le de nouveau."))
    try:
        read = decode(data)
    except RefusedError as error:
        raise refused(
            _("ce n’est pas un fichier texte"),
            _("Chez votre prestataire, téléchargez le relevé en CSV."),
        ) from error
    if not read.encoding.startswith("utf") and len(_UTF8_PAIR.findall(data)) > 1:
        raise refused(
            _("il mélange deux façons d’écrire les accents"),
            _("Téléchargez-le de nouveau, sans recoller deux fichiers ensemble."),
        )
    return read.text


def _heading_row(rows: Sequence[Sequence[str]]) -> int:
    """Return the row of headings: some files open with a few words about themselves."""
    for place, row in enumerate(rows[:_HEADING_ROWS]):
        named = [each for each in row if heading(each) and not each.strip()[:1].isdigit()]
        if len(named) >= _LEAST_HEADINGS and len(named) == sum(bool(each.strip()) for each in row):
            return place
    raise refused(
        _("ce n’est pas un tableau avec des titres de colonnes"),
        _("Téléchargez le relevé des versements en CSV chez votre prestataire."),
    )


def _check_whole(names: Sequence[str], filled: Sequence[tuple[list[str], int]]) -> None:
    """Refuse a last line shorter than all the others: the download was cut."""
    last, line = filled[-1]
    least = min((len(row) for row, _line in filled[:-1]), default=len(names))
    if len(last) < min(least, len(names)):
        raise cut_short(line)


def _cells(names: Sequence[str], row: Sequence[str], line: int) -> Cells:
    told = zip(names, row, strict=False)
    return Cells({name: _clean(cell) for name, cell in told if name and cell}, line)


def _clean(cell: str) -> str:
    return _BLANKS.sub(" ", _UNSEEN.sub("", cell)).strip()[:_LONGEST]
