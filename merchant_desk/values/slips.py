"""What is printed to prepare orders: a wave to pick, one slip to pack each order."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol, TypeVar

from merchant_desk.values.remote import Address, Delivery

_DIGITS = re.compile(r"(\d+)")


@dataclass(frozen=True, slots=True)
class PickShare:
    """How many of a line go to one order."""

    order_number: str
    quantity: int


@dataclass(frozen=True, slots=True)
class KitShare:
    """A kit that units of a line are parts of; ``units`` is None when all of them are."""

    name: str
    units: int | None = None


@dataclass(frozen=True, slots=True)
class PickLine:
    """One thing to take from one bin, for all the orders of the wave."""

    bin_code: str
    sku: str
    name: str
    quantity: int
    option: str = ""
    ean: str = ""
    shares: tuple[PickShare, ...] = ()
    kits: tuple[KitShare, ...] = ()


@dataclass(frozen=True, slots=True)
class SlipLine:
    """One thing an order wants."""

    bin_code: str
    sku: str
    name: str
    quantity: int
    option: str = ""
    ean: str = ""
    kits: tuple[KitShare, ...] = ()


@dataclass(frozen=True, slots=True)
class PackingSlip:
    """What the packer of one order must know; ``order_code`` is what the scanner reads."""

    order_number: str
    order_code: str
    shipping: Address
    delivery: Delivery
    lines: tuple[SlipLine, ...]
    customer: str = ""
    placed_on: date | None = None
    carrier: str = ""
    promised_on: date | None = None
    late: bool = False
    customer_note: str = ""
    gift_note: str = ""
    is_gift: bool = False
    pickup_slot: str = ""
    relay_id: str = ""
    shop_name: str = ""
    logo: bytes | None = None
    in_parcel: bool = False  # for the customer, in the parcel: no bins, no boxes, nothing of ours

    @property
    def units(self) -> int:
        """Return how many articles the order wants."""
        return sum(line.quantity for line in self.lines)


@dataclass(frozen=True, slots=True)
class PickingBatch:
    """One wave: what to take from the shelves, and the slips of its orders."""

    wave_number: str
    created_at: datetime
    pick_lines: tuple[PickLine, ...]
    slips: tuple[PackingSlip, ...]
    shop_name: str = ""
    logo: bytes | None = None
    prepared_by: str = ""

    @property
    def units(self) -> int:
        """Return how many articles are taken from the shelves."""
        return sum(line.quantity for line in self.pick_lines)


class Binned(Protocol):
    """Something that lies in a bin."""

    @property
    def bin_code(self) -> str:
        """Return the code of the bin, empty when it has none."""

    @property
    def name(self) -> str:
        """Return what lies there."""


Line = TypeVar("Line", bound=Binned)


def walking_order(lines: Iterable[Line]) -> list[Line]:
    """Sort by bin as the shelves stand (A2 before A10), what has no bin last."""
    return sorted(lines, key=_place)


def late_first(slips: Iterable[PackingSlip]) -> list[PackingSlip]:
    """Put the late orders first, the others in the order they were given."""
    return sorted(slips, key=lambda slip: not slip.late)


def _place(line: Binned) -> tuple[bool, list[tuple[bool, int, str]], str]:
    parts = [_part(part) for part in _DIGITS.split(line.bin_code) if part]
    return not line.bin_code, parts, line.name.casefold()


def _part(part: str) -> tuple[bool, int, str]:
    if not part.isdecimal():
        return True, 0, part.casefold()
    digits = part.lstrip("0")
    return False, len(digits), digits
