"""The list of documents, the test page, and what importing them costs."""

import io
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from PIL import Image

import merchant_desk.documents as package
from merchant_desk.documents import DOCUMENTS, draw_test_page
from merchant_desk.documents.drawing.logo import ready_logo
from merchant_desk.documents.drawing.typeface import Face, plain, typeface
from merchant_desk.documents.writing.pdf_pages import page_sizes
from merchant_desk.values.printer_test import PrinterTest
from tests.documents.reading import page_codes, whole_text

_DOTS_OF_A_MM = 25.4
TEST = PrinterTest("HP LaserJet", "Poste 1", datetime(2026, 11, 21, 13, 2, tzinfo=UTC))


def test_every_file_of_the_folder_is_in_the_list() -> None:
    files = {path.stem for path in Path(package.__file__).parent.glob("*.py")}

    assert {kind.key for kind in DOCUMENTS} == files - {"__init__"}
    assert len({kind.title() for kind in DOCUMENTS}) == len(DOCUMENTS)


def test_the_window_does_not_pay_for_reportlab() -> None:
    asked = "import sys, merchant_desk.documents; print(*{'reportlab', 'PIL'} & sys.modules.keys())"

    told = subprocess.run(  # noqa: S603 - our own interpreter, a constant text
        [sys.executable, "-c", asked], capture_output=True, text=True, check=True
    )

    assert told.stdout.split() == []


def test_the_test_page_is_read_by_a_scanner() -> None:
    pdf = draw_test_page(TEST)

    scanner_text = "ABCabc0123456789-./+$%"
    assert page_codes(pdf) == [
        ("Code 128", scanner_text),
        ("Code 128", scanner_text),
        ("EAN-13", "3760123456784"),
    ]
    text = whole_text(pdf)
    assert "HP LaserJet · Poste 1 · 21 nov., 14:02" in text
    assert "Règle de 15 cm" in text


def test_the_test_page_of_a_label_printer_is_a_label_that_a_scanner_reads() -> None:
    pdf = draw_test_page(replace(TEST, on_label=True))

    (size,) = page_sizes(pdf)
    assert size.pixels(_DOTS_OF_A_MM) == (100, 150)
    assert page_codes(pdf) == [("Code 128", "ABC-0123456789"), ("EAN-13", "3760123456784")]
    assert "HP LaserJet · Poste 1" in whole_text(pdf)


def test_the_test_page_gives_the_same_bytes() -> None:
    assert draw_test_page(TEST) == draw_test_page(TEST)


def test_a_picture_that_would_fill_the_memory_is_not_opened() -> None:
    huge = io.BytesIO()
    Image.new("1", (9000, 9000)).save(huge, "PNG")

    assert ready_logo(huge.getvalue()) is None


def test_a_large_logo_is_brought_to_the_size_it_is_printed() -> None:
    large = io.BytesIO()
    Image.new("RGB", (3000, 1000), "purple").save(large, "PNG")

    ready = ready_logo(large.getvalue())

    assert ready is not None
    assert (ready.width, ready.height) == (900, 300)


def test_paper_shows_no_mark_that_turns_or_hides_text() -> None:
    assert plain("a\u202eb\u200bc\x07d\te") == "abcd e"
    assert plain("a\u2028b\nc") == "a b\nc"
    assert plain("e\u0301") == "é"
    assert plain("Œuvre\u00a0: 1\u202f000\u00a0€") == "Œuvre\u00a0: 1\u202f000\u00a0€"
    assert plain("🎂") == "\u25cb"


def test_digits_of_the_tabular_faces_are_equally_wide() -> None:
    for face in (Face.FIGURES, Face.STRONG_FIGURES):
        widths = {typeface(face).width(digit, 10) for digit in "0123456789"}
        assert len(widths) == 1
