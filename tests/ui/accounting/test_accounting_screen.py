"""« Comptabilité »: the figures of a period, what was checked, what is handed over, and where."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from sqlalchemy import delete
from sqlalchemy.orm import Session

from merchant_desk.models.station import ShopProfile
from merchant_desk.rules.fec_check import check_fec
from merchant_desk.ui.accounting.book_tables import BOOKS
from merchant_desk.values.accounting_period import Span
from merchant_desk.values.gesture import Gesture
from tests.documents.reading import whole_text
from tests.queries.books_desk import SOAPS, issue
from tests.ui.accessibility import faults
from tests.ui.accounting.conftest import Kit


def _choose(qtbot: QtBot, kit: Kit, book: str) -> None:
    kit.screen.arrive(book=book)
    table = kit.screen.tables.tables[book]
    qtbot.waitUntil(lambda: table.isVisible() and table.current() is not None)


def test_a_month_shows_its_figures_and_its_verdict(kit: Kit) -> None:
    figures = kit.screen.figures

    assert kit.screen.bar.words.text() == "Novembre 2026"
    assert figures.sold.value.text() == "110,00\u00a0€"
    assert figures.due.value.text() == "2,00\u00a0€"
    assert figures.deducted.value.text() == "20,00\u00a0€"
    assert (figures.left.name.text(), figures.left.value.text()) == (
        "Crédit de TVA",
        "18,00\u00a0€",
    )
    assert kit.screen.checks.sentences[:2] == (
        "Format FEC\u00a0: 13 lignes, toutes les règles publiées sont respectées",
        "Débits et crédits, TVA et journal des ventes concordent au centime",
    )


def test_every_book_has_its_rows(qtbot: QtBot, kit: Kit) -> None:
    counts = {}
    for book in BOOKS[:-1]:
        _choose(qtbot, kit, book)
        counts[book] = kit.screen.tables.tables[book].row_count()

    assert counts == {"vat": 2, "sales_journal": 2, "entries": 13, "receipts": 1, "purchases": 1}
    assert BOOKS[-1] == "bank"
    assert kit.screen.tables.tables["bank"].row_count() == 0  # no statement told of these days


def test_enter_opens_the_document_behind_a_row(qtbot: QtBot, kit: Kit) -> None:
    _choose(qtbot, kit, "sales_journal")
    table = kit.screen.tables.tables["sales_journal"]
    row = table.current()

    table.activated.emit(row)

    document = kit.screen.document
    qtbot.waitUntil(lambda: document.is_open)
    assert row is not None
    assert document.invoice_id == row.row.id


def test_a_row_without_a_document_opens_nothing(qtbot: QtBot, kit: Kit) -> None:
    _choose(qtbot, kit, "purchases")
    table = kit.screen.tables.tables["purchases"]

    table.activated.emit(table.current())
    qtbot.wait(50)

    assert not kit.screen.document.is_open


def test_the_entries_are_written_under_their_legal_name(
    qtbot: QtBot, kit: Kit, tmp_path: Path
) -> None:
    kit.screen.export.write_fec(str(tmp_path))

    file = tmp_path / "732829320FEC20261231.txt"
    qtbot.waitUntil(lambda: bool(kit.toasts))
    assert check_fec(file.name, file.read_bytes()) == ()
    assert kit.toasts == ["732829320FEC20261231.txt\u00a0: 13 lignes écrites et vérifiées"]


def test_a_book_is_written_as_csv_and_on_paper(qtbot: QtBot, kit: Kit, tmp_path: Path) -> None:
    sheet, paper = tmp_path / "ventes.csv", tmp_path / "ventes.pdf"

    kit.screen.export.write("sales_journal", "csv", sheet)
    qtbot.waitUntil(lambda: len(kit.toasts) == 1)
    kit.screen.export.write("sales_journal", "pdf", paper)
    qtbot.waitUntil(lambda: len(kit.toasts) == 2)

    assert "FA2026-000002" in sheet.read_text("utf-8-sig")
    assert "Journal des ventes" in whole_text(paper.read_bytes())
    assert kit.toasts[1] == "Écrit\u00a0: ventes.pdf"


def test_a_folder_that_is_gone_is_said(qtbot: QtBot, kit: Kit, tmp_path: Path) -> None:
    kit.screen.desk.unavailable.connect(
        lambda title, advice: kit.refusals.append(f"{title} {advice}")
    )

    kit.screen.export.write_fec(str(tmp_path / "nowhere"))

    qtbot.waitUntil(lambda: bool(kit.refusals))
    assert "Rien n’a été écrit" in kit.refusals[0]


def test_the_keys_go_from_one_period_to_the_next(qtbot: QtBot, kit: Kit) -> None:
    kit.screen.bind_commands()
    kit.screen.activateWindow()

    QTest.keyClick(kit.screen, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)

    qtbot.waitUntil(lambda: kit.screen.bar.words.text() == "Décembre 2026")
    qtbot.waitUntil(lambda: kit.screen.figures.sold.value.text() == "0,00\u00a0€")
    assert not kit.screen.fec.isEnabled()


def test_a_quarter_and_a_year_hold_the_month(qtbot: QtBot, kit: Kit) -> None:
    for span, words in ((Span.QUARTER, "4e trimestre 2026"), (Span.YEAR, "Exercice 2026")):
        kit.screen.bar.show_period(span, date(2026, 11, 21))

        assert kit.screen.bar.words.text() == words
        qtbot.waitUntil(
            lambda: (
                kit.screen.books is not None and kit.screen.books.period == kit.screen.bar.period
            )
        )
        assert kit.screen.figures.sold.value.text() == "110,00\u00a0€"


def _sell(session: Session, gesture: Gesture) -> None:
    issue(session, gesture, SOAPS)


def test_a_new_invoice_is_shown_at_once(qtbot: QtBot, kit: Kit) -> None:
    kit.lanes.write(_sell, kit.gesture).result()

    qtbot.waitUntil(lambda: kit.screen.figures.sold.value.text() == "120,00\u00a0€")


def _forget_who(session: Session) -> None:
    session.execute(delete(ShopProfile))


def test_without_a_siren_the_page_says_why_nothing_can_be_written(
    qtbot: QtBot, kit: Kit, tmp_path: Path
) -> None:
    kit.lanes.write(_forget_who).result()

    qtbot.waitUntil(lambda: "n’a pas de SIREN" in kit.screen.checks.sentences[0])
    kit.screen.export.write_fec(str(tmp_path))
    qtbot.waitUntil(lambda: bool(kit.refusals))
    assert not list(tmp_path.glob("*FEC*"))


def test_the_screen_has_no_fault_of_access(qtbot: QtBot, kit: Kit) -> None:
    qtbot.wait(50)

    assert faults(kit.screen) == []
