"""The bundled Inter fonts by their role on a screen: registered once, built once."""

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from PySide6.QtGui import QFont, QFontDatabase

from merchant_desk.values.bundled import RESOURCES

FONTS_FOLDER = RESOURCES / "fonts"
SCALES = range(90, 141)
_SCREEN_FONTS = (
    "Inter-Regular.ttf",
    "Inter-Medium.ttf",
    "Inter-SemiBold.ttf",
    "Inter-Bold.ttf",
    "InterDisplay-SemiBold.ttf",
    "InterDisplay-Bold.ttf",
)
TEXT = "Inter"
DISPLAY = "Inter Display"


class Role(StrEnum):
    """What a text is on a screen; its size and weight follow."""

    SECTION = "section"
    KEY = "key"
    CAPTION = "caption"
    CHIP = "chip"
    HEAD = "head"
    BODY = "body"
    STRONG = "strong"
    BOLD = "bold"
    ITEM = "item"
    CARD_TITLE = "card_title"
    HERO_LINE = "hero_line"
    COUNTER = "counter"
    PAGE_TITLE = "page_title"
    ORDER = "order"
    ORDER_NAME = "order_name"
    MONEY = "money"
    HERO_PRODUCT = "hero_product"
    HERO_TOTAL = "hero_total"
    HERO_FIGURE = "hero_figure"
    HERO_COUNT = "hero_count"


@dataclass(frozen=True, slots=True)
class TypeSpec:
    """Family, size in pixels at 100 %, weight and letter spacing."""

    family: str
    pixels: int
    weight: int
    spacing: float = 0.0


TYPE = {
    Role.SECTION: TypeSpec(TEXT, 11, 600),
    Role.KEY: TypeSpec(TEXT, 11, 600),
    Role.CAPTION: TypeSpec(TEXT, 12, 400),
    Role.CHIP: TypeSpec(TEXT, 12, 500),
    Role.HEAD: TypeSpec(TEXT, 12, 500),
    Role.BODY: TypeSpec(TEXT, 13, 400),
    Role.STRONG: TypeSpec(TEXT, 13, 500),
    Role.BOLD: TypeSpec(TEXT, 13, 600),
    Role.ITEM: TypeSpec(TEXT, 14, 500),
    Role.CARD_TITLE: TypeSpec(TEXT, 14, 600),
    Role.HERO_LINE: TypeSpec(TEXT, 15, 500),
    Role.COUNTER: TypeSpec(TEXT, 16, 600),
    Role.PAGE_TITLE: TypeSpec(DISPLAY, 20, 600),
    Role.ORDER: TypeSpec(DISPLAY, 22, 700),
    Role.ORDER_NAME: TypeSpec(DISPLAY, 22, 600),
    Role.MONEY: TypeSpec(DISPLAY, 28, 700),
    Role.HERO_PRODUCT: TypeSpec(DISPLAY, 32, 700, -0.3),
    Role.HERO_TOTAL: TypeSpec(DISPLAY, 36, 600),
    Role.HERO_FIGURE: TypeSpec(DISPLAY, 52, 700, -1.0),
    Role.HERO_COUNT: TypeSpec(DISPLAY, 104, 700, -4.0),
}


@lru_cache(maxsize=1)
def register_fonts() -> frozenset[str]:
    """Make the bundled fonts known to Qt, once, and return their families."""
    families: set[str] = set()
    for name in _SCREEN_FONTS:
        number = QFontDatabase.addApplicationFont(str(FONTS_FOLDER / name))
        if number < 0:
            raise FileNotFoundError(FONTS_FOLDER / name)
        families.update(QFontDatabase.applicationFontFamilies(number))
    return frozenset(families)


@lru_cache(maxsize=256)
def font(role: Role, scale: int = 100, *, tabular: bool = False) -> QFont:
    """Return the font of this role at this scale (percent); tabular digits line up in columns."""
    spec = TYPE[role]
    made = QFont(spec.family)
    made.setPixelSize(max(9, round(spec.pixels * scale / 100)))
    made.setWeight(QFont.Weight(spec.weight))
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    if spec.spacing:
        made.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, spec.spacing * scale / 100)
    if tabular:
        made.setFeature(QFont.Tag("tnum"), 1)
    return made
