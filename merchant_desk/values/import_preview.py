"""What an import would do or did, in counts and reasons."""

from dataclasses import dataclass

from merchant_desk.values.catalogue_sheet import ColumnGuess, Refusal
from merchant_desk.values.ids import ImportId


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """The dry run: how the file was read, and what would become of its rows."""

    file_name: str
    encoding: str
    delimiter: str
    decimal: str
    decimal_sure: bool
    from_woocommerce: bool
    columns: tuple[ColumnGuess, ...]
    rows: int
    created: int
    changed: int
    unchanged: int
    refused: int
    opening_units: int
    restorable: int
    """Barcodes that are right once the leading zero is given back."""
    refusals: tuple[Refusal, ...]
    remarks: tuple[Refusal, ...]


@dataclass(frozen=True, slots=True)
class ImportReport:
    """The import as it was done; no id when the file brought nothing new."""

    import_id: ImportId | None
    preview: ImportPreview


@dataclass(frozen=True, slots=True)
class KeptProduct:
    """A product that undoing an import left as it is, and why."""

    sku: str
    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class ImportUndone:
    """What undoing an import did."""

    import_id: ImportId
    file_name: str
    removed: int
    retired: int
    """Kept out of sale because the ledger, which nothing erases, tells of them."""
    restored: int
    kept: tuple[KeptProduct, ...]
