"""From a file on the disk to cells of text; touches no database, runs outside the writer."""

import csv
from collections.abc import Sequence
from pathlib import Path

from merchant_desk.errors import RefusedError, UnavailableError
from merchant_desk.operations.read_workbook import is_workbook, read_workbook
from merchant_desk.rules.catalogue.cells import tidy_rows
from merchant_desk.rules.catalogue.columns import heading_row
from merchant_desk.rules.catalogue.delimited import find_delimiter, split_rows
from merchant_desk.rules.catalogue.encoding import decode
from merchant_desk.values.catalogue_sheet import Choices, Refusal, Sheet
from merchant_desk.values.many_objects import many_objects
from merchant_desk.values.texts import _

LARGEST_FILE = 200 * 1024 * 1024
MOST_ROWS = 500_000
_WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")


def read_catalogue(path: Path, choices: Choices | None = None) -> Sheet:
    """Return the cells of a CSV file or a workbook, however it was written.

    Raises RefusedError for what is no table, UnavailableError when the disk does not give it.
    """
    with many_objects():
        return _read(path, choices or Choices())


def _read(path: Path, chosen: Choices) -> Sheet:
    raw = _bytes_of(path)
    if is_workbook(raw):
        rows, name = read_workbook(raw)
        return _sheet(path, (name, ""), rows, range(1, len(rows) + 1), ())
    if path.suffix.lower() in _WORKBOOKS:
        raise RefusedError(
            _("Le classeur n’a pas été lu\u00a0: il est abîmé ou d’un autre format."),
            _("Rouvrez-le dans votre tableur et enregistrez-le en .xlsx ou en CSV."),
        )
    decoded = decode(raw, chosen.encoding)
    delimiter = chosen.delimiter or find_delimiter(decoded.text)
    split = split_rows(decoded.text, delimiter)
    return _sheet(path, (decoded.encoding, delimiter), split.rows, split.lines, split.broken)


def _bytes_of(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > LARGEST_FILE:
            raise RefusedError(
                _("Le fichier n’a pas été lu\u00a0: il dépasse 200 Mo."),
                _("Un catalogue tient en quelques mégaoctets\u00a0; vérifiez le fichier choisi."),
            )
        raw = path.read_bytes()
    except OSError as error:
        raise UnavailableError(
            _("Le fichier «\u00a0{name}\u00a0» n’a pas pu être ouvert.").format(name=path.name),
            _("Vérifiez qu’il existe et qu’aucun autre programme ne le retient."),
        ) from error
    if not raw.strip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n"):
        raise _empty(path)
    return raw


def _empty(path: Path) -> RefusedError:
    return RefusedError(
        _("Rien n’a été lu\u00a0: le fichier «\u00a0{name}\u00a0» est vide.").format(
            name=path.name
        ),
        _("Exportez à nouveau votre catalogue, puis choisissez le fichier obtenu."),
    )


def _sheet(
    path: Path,
    written: tuple[str, str],
    rows: Sequence[Sequence[str]],
    lines: "range | list[int]",
    broken: tuple[Refusal, ...],
) -> Sheet:
    if len(rows) > MOST_ROWS:
        raise RefusedError(
            _("Le fichier n’a pas été lu\u00a0: il a plus de 500 000 lignes."),
            _("Partagez-le en plusieurs fichiers."),
        )
    start = heading_row(rows)
    if start + 1 >= len(rows) and not broken:
        raise _empty(path)
    headings = tuple(cell.strip() for cell in rows[start])
    body, body_lines, too_long = tidy_rows(
        headings, rows[start + 1 :], lines[start + 1 :], written[1]
    )
    return Sheet(
        file_name=path.name,
        encoding=written[0],
        delimiter=written[1],
        headings=headings,
        rows=body,
        lines=body_lines,
        broken=broken + too_long,
    )


csv.field_size_limit(LARGEST_FILE)
