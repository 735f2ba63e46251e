"""Names, families and tax classes: what WooCommerce tells by parent, others tell plainly."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from merchant_desk.rules.catalogue.cells import plain_text
from merchant_desk.rules.catalogue.column_reading import ColumnReading
from merchant_desk.rules.catalogue.numbers import LEGAL_RATES, Fault
from merchant_desk.values.catalogue_sheet import CatalogueField, Choices, ColumnGuess
from merchant_desk.values.texts import _

T = TypeVar("T")
_F = CatalogueField
_ESCAPED_COMMA = re.compile(r"(?<!\\),")
_CLASS_RATE = re.compile(r"(?<!\d)(\d{1,2})(?:[-.,](\d))?(?!\d)")
_NOT_SOLD = frozenset(("variable", "grouped", "external", "variable-subscription"))
_CLASSES = {
    "zero-rate": 0, "taux-zero": 0, "taux-intermediaire": 1000, "intermediate-rate": 1000,
    "taux-super-reduit": 210, "super-reduced-rate": 210,
}  # fmt: skip
_REDUCED = frozenset(("reduced-rate", "taux-reduit"))


@dataclass(frozen=True, slots=True)
class Families:
    """The columns that rows of one family share, in the order of the rows."""

    skus: list[str]
    names: list[str]
    options: list[str]
    families: list[str]
    categories: list[str]
    images: list[str]
    rates: list[int | None]
    stocked: list[bool]
    sold: list[bool]
    """False for what is a heading over variations, and no article."""
    parents: dict[int, int]
    """The row of a variation → the row of its parent."""

    def inherited(self, values: list[T | None]) -> list[T | None]:
        """Return the values, those that a variation leaves empty taken from its parent."""
        for index, parent in self.parents.items():
            if values[index] is None:
                values[index] = values[parent]
        return values


def read_families(
    reading: ColumnReading, columns: Sequence[ColumnGuess], choices: Choices
) -> Families:
    """Return what the rows are called and which belong together."""
    categories = _once(reading.cells(_F.CATEGORY), _leaf)
    images = _once(reading.cells(_F.IMAGE), _first_listed)
    names = reading.cells(_F.NAME)
    options = reading.cells(_F.OPTION)
    if not reading.has(_F.SHOP_TYPE):
        count = reading.count
        return Families(
            _skus(reading), names, options, reading.cells(_F.FAMILY), categories, images,
            [None] * count, [True] * count, [True] * count, {},
        )  # fmt: skip
    types = [each.replace(" ", "").lower().split(",") for each in reading.cells(_F.SHOP_TYPE)]
    parents = _parents(reading, types)
    families = reading.cells(_F.FAMILY)
    for index, parent in parents.items():
        values = _attribute_values(reading, columns, index)
        options[index] = ", ".join(values) or _rest(names[index], names[parent])
        names[index] = families[index] = names[parent]
        categories[index] = categories[index] or categories[parent]
        images[index] = images[index] or images[parent]
    return Families(
        _skus(reading), names, options, families, categories, images,
        _rates(reading, parents, choices),
        ["virtual" not in each for each in types],
        [not _NOT_SOLD.intersection(each) for each in types],
        parents,
    )  # fmt: skip


def _skus(reading: ColumnReading) -> list[str]:
    skus = reading.cells(_F.SKU)
    if not reading.has(_F.SHOP_ID):
        return skus
    numbers = reading.cells(_F.SHOP_ID)
    return [
        sku or (f"WEB-{number}" if number else "")
        for sku, number in zip(skus, numbers, strict=True)
    ]


def _parents(reading: ColumnReading, types: Sequence[Sequence[str]]) -> dict[int, int]:
    """Find the row of each variation's parent, named by its SKU or as ``id:12``."""
    rows: dict[str, int] = {}
    for index, (sku, number) in enumerate(
        zip(reading.cells(_F.SKU), reading.cells(_F.SHOP_ID), strict=True)
    ):
        if "variation" not in types[index]:
            rows.setdefault(f"id:{number}", index)
            rows.setdefault(sku, index)
    found: dict[int, int] = {}
    for index, named in enumerate(reading.cells(_F.SHOP_PARENT)):
        if "variation" not in types[index]:
            continue
        parent = rows.get(named) if named else None
        if parent is None:
            reading.remark(index, _F.SHOP_PARENT, named, _("l’article parent n’est pas au fichier"))
        else:
            found[index] = parent
    return found


def _attribute_values(
    reading: ColumnReading, columns: Sequence[ColumnGuess], index: int
) -> list[str]:
    row = reading.sheet.rows[index]
    cells = (plain_text(row[each.index]) for each in columns if each.field is _F.ATTRIBUTE)
    return [cell.replace("\\,", ",") for cell in cells if cell]


def _rest(name: str, family: str) -> str:
    """Return « Rouge » of « T-shirt - Rouge »."""
    return name.removeprefix(family).strip(" -–,") if name.startswith(family) else name


def _leaf(cell: str) -> str:
    """Return « Thé vert » of « Boissons > Thé vert, Cadeaux »."""
    return _first_listed(cell).rsplit(" > ", 1)[-1].strip()


def _first_listed(cell: str) -> str:
    first = _ESCAPED_COMMA.split(cell, maxsplit=1)[0] if "," in cell else cell
    return first.replace("\\,", ",").strip()


def _once(cells: list[str], tidy: Callable[[str], str]) -> list[str]:
    known = {cell: tidy(cell) for cell in set(cells)}
    return [known[cell] for cell in cells]


def _rates(reading: ColumnReading, parents: dict[int, int], choices: Choices) -> list[int | None]:
    """Return the rate of each row's tax class, a variation's taken from its parent."""
    if not reading.has(_F.TAX_CLASS):
        return [None] * reading.count
    classes = reading.cells(_F.TAX_CLASS)
    states = reading.cells(_F.TAX_STATUS)
    for index, parent in parents.items():
        if classes[index] in ("", "parent"):
            classes[index] = classes[parent]
            states[index] = states[index] or states[parent]
    rates: list[int | None] = []
    for index, (name, state) in enumerate(zip(classes, states, strict=True)):
        rate = 0 if state == "none" else _class_rate(name.lower(), choices)
        if rate is None:
            reading.refuse(index, _F.TAX_CLASS, name, Fault(_("classe de TVA inconnue")))
        rates.append(rate)
    return rates


def _class_rate(name: str, choices: Choices) -> int | None:
    if name in ("", "standard", "parent"):
        return choices.default_rate_bp
    if name in _REDUCED:
        return choices.reduced_rate_bp
    if name in _CLASSES:
        return _CLASSES[name]
    written = _CLASS_RATE.search(name)
    rate = int(written[1]) * 100 + int(written[2] or 0) * 10 if written else None
    return rate if rate in LEGAL_RATES else None
