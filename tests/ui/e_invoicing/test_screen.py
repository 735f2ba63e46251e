"""Facturation électronique: what is to be sent leaves, and its life is shown."""

from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.models.platform import InvoiceStatus, PlatformFlow
from merchant_desk.queries.e_invoicing_lists import PeriodList
from merchant_desk.queries.platform_flows import platform_flows
from merchant_desk.ui.e_invoicing.status_timeline import status_sentence
from merchant_desk.ui.orders.tint_box import TintBox
from merchant_desk.values.e_reporting import ReportKind
from merchant_desk.values.platform_queue import FlowRow, StatusRow
from merchant_desk.values.platform_words import FlowState, StatusSource
from tests.ui.accessibility import faults
from tests.ui.e_invoicing.conftest import Kit


def _rows(session: Session) -> tuple[FlowRow, ...]:
    return platform_flows(session)


def _codes(session: Session) -> list[int]:
    return list(session.scalars(select(InvoiceStatus.code)))


def _queue(qtbot: QtBot, kit: Kit) -> None:
    page = kit.screen.to_send
    qtbot.waitUntil(lambda: page.table.row_count() == 1)
    page.table.check_everything()
    qtbot.waitUntil(page.send.isEnabled)
    page.send.click()
    qtbot.waitUntil(lambda: len(kit.lanes.read(_rows).result()) == 1)


def test_without_an_account_the_page_says_how_to_carry_files_by_hand(
    qtbot: QtBot, kit: Kit
) -> None:
    qtbot.waitUntil(kit.screen.banner.isVisible)
    _queue(qtbot, kit)

    rows = kit.lanes.read(_rows).result()
    assert rows[0].state is FlowState.BY_HAND
    assert faults(kit.screen) == []


def test_an_invoice_leaves_as_a_factur_x_and_its_status_comes_back(qtbot: QtBot, kit: Kit) -> None:
    kit.connect()
    qtbot.waitUntil(kit.screen.exchange.isVisible)
    _queue(qtbot, kit)
    qtbot.waitUntil(lambda: "Échange terminé" in kit.toasts)
    accepted = kit.lanes.read(_rows).result()[0].state
    kit.platform.state.advance()

    kit.screen.exchange.click()

    qtbot.waitUntil(lambda: kit.lanes.read(_codes).result() == [200])
    assert accepted is FlowState.ACCEPTED
    assert kit.platform.state.flows[0].body.startswith(b"%PDF-1.7")


def test_the_sheet_notes_a_status_by_hand(qtbot: QtBot, kit: Kit) -> None:
    _queue(qtbot, kit)
    sheet = kit.screen.flows.sheet
    sheet.open_flow(kit.lanes.read(_rows).result()[0])
    qtbot.waitUntil(lambda: sheet.form.status.count() > 0)

    sheet.form.note.click()

    qtbot.waitUntil(lambda: kit.lanes.read(_codes).result() == [200])
    qtbot.waitUntil(lambda: sheet.form.status.itemText(0) != "200 · Déposée")


def test_a_file_is_written_where_she_wants(qtbot: QtBot, kit: Kit, tmp_path: Path) -> None:
    _queue(qtbot, kit)
    sheet = kit.screen.flows.sheet
    sheet.open_flow(kit.lanes.read(_rows).result()[0])

    sheet.export_to(str(tmp_path / "dehors"))

    qtbot.waitUntil(lambda: "1 fichier écrit" in kit.toasts)
    written = list((tmp_path / "dehors").iterdir())
    body = kit.lanes.read(lambda session: session.scalars(select(PlatformFlow.body)).one())
    assert [each.read_bytes() for each in written] == [body.result()]


def test_a_report_is_built_exported_and_made_ready(qtbot: QtBot, kit: Kit, tmp_path: Path) -> None:
    page = kit.screen.reports
    kit.screen.strip.tabs.choose("reports")
    qtbot.waitUntil(lambda: page.table.row_count() > 0)
    row = page.table.current()
    if row is None:
        qtbot.waitUntil(lambda: page.table.current() is not None)
    page.build.click()
    qtbot.waitUntil(lambda: "Version 1 prête" in kit.toasts)

    page.export_to(str(tmp_path))
    page.send.click()

    qtbot.waitUntil(lambda: any(each.startswith("Écrit") for each in kit.toasts))
    qtbot.waitUntil(lambda: "Prêt à partir" in kit.toasts)
    assert len(list(tmp_path.glob("e-reporting-*.xml"))) == 1
    assert faults(kit.screen) == []


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ((213, "DEST_INC", "x"), "213 · Rejetée — Le destinataire est inconnu. x"),
        ((212, "", "120,00"), "212 · Encaissée — 120,00\u00a0€"),
        ((200, "", ""), "200 · Déposée"),
    ],
)
def test_a_status_is_one_sentence(kit: Kit, row: tuple[int, str, str], words: str) -> None:
    told = StatusRow(*row, StatusSource.PLATFORM, kit.gesture.at, "")
    assert status_sentence(told) == words


def test_opening_a_period_compares_it_to_the_cent(qtbot: QtBot, kit: Kit) -> None:
    page = kit.screen.reports
    kit.screen.strip.tabs.choose("reports")
    qtbot.waitUntil(lambda: page.table.row_count() > 0)
    rows = kit.lanes.read(PeriodList(kit.gesture.station_id, date(2026, 11, 22)).rows).result()
    sales = next(each for each in rows if each.period.kind is ReportKind.TRANSACTIONS)

    page.table.activated.emit(sales)

    def said() -> list[str]:
        return [each.accessibleName() for each in page.sheet.sheet.findChildren(TintBox)]

    qtbot.waitUntil(lambda: said() == ["Tout concorde au centime"])
    assert faults(page.sheet.sheet) == []
