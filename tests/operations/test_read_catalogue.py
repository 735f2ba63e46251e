"""Forty dirty files: each is read as its owner meant it, or refused with the reason."""

from pathlib import Path

import openpyxl  # type: ignore[import-untyped]  # its stubs are not worth a locked package
import pytest

from merchant_desk.values.catalogue_sheet import CatalogueField, Choices, Understood
from tests.catalogue_files import (
    EVERYDAY,
    WOO_ENGLISH,
    WOO_FRENCH,
    ean,
    text_of,
    understood,
    woo_rows,
    write,
)

LINE = ("CAF-1", "Café d’été œuvré", ean(1), "1 234,50", "20", "12")


def only(found: Understood) -> tuple[str, str, str, int | None, int | None, int | None]:
    assert not found.refusals
    (article,) = found.articles
    return (
        article.sku, article.name, article.ean, article.price, article.rate_bp, article.stock
    )  # fmt: skip


AS_MEANT = ("CAF-1", "Café d’été œuvré", f"0{ean(1)}", 123450, 2000, 12)


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "mac_roman"]
)
def test_encoding_and_delimiter_are_recognised(
    tmp_path: Path, encoding: str, delimiter: str
) -> None:
    path = write(tmp_path / "c.csv", text_of(EVERYDAY, LINE, delimiter=delimiter), encoding)

    found = understood(path)

    assert only(found) == AS_MEANT
    assert found.delimiter == delimiter


@pytest.mark.parametrize("encoding", ["latin-1", "cp850"])
def test_older_encodings_are_recognised(tmp_path: Path, encoding: str) -> None:
    path = write(tmp_path / "c.csv", text_of(EVERYDAY, ("A", "Thé d'été à Sète", "", "3", "", "")),
                 encoding)  # fmt: skip

    assert understood(path).articles[0].name == "Thé d'été à Sète"


@pytest.mark.parametrize("ending", ["\r\n", "\n", "\r"])
def test_line_endings_of_every_system_are_read(tmp_path: Path, ending: str) -> None:
    path = write(tmp_path / "c.csv", text_of(EVERYDAY, LINE).replace("\r\n", ending))

    assert only(understood(path)) == AS_MEANT


def test_a_wrong_guess_of_the_encoding_can_be_corrected(tmp_path: Path) -> None:
    path = write(tmp_path / "c.csv", text_of(EVERYDAY, LINE), "cp1252")

    found = understood(path, Choices(encoding="cp1252", delimiter=";"))

    assert only(found) == AS_MEANT


def test_a_workbook_is_read_with_its_numbers_and_its_text(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.append(["Mon catalogue 2026"])
    sheet.append([])
    sheet.append(EVERYDAY)
    sheet.append(["CAF-1", "Café d’été œuvré", int(ean(1)), 1234.5, 0.2, 12])
    sheet.append(["CAF-2", "Noix", ean(2), "12,125 €", "5,5 %", 3.0])
    path = tmp_path / "catalogue.xlsx"
    workbook.save(path)

    found = understood(path)

    assert found.articles[0][:5] == (4, "CAF-1", f"0{ean(1)}", "Café d’été œuvré", "")
    assert (found.articles[0].price, found.articles[0].rate_bp, found.articles[0].stock) == (
        123450, 2000, 12,
    )  # fmt: skip
    assert [(each.line, each.column) for each in found.refusals] == [(5, "Prix TTC")]


def test_woocommerces_own_export_is_understood_in_both_languages(tmp_path: Path) -> None:
    for name, headings in (("fr.csv", WOO_FRENCH), ("en.csv", WOO_ENGLISH)):
        path = write(tmp_path / name, text_of(headings, *woo_rows(), delimiter=","), "utf-8-sig")

        found = understood(path)

        assert found.from_woocommerce
        assert not found.refusals
        shirt_r, shirt_b, tea, card = found.articles
        assert (shirt_r.sku, shirt_r.name, shirt_r.option_text, shirt_r.family) == (
            "TS-R", "T-shirt", "Rouge", "T-shirt",
        )  # fmt: skip
        assert (shirt_r.category, shirt_r.price, shirt_r.rate_bp, shirt_r.weight_g) == (
            "Hauts", 1990, 2000, 200,
        )  # fmt: skip
        assert (shirt_b.sku, shirt_b.option_text, shirt_b.stock) == ("WEB-12", "Bleu", None)
        assert (tea.category, tea.price, tea.rate_bp, tea.stock) == (
            "Thé, infusions",
            123450,
            550,
            0,
        )
        assert (card.sku, card.rate_bp, card.stocked, card.active) == ("=CADEAU", 0, False, False)
        assert [each.value for each in found.remarks] == ["-2"]


def test_a_variation_whose_parent_is_missing_keeps_its_own_name_and_it_is_said(
    tmp_path: Path,
) -> None:
    path = write(tmp_path / "c.csv", text_of(WOO_FRENCH, woo_rows()[1], delimiter=","))

    found = understood(path)

    assert found.articles[0].name == "T-shirt - Rouge"
    assert found.remarks[0].reason == "l’article parent n’est pas au fichier"


@pytest.mark.parametrize(
    ("heading", "price", "expected"),
    [
        ("Prix TTC", "12,00", 1200),
        ("Prix HT", "10,00", 1200),
        ("PV HT", "8,3333", 1000),
        ("Prix de vente", "12,00", 1200),
        ("Price", "12.00", 1200),
    ],
)
def test_vat_is_added_to_prices_told_without_it(
    tmp_path: Path, heading: str, price: str, expected: int
) -> None:
    path = write(tmp_path / "c.csv", text_of(("Réf", "Nom", heading), ("A", "Thé", price)))

    assert understood(path).articles[0].price == expected


def test_a_bare_price_column_is_without_vat_when_she_says_so(tmp_path: Path) -> None:
    path = write(
        tmp_path / "c.csv", text_of(("Réf", "Nom", "Prix", "TVA"), ("A", "Thé", 10, "5,5"))
    )

    found = understood(path, Choices(prices_include_vat=False))

    assert found.articles[0].price == 1055


def test_columns_she_names_herself_replace_the_guess(tmp_path: Path) -> None:
    path = write(tmp_path / "c.csv", "x;y;z\nA;Thé;3\n")
    chosen = {0: CatalogueField.SKU, 1: CatalogueField.NAME, 2: CatalogueField.PRICE}

    (article,) = understood(path, Choices(columns=chosen)).articles

    assert (article.sku, article.name, article.price) == ("A", "Thé", 300)


def test_columns_are_guessed_from_part_of_a_heading_or_from_their_cells(tmp_path: Path) -> None:
    rows = [("A", "Thé", "3", ean(1), "2", "x"), ("B", "Noix", "4", ean(2), "3", "y")]
    headings = ("Réf. article", "Libellé article", "Tarif public boutique", "Z1", "Stock mini", "?")

    found = understood(write(tmp_path / "c.csv", text_of(headings, *rows)))

    assert [(each.field, each.sure) for each in found.columns] == [
        (CatalogueField.SKU, True),
        (CatalogueField.NAME, True),
        (CatalogueField.PRICE, False),
        (CatalogueField.EAN, False),
        (None, True),
        (None, True),
    ]
