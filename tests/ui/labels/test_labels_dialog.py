"""The labels dialog: looked at, changed, printed, and remembered."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from merchant_desk.documents.writing.pdf_pages import page_sizes
from merchant_desk.operations.save_settings import save_setting
from merchant_desk.queries.settings import settings
from merchant_desk.ui.labels.dialog import LabelsDialog
from merchant_desk.ui.labels.open_labels import open_labels
from merchant_desk.ui.shell import Notice
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.labels import LabelCode, read_content
from merchant_desk.values.settings import (
    LABEL_CONTENT,
    LABEL_FORMAT,
    LABEL_OWN,
    LABEL_START,
    LABEL_ZPL,
)
from merchant_desk.values.words import DocumentKind
from tests.conftest import STATION
from tests.documents.reading import page_codes, page_texts
from tests.documents.zpl_reading import read_zpl
from tests.ui.accessibility import faults
from tests.ui.labels.conftest import Bench


def opened(bench: Bench, *wanted: tuple[object, int]) -> LabelsDialog:
    pairs = [(product_id, count, None) for product_id, count in wanted]
    dialog = open_labels(bench.shell, bench.window, pairs)  # type: ignore[arg-type]  # ids of the bench
    assert dialog is not None
    return dialog


def choose(dialog: LabelsDialog, key: str) -> None:
    select = dialog.panel.format
    select.setCurrentIndex(select.findData(key))
    select.activated.emit(select.currentIndex())


def wait_ready(bench: Bench, dialog: LabelsDialog, told: str) -> None:
    bench.qtbot.waitUntil(
        lambda: dialog.panel.go.isEnabled() and dialog.panel.told.text().startswith(told)
    )


def test_labels_are_seen_then_printed_and_the_sheet_goes_on_where_it_was_left(
    bench: Bench,
) -> None:
    dialog = opened(bench, (bench.soap, 3))
    wait_ready(bench, dialog, "3 étiquettes · 1 page")
    assert faults(dialog) == []

    with bench.qtbot.waitSignal(dialog.accepted):
        QTest.keyClick(dialog, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)

    folder = bench.data / "documents"
    bench.qtbot.waitUntil(lambda: folder.is_dir() and any(folder.glob("*.pdf")))
    (pdf,) = folder.glob("*.pdf")
    bench.qtbot.waitUntil(lambda: pdf.stat().st_size > 0)
    assert page_codes(pdf.read_bytes(), dots=300) == [("EAN-13", "3760123456784")] * 3

    again = opened(bench, (bench.soap, 1))
    bench.qtbot.waitUntil(lambda: again.panel.start.value() == 4)
    again.reject()


def test_an_article_without_a_code_gets_one_from_here(bench: Bench) -> None:
    dialog = opened(bench, (bench.soap, 1), (bench.candle, 1))
    bench.qtbot.waitUntil(dialog.panel.banner.isVisible)
    assert "1 article n’a pas de code à scanner" in dialog.panel.banner.accessibleName()
    assert not dialog.panel.go.isEnabled()

    dialog.panel.banner.acted.emit()

    wait_ready(bench, dialog, "2 étiquettes")
    assert dialog.panel.banner.isHidden()
    assert dialog._drawn is not None
    codes = page_codes(dialog._drawn.pdf, dots=300)
    assert codes == [("EAN-13", "3760123456784"), ("EAN-13", "2000000000015")]
    dialog.reject()


def test_a_roll_is_saved_as_zpl_and_everything_is_kept_for_the_next_time(
    bench: Bench, tmp_path: Path
) -> None:
    dialog = opened(bench, (bench.soap, 2))
    wait_ready(bench, dialog, "2 étiquettes")
    assert not dialog.panel.zpl.isEnabled()
    choose(dialog, "57x32")
    code = dialog.panel.code
    code.setCurrentIndex(code.findData(LabelCode.DATAMATRIX.value))
    code.activated.emit(code.currentIndex())
    dialog.panel.price.setChecked(False)
    assert dialog.panel.dpi.currentData() == 203
    wait_ready(bench, dialog, "2 étiquettes · 2 pages")
    assert dialog.panel.zpl.isEnabled()

    dialog.save_zpl(str(tmp_path / "labels.zpl"))

    bench.qtbot.waitUntil(
        lambda: bench.lanes.read(settings, STATION).result().get(LABEL_FORMAT) == "57x32"
    )
    (label,) = read_zpl((tmp_path / "labels.zpl").read_text("utf-8"))
    assert label.read() == [("Data Matrix", "(01)03760123456784")]
    kept = bench.lanes.read(settings, STATION).result()
    content = read_content(kept.get(LABEL_CONTENT))
    assert (content.code, content.price) == (LabelCode.DATAMATRIX, False)
    assert kept.get(LABEL_START) == 1
    dialog.reject()


def test_measures_of_ones_own_are_drawn_refused_when_impossible_and_kept(
    bench: Bench, tmp_path: Path
) -> None:
    dialog = opened(bench, (bench.soap, 1))
    wait_ready(bench, dialog, "1 étiquette")
    choose(dialog, "other")
    measures = dialog.panel.measures
    measures.width_mm.set_value("4")
    measures.width_mm.edited.emit("4")
    bench.qtbot.waitUntil(dialog.panel.banner.isVisible)
    assert "au moins 8" in dialog.panel.banner.accessibleName()

    measures.width_mm.set_value("60,5")
    measures.width_mm.edited.emit("60,5")
    wait_ready(bench, dialog, "1 étiquette")
    dialog.save_pdf(str(tmp_path / "own.pdf"))

    bench.qtbot.waitUntil(
        lambda: bench.lanes.read(settings, STATION).result().get(LABEL_OWN) == "60.5x32"
    )
    dialog.reject()
    again = opened(bench, (bench.soap, 1))
    bench.qtbot.waitUntil(lambda: again.panel.format.currentText() == "Rouleau, 60,5 × 32\u00a0mm")
    again.reject()


def test_the_ruler_is_shown_in_place_of_the_labels_and_taken_away_again(bench: Bench) -> None:
    dialog = opened(bench, (bench.soap, 1))
    wait_ready(bench, dialog, "1 étiquette")

    dialog.panel.ruler.click()
    bench.qtbot.waitUntil(
        lambda: dialog._drawn is not None and "Marge" in page_texts(dialog._drawn.pdf)[0]
    )
    dialog.panel.ruler.click()

    bench.qtbot.waitUntil(
        lambda: dialog._drawn is not None and "5,90" in page_texts(dialog._drawn.pdf)[0]
    )
    dialog.reject()


@pytest.mark.parametrize("each", [4, 0])
def test_so_many_of_every_article_or_as_asked(bench: Bench, each: int) -> None:
    dialog = opened(bench, (bench.soap, 2))
    wait_ready(bench, dialog, "2 étiquettes")

    dialog.panel.each.setValue(each)

    wait_ready(bench, dialog, f"{each or 2} étiquettes")
    dialog.reject()


def test_without_a_choice_of_articles_nothing_opens_and_that_is_said(bench: Bench) -> None:
    said: list[Notice] = []
    bench.shell.noticed.connect(said.append)

    assert open_labels(bench.shell, bench.window, []) is None
    assert said[0].title == "Aucune étiquette n’a été faite."


def test_a_roll_comes_out_of_the_printer_chosen_label_by_label_at_its_size(bench: Bench) -> None:
    dialog = opened(bench, (bench.soap, 2))
    bench.qtbot.waitUntil(lambda: dialog.panel.printer.findData("Zebra") > 0)
    wait_ready(bench, dialog, "2 étiquettes")
    choose(dialog, "57x32")
    wait_ready(bench, dialog, "2 étiquettes · 2 pages")
    dialog.panel.printer.setCurrentIndex(dialog.panel.printer.findData("Zebra"))

    with bench.qtbot.waitSignal(dialog.accepted):
        dialog.panel.go.click()

    bench.qtbot.waitUntil(lambda: bench.trays.taken == ["Étiquettes d’articles"])
    pdf = (bench.data / "Zebra-1.pdf").read_bytes()
    assert [each.pixels(25.4) for each in page_sizes(pdf)] == [(57, 32)] * 2
    assert page_codes(pdf, dots=203) == [("EAN-13", "3760123456784")]


def test_the_test_page_of_the_label_printer_is_the_ruler_of_the_format_in_use(
    bench: Bench, gesture: Gesture
) -> None:
    center = bench.shell.services.print_center
    assert center is not None
    bench.lanes.write(save_setting, gesture, LABEL_FORMAT, "57x32").result()

    center.print_test_now(gesture, DocumentKind.LABELS, "Zebra")

    (size,) = page_sizes((bench.data / "Zebra-1.pdf").read_bytes())
    assert size.pixels(25.4) == (57, 32)


def test_a_roll_goes_to_its_printer_in_zpl_and_that_is_kept(bench: Bench) -> None:
    dialog = opened(bench, (bench.soap, 2))
    wait_ready(bench, dialog, "2 étiquettes")
    printer = dialog.panel.printer
    bench.qtbot.waitUntil(lambda: printer.findData("Zebra") > 0)
    printer.setCurrentIndex(printer.findData("Zebra"))
    assert dialog.panel.by_zpl.isHidden()
    choose(dialog, "57x32")
    wait_ready(bench, dialog, "2 étiquettes · 2 pages")
    assert not dialog.panel.by_zpl.isHidden()
    dialog.panel.by_zpl.setChecked(True)

    with bench.qtbot.waitSignal(dialog.accepted):
        dialog.panel.go.click()

    (label,) = read_zpl((bench.data / "Zebra-1.zpl").read_text("utf-8"))
    assert label.read() == [("EAN-13", "3760123456784")]
    bench.qtbot.waitUntil(lambda: bench.lanes.read(settings, STATION).result().get(LABEL_ZPL))


def test_labels_that_a_printer_does_not_take_stay_in_sight(bench: Bench) -> None:
    dialog = opened(bench, (bench.soap, 2))
    wait_ready(bench, dialog, "2 étiquettes")
    printer = dialog.panel.printer
    bench.qtbot.waitUntil(lambda: printer.findData("Zebra") > 0)
    printer.setCurrentIndex(printer.findData("Zebra"))
    choose(dialog, "57x32")
    wait_ready(bench, dialog, "2 étiquettes · 2 pages")
    dialog.panel.by_zpl.setChecked(True)
    bench.trays.here.clear()

    dialog.panel.go.click()

    bench.qtbot.waitUntil(dialog.panel.banner.isVisible)
    assert "Zebra est absente" in dialog.panel.banner.accessibleName()
    assert dialog.isVisible()
    assert dialog.panel.go.isEnabled()
    assert not list(bench.data.glob("*.zpl"))
    dialog.reject()
