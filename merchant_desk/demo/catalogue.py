"""The catalogue of a believable French shop: about three hundred codes, the same at every start."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from merchant_desk.demo.ranges import GARMENTS, RANGES, Garment, Range
from merchant_desk.values.barcode import check_digit
from merchant_desk.values.money import Money

SHOP_NAME = "Maison Lavande"
_MAKER = "3760421"
_AISLES = "ABCDEFGHJKLM"
_SLOTS = 12
_RACKS = 4
_STANDARD = 2000


@dataclass(frozen=True, slots=True)
class DemoProduct:
    """One code of the catalogue; ``parent_sku`` and ``options`` tell a variation."""

    sku: str
    name: str
    ean: str
    price: Money
    rate_bp: int
    stock: int
    bin: str
    weight_g: int
    category: str
    parent_sku: str = ""
    parent_name: str = ""
    options: tuple[tuple[str, str], ...] = ()


def demo_catalogue() -> tuple[DemoProduct, ...]:
    """Return every code of the shop, in the order of its shelves."""
    products: list[DemoProduct] = []
    for aisle, each in enumerate(RANGES):
        products += _range_products(each, aisle, len(products))
    for aisle, garment in enumerate(GARMENTS, start=len(RANGES)):
        products += _variations(garment, aisle, len(products))
    return tuple(products)


def _range_products(each: Range, aisle: int, before: int) -> Iterator[DemoProduct]:
    for rank, word in enumerate(each.words):
        number = before + rank
        yield DemoProduct(
            sku=f"{each.prefix}-{rank + 1:02d}",
            name=each.name.format(word),
            ean=_ean(number),
            price=Money(each.price + 100 * (rank % 4) if rank % 7 == 0 else each.price),
            rate_bp=each.rate_bp,
            stock=_stock(number),
            bin=_bin(aisle, rank),
            weight_g=each.weight_g,
            category=each.category,
        )


def _variations(each: Garment, aisle: int, before: int) -> Iterator[DemoProduct]:
    sizes = each.sizes or ("",)
    for rank, (colour, size) in enumerate((c, s) for c in each.colours for s in sizes):
        number = before + rank
        code = "-".join(filter(None, (each.prefix, _code(colour), _code(size))))
        options = (("Couleur", colour), *((("Taille", size),) if size else ()))
        yield DemoProduct(
            sku=code,
            name=each.name,
            ean=_ean(number),
            price=Money(each.price),
            rate_bp=_STANDARD,
            stock=_stock(number),
            bin=_bin(aisle, rank),
            weight_g=each.weight_g,
            category=each.category,
            parent_sku=each.prefix,
            parent_name=each.name,
            options=options,
        )


def _ean(number: int) -> str:
    digits = f"{_MAKER}{number + 1:05d}"
    return f"{digits}{check_digit(digits)}"


def _stock(number: int) -> int:
    """Return a stock that looks like a shop's: mostly some, now and then one or none."""
    if number % 41 == 17:  # noqa: PLR2004 - a sprinkle of empty shelves
        return 0
    if number % 23 == 9:  # noqa: PLR2004 - and of last pieces
        return 1
    if number % 11 == 5:  # noqa: PLR2004 - and of what should be ordered again
        return 3
    return 12 + number * 17 % 36


def _bin(aisle: int, rank: int) -> str:
    rack = rank // _SLOTS % _RACKS + 1 + (aisle // len(_AISLES)) * _RACKS
    return f"{_AISLES[aisle % len(_AISLES)]}{rack}-{rank % _SLOTS + 1:02d}"


def _code(word: str) -> str:
    """Return a short code for an option: « Bleu lavande » is BLELAV, « 150 × 250 » is 150250."""
    plain = unicodedata.normalize("NFD", word).encode("ascii", "ignore").decode().upper()
    parts = "".join(char if char.isalnum() else " " for char in plain).split()
    if len(parts) == 1:
        return parts[0][:4]
    return "".join(part[:3] for part in parts)
