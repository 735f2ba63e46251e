"""Price tags on paper: where they stand, what can be read, what a till can scan."""

import pytest

from merchant_desk.documents import draw_price_tags
from merchant_desk.documents.writing.pdf_pages import page_sizes
from merchant_desk.errors import RefusedError
from merchant_desk.values.money import Money
from merchant_desk.values.price_tags import (
    ROLL_38,
    ROLL_57,
    SHEET_21,
    SHEET_24,
    SHEET_65,
    TAG_FORMATS,
    PriceTag,
    PriceTags,
    TagFormat,
    tag_format,
)
from tests.documents.reading import page_codes, page_texts, whole_text

_A_MM = 25.4
SOAP = PriceTag(
    name="Savon lavande 100 g",
    sku="SAV-LAV-100",
    price=Money(472),
    prior=Money(590),
    percent=20,
    ean="3760123456784",
    dates="Du 27 novembre 2026 au 30 novembre 2026",
    mentions=("Offre Black Friday",),
)


def tags(form: TagFormat, *labels: PriceTag, used: int = 0) -> PriceTags:
    return PriceTags(form, "Étiquettes de prix", "Maison Lavande", labels, used)


@pytest.mark.parametrize("form", TAG_FORMATS, ids=lambda form: form.key)
def test_every_format_tells_all_that_the_label_says_and_a_till_scans_it(form: TagFormat) -> None:
    pdf = draw_price_tags(tags(form, SOAP))

    text = whole_text(pdf)
    for word in ("Savon lavande 100 g", "4,72 €", "5,90 €", "\u221220 %", "Offre Black Friday"):
        assert word in text
    assert "27 novembre" in text
    assert "SAV-LAV-100" in text
    assert page_codes(pdf, dots=300) == [("EAN-13", "3760123456784")]


@pytest.mark.parametrize("form", TAG_FORMATS, ids=lambda form: form.key)
def test_labels_stay_on_their_page_and_never_lie_on_each_other(form: TagFormat) -> None:
    places = [form.place(rank) for rank in range(form.a_page)]

    width, height = form.page_mm
    assert all(page == 0 for page, _left, _top in places)
    assert all(left >= 0 and left + form.width <= width + 0.01 for _page, left, _top in places)
    assert all(top >= 0 and top + form.height <= height + 0.01 for _page, _left, top in places)
    assert len(set(places)) == form.a_page
    assert form.place(form.a_page) == (1, form.left, form.top)


@pytest.mark.parametrize(("form", "count"), [(SHEET_24, 24), (SHEET_21, 21), (SHEET_65, 65)])
def test_a_sheet_holds_so_many_and_the_next_one_begins_another(form: TagFormat, count: int) -> None:
    whole = draw_price_tags(tags(form, *([SOAP] * count)))
    more = draw_price_tags(tags(form, *([SOAP] * (count + 1))))

    assert (len(page_texts(whole)), len(page_texts(more))) == (1, 2)
    assert page_sizes(whole)[0].pixels(_A_MM) == (210, 297)
    assert len(page_codes(whole, dots=300)) == count


def test_labels_that_are_gone_from_a_sheet_are_left_out() -> None:
    pdf = draw_price_tags(tags(SHEET_65, SOAP, SOAP, used=64))

    assert [page.count("4,72") for page in page_texts(pdf)] == [1, 1]


@pytest.mark.parametrize(("form", "size"), [(ROLL_57, (57, 32)), (ROLL_38, (38, 25))])
def test_on_a_roll_each_label_is_a_page_of_its_size(form: TagFormat, size: tuple[int, int]) -> None:
    pdf = draw_price_tags(tags(form, SOAP, SOAP, SOAP))

    assert [each.pixels(_A_MM) for each in page_sizes(pdf)] == [size] * 3


def test_a_long_name_ends_in_an_ellipsis_and_a_large_price_stays_whole() -> None:
    oil = PriceTag(
        name="Huile d’amande douce " * 12,
        sku="HUI",
        price=Money(1_234_567),
        prior=Money(1_499_999),
        percent=17,
        ean="3760123456784",
    )

    text = whole_text(draw_price_tags(tags(SHEET_65, oil)))

    assert "…" in text
    assert "12 345,67 €" in text
    assert "14 999,99 €" in text


def test_names_in_any_script_and_without_any_code_are_drawn() -> None:
    odd = PriceTag(name="Thé 茶 \u202e🎂 Œuvre", sku="ÉTÉ-1", price=Money(99))

    pdf = draw_price_tags(tags(ROLL_38, odd))

    assert "Œuvre" in whole_text(pdf)
    assert "ÉTÉ-1" in whole_text(pdf)
    assert page_codes(pdf, dots=300) == []


def test_a_reference_stands_in_bars_where_there_is_no_ean() -> None:
    bag = PriceTag(name="Pochon coton", sku="POC-COT-S", price=Money(350))

    assert page_codes(draw_price_tags(tags(ROLL_57, bag)), dots=300) == [("Code 128", "POC-COT-S")]


def test_a_mention_that_does_not_fit_is_refused_rather_than_cut() -> None:
    wordy = PriceTag(name="Savon", sku="S", price=Money(99), mentions=("À lire en entier. " * 30,))

    with pytest.raises(RefusedError, match="ne tient pas"):
        draw_price_tags(tags(SHEET_65, wordy))


def test_the_same_labels_give_the_same_bytes() -> None:
    assert draw_price_tags(tags(SHEET_24, SOAP)) == draw_price_tags(tags(SHEET_24, SOAP))


def test_formats_are_found_by_their_name() -> None:
    assert [tag_format(each.key) for each in TAG_FORMATS] == list(TAG_FORMATS)
    assert tag_format("a3") is None
