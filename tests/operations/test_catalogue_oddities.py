"""Odd workbooks, delimiters, tax classes and columns: each read one way, or refused in words."""

from datetime import date, datetime
from pathlib import Path

import openpyxl  # type: ignore[import-untyped]  # its stubs are not worth a locked package
import pytest

from merchant_desk.errors import RefusedError, UnavailableError
from merchant_desk.operations import read_catalogue as reading
from merchant_desk.operations import read_workbook as workbooks
from merchant_desk.operations.open_catalogue import open_catalogue
from merchant_desk.operations.write_refused import write_refused
from merchant_desk.values.catalogue_sheet import CatalogueField, Choices
from tests.catalogue_files import EVERYDAY, WOO_FRENCH, everyday, text_of, understood, write

GOOD = ("B", "Noix", "", "4,50", "20", "1")


def _workbook(path: Path, *sheets: list[list[object]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for rows in sheets:
        page = book.create_sheet()
        for row in rows:
            page.append(row)
    book.save(path)
    return path


def test_the_cells_of_a_workbook_are_read_one_way_only(tmp_path: Path) -> None:
    headings: list[object] = [*EVERYDAY, "Actif", "Ajouté le", "Poids (g)"]
    day, instant = date(2026, 3, 1), datetime(2026, 3, 1, 8, 30)  # noqa: DTZ001 - a cell has no zone
    path = _workbook(
        tmp_path / "c.xlsx",
        [],
        [
            headings,
            ["A", "Thé", None, 4.5, "5,5", 3, True, day, 100.0],
            ["B", "Noix", None, 1234.125, "", None, False, instant, 0.5],
        ],
    )

    sheet = reading.read_catalogue(path, Choices())

    assert list(sheet.rows[0][3:]) == ["4,5", "5,5", "3", "1", "2026-03-01", "100"]
    assert list(sheet.rows[1][3:]) == ["1234,1250", "", "", "0", "2026-03-01T08:30:00", "0,5"]


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ([4.5, 12.0, 0.05], ["4,5", "12", "0,05"]),
        ([4.5, 1.125, 12.0], ["4,5", "1,1250", "12"]),
        ([19.99, 1e-7, 3.0], ["19,99", "0", "3"]),
        ([-0.0, -2.5], ["0", "-2,5"]),
        ([-0.05, 3760421000016.0], ["-0,05", "3760421000016"]),
    ],
)
def test_a_number_is_read_alike_whatever_the_others_of_its_column(
    tmp_path: Path, given: list[float], read: list[str]
) -> None:
    rows: list[list[object]] = [[f"R{place}", price] for place, price in enumerate(given)]
    path = _workbook(tmp_path / "c.xlsx", [["Référence", "Prix"], *rows])

    sheet = reading.read_catalogue(path, Choices())

    assert [row[1] for row in sheet.rows] == read


@pytest.mark.parametrize("sheets", [[[]], [[], [["Référence"]]]])
def test_a_workbook_without_rows_is_refused(
    tmp_path: Path, sheets: list[list[list[object]]]
) -> None:
    path = _workbook(tmp_path / "c.xlsx", *sheets)

    with pytest.raises(RefusedError, match="aucune feuille"):
        reading.read_catalogue(path, Choices())


def test_a_sheet_larger_than_memory_is_refused_before_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbooks, "_MOST_CELLS", 1)
    path = _workbook(tmp_path / "c.xlsx", [["Réf", "Nom"], ["A", "Thé"], ["B", "Noix"]])

    with pytest.raises(RefusedError, match="trop grande"):
        reading.read_catalogue(path, Choices())


def test_a_file_of_too_many_rows_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "MOST_ROWS", 2)

    with pytest.raises(RefusedError, match="plus de 500"):
        understood(everyday(tmp_path, GOOD, GOOD))


def test_a_file_that_lacks_a_column_is_shown_with_what_is_missing(tmp_path: Path) -> None:
    path = write(tmp_path / "c.csv", "x;y\nA;Thé\n")

    opened = open_catalogue(path, Choices())

    assert opened.understood is None
    assert opened.problem is not None
    assert "colonne de référence" in opened.problem.title
    assert opened.sheet.rows == [["A", "Thé"]]
    named = Choices(columns={0: CatalogueField.SKU})
    still = open_catalogue(path, named)
    assert still.problem is not None
    assert "aucune colonne de nom" in still.problem.title


def test_naming_the_columns_makes_a_file_understood(tmp_path: Path) -> None:
    path = write(tmp_path / "c.csv", "x;y\nA;Thé\n")
    chosen = Choices(columns={0: CatalogueField.SKU, 1: CatalogueField.NAME})

    opened = open_catalogue(path, chosen)

    assert opened.problem is None
    assert opened.understood is not None
    assert [each.name for each in opened.understood.articles] == ["Thé"]
    assert [each.field for each in opened.columns] == [CatalogueField.SKU, CatalogueField.NAME]


def test_refused_rows_are_written_with_their_reason_and_what_they_may_mean(
    tmp_path: Path,
) -> None:
    path = everyday(tmp_path, GOOD, ("A", "Thé", "1234565", "trois", "20", "1"))
    found = understood(path)
    sheet = reading.read_catalogue(path, Choices())

    written = write_refused(tmp_path / "refus.csv", sheet, found.refusals)

    lines = written.read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 2
    assert lines[1].startswith("A;Thé;1234565;trois;20;1;3;")
    assert "peut-être 01234565" in lines[1]
    assert "pas un nombre" in lines[1]


def test_a_folder_that_takes_no_file_is_said(tmp_path: Path) -> None:
    path = everyday(tmp_path, GOOD)
    sheet = reading.read_catalogue(path, Choices())

    with pytest.raises(UnavailableError, match=r"refus\.csv"):
        write_refused(tmp_path / "nowhere" / "refus.csv", sheet, ())


@pytest.mark.parametrize(
    ("column", "cell", "part"),
    [
        ("Unités par carton", "0", "au moins une unité"),
        ("Unités par carton", "-6", "au moins une unité"),
        ("En vente", "peut-être", "ni oui ni non"),
    ],
)
def test_a_cell_that_means_nothing_refuses_its_row(
    tmp_path: Path, column: str, cell: str, part: str
) -> None:
    path = write(
        tmp_path / "c.csv", text_of(("Réf", "Nom", column), ("A", "Thé", cell), ("B", "Noix", ""))
    )

    found = understood(path)

    assert [each.sku for each in found.articles] == ["B"]
    assert part in found.refusals[0].reason


def test_one_wrong_price_among_a_thousand_refuses_its_row_only(tmp_path: Path) -> None:
    rows = [(f"A{rank}", "Thé", "", f"{rank},25", "", "") for rank in range(1, 1200)]
    rows[700] = ("A701", "Thé", "", "sept", "", "")

    found = understood(everyday(tmp_path, *rows))

    assert len(found.articles) == 1198
    assert [(each.line, each.value) for each in found.refusals] == [(702, "sept")]
    assert found.articles[1000].price == 100225


def test_the_decimal_sign_she_chose_decides(tmp_path: Path) -> None:
    path = everyday(tmp_path, ("A", "Thé", "", "1.234", "", ""))

    as_dot = understood(path, Choices(decimal="."))
    as_comma = understood(path, Choices(decimal=","))

    assert [each.reason for each in as_dot.refusals] != []
    assert as_comma.articles[0].price == 123400


@pytest.mark.parametrize(
    ("tax_class", "rate_bp"),
    [
        ("standard", 2000),
        ("taux-reduit", 550),
        ("zero-rate", 0),
        ("taux-intermediaire", 1000),
        ("super-reduced-rate", 210),
        ("TVA 5,5", 550),
        ("tva-10", 1000),
        ("2.1", 210),
    ],
)
def test_a_tax_class_is_read_by_its_name_or_by_its_number(
    tmp_path: Path, tax_class: str, rate_bp: int
) -> None:
    assert _of_class(tmp_path, tax_class) == (rate_bp, "")


@pytest.mark.parametrize("tax_class", ["luxe", "tva-19,6", "zone-99", "noel-2025"])
def test_a_tax_class_that_names_no_rate_of_today_refuses_its_row(
    tmp_path: Path, tax_class: str
) -> None:
    assert _of_class(tmp_path, tax_class) == (None, "classe de TVA inconnue")


def _of_class(folder: Path, tax_class: str) -> tuple[int | None, str]:
    row = {"ID": 7, "Type": "simple", "UGS": "A", "Nom": "Thé", "Classe de TVA": tax_class,
           "État de la TVA": "taxable", "Tarif régulier": "4,50"}  # fmt: skip
    cells = [row.get(heading, "") for heading in WOO_FRENCH]
    found = understood(write(folder / "c.csv", text_of(WOO_FRENCH, cells, delimiter=",")))
    if found.refusals:
        return None, found.refusals[0].reason
    return found.articles[0].rate_bp, ""


def test_a_first_line_may_name_the_delimiter(tmp_path: Path) -> None:
    path = write(tmp_path / "c.csv", "sep=|\nRéférence|Nom\nA|Thé; vert; bio\n")

    found = understood(path)

    assert found.delimiter == "|"
    assert [(each.sku, each.name) for each in found.articles] == [("A", "Thé; vert; bio")]


def test_a_text_over_several_lines_keeps_the_number_of_its_row(tmp_path: Path) -> None:
    text = text_of(EVERYDAY) + 'A;"Thé\nd’été";;3;20;1\nB;"Noix;;4;20;1\nC;Miel;;5;20;1\n'

    found = understood(write(tmp_path / "c.csv", text))

    assert [(each.line, each.sku) for each in found.articles] == [(2, "A"), (5, "C")]
    assert [(each.line, each.reason) for each in found.refusals] == [
        (4, "un guillemet est ouvert et jamais refermé")
    ]


def test_a_file_full_of_open_quotes_is_refused_line_by_line_and_ends(tmp_path: Path) -> None:
    rows = 'A1;"Thé\n' + 'vert";"bio\n' * 300

    found = understood(write(tmp_path / "c.csv", text_of(EVERYDAY) + rows))

    assert [each.line for each in found.refusals] == list(range(2, 303))
    assert all("guillemet" in each.reason for each in found.refusals)


@pytest.mark.parametrize("raw", [b"a;b", b"a", b"\x00\x01\x02\x03\x04\x05\xff\x00" * 9])
def test_a_file_too_small_or_too_strange_to_hold_a_catalogue_is_refused(
    tmp_path: Path, raw: bytes
) -> None:
    path = tmp_path / "c.csv"
    path.write_bytes(raw)

    with pytest.raises(RefusedError):
        understood(path)
