"""A sheet and her choices in, articles out, with every row that could not be taken."""

from collections.abc import Sequence
from fractions import Fraction
from functools import partial
from itertools import compress

from merchant_desk.errors import RefusedError
from merchant_desk.rules.catalogue import numbers
from merchant_desk.rules.catalogue.codes import article_number
from merchant_desk.rules.catalogue.column_reading import ColumnReading
from merchant_desk.rules.catalogue.columns import chosen_columns, from_woocommerce, guess_columns
from merchant_desk.rules.catalogue.families import Families, read_families
from merchant_desk.rules.catalogue.numbers import Decimal, Fault, find_decimal
from merchant_desk.rules.catalogue.repeated import refuse_repeated
from merchant_desk.rules.catalogue.whole_columns import hundredths, sound_ean13s
from merchant_desk.values.catalogue_sheet import (
    PRICES,
    Article,
    CatalogueField,
    Choices,
    ColumnGuess,
    Sheet,
    Understood,
)
from merchant_desk.values.many_objects import many_objects
from merchant_desk.values.money import round_half_up
from merchant_desk.values.texts import _

_F = CatalogueField
_WHOLE = 10_000
_TELLING = 2_000  # cells that tell the decimal sign of a long file
_YES = frozenset(
    ("1", "2", "oui", "yes", "true", "vrai", "o", "y", "x", "actif", "active", "publié")
)
_NO = frozenset(("0", "-1", "non", "no", "false", "faux", "n", "inactif", "inactive", "brouillon"))
_MONEY = (*PRICES, _F.COST)
_NUMBERS = (_F.WEIGHT_KG, _F.WEIGHT_G, _F.STOCK)


def understand(sheet: Sheet, choices: Choices) -> Understood:
    """Return every article of a sheet; raises RefusedError when a needed column is missing."""
    with many_objects():
        return _understand(sheet, choices)


def _understand(sheet: Sheet, choices: Choices) -> Understood:
    guesses = guess_columns(sheet)
    if choices.columns is not None:
        guesses = chosen_columns(guesses, dict(choices.columns))
    _check_columns(guesses)
    reading = ColumnReading(sheet, guesses)
    decimal = _decimal(reading, choices)
    families = read_families(reading, guesses, choices)
    articles = _articles(reading, families, choices, decimal.sign)
    refuse_repeated(reading, articles)
    kept = [index not in reading.refused and families.sold[index] for index in range(reading.count)]
    refusals = [each for index in reading.refused for each in reading.refused[index]]
    return Understood(
        file_name=sheet.file_name,
        encoding=sheet.encoding,
        delimiter=sheet.delimiter,
        decimal=decimal.sign,
        decimal_sure=decimal.sure,
        from_woocommerce=from_woocommerce(sheet.headings),
        columns=guesses,
        articles=articles if all(kept) else list(compress(articles, kept)),
        refusals=tuple(sorted([*sheet.broken, *refusals], key=lambda each: each.line)),
        remarks=tuple(sorted(reading.remarks, key=lambda each: each.line)),
        choices=choices,
        row_count=reading.count + len(sheet.broken),
    )


def _check_columns(guesses: Sequence[ColumnGuess]) -> None:
    fields = {guess.field for guess in guesses}
    if not fields & {_F.SKU, _F.EAN, _F.SHOP_ID}:
        missing = _("Rien n’a été importé\u00a0: aucune colonne de référence ni de code-barres.")
    elif _F.NAME not in fields and not fields.intersection(PRICES) | (fields & {_F.STOCK}):
        missing = _("Rien n’a été importé\u00a0: aucune colonne de nom, de prix ni de stock.")
    else:
        return
    raise RefusedError(missing, _("Indiquez ce que contient chaque colonne, puis recommencez."))


def _decimal(reading: ColumnReading, choices: Choices) -> Decimal:
    if choices.decimal:
        return Decimal(choices.decimal, sure=True)
    money = [cell for field in _MONEY if reading.has(field) for cell in reading.cells(field)]
    found = find_decimal(money[:: max(1, len(money) // _TELLING)])
    if found.sure:
        return found
    found = find_decimal(money)
    if found.sure:
        return found
    rest = [cell for field in _NUMBERS if reading.has(field) for cell in reading.cells(field)]
    other = find_decimal(rest)
    return other if other.sure and rest else found


def _articles(
    reading: ColumnReading, families: Families, choices: Choices, decimal: str
) -> list[Article]:
    rates = _rates(reading, families, decimal)
    count = reading.count
    return list(
        map(
            partial(tuple.__new__, Article),  # what ``_make`` does, without a call of Python a row
            zip(
                reading.sheet.lines,
                families.skus,
                _codes(reading, _F.EAN, choices),
                families.names,
                families.options,
                families.families,
                families.categories,
                _prices(reading, rates, choices, decimal),
                _costs(reading, decimal),
                rates,
                _weights(reading, families, decimal),
                families.images,
                reading.values(_F.ACTIVE, _yes_or_no),
                families.stocked,
                _stock(reading, decimal),
                _filled(reading.cells(_F.BIN), choices.bin_code),
                _codes(reading, _F.CARTON_CODE, choices),
                [max(1, each or 1) for each in _cartons(reading, decimal)],
                reading.cells(_F.SUPPLIER_CODE) if count else [],
                strict=True,
            ),
        )
    )


def _rates(reading: ColumnReading, families: Families, decimal: str) -> list[int | None]:
    if reading.has(_F.RATE):
        return reading.values(_F.RATE, partial(numbers.rate_bp, decimal=decimal))
    return families.rates


def _prices(
    reading: ColumnReading, rates: Sequence[int | None], choices: Choices, decimal: str
) -> list[int | None]:
    """Return prices VAT included, in cents."""
    net = _F.PRICE_WITHOUT_VAT
    if reading.has(_F.PRICE) and not choices.prices_include_vat:
        net = _F.PRICE
    if reading.has(net):
        values = reading.values(net, partial(numbers.net_cents, decimal=decimal))
        return [
            None if value is None else _with_vat(value, rate, choices)
            for value, rate in zip(values, rates, strict=True)
        ]
    field = _F.PRICE if reading.has(_F.PRICE) else _F.PRICE_WITH_VAT
    return reading.values(
        field, partial(numbers.cents, decimal=decimal), partial(hundredths, decimal=decimal)
    )


def _costs(reading: ColumnReading, decimal: str) -> list[int | None]:
    """Return purchase costs in ten-thousandths."""

    def at_once(cells: Sequence[str]) -> list[int | None]:
        return [value * 100 for value in hundredths(cells, decimal)]

    return reading.values(_F.COST, partial(numbers.cost, decimal=decimal), at_once)


def _with_vat(net: Fraction, rate: int | None, choices: Choices) -> int:
    points = choices.default_rate_bp if rate is None else rate
    return round_half_up(net * Fraction(_WHOLE + points, _WHOLE))


def _codes(reading: ColumnReading, field: CatalogueField, choices: Choices) -> list[str]:
    if not reading.has(field):
        return [""] * reading.count

    parse = _restored_number if choices.restore_zeros else article_number
    return [code or "" for code in reading.values(field, parse, sound_ean13s)]


def _restored_number(cell: str) -> str | Fault:
    code = article_number(cell)
    if isinstance(code, Fault) and code.proposal:
        return article_number(code.proposal)
    return code


def _weights(reading: ColumnReading, families: Families, decimal: str) -> list[int | None]:
    field, per_unit = (_F.WEIGHT_KG, 1000) if reading.has(_F.WEIGHT_KG) else (_F.WEIGHT_G, 1)
    weights = reading.values(field, partial(numbers.grams, decimal=decimal, per_unit=per_unit))
    return families.inherited(weights)


def _cartons(reading: ColumnReading, decimal: str) -> list[int | None]:
    def parse(cell: str) -> int | Fault | None:
        units = numbers.units(cell, decimal)
        if isinstance(units, int) and units <= 0:
            return Fault(_("un carton contient au moins une unité"))
        return units

    return reading.values(_F.CARTON_UNITS, parse)


def _stock(reading: ColumnReading, decimal: str) -> list[int | None]:
    """Return opening stock; what was sold beyond the stock is no stock, and is said."""

    def parse(cell: str) -> int | Fault | None:
        return None if cell == "parent" else numbers.units(cell, decimal)

    stock = reading.values(_F.STOCK, parse)
    for index, units in enumerate(stock):
        if units is not None and units < 0:
            stock[index] = 0
            reading.remark(index, _F.STOCK, str(units), _("stock négatif, compté comme 0"))
    return stock


def _yes_or_no(cell: str) -> bool | Fault | None:
    word = cell.lower()
    if word in _YES or word in _NO:
        return word in _YES
    return None if not word else Fault(_("ni oui ni non"))


def _filled(cells: list[str], default: str) -> list[str]:
    return [cell or default for cell in cells] if default else cells
