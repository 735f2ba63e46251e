"""« Étiquettes à refaire »: what waits for a tag is printed, or said to be done."""

import pytest
from sqlalchemy.orm import Session

from merchant_desk.models.product import Product
from merchant_desk.operations.note_labels import note_labels
from merchant_desk.queries.tags_due import tags_due
from merchant_desk.ui.labels.dialog import LabelsDialog
from merchant_desk.ui.labels.due_sheet import DueSheet
from merchant_desk.values.clock import utc_now
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ProductId
from merchant_desk.values.money import Money
from tests.ui.accessibility import faults
from tests.ui.labels.conftest import Bench


def _repriced(session: Session, gesture: Gesture, soap: ProductId) -> None:
    note_labels(session, gesture, [soap])
    session.get_one(Product, soap).price = Money(650)


@pytest.fixture
def sheet(bench: Bench, gesture: Gesture) -> DueSheet:
    """The soap had a tag of 5,90 €; it costs 6,50 € now."""
    bench.lanes.write(_repriced, gesture, bench.soap).result()
    made = DueSheet(bench.desk, bench.shell, bench.window)
    with bench.qtbot.waitSignal(made.counted) as counted:
        made.open()
    assert counted.args == [1]
    return made


def test_one_click_shows_the_labels_of_what_changed(bench: Bench, sheet: DueSheet) -> None:
    assert faults(bench.window) == []

    sheet.go.click()

    dialogs = bench.window.findChildren(LabelsDialog)
    assert len(dialogs) == 1
    bench.qtbot.waitUntil(dialogs[0].panel.go.isEnabled)
    assert dialogs[0].panel.told.text().startswith("1 étiquette")
    with bench.qtbot.waitSignal(dialogs[0].accepted):
        dialogs[0].panel.go.click()
    bench.qtbot.waitUntil(lambda: bench.lanes.read(tags_due, utc_now()).result() == ())


def test_what_was_done_by_hand_is_said_so(bench: Bench, sheet: DueSheet) -> None:
    sheet.done.click()

    bench.qtbot.waitUntil(lambda: not sheet.due)
    assert not sheet.go.isEnabled()
    assert "Toutes les étiquettes" in sheet.words.text()
    assert bench.trays.taken == []
