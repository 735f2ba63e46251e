"""Read a catalogue file and understand it as far as possible, for a person to look at."""

from dataclasses import dataclass
from pathlib import Path

from merchant_desk.errors import RefusedError
from merchant_desk.operations.read_catalogue import read_catalogue
from merchant_desk.rules.catalogue.articles import understand
from merchant_desk.rules.catalogue.columns import chosen_columns, guess_columns
from merchant_desk.values.catalogue_sheet import Choices, ColumnGuess, Sheet, Understood


@dataclass(frozen=True, slots=True)
class OpenedCatalogue:
    """A file's cells and columns; ``understood`` is None while a needed column has no name."""

    sheet: Sheet
    columns: tuple[ColumnGuess, ...]
    understood: Understood | None
    problem: RefusedError | None = None


def open_catalogue(path: Path, choices: Choices) -> OpenedCatalogue:
    """Read and understand a file; touches no database."""
    sheet = read_catalogue(path, choices)
    columns = guess_columns(sheet)
    if choices.columns is not None:
        columns = chosen_columns(columns, dict(choices.columns))
    try:
        understood = understand(sheet, choices)
    except RefusedError as problem:
        return OpenedCatalogue(sheet, columns, None, problem)
    return OpenedCatalogue(sheet, columns, understood)
