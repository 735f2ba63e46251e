"""How many units a supplier sends for a wish: whole packs, and never under its minimum."""

from dataclasses import dataclass
from enum import StrEnum

from merchant_desk.values.french import number
from merchant_desk.values.texts import _, ngettext


class Rounding(StrEnum):
    """Why more is ordered than was wished."""

    NONE = "none"
    PACKS = "packs"
    MINIMUM = "minimum"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Rounded:
    """The units to order for a wish, and why they are not those of the wish."""

    wished: int
    units: int
    pack_units: int = 1
    minimum_units: int = 1
    why: Rounding = Rounding.NONE

    @property
    def packs(self) -> int:
        """Return how many packs that is."""
        return self.units // self.pack_units

    @property
    def sentence(self) -> str:
        """Return why, in one sentence; empty when the wish can be ordered as it is."""
        pack, least = number(self.pack_units), number(self.minimum_units)
        words = {
            Rounding.NONE: "",
            Rounding.PACKS: _("Arrondi à {packs}\u00a0: vendu par {pack}."),
            Rounding.MINIMUM: _("Porté au minimum de {least} unités."),
            Rounding.BOTH: _("Porté au minimum de {least} unités, soit {packs}."),
        }[self.why]
        packs = ngettext("{n} colis", "{n} colis", self.packs).format(n=number(self.packs))
        return words.format(packs=packs, pack=pack, least=least)

    @property
    def advice(self) -> str:
        """Return what could be ordered instead; empty when the wish can be as it is."""
        pack, units = number(self.pack_units), number(self.units)
        words = {
            Rounding.NONE: "",
            Rounding.PACKS: _("Vendu par {pack}\u00a0: le plus proche est {units}."),
            Rounding.MINIMUM: _("Le minimum est de {units} unités."),
            Rounding.BOTH: _("Vendu par {pack}, {units} au minimum."),
        }[self.why]
        return words.format(pack=pack, units=units)


def rounded_up(wished: int, pack_units: int, minimum_units: int) -> Rounded:
    """Return the fewest whole packs that hold the wish and reach the minimum.

    Nothing wished orders nothing. Terms that say less than one unit count as one.
    """
    pack, minimum = max(1, pack_units), max(1, minimum_units)
    if wished <= 0:
        return Rounded(wished, 0, pack, minimum)
    least = max(wished, minimum)
    units = -(-least // pack) * pack
    return Rounded(wished, units, pack, minimum, _why(wished, units, pack, minimum))


def _why(wished: int, units: int, pack: int, minimum: int) -> Rounding:
    if units == wished:
        return Rounding.NONE
    if wished >= minimum:
        return Rounding.PACKS
    return Rounding.BOTH if pack > 1 else Rounding.MINIMUM
