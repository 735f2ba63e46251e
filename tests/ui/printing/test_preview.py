"""The preview, as she uses it: pages, zoom, a printer that is remembered, a PDF where she says."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from merchant_desk.operations.make_wave import make_wave
from merchant_desk.ui.printing.page_view import PageView
from merchant_desk.ui.printing.preview import Preview
from merchant_desk.ui.printing.print_center import PrintCenter
from merchant_desk.ui.widgets.number_input import NumberInput
from merchant_desk.ui.widgets.select import Select
from merchant_desk.ui.widgets.text_label import TextLabel
from merchant_desk.values.ids import OrderId
from merchant_desk.values.words import DocumentKind
from tests.documents.reading import page_texts, whole_text
from tests.ui.accessibility import faults
from tests.ui.printing.conftest import Station
from tests.ui.printing.shop import accept


def _open(
    station: Station, center: PrintCenter, kind: DocumentKind, subjects: bytes | Sequence[bytes]
) -> Preview:
    center.open_preview(kind, subjects, station.window)
    preview = station.window.findChild(Preview)
    assert preview is not None
    station.qtbot.waitUntil(lambda: _button(preview, "Enregistrer").isEnabled())
    return preview


def _button(preview: Preview, start: str) -> QPushButton:
    return next(each for each in preview.findChildren(QPushButton) if each.text().startswith(start))


def _texts(preview: Preview) -> list[str]:
    return [label.text() for label in preview.findChildren(TextLabel)]


def _orders(station: Station, *numbers: str) -> list[OrderId]:
    return [
        station.lanes.write(accept, station.gesture, station.shop, number).result()
        for number in numbers
    ]


def _wave(station: Station, *numbers: str) -> bytes:
    orders = _orders(station, *numbers)
    return station.lanes.write(make_wave, station.gesture, orders).result().wave_id


def test_the_pages_in_sight_are_drawn_and_turned_by_keys(station: Station, qtbot: QtBot) -> None:
    preview = _open(station, station.center(), DocumentKind.PICKING, _wave(station, "1042", "1043"))
    view = preview.findChild(PageView)
    assert view is not None

    qtbot.waitUntil(lambda: view.is_sharp)
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_PageDown)

    assert view.page == 1
    assert "Page 2 sur 3" in _texts(preview)
    assert "3 pages · A4 · 210 × 297\u00a0mm" in _texts(preview)
    QTest.keyClick(view, Qt.Key.Key_End)
    assert view.page == 2
    assert view.accessibleName() == "Aperçu, page 3 sur 3"


def test_zoom_goes_by_steps_and_back_to_the_whole_page(station: Station, qtbot: QtBot) -> None:
    preview = _open(station, station.center(), DocumentKind.PICKING, _wave(station, "1042"))
    view = preview.findChild(PageView)
    assert view is not None
    whole = view.zoom

    view.zoom_by_step(larger=True)
    view.zoom_by_step(larger=True)
    larger = view.zoom
    qtbot.waitUntil(lambda: view.is_sharp)
    _button(preview, "Page entière").click()

    assert larger > whole
    assert view.zoom == whole


def test_the_printer_chosen_prints_and_is_remembered(station: Station, qtbot: QtBot) -> None:
    center = station.center()
    center.start()
    packed = station.pack("1042")
    slip, invoice = (title for title, _state in station.states())
    station.until_out(slip, invoice)
    preview = _open(station, center, DocumentKind.INVOICE, packed.closed.invoice.invoice_id)
    select, copies = preview.findChild(Select), preview.findChild(NumberInput)
    assert select is not None
    assert copies is not None
    qtbot.waitUntil(lambda: select.findData("Bureau") > 0)

    select.setCurrentIndex(select.findData("Bureau"))
    copies.setValue(2)
    with qtbot.waitSignal(center.told) as said:
        QTest.keyClick(_button(preview, "Imprimer"), Qt.Key.Key_Return)
    station.until_out(slip, invoice, "Duplicata de la facture FA2026-000001")

    assert said.args == ["Le document part à l’imprimante."]
    assert center.queue.printer(DocumentKind.INVOICE) == "Bureau"
    printed = (station.data / "Bureau-1.pdf").read_bytes()
    assert len(page_texts(printed)) == 2


def test_orders_in_no_wave_are_printed_as_they_were_shown(station: Station, qtbot: QtBot) -> None:
    center = station.center()
    center.start()
    preview = _open(station, center, DocumentKind.PICKING, _orders(station, "1042", "1043"))

    with qtbot.waitSignal(center.told):
        _button(preview, "Écrire le PDF").click()
    station.until_out("Bon de préparation")

    text = whole_text((station.data / "documents" / "Bon de préparation.pdf").read_bytes())
    assert "1042" in text
    assert "1043" in text


def test_a_pdf_is_saved_where_she_says(station: Station, qtbot: QtBot, tmp_path: Path) -> None:
    packed = station.pack("1042")
    center = station.center()
    preview = _open(station, center, DocumentKind.INVOICE, packed.closed.invoice.invoice_id)
    chosen = tmp_path / "ma facture.pdf"

    QTest.keyClick(preview, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    chooser = preview.findChild(QFileDialog)
    assert chooser is not None
    assert Path(chooser.selectedFiles()[0]).name == "Facture FA2026-000001.pdf"
    with qtbot.waitSignal(center.told) as said:
        chooser.fileSelected.emit(str(chosen))
    chooser.close()

    assert said.args == ["PDF enregistré\u00a0: ma facture.pdf"]
    assert "FA2026-000001" in whole_text(chosen.read_bytes())


def test_a_folder_that_refuses_is_told_in_the_preview_which_stays(
    station: Station, qtbot: QtBot, tmp_path: Path
) -> None:
    packed = station.pack("1042")
    preview = _open(
        station, station.center(), DocumentKind.INVOICE, packed.closed.invoice.invoice_id
    )

    _button(preview, "Enregistrer").click()
    chooser = preview.findChild(QFileDialog)
    assert chooser is not None
    chooser.fileSelected.emit(str(tmp_path / "no such folder" / "facture.pdf"))
    chooser.close()

    qtbot.waitUntil(lambda: any("n’a pas été écrit" in text for text in _texts(preview)))
    assert preview.isVisible()
    assert _button(preview, "Enregistrer").isEnabled()


def test_escape_closes_without_printing(station: Station, qtbot: QtBot) -> None:
    preview = _open(station, station.center(), DocumentKind.PICKING, _wave(station, "1042"))

    with qtbot.waitSignal(preview.finished):
        QTest.keyClick(preview, Qt.Key.Key_Escape)

    assert len(station.states()) == 1  # the wave's own slip, nothing more


def test_the_keyboard_is_back_where_it_was_once_closed(station: Station, qtbot: QtBot) -> None:
    before = QPushButton("Avant", station.window)
    before.show()
    station.window.activateWindow()
    before.setFocus()
    qtbot.waitUntil(before.hasFocus)
    preview = _open(station, station.center(), DocumentKind.PICKING, _wave(station, "1042"))

    QTest.keyClick(preview, Qt.Key.Key_Escape)

    qtbot.waitUntil(before.hasFocus)


def test_the_preview_can_be_used_by_keyboard_and_ear(station: Station) -> None:
    preview = _open(station, station.center(), DocumentKind.PICKING, _wave(station, "1042", "1043"))

    assert faults(preview) == []
    assert _button(preview, "Écrire le PDF").hasFocus() or not preview.isActiveWindow()
