from pathlib import Path

import pytest
from reportlab.pdfbase.ttfonts import TTFontFile

FONTS = Path(__file__).resolve().parents[2] / "resources" / "fonts"
SCREEN = (
    "Inter-Regular",
    "Inter-Medium",
    "Inter-SemiBold",
    "Inter-Bold",
    "InterDisplay-SemiBold",
    "InterDisplay-Bold",
)
TABULAR = ("InterTabular-Regular", "InterTabular-SemiBold")
NEEDED = "\u202f\u00a0€’œŒ→✓−⌘⇧«»–—…·×°ÉÀÇéàèùêîôûëïüçŸ"


def _digit_widths(font: TTFontFile) -> set[float]:
    return {font.charWidths[ord(digit)] for digit in "0123456789"}


@pytest.mark.parametrize("name", SCREEN + TABULAR)
def test_each_bundled_font_draws_what_french_texts_need(name: str) -> None:
    font = TTFontFile(str(FONTS / f"{name}.ttf"))

    missing = [f"U+{ord(each):04X}" for each in NEEDED if ord(each) not in font.charToGlyph]

    assert missing == []


@pytest.mark.parametrize("name", TABULAR)
def test_digits_of_the_document_fonts_are_equally_wide(name: str) -> None:
    font = TTFontFile(str(FONTS / f"{name}.ttf"))

    widths = _digit_widths(font)

    assert len(widths) == 1


def test_digits_of_the_reading_font_are_proportional() -> None:
    font = TTFontFile(str(FONTS / "Inter-Regular.ttf"))

    widths = _digit_widths(font)

    assert len(widths) > 1


def test_no_font_is_variable() -> None:
    tables = {path.name: TTFontFile(str(path)).table for path in sorted(FONTS.glob("*.ttf"))}

    assert len(tables) == len(SCREEN) + len(TABULAR)
    assert [name for name, table in tables.items() if "fvar" in table] == []


def test_the_licence_lies_beside_the_fonts() -> None:
    licence = (FONTS / "OFL.txt").read_text(encoding="utf-8")

    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
