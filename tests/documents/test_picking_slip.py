"""The paper of a wave: one list, then a slip for each order."""

from dataclasses import replace

from merchant_desk.documents import draw_packing_slip, draw_picking_slip
from merchant_desk.values.slips import PickLine, PickShare, late_first, walking_order
from tests.documents.reading import page_codes, page_texts, whole_text
from tests.documents.samples import BATCH, SLIP, logo, slips
from tests.documents.six_codes import six_code_pages


def test_the_list_comes_first_and_is_sorted_as_the_shelves_stand() -> None:
    list_page = page_texts(draw_picking_slip(BATCH))[0]

    places = [list_page.index(each) for each in ("HUI-AMA", "BOU-MIE", "SAV-LAV", "POC-COT")]
    assert places == sorted(places)
    assert "À prélever" in list_page
    assert "Vague 12" in list_page
    assert "1 commande · 7 articles" in list_page
    assert "Camille · 21 nov., 14:02" in list_page


def test_the_list_says_which_order_gets_how_many() -> None:
    line = PickLine("A1", "SKU", "Savon", 3, shares=(PickShare("C1042", 2), PickShare("C1043", 1)))

    text = page_texts(draw_picking_slip(replace(BATCH, pick_lines=(line,))))[0]

    assert "C1042 ×2, C1043 ×1" in text


def test_orders_printed_without_a_wave_name_none() -> None:
    list_page = page_texts(draw_picking_slip(replace(BATCH, wave_number="")))[0]

    assert "Vague" not in list_page
    assert "page 1/1" in list_page


def test_late_orders_come_out_first() -> None:
    first, second, third = slips(3)
    batch = replace(BATCH, slips=(first, second, replace(third, late=True)))

    pages = page_texts(draw_picking_slip(batch))

    assert ["C1002" in pages[1], "C1000" in pages[2], "C1001" in pages[3]] == [True] * 3
    assert "1 en retard" in pages[0]
    assert late_first(batch.slips) == [replace(third, late=True), first, second]


def test_five_hundred_orders_are_five_hundred_slips_after_one_list() -> None:
    batch = replace(BATCH, slips=slips(500), logo=logo())

    pdf = draw_picking_slip(batch)

    pages = page_texts(pdf)
    assert len(pages) == 501
    assert [f"C{number}" in pages[number - 999] for number in range(1000, 1500)] == [True] * 500
    assert page_codes(pdf, 500) == [("Code 128", "MDOC1499")]


def test_fonts_and_logo_are_embedded_once_for_all_slips() -> None:
    few = draw_picking_slip(replace(BATCH, slips=slips(2), logo=logo()))
    many = draw_picking_slip(replace(BATCH, slips=slips(40), logo=logo()))

    assert many.count(b"/FontFile2") == few.count(b"/FontFile2")
    assert many.count(b"/Subtype /Image") == few.count(b"/Subtype /Image") == 1


def test_a_wave_with_nothing_to_pick_has_no_list() -> None:
    assert len(page_texts(draw_picking_slip(replace(BATCH, pick_lines=())))) == 1


def test_a_long_list_flows_over_pages_that_all_tell_the_wave() -> None:
    lines = tuple(PickLine(f"A{place}", f"SKU{place}", "Savon", 1) for place in range(120))

    pages = page_texts(draw_picking_slip(replace(BATCH, pick_lines=lines, slips=())))

    assert len(pages) > 4
    assert all("page" in page and "Vague 12" in page for page in pages)
    assert all("Emplacement" in page for page in pages)


def test_a_line_for_hundreds_of_orders_keeps_them_all() -> None:
    shares = tuple(PickShare(f"C{number}", 1) for number in range(1000, 1900))
    line = PickLine("A1", "SKU", "Savon", 900, shares=shares)

    text = whole_text(draw_picking_slip(replace(BATCH, pick_lines=(line,), slips=())))

    assert all(f"C{number}" in text for number in range(1000, 1900))


def test_ten_comes_after_two_and_no_bin_comes_last() -> None:
    bins = ["B1", "A10", "", "a2", "A2-3", "A2-20", "10"]

    walked = walking_order([PickLine(each, "", "", 1) for each in bins])

    assert [line.bin_code for line in walked] == ["10", "a2", "A2-3", "A2-20", "A10", "B1", ""]


def test_the_same_wave_gives_the_same_bytes() -> None:
    batch = replace(BATCH, slips=slips(5), logo=logo())

    assert draw_picking_slip(batch) == draw_picking_slip(batch)


def test_a_slip_of_the_wave_looks_like_the_slip_alone() -> None:
    together = page_texts(draw_picking_slip(BATCH))[1]

    assert together == page_texts(draw_packing_slip(SLIP))[0]


def test_pages_of_the_speed_limit_are_readable_too() -> None:
    found = page_codes(six_code_pages(2), 1)

    assert {text for _symbology, text in found} == {
        "S00000001",
        *(f"{sku}000001" for sku in ("SAV-LAV-100", "HUI-AMA-050", "BOU-MIE-120")),
        *(f"{sku}000001" for sku in ("BIS-ANI-200", "POC-COT-S")),
    }
