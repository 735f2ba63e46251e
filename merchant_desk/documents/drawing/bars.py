"""Barcodes as plain rectangles, one fill for all bars of a symbol."""

from merchant_desk.documents.drawing.ink import BLACK, MM
from merchant_desk.documents.drawing.paper import Page
from merchant_desk.values import code128, ean13

# Whole dots at 300 and at 600 an inch: every bar of a width prints equally wide.
MODULE = 4 * 72 / 300
WIDE_MODULE = 5 * 72 / 300
SMALL_MODULE = 3 * 72 / 300


def code128_width(text: str, module: float = MODULE) -> float:
    """Return the width of a symbol, its quiet zones included."""
    return (code128.width_in_modules(text) + 2 * code128.QUIET_MODULES) * module


def widest_module(text: str, room: float) -> float | None:
    """Return the module that fits a room with its quiet zones, or None when none is readable."""
    for module in (WIDE_MODULE, MODULE):
        if code128_width(text, module) <= room:
            return module
    return None


def is_printable_code(text: str) -> bool:
    """Tell whether a text can be a Code 128: printable ASCII, and not empty."""
    return bool(text) and text.isascii() and text.isprintable()


def draw_code128(
    page: Page, x: float, y: float, text: str, *, height: float, module: float
) -> None:
    """Draw a Code 128 whose quiet zone begins at ``x`` and whose bars begin at ``y``."""
    left = x + code128.QUIET_MODULES * module
    _draw(page, left, y, code128.bar_positions(text), height=height, module=module)


def ean13_width(module: float = MODULE) -> float:
    """Return the width of an EAN-13, its quiet zones included."""
    return (ean13.WIDTH_IN_MODULES + 2 * ean13.QUIET_MODULES) * module


def draw_ean13(
    page: Page,
    x: float,
    y: float,
    code: str,
    *,
    height: float = 18 * MM,
    module: float = MODULE,
) -> None:
    """Draw an EAN-13, at its nominal module unless told, its quiet zone beginning at ``x``."""
    left = x + ean13.QUIET_MODULES * module
    _draw(page, left, y, ean13.ean13_positions(code), height=height, module=module)


def _draw(
    page: Page,
    x: float,
    y: float,
    bars: tuple[tuple[int, int], ...],
    *,
    height: float,
    module: float,
) -> None:
    bottom = page.from_bottom(y + height)
    rectangles = " ".join(f"{left} 0 {width} 1 re" for left, width in bars)
    page.operators(
        f"q {module:.4f} 0 0 {height:.2f} {x:.2f} {bottom:.2f} cm {rectangles} f Q", BLACK
    )
