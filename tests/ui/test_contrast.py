from itertools import product

import pytest
from PySide6.QtGui import QColor

from merchant_desk.ui.painting import hero_stops
from merchant_desk.ui.tokens import ATELIER, NUIT, Tokens, Tone

BOTH = pytest.mark.parametrize("tokens", [ATELIER, NUIT], ids=["atelier", "nuit"])
GROUNDS = ("bg", "nav", "surface", "sunken", "hover", "selected")
INKS = ("text", "text2")
PAIRS = (
    *product(INKS, GROUNDS),
    *product(("text3",), ("bg", "surface", "sunken", "selected")),
    ("accent_text", "accent_soft"),
    ("accent_text", "surface"),
    ("accent_text", "bg"),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("bad_text", "surface"),
    ("bad_text", "bg"),
    ("ok_text", "surface"),
    ("warn_text", "surface"),
    ("info_text", "surface"),
    ("float_text", "float_bg"),
    ("float_text", "float_hover"),
)
EDGES = (
    *product(("line2", "accent"), ("bg", "surface", "sunken")),
    ("bad", "surface"),
    ("ok", "surface"),
    ("ok", "ok_soft"),
    ("warn", "warn_soft"),
    ("bad", "bad_soft"),
    ("info", "info_soft"),
    ("text3", "mute_soft"),
)


def _channel(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def _luminance(colour: QColor) -> float:
    red, green, blue = (_channel(each) for each in (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: QColor, other: QColor) -> float:
    """Return the WCAG contrast ratio of two colours."""
    bright, dim = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def _ratio(tokens: Tokens, front: str, ground: str) -> float:
    return contrast(QColor(getattr(tokens, front)), QColor(getattr(tokens, ground)))


def test_black_on_white_has_the_ratio_the_standard_gives() -> None:
    ratio = contrast(QColor("#000000"), QColor("#FFFFFF"))

    assert round(ratio, 2) == 21.0


@BOTH
def test_every_text_can_be_read_on_its_ground(tokens: Tokens) -> None:
    weak = {pair: _ratio(tokens, *pair) for pair in PAIRS if _ratio(tokens, *pair) < 4.5}

    assert weak == {}


@BOTH
@pytest.mark.parametrize("tone", list(Tone))
def test_every_tinted_text_can_be_read_on_its_tint(tokens: Tokens, tone: Tone) -> None:
    colours = tokens.tone(tone)

    assert contrast(QColor(colours.text), QColor(colours.soft)) >= 4.5


@BOTH
def test_every_control_edge_can_be_seen(tokens: Tokens) -> None:
    weak = {pair: _ratio(tokens, *pair) for pair in EDGES if _ratio(tokens, *pair) < 3}

    assert weak == {}


@BOTH
@pytest.mark.parametrize("ground", ["hero_ok", "hero_bad", "hero_warn", "hero_done"])
def test_the_scan_panel_can_be_read_all_over_its_gradient(tokens: Tokens, ground: str) -> None:
    stops = hero_stops(getattr(tokens, ground))

    weakest = min(contrast(QColor(tokens.hero_text), stop) for stop in stops)

    assert weakest >= 4.5
