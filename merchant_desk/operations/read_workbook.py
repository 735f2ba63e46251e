"""The first filled sheet of an Excel or LibreOffice workbook, as text."""

import io
from collections.abc import Sequence
from datetime import date
from typing import cast

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from merchant_desk.errors import RefusedError
from merchant_desk.values.texts import _

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_WHOLE_FLOATS = 2.0**53
_THREE, _FOUR = 3, 4
_DIGITS_ALIKE = bytes.maketrans(b"123456789", b"0" * 9)
_UNUSUAL = (b".000", b"e", b"n")  # three decimals, 1e+16, nan and inf
_MOST_CELLS = 20_000_000


def is_workbook(raw: bytes) -> bool:
    """Tell by its first bytes whether a file is a workbook."""
    return raw.startswith((_ZIP, _OLE))


def read_workbook(raw: bytes) -> tuple[list[tuple[str, ...]], str]:
    """Return the rows of the first sheet that has any, and its name."""
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(raw)) as workbook:
            for name in workbook.sheet_names:
                sheet = workbook.get_sheet_by_name(name)
                if sheet.total_height * sheet.total_width > _MOST_CELLS:
                    raise RefusedError(
                        _("Le classeur n’a pas été lu\u00a0: la feuille est trop grande."),
                        _("Supprimez les lignes et colonnes vides, puis enregistrez-le."),
                    )
                rows = sheet.to_python(skip_empty_area=False)
                if len(rows) > 1:
                    return _texts(rows), name
    except PasswordError as error:
        raise RefusedError(
            _("Le classeur n’a pas été lu\u00a0: il est protégé par un mot de passe."),
            _("Enregistrez-le sans mot de passe, puis recommencez."),
        ) from error
    except (CalamineError, OSError, ValueError) as error:
        raise RefusedError(
            _("Le classeur n’a pas été lu\u00a0: il est abîmé ou d’un autre format."),
            _("Rouvrez-le dans votre tableur et enregistrez-le en .xlsx ou en CSV."),
        ) from error
    raise RefusedError(
        _("Rien n’a été lu\u00a0: aucune feuille du classeur n’a de lignes."),
        _("Choisissez le classeur qui contient vos articles."),
    )


def _texts(rows: Sequence[Sequence[object]]) -> list[tuple[str, ...]]:
    """Return every cell as text; a look at a column spares its texts a look at each."""
    columns = [_column(cells) for cells in zip(*rows, strict=True)]
    return list(zip(*columns, strict=True))


def _column(cells: tuple[object, ...]) -> Sequence[str]:
    kinds = set(map(type, cells))
    if kinds == {str}:
        return cast("Sequence[str]", cells)
    below = cells[1:]
    if float in kinds and set(map(type, below)) == {float}:  # a heading, then nothing but numbers
        return [*_column(cells[:1]), *_numbers(cast("Sequence[float]", below))]
    numbers = iter(_numbers([cell for cell in cells if isinstance(cell, float)]))
    return [next(numbers) if isinstance(cell, float) else _text(cell) for cell in cells]


def _text(cell: object) -> str:
    """Return a cell that is no number."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "1" if cell else "0"
    if isinstance(cell, date):
        return cell.isoformat()
    return "" if cell is None else str(cell)


def _numbers(values: Sequence[float]) -> list[str]:
    """Return what ``_number`` does of each: all at once when none has three decimals or more."""
    if not values:
        return []
    shortest = f"{repr(list(values))[1:-1]}, "
    written = shortest.encode().translate(_DIGITS_ALIKE)  # four times sooner than a pattern
    if "-0.0," in shortest or any(sign in written for sign in _UNUSUAL):
        return [_number(value) for value in values]
    return shortest.replace(".0, ", ", ").replace(".", ",").split(", ")[:-1]


def _number(value: float) -> str:
    """Return a number the French way, so that it says nothing against commas typed as text."""
    if value.is_integer() and abs(value) < _WHOLE_FLOATS:
        return str(int(value))
    written = f"{value:.6f}".rstrip("0").rstrip(".").replace(".", ",")
    return f"{written}0" if written[-_FOUR:-_THREE] == "," else written
