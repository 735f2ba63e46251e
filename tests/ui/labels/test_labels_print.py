"""Labels by one click: as the last ones, on the printer of the last ones."""

import pytest

from merchant_desk.operations.keep_labels import LabelChoices, keep_labels
from merchant_desk.queries.settings import settings
from merchant_desk.queries.usual_labels import usual_format
from merchant_desk.ui.labels.dialog import LabelsDialog
from merchant_desk.ui.labels.labels_print import LabelsPrint, print_words
from merchant_desk.ui.shell import Notice
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ProductId
from merchant_desk.values.label_formats import label_format
from merchant_desk.values.labels import LabelContent
from merchant_desk.values.settings import LABEL_START
from tests.conftest import STATION
from tests.ui.accessibility import faults
from tests.ui.labels.conftest import Bench


@pytest.fixture
def labels(bench: Bench) -> LabelsPrint:
    """Its buttons, on the page of the bench."""
    made = LabelsPrint(bench.desk, bench.shell, bench.window)
    box = made.boxed()
    box.setParent(bench.window)
    box.show()
    return made


def keep(bench: Bench, gesture: Gesture, key: str, printer: str, *, by_zpl: bool = False) -> None:
    """Let labels of this format have come out before."""
    form = label_format(key)
    choices = LabelChoices(form, LabelContent(), 4, by_zpl if form.on_roll else None, printer)
    bench.lanes.write(keep_labels, gesture, choices).result()


def offer(bench: Bench, labels: LabelsPrint, *articles: ProductId, known: bool = True) -> None:
    """Offer a label of each, once the button says what it does."""
    wanted = [(each, 2, None) for each in articles]
    labels.offer(wanted, "Étiquettes…", print_words(2 * len(articles)))
    if known:
        bench.qtbot.waitUntil(lambda: labels.go.text().startswith("Imprimer"))


def dialogs(bench: Bench) -> list[LabelsDialog]:
    return bench.window.findChildren(LabelsDialog)


def test_one_click_prints_as_the_last_time_and_the_sheet_goes_on(
    bench: Bench, labels: LabelsPrint, gesture: Gesture
) -> None:
    keep(bench, gesture, "L7160", "Zebra")
    offer(bench, labels, bench.soap)
    assert labels.go.text() == "Imprimer 2 étiquettes"
    assert labels.told.text().startswith("Avery L7160")
    assert labels.told.text().endswith("· Zebra")
    assert faults(bench.window) == []

    with bench.qtbot.waitSignal(labels.handed):
        labels.go.click()

    bench.qtbot.waitUntil(lambda: bench.trays.taken == ["Étiquettes d’articles"])
    (pdf,) = bench.data.glob("Zebra-*.pdf")
    assert pdf.stat().st_size > 0
    assert dialogs(bench) == []
    bench.qtbot.waitUntil(
        lambda: bench.lanes.read(settings, STATION).result().get(LABEL_START) == 6
    )
    assert labels.go.isEnabled()


def test_labels_are_looked_at_where_none_came_out_yet(bench: Bench, labels: LabelsPrint) -> None:
    offer(bench, labels, bench.soap, known=False)

    labels.go.click()

    assert len(dialogs(bench)) == 1
    assert labels.go.text() == "Étiquettes…"
    assert not labels.change.isVisible()


def test_an_article_without_a_code_is_looked_at_first(
    bench: Bench, labels: LabelsPrint, gesture: Gesture
) -> None:
    keep(bench, gesture, "L7160", "Zebra")
    offer(bench, labels, bench.soap, bench.candle)

    labels.go.click()

    bench.qtbot.waitUntil(lambda: len(dialogs(bench)) == 1)
    bench.qtbot.waitUntil(dialogs(bench)[0].panel.banner.isVisible)
    assert bench.trays.taken == []


def test_what_is_changed_is_usual_from_then_on(
    bench: Bench, labels: LabelsPrint, gesture: Gesture
) -> None:
    # given
    keep(bench, gesture, "L7160", "Zebra")
    offer(bench, labels, bench.soap)

    # when: the next ones are wanted as a PDF
    labels.change.click()
    (dialog,) = dialogs(bench)
    bench.qtbot.waitUntil(lambda: dialog.panel.go.isEnabled() and dialog.panel.printer.count() == 2)
    dialog.panel.printer.setCurrentIndex(0)
    with bench.qtbot.waitSignal(dialog.accepted):
        dialog.panel.go.click()

    # then
    bench.qtbot.waitUntil(lambda: labels.told.text().endswith("PDF dans un dossier"))
    usual = bench.lanes.read(usual_format, STATION).result()
    assert usual is not None
    assert usual[1] == ""


def test_a_roll_printer_that_is_away_takes_nothing_and_it_is_said(
    bench: Bench, labels: LabelsPrint, gesture: Gesture
) -> None:
    keep(bench, gesture, "57x32", "Éteinte", by_zpl=True)
    offer(bench, labels, bench.soap)
    said: list[Notice] = []
    bench.shell.noticed.connect(said.append)

    labels.go.click()

    bench.qtbot.waitUntil(lambda: bool(said))
    assert labels.go.isEnabled()
    assert bench.trays.taken == []
    assert bench.lanes.read(settings, STATION).result().get(LABEL_START) == 4
