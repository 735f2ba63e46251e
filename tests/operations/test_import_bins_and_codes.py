"""Bins, carton codes and supplier codes that an import brings, and what its undo leaves."""

from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.database.database import Database
from merchant_desk.models.product import Product, ProductCode
from merchant_desk.models.stock import Place, StockLevel
from merchant_desk.operations.undo_import import undo_import
from merchant_desk.queries.product_search import find_products
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import PlaceId
from merchant_desk.values.words import CodeKind, PlaceKind
from tests.catalogue_files import Cells, ean, text_of, write
from tests.imports import bring, content, dry, import_id_of
from tests.makers import make_bin, make_location, make_product, make_station

HEADINGS = (
    "Référence", "Nom", "Code-barres", "Prix TTC", "Stock", "Emplacement", "Code carton",
    "Unités par carton", "Référence fournisseur",
)  # fmt: skip


@pytest.fixture(autouse=True)
def station(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        make_station(session, gesture)


def _file(folder: Path, *rows: Cells) -> Path:
    return write(folder / "c.csv", text_of(HEADINGS, *rows))


def _tea(**changes: str) -> list[str]:
    usual = dict(zip(HEADINGS, ("THE", "Thé", ean(1), "4,50", "12", "", "", "", ""), strict=True))
    return list({**usual, **changes}.values())


def _bins(session: Session) -> dict[PlaceId, str]:
    bins = session.scalars(select(Place).where(Place.kind == PlaceKind.BIN))
    return {each.id: each.code for each in bins}


def test_a_bin_is_found_by_its_code_whatever_its_letters_and_made_when_new(
    database: Database, gesture: Gesture, tmp_path: Path
) -> None:
    with database.write() as session:
        known = make_bin(session, make_location(session), "B2")
    rows = [
        _tea(Emplacement=" b2 "),
        _tea(**{"Référence": "THE-2", "Code-barres": "", "Emplacement": "C7"}),
        _tea(**{"Référence": "THE-3", "Code-barres": "", "Emplacement": "c7"}),
    ]

    bring(database, gesture, _file(tmp_path, *rows))

    with database.read() as session:
        codes = _bins(session)
        assert sorted(codes.values()) == ["B2", "C7"]
        homes = session.execute(select(Product.sku, Product.default_place_id)).all()
        assert {sku: codes[home] for sku, home in homes if home} == {
            "THE": "B2", "THE-2": "C7", "THE-3": "C7",
        }  # fmt: skip
        lying = session.scalars(select(StockLevel.place_id).order_by(StockLevel.place_id)).all()
        assert lying.count(known) == 1


def test_undoing_takes_the_bins_it_made_away_and_no_other(
    database: Database, gesture: Gesture, tmp_path: Path
) -> None:
    with database.write() as session:
        make_bin(session, make_location(session), "B2")
    rows = [
        _tea(Emplacement="B2", Stock=""),
        _tea(**{"Référence": "THE-2", "Code-barres": "", "Stock": "", "Emplacement": "C7"}),
        _tea(**{"Référence": "THE-3", "Code-barres": "", "Emplacement": "D9"}),
    ]
    report = bring(database, gesture, _file(tmp_path, *rows))

    database.gesture(undo_import, gesture, import_id_of(report))

    with database.read() as session:
        assert sorted(_bins(session).values()) == ["B2", "D9"]  # the ledger names D9 for ever


def test_every_code_of_a_row_finds_its_article(
    database: Database, gesture: Gesture, tmp_path: Path
) -> None:
    row = _tea(
        **{"Code carton": ean(7), "Unités par carton": "6", "Référence fournisseur": "F-900"}
    )

    bring(database, gesture, _file(tmp_path, row))

    with database.read() as session:
        codes = session.execute(select(ProductCode.code, ProductCode.kind, ProductCode.units))
        assert sorted(tuple(each) for each in codes) == [
            (f"0{ean(1)}", CodeKind.EAN, 1),
            (f"0{ean(7)}", CodeKind.CARTON, 6),
            ("F-900", CodeKind.SUPPLIER, 1),
        ]
        for words in (ean(1), ean(7), "f-900"):
            assert [each.sku for each in find_products(session, words)] == ["THE"]


def test_a_supplier_reference_that_is_the_barcode_makes_no_second_code(
    database: Database, gesture: Gesture, tmp_path: Path
) -> None:
    bring(database, gesture, _file(tmp_path, _tea(**{"Référence fournisseur": ean(1)})))

    with database.read() as session:
        assert session.scalars(select(ProductCode.kind)).all() == [CodeKind.EAN]


def test_an_article_whose_carton_bears_its_own_barcode_costs_its_row_and_not_the_import(
    database: Database, gesture: Gesture, tmp_path: Path
) -> None:
    wrong = _tea(**{"Code carton": ean(1), "Unités par carton": "6"})
    good = _tea(**{"Référence": "NOIX", "Code-barres": ean(2)})

    report = bring(database, gesture, _file(tmp_path, wrong, good))

    (refusal,) = report.preview.refusals
    assert (refusal.line, refusal.column, refusal.value) == (2, "Code carton", ean(1))
    assert "le carton ne peut pas" in refusal.reason
    with database.read() as session:
        assert session.scalars(select(Product.sku)).all() == ["NOIX"]


def test_a_carton_that_takes_the_known_barcode_of_its_article_changes_nothing(
    database: Database, gesture: Gesture, tmp_path: Path
) -> None:
    bring(database, gesture, _file(tmp_path, _tea(Stock="")))
    before = content(database)
    again = _tea(**{"Code-barres": "", "Stock": "", "Code carton": ean(1)})

    bring(database, gesture, _file(tmp_path, again))

    assert content(database) == before


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"Nom": "x" * 501}, "trop long"),
        ({"Référence": "x" * 101}, "trop long"),
        ({"Nom": ""}, "le nom manque"),
        ({"Prix TTC": ""}, "le prix de vente manque"),
        ({"Référence": "", "Code-barres": ""}, "ni référence, ni code-barres"),
    ],
)
def test_a_row_of_which_no_product_can_be_made_is_refused_before_anything_is_written(
    database: Database, gesture: Gesture, tmp_path: Path, changes: dict[str, str], reason: str
) -> None:
    path = _file(tmp_path, _tea(**changes))

    preview = dry(database, path)
    bring(database, gesture, path)

    assert (preview.created, preview.refused) == (0, 1)
    assert reason in preview.refusals[0].reason
    assert content(database)["products"] == []


def test_a_carton_code_of_another_article_is_refused_and_names_it(
    database: Database, gesture: Gesture, tmp_path: Path
) -> None:
    with database.write() as session:
        make_product(session, "SAV", name="Savon", ean=ean(7))
    row = _tea(**{"Code carton": ean(7), "Unités par carton": "6"})

    report = bring(database, gesture, _file(tmp_path, row))

    (refusal,) = report.preview.refusals
    assert (refusal.value, "« Savon » (SAV)" in refusal.reason.replace("\u00a0", " ")) == (
        ean(7), True,
    )  # fmt: skip
