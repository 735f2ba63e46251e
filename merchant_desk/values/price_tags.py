"""Price tags: what stands on each, and the sheets and rolls they are printed on."""

from dataclasses import dataclass

from merchant_desk.values.french import euros, number
from merchant_desk.values.money import Money
from merchant_desk.values.texts import _, later

A4_MM = (210.0, 297.0)


@dataclass(frozen=True, slots=True)
class TagFormat:
    """Labels of one size in millimetres: on a sheet of A4, or one after the other on a roll."""

    key: str
    title: str
    width: float
    height: float
    columns: int = 1
    rows: int = 1
    left: float = 0.0
    top: float = 0.0
    gap: float = 0.0
    """Between two columns; rows of labels touch each other."""
    padding: float = 2.0
    """Kept blank inside a label: what the printer or the cut may eat."""
    on_roll: bool = False

    @property
    def a_page(self) -> int:
        """Return how many labels a page holds."""
        return self.columns * self.rows

    @property
    def page_mm(self) -> tuple[float, float]:
        """Return the size of a page."""
        return (self.width, self.height) if self.on_roll else A4_MM

    def place(self, rank: int) -> tuple[int, float, float]:
        """Return the page of a label and its top left corner on it, in millimetres."""
        page, place = divmod(rank, self.a_page)
        row, column = divmod(place, self.columns)
        return page, self.left + column * (self.width + self.gap), self.top + row * self.height


SHEET_21 = TagFormat(
    "a4-21", later("A4, 21 étiquettes de 63,5 × 38,1 mm"),
    63.5, 38.1, 3, 7, left=7.25, top=15.15, gap=2.5, padding=2.5,
)  # fmt: skip
SHEET_24 = TagFormat(
    "a4-24", later("A4, 24 étiquettes de 70 × 37 mm"),
    70.0, 37.0, 3, 8, left=0.0, top=0.5, padding=5.0,
)  # fmt: skip
SHEET_65 = TagFormat(
    "a4-65", later("A4, 65 étiquettes de 38,1 × 21,2 mm"),
    38.1, 21.2, 5, 13, left=4.75, top=10.7, gap=2.5, padding=1.5,
)  # fmt: skip
ROLL_57 = TagFormat("57x32", later("Rouleau, 57 × 32 mm"), 57.0, 32.0, on_roll=True)
ROLL_38 = TagFormat("38x25", later("Rouleau, 38 × 25 mm"), 38.0, 25.0, padding=1.5, on_roll=True)
TAG_FORMATS = (SHEET_24, SHEET_21, SHEET_65, ROLL_57, ROLL_38)


def tag_format(key: str) -> TagFormat | None:
    """Return the format that a setting or a command names."""
    return next((each for each in TAG_FORMATS if each.key == key), None)


@dataclass(frozen=True, slots=True)
class PriceTag:
    """One label; ``prior`` is crossed out, ``percent`` is 0 where none is announced."""

    name: str
    sku: str
    price: Money
    prior: Money | None = None
    percent: int = 0
    ean: str = ""
    """Thirteen digits, or empty: then the reference alone stands at the foot."""
    dates: str = ""
    mentions: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """Return all that the label says, a line each, as it is kept for proof."""
        told = [self.name, euros(self.price)]
        if self.prior is not None:
            told.append(_("au lieu de {price}").format(price=euros(self.prior)))
        if self.percent:
            told.append(percent_words(self.percent))
        told += [self.dates, *self.mentions, self.sku]
        return "\n".join(each for each in told if each)


@dataclass(frozen=True, slots=True)
class PriceTags:
    """Labels of one operation, printed together; ``used`` are gone from the first sheet."""

    format: TagFormat
    title: str
    shop: str
    tags: tuple[PriceTag, ...]
    used: int = 0


def percent_words(percent: int) -> str:
    """Return the announced reduction: ``−20 %``."""
    return f"\u2212{number(percent)}\u00a0%"
