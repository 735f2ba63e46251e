"""The waiting list: a doubtful paper is settled by a person, a waiting one can be given up."""

from PySide6.QtWidgets import QPushButton

from merchant_desk.operations.queue_print import begin_print
from merchant_desk.queries.print_jobs import print_queue
from merchant_desk.ui.printing.print_center import PrintCenter
from merchant_desk.ui.printing.queue_dialog import QueueDialog
from merchant_desk.ui.printing.queue_row import QueueRow
from merchant_desk.ui.widgets.text_label import TextLabel
from merchant_desk.values.words import PrintState
from tests.ui.accessibility import faults
from tests.ui.printing.conftest import Station

SLIP, INVOICE = "Bon de livraison de la commande 1042", "Facture FA2026-000001"


def _open(station: Station, center: PrintCenter) -> QueueDialog:
    center.open_queue(station.window)
    dialog = station.window.findChild(QueueDialog)
    assert dialog is not None
    return dialog


def _rows(dialog: QueueDialog) -> dict[str, QueueRow]:
    return {row.row.title: row for row in dialog.findChildren(QueueRow) if row.isVisible()}


def _press(row: QueueRow, text: str) -> None:
    next(each for each in row.findChildren(QPushButton) if each.text() == text).click()


def _killed_while_printing(station: Station) -> PrintCenter:
    station.choose("Ticket")
    station.pack("1042")
    rows = station.lanes.read(print_queue, station.gesture.station_id).result().rows
    station.lanes.write(begin_print, rows[0].id, "Ticket").result()
    center = station.center()
    center.start()
    station.until_out(INVOICE)
    return center


def test_a_doubtful_paper_is_asked_about_and_not_printed(station: Station) -> None:
    dialog = _open(station, _killed_while_printing(station))
    station.qtbot.waitUntil(lambda: SLIP in _rows(dialog))

    told = [label.text() for label in _rows(dialog)[SLIP].findChildren(TextLabel)]

    question = "Ce document est peut-être déjà sorti sur Ticket\u00a0: réimprimer\u00a0?"
    assert question in told
    assert faults(dialog) == []
    _press(_rows(dialog)[SLIP], "Il est sorti")
    station.until_out(SLIP, INVOICE)
    assert station.trays.taken == [INVOICE]


def test_a_paper_that_did_not_come_out_is_printed_again(station: Station) -> None:
    dialog = _open(station, _killed_while_printing(station))
    station.qtbot.waitUntil(lambda: SLIP in _rows(dialog))

    _press(_rows(dialog)[SLIP], "Réimprimer")
    station.until_out(SLIP, INVOICE)

    assert station.trays.taken == [INVOICE, SLIP]
    station.qtbot.waitUntil(lambda: not _rows(dialog))


def test_a_waiting_paper_can_be_given_up(station: Station) -> None:
    station.choose("Perdue")
    station.pack("1042")
    center = station.center()
    center.start()
    dialog = _open(station, center)
    station.qtbot.waitUntil(lambda: len(_rows(dialog)) == 2)

    _press(_rows(dialog)[SLIP], "Abandonner")
    station.qtbot.waitUntil(lambda: len(_rows(dialog)) == 1)

    assert station.states() == [(SLIP, PrintState.CANCELLED), (INVOICE, PrintState.WAITING)]


def test_an_empty_queue_says_that_everything_is_out(station: Station) -> None:
    dialog = _open(station, station.center())

    station.qtbot.waitUntil(
        lambda: any(
            label.text() == "Tout est sorti" and label.isVisible()
            for label in dialog.findChildren(TextLabel)
        )
    )
    assert faults(dialog) == []
