"""The slip of one order, read back by strangers."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from merchant_desk.documents import draw_packing_slip
from merchant_desk.values.remote import Address, Delivery
from merchant_desk.values.slips import SlipLine
from tests.documents.reading import page_codes, page_texts, whole_text
from tests.documents.samples import SLIP, logo


def test_a_scanner_reads_the_order_off_the_slip() -> None:
    pdf = draw_packing_slip(SLIP)

    assert page_codes(pdf) == [("Code 128", "MDOC1042")]


@pytest.mark.parametrize(
    "code", ["1", "C1", "WC-2026-000123456-FR", "12345678901234", "abc~!", "A" * 20]
)
def test_every_order_code_is_read_whatever_its_length(code: str) -> None:
    pdf = draw_packing_slip(replace(SLIP, order_code=code))

    assert [text for _symbology, text in page_codes(pdf)] == [code]


@pytest.mark.parametrize("code", ["", "Commande n°\u00a01042", "é", "A" * 60, "a\nb"])
def test_a_code_no_scanner_could_read_is_not_drawn_as_bars(code: str) -> None:
    pdf = draw_packing_slip(replace(SLIP, order_code=code))

    assert page_codes(pdf) == []
    assert "C1042" in whole_text(pdf)


def test_the_packer_sees_what_goes_where() -> None:
    text = whole_text(draw_packing_slip(SLIP))

    for told in (
        "C1042",
        "7 articles",
        "Camille Roux",
        "12 rue de la République",
        "69002 Lyon",
        "Colissimo domicile",
        "Promis pour le 24 novembre 2026",
        "Bougie au miel — 120 g · Verre ambré",
        "3 760123 456784",
        "page 1/1",
    ):
        assert told in text


def test_lines_stand_in_the_order_of_the_shelves() -> None:
    text = whole_text(draw_packing_slip(SLIP))

    places = [text.index(line) for line in ("HUI-AMA", "BOU-MIE", "SAV-LAV", "POC-COT")]
    assert places == sorted(places)


def test_an_ordinary_order_wears_no_tag() -> None:
    text = whole_text(draw_packing_slip(SLIP))

    for tag in ("EN RETARD", "CLICK & COLLECT", "POINT RELAIS", "CADEAU", "MESSAGE"):
        assert tag not in text


def test_what_must_not_be_missed_is_marked() -> None:
    slip = replace(
        SLIP, late=True, gift_note="Joyeux anniversaire Mamie !", customer_note="Sonnez deux fois."
    )

    text = whole_text(draw_packing_slip(slip))

    for told in (
        "EN RETARD",
        "CADEAU",
        "À ÉCRIRE SUR LA CARTE CADEAU",
        "Joyeux anniversaire Mamie !",
        "MESSAGE DU CLIENT",
        "Sonnez deux fois.",
    ):
        assert told in text


def test_click_and_collect_says_that_nothing_is_sent() -> None:
    slip = replace(SLIP, delivery=Delivery.COLLECT, pickup_slot="samedi, 16:00 – 17:00")

    text = whole_text(draw_packing_slip(slip))

    assert "CLICK & COLLECT" in text
    assert "Retrait en boutique, ne pas expédier" in text
    assert "Créneau : samedi, 16:00 – 17:00" in text
    assert "Adresse de livraison" not in text


def test_a_relay_is_named_by_its_number() -> None:
    slip = replace(SLIP, delivery=Delivery.RELAY, relay_id="FR-066974")

    text = whole_text(draw_packing_slip(slip))

    assert "POINT RELAIS" in text
    assert "Relais n° FR-066974" in text


def test_a_note_of_ten_thousand_letters_is_printed_to_its_end() -> None:
    note = " ".join(f"mot{place}" for place in range(1200)) + " LAFIN"

    pages = page_texts(draw_packing_slip(replace(SLIP, customer_note=note)))

    assert len(pages) > 1
    assert "LAFIN" in " ".join(pages)
    assert "mot0 " in pages[0]
    assert f"page 2/{len(pages)}" in pages[1]


def test_an_endless_note_is_cut_and_says_so() -> None:
    pages = page_texts(draw_packing_slip(replace(SLIP, customer_note="x" * 5_000_000)))

    assert len(pages) < 10
    assert "…" in " ".join(pages)


@pytest.mark.timeout(20)
def test_texts_of_five_million_letters_neither_hang_nor_fill_the_printer() -> None:
    flood = "né " * 1_600_000
    slip = replace(
        SLIP,
        order_number="9" * 5_000_000,
        shipping=Address(name="x" * 5_000_000, line1=flood, city=flood),
        carrier=flood,
        gift_note="x" * 5_000_000,
        lines=(SlipLine(flood, flood, "x" * 5_000_000, 1, flood),),
        shop_name=flood,
    )

    pages = page_texts(draw_packing_slip(slip))

    assert len(pages) < 12
    assert "…" in " ".join(pages)


def test_every_page_of_a_long_order_carries_its_code() -> None:
    lines = tuple(SlipLine(f"A{place}", f"SKU{place}", "Savon", 1) for place in range(80))

    pdf = draw_packing_slip(replace(SLIP, lines=lines))

    pages = page_texts(pdf)
    assert len(pages) > 3
    assert [page_codes(pdf, place) for place in range(len(pages))] == [
        [("Code 128", "MDOC1042")]
    ] * len(pages)
    assert all("Emplacement" in page for page in pages)


def test_markup_and_direction_marks_are_plain_text() -> None:
    name = "<script>alert('x')</script> <b>Yanis</b> & \u202eilaneB\x00 \\) Tj ET Q"

    text = whole_text(draw_packing_slip(replace(SLIP, shipping=replace(SLIP.shipping, name=name))))

    assert "<script>alert('x')</script> <b>Yanis</b> & ilaneB \\) Tj ET Q" in text
    assert page_codes(draw_packing_slip(replace(SLIP, customer_note=name))) == [
        ("Code 128", "MDOC1042")
    ]


def test_a_name_without_a_space_wraps_all_the_same() -> None:
    line = SlipLine("A1", "SKU", "interminable" * 40, 1)

    text = whole_text(draw_packing_slip(replace(SLIP, lines=(line,))))

    assert text.replace(" ", "").count("interminable") == 40


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=300), st.text(max_size=80))
def test_whatever_is_written_the_order_can_be_scanned(note: str, name: str) -> None:
    slip = replace(
        SLIP,
        customer_note=note,
        gift_note=name,
        shipping=Address(name=name, line1=note, city=name, country=name),
        lines=(SlipLine(name, note, name, 2, note, note),),
        carrier=name,
        shop_name=name,
    )

    assert page_codes(draw_packing_slip(slip)) == [("Code 128", "MDOC1042")]


def test_the_same_slip_gives_the_same_bytes() -> None:
    slip = replace(SLIP, logo=logo(), gift_note="Bonne fête")

    assert draw_packing_slip(slip) == draw_packing_slip(slip)


def test_a_long_bin_code_is_printed_whole() -> None:
    line = SlipLine("ALLEE-12-RAYON-44-ETAGERE-9", "SKU", "Savon", 1_234_567)

    text = whole_text(draw_packing_slip(replace(SLIP, lines=(line,))))

    assert "ALLEE-12-RAYON-44-ETAGERE-9" in text.replace(" ", "")


def test_hundreds_of_different_letters_keep_their_shapes() -> None:
    note = "".join(chr(code) for code in range(0xC0, 0x250)) + " fin"

    text = whole_text(draw_packing_slip(replace(SLIP, customer_note=note)))

    kept = sum(letter in text for letter in note)
    assert kept > 300
    assert "fin" in text
