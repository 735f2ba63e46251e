"""The count sheet: every bin with its code, every article with room to write."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from merchant_desk.database.database import Database
from merchant_desk.documents import draw_count_sheet
from merchant_desk.operations.open_count import NewCount, open_count
from merchant_desk.queries.count_sheet import count_sheet
from merchant_desk.values.bin_code import bin_code, is_code_of_bin
from merchant_desk.values.count_sheet import CountSheet, SheetBin, SheetLine
from merchant_desk.values.gesture import Gesture
from tests.documents.reading import page_codes, page_texts, whole_text
from tests.operations.shelf_world import shelf_world

LINES = (
    SheetLine("Savon lavande 100 g", "SAV-LAV-100", "3760123456784"),
    SheetLine("Crème à la rose 50 ml", "CRE-ROS-050", lot="L25"),
)
SHEET = CountSheet(
    "IN2026-0001",
    "Grand inventaire",
    "Maison Lavande",
    datetime(2026, 11, 21, 13, 2, tzinfo=UTC),
    (SheetBin("A1", "Boutique", LINES), SheetBin("Étagère 2", "Réserve", LINES)),
)


def test_the_code_of_each_bin_is_read_by_a_scanner() -> None:
    pdf = draw_count_sheet(SHEET)

    assert page_codes(pdf) == [("Code 128", "MDE-A1"), ("Code 128", "MDE-ETAGERE-2")]
    text = whole_text(pdf)
    assert "Savon lavande 100 g" in text
    assert "lot L25" in text


def test_what_is_expected_is_printed_only_when_it_is_told() -> None:
    told = replace(SHEET.bins[0], lines=(replace(LINES[0], expected=4242),))

    assert "Attendu" not in whole_text(draw_count_sheet(SHEET))
    shown = whole_text(draw_count_sheet(replace(SHEET, bins=(told,))))
    assert "Attendu" in shown
    assert "4 242" in shown


def test_a_bin_that_goes_over_the_page_says_its_name_again() -> None:
    long = SheetBin("C7", "Boutique", LINES * 12)

    pages = page_texts(draw_count_sheet(replace(SHEET, bins=(long,))))

    assert len(pages) == 2
    assert all("C7" in page for page in pages)


def test_the_sheet_of_a_count_has_what_the_ledger_has_and_no_figure(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        shelf_world(session, gesture, [5, 0, 3], [5, 0, 3])
        opened = open_count(session, gesture, NewCount(title="Vitrine"))

        sheet = count_sheet(session, opened.count_id, gesture.at)

    assert sheet is not None
    assert [(each.code, len(each.lines)) for each in sheet.bins] == [("A1", 2), ("A2", 1)]
    assert {line.expected for each in sheet.bins for line in each.lines} == {None}


@pytest.mark.parametrize("told", ["a1", "A1", "MDE-A1", " mde-a1 "])
def test_a_bin_is_named_by_its_name_or_its_code(told: str) -> None:
    assert is_code_of_bin(told, "A1")


def test_a_bin_is_not_named_by_the_code_of_another() -> None:
    assert not is_code_of_bin("MDE-A10", "A1")
    assert not is_code_of_bin("MDE-", "~")
    with pytest.raises(ValueError, match="letter or a digit"):
        bin_code("~")
