"""A catalogue file once read: its cells, what each column means, what each row says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple


class CatalogueField(StrEnum):
    """What a column of a catalogue file can mean."""

    SKU = "sku"
    EAN = "ean"
    NAME = "name"
    OPTION = "option"
    FAMILY = "family"
    CATEGORY = "category"
    PRICE = "price"
    PRICE_WITH_VAT = "price_with_vat"
    PRICE_WITHOUT_VAT = "price_without_vat"
    COST = "cost"
    RATE = "rate"
    WEIGHT_KG = "weight_kg"
    WEIGHT_G = "weight_g"
    IMAGE = "image"
    STOCK = "stock"
    BIN = "bin"
    ACTIVE = "active"
    CARTON_CODE = "carton_code"
    CARTON_UNITS = "carton_units"
    SUPPLIER_CODE = "supplier_code"
    SHOP_ID = "shop_id"
    SHOP_TYPE = "shop_type"
    SHOP_PARENT = "shop_parent"
    TAX_CLASS = "tax_class"
    TAX_STATUS = "tax_status"
    ATTRIBUTE = "attribute"
    """The value of an attribute of WooCommerce; there may be several such columns."""


PRICES = (
    CatalogueField.PRICE,
    CatalogueField.PRICE_WITH_VAT,
    CatalogueField.PRICE_WITHOUT_VAT,
)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a row was not taken: where, what, why, and what it might have been."""

    line: int
    column: str
    value: str
    reason: str
    proposal: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The cells of a file, as text, with the line each row begins at."""

    file_name: str
    encoding: str
    delimiter: str
    headings: tuple[str, ...]
    rows: Sequence[Sequence[str]]
    lines: Sequence[int]
    broken: tuple[Refusal, ...] = ()
    """Rows that are no rows: a quote never closed, cells too many."""


@dataclass(frozen=True, slots=True)
class ColumnGuess:
    """What a column is believed to hold; unsure guesses are to be looked at."""

    index: int
    heading: str
    field: CatalogueField | None
    sure: bool
    samples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Choices:
    """What she decided about a file; empty means « as recognised »."""

    encoding: str = ""
    delimiter: str = ""
    columns: Mapping[int, CatalogueField] | None = None
    decimal: str = ""
    prices_include_vat: bool = True
    """For a price column whose heading says neither TTC nor HT."""
    default_rate_bp: int = 2000
    reduced_rate_bp: int = 550
    """What WooCommerce's « reduced rate » class stands for in this shop."""
    restore_zeros: bool = False
    """Give back the leading zero that a spreadsheet took from a barcode."""
    bin_code: str = ""
    """Where opening stock goes when the file names no bin."""


class Article(NamedTuple):
    """One row understood; None and empty mean that the file says nothing of it.

    A named tuple, not a dataclass: fifty thousand are made from columns by ``zip`` at once.
    """

    line: int
    sku: str
    ean: str
    name: str
    option_text: str
    family: str
    category: str
    price: int | None
    cost: int | None
    rate_bp: int | None
    weight_g: int | None
    image_url: str
    active: bool | None
    stocked: bool
    stock: int | None
    bin: str
    carton_code: str
    carton_units: int
    supplier_code: str


@dataclass(frozen=True, slots=True)
class Understood:
    """What a file says, row by row, and what could not be understood of it."""

    file_name: str
    encoding: str
    delimiter: str
    decimal: str
    decimal_sure: bool
    from_woocommerce: bool
    columns: tuple[ColumnGuess, ...]
    articles: Sequence[Article]
    refusals: tuple[Refusal, ...]
    remarks: tuple[Refusal, ...]
    choices: Choices = field(default_factory=Choices)
    row_count: int = 0
