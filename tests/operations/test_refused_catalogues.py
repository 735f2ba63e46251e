"""Dirty files whose bad rows, or whole, are refused with the reason; nothing is silent."""

from pathlib import Path

import pytest

from merchant_desk.errors import RefusedError, UnavailableError
from merchant_desk.operations import read_catalogue as reading
from merchant_desk.values.catalogue_sheet import Choices
from tests.catalogue_files import EVERYDAY, ean, everyday, text_of, understood, write

LINE = ("CAF-1", "Café d’été œuvré", ean(1), "1 234,50", "20", "12")


@pytest.mark.parametrize(
    ("cell", "column", "part"),
    [
        (("A", "Thé", "3760123456785", "3", "20", "1"), "Code-barres", "clé de contrôle"),
        (("A", "Thé", "3,76012E+12", "3", "20", "1"), "Code-barres", "abrégé"),
        (("A", "Thé", "1234565", "3", "20", "1"), "Code-barres", "zéro du début"),
        (("A", "Thé", "", "trois", "20", "1"), "Prix TTC", "pas un nombre"),
        (("A", "Thé", "", "=2+3", "20", "1"), "Prix TTC", "formule"),
        (("A", "Thé", "", "-3", "20", "1"), "Prix TTC", "négatif"),
        (("A", "Thé", "", "3,555", "20", "1"), "Prix TTC", "deux décimales"),
        (("A", "Thé", "", "3", "19,6", "1"), "TVA", "n’existe pas"),
        (("A", "Thé", "", "3", "20", "1,5"), "Stock", "entier"),
        (("A", "Thé", "", "3", "20", "@SUM(A1)"), "Stock", "formule"),
    ],
)
def test_a_cell_that_cannot_be_taken_refuses_its_row_and_says_where(
    tmp_path: Path, cell: tuple[str, ...], column: str, part: str
) -> None:
    good = ("B", "Noix", "", "4,50", "20", "1")

    found = understood(everyday(tmp_path, cell, good))

    assert [each.sku for each in found.articles] == ["B"]
    (refusal,) = found.refusals
    assert (refusal.line, refusal.column) == (2, column)
    assert part in refusal.reason


def test_the_lost_zero_comes_back_when_she_agrees(tmp_path: Path) -> None:
    path = everyday(tmp_path, ("A", "Thé", "1234565", "3", "", ""))

    found = understood(path, Choices(restore_zeros=True))

    assert found.articles[0].ean == "00000001234565"


def test_references_and_barcodes_given_twice_are_refused_with_the_first_line(
    tmp_path: Path,
) -> None:
    path = everyday(
        tmp_path,
        ("A", "Thé", ean(1), "3", "", ""),
        ("a", "Thé bis", "", "3", "", ""),
        ("C", "Thé ter", ean(1), "3", "", ""),
    )

    found = understood(path)

    assert [(each.line, each.reason) for each in found.refusals] == [
        (3, "déjà à la ligne 2 du fichier"),
        (4, "déjà à la ligne 2 du fichier"),
    ]


def test_a_formula_in_a_name_stays_text_and_zeros_kept_by_formula_are_digits(
    tmp_path: Path,
) -> None:
    path = everyday(tmp_path, ('="00123"', "=CMD|calc", "", "3", "", ""))

    (article,) = understood(path).articles

    assert (article.sku, article.name) == ("00123", "=CMD|calc")


def test_a_quote_never_closed_costs_its_own_line(tmp_path: Path) -> None:
    text = 'Réf;Nom;Prix TTC\nA;"Thé;3\nB;Noix;4\nC;Pain;5\n'

    found = understood(write(tmp_path / "c.csv", text))

    assert [each.sku for each in found.articles] == ["B", "C"]
    assert [(each.line, each.reason) for each in found.refusals] == [
        (2, "un guillemet est ouvert et jamais refermé")
    ]


def test_a_quote_that_swallows_the_next_rows_is_not_silent(tmp_path: Path) -> None:
    text = 'Réf;Prix TTC;Nom\nA;3;"Thé\nB;4;Noix"\nC;5;Pain\n'

    found = understood(write(tmp_path / "c.csv", text))

    assert [each.sku for each in found.articles] == ["C"]
    assert [each.line for each in found.refusals] == [2]


def test_a_row_with_cells_too_many_is_refused(tmp_path: Path) -> None:
    found = understood(
        write(tmp_path / "c.csv", "Réf;Nom;Prix\nA;Thé;3;vert\nB;Noix;4;;\nC;Pain\n")
    )

    assert [each.line for each in found.refusals] == [2]
    assert [each.sku for each in found.articles] == ["B", "C"]


def test_lines_are_counted_as_the_file_shows_them(tmp_path: Path) -> None:
    text = 'Réf;Nom;Prix\nA;"Thé\nvert";3\n\nB;Noix;x\n'

    found = understood(write(tmp_path / "c.csv", text))

    assert found.articles[0].name == "Thé vert"
    assert [each.line for each in found.refusals] == [5]


@pytest.mark.parametrize(
    ("raw", "part"),
    [
        (b"", "vide"),
        (b"\xef\xbb\xbf\r\n  \n", "vide"),
        ("Réf;Nom;Prix\n".encode(), "vide"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "fichier texte"),
        (b"PK\x03\x04" + b"\x00" * 400, "abîmé"),
        (b"\xd0\xcf\x11\xe0" + b"\x01" * 400, "abîmé"),
    ],
)
def test_what_is_no_catalogue_is_refused_in_one_sentence(
    tmp_path: Path, raw: bytes, part: str
) -> None:
    path = tmp_path / "c.csv"
    path.write_bytes(raw)

    with pytest.raises(RefusedError) as refused:
        understood(path)

    assert part in refused.value.title
    assert refused.value.advice


def test_a_text_file_called_xlsx_is_refused_as_a_workbook(tmp_path: Path) -> None:
    path = write(tmp_path / "c.xlsx", text_of(EVERYDAY, LINE))

    with pytest.raises(RefusedError, match="classeur"):
        understood(path)


def test_missing_columns_are_told_in_one_sentence(tmp_path: Path) -> None:
    path = write(tmp_path / "c.csv", "Couleur;Prix\nrouge;3\n")

    with pytest.raises(RefusedError, match="aucune colonne de référence") as refused:
        understood(path)

    assert "colonne" in refused.value.advice


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnavailableError, match="n’a pas pu être ouvert"):
        understood(tmp_path / "absent.csv")


def test_a_huge_file_is_refused_before_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "LARGEST_FILE", 10)

    with pytest.raises(RefusedError, match="200 Mo"):
        understood(everyday(tmp_path, LINE))


def test_a_few_nul_bytes_do_not_stop_a_file(tmp_path: Path) -> None:
    found = understood(
        write(tmp_path / "c.csv", text_of(EVERYDAY, LINE).replace("d’été", "d’\0été"))
    )

    assert found.articles[0].name == "Café d’été œuvré"
