"""Papers come out after the commit, in order and once, whatever the printer or the program do."""

from concurrent.futures import Future
from threading import Event
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.documents.writing.bring_out import (
    bring_out,
    errand,
)
from merchant_desk.documents.writing.pdf_pages import page_sizes
from merchant_desk.models.station import PrintJob
from merchant_desk.operations.queue_print import cancel_print
from merchant_desk.operations.save_settings import save_setting
from merchant_desk.queries.print_jobs import PrintRow, print_queue
from merchant_desk.ui.desk import Desk, Ticket
from merchant_desk.ui.printing.print_center import PrintCenter
from merchant_desk.values.ids import id_text, new_id
from merchant_desk.values.settings import PRINTER_PACKING
from merchant_desk.values.words import DocumentKind, PrintState
from tests.documents.reading import page_codes, whole_text
from tests.ui.printing.conftest import Station

SLIP, INVOICE = "Bon de livraison de la commande 1042", "Facture FA2026-000001"


def _rows(station: Station) -> tuple[PrintRow, ...]:
    return station.lanes.read(print_queue, station.gesture.station_id).result().rows


def _spoil_first_job(session: Session) -> None:
    job = session.scalars(select(PrintJob).order_by(PrintJob.row)).first()
    assert job is not None
    job.subject = id_text(new_id())


def test_the_papers_of_a_packed_parcel_come_out_as_two_pdfs_once(station: Station) -> None:
    center = station.center()
    center.start()

    station.pack("1042")
    station.until_out(SLIP, INVOICE)
    center.retry()
    station.qtbot.wait(150)

    assert station.pdfs() == [f"{SLIP}.pdf", f"{INVOICE}.pdf"]
    folder = station.data / "documents"
    assert ("Code 128", "MDO1042") in page_codes((folder / f"{SLIP}.pdf").read_bytes())
    assert "FA2026-000001" in whole_text((folder / f"{INVOICE}.pdf").read_bytes())
    assert center.status.waiting == 0


class _HeldUp(Desk):
    """A bridge whose answers from the lanes are held up, as a busy machine does."""

    held = Event()

    def _on_done(self, ticket: Ticket[Any], future: Future[Any]) -> None:
        self.held.wait(10)
        super()._on_done(ticket, future)


def test_a_paper_asked_for_while_the_queue_was_being_read_comes_out(station: Station) -> None:
    desk = _HeldUp(station.lanes, station.gesture.station_id, station.window)
    center = PrintCenter(
        desk, station.lanes, station.theme, station.data, printers=station.trays, retry_ms=60_000
    )
    center.start()
    assert station.lanes.read(print_queue, station.gesture.station_id).result().rows == ()
    station.pack("1042")  # heard of before the answer, which knows nothing of it
    desk.held.set()

    station.until_out(SLIP, INVOICE)

    assert station.pdfs() == [f"{SLIP}.pdf", f"{INVOICE}.pdf"]
    center.stop()


def test_papers_go_to_the_printer_chosen_in_the_order_asked_for(station: Station) -> None:
    station.choose("Ticket")
    for number in ("1042", "1043"):
        station.pack(number)

    station.center().start()
    titles = [title for title, _state in station.states()]
    station.until_out(*titles)

    assert station.trays.taken == titles
    assert len(titles) == 4


def test_what_waited_for_an_absent_printer_comes_out_when_it_is_back(station: Station) -> None:
    station.choose("Ticket")
    station.trays.here.clear()
    center = station.center(retry_ms=150)
    center.start()
    station.pack("1042")
    station.qtbot.waitUntil(lambda: bool(center.status.troubles))

    assert center.status.sentence == "L’imprimante Ticket est absente. 2 documents attendent."
    assert _rows(station)[0].problem == "L’imprimante Ticket est absente."
    station.trays.here.add("Ticket")
    station.until_out(SLIP, INVOICE)

    assert station.trays.taken == [SLIP, INVOICE]
    station.qtbot.waitUntil(lambda: center.status.sentence == "")


def test_a_printer_that_drops_a_document_gets_it_again(station: Station) -> None:
    station.choose("Ticket")
    station.trays.jams = 1
    station.center(retry_ms=100).start()

    station.pack("1042")
    station.until_out(SLIP, INVOICE)

    assert station.trays.taken == [SLIP, INVOICE]


def test_an_absent_printer_holds_only_its_own_papers(station: Station) -> None:
    station.lanes.write(save_setting, station.gesture, PRINTER_PACKING, "Perdue").result()
    center = station.center()
    center.start()

    station.pack("1042")
    station.until_out(INVOICE)

    assert station.pdfs() == [f"{INVOICE}.pdf"]
    station.qtbot.waitUntil(
        lambda: center.status.sentence == "L’imprimante Perdue est absente. 1 document attend."
    )


def test_choosing_another_printer_brings_out_what_waited_at_once(station: Station) -> None:
    station.choose("Perdue")
    center = station.center()
    center.start()
    station.pack("1042")
    station.qtbot.waitUntil(lambda: bool(center.status.troubles))

    station.choose("Bureau")
    station.until_out(SLIP, INVOICE)

    assert station.trays.taken == [SLIP, INVOICE]


def test_a_folder_that_cannot_be_written_is_told_and_the_papers_wait(station: Station) -> None:
    folder = station.data / "documents"
    folder.write_text("a file where the folder should be", "utf-8")
    center = station.center(retry_ms=150)
    center.start()
    station.pack("1042")
    station.qtbot.waitUntil(lambda: bool(center.status.troubles))

    assert "Le PDF n’a pas été écrit\u00a0: le dossier" in center.status.sentence
    assert "2 documents attendent." in center.status.sentence
    assert {state for _title, state in station.states()} == {PrintState.WAITING}
    folder.unlink()
    station.until_out(SLIP, INVOICE)


def test_a_paper_that_cannot_be_drawn_lets_the_next_ones_out(station: Station) -> None:
    packed = station.pack("1042")
    station.lanes.write(_spoil_first_job).result()
    center = station.center()

    center.start()
    station.until_out(INVOICE)

    assert packed.closed.invoice.number == "FA2026-000001"
    problem = _rows(station)[0].problem
    assert problem == "Le document n’a pas été préparé\u00a0: ce qu’il décrit n’existe plus."


def test_what_makes_the_desk_crash_is_put_aside_and_the_next_ones_come_out(
    station: Station,
) -> None:
    station.choose("Ticket")
    station.trays.bugs = 1
    crashes: list[str] = []
    station.desk.crashed.connect(lambda what, _report: crashes.append(what))
    center = station.center()
    center.start()

    station.pack("1042")
    station.until_out(INVOICE)

    assert crashes == ["bring_out"]
    assert station.trays.taken == [INVOICE]
    assert station.states()[0] == (SLIP, PrintState.DOUBTFUL)


def test_a_paper_given_up_while_it_was_drawn_does_not_come_out(station: Station) -> None:
    station.pack("1042")
    queue = station.lanes.read(print_queue, station.gesture.station_id).result()
    wanted = errand(queue, queue.rows[0], station.data)
    station.lanes.write(cancel_print, queue.rows[0].id).result()

    outcome = bring_out(station.lanes, station.gesture, station.trays, wanted)

    assert outcome.problem == "Ce document n’est plus dans la file d’impression."
    assert station.pdfs() == []


def test_a_reprint_says_duplicata_and_keeps_the_first_file(station: Station) -> None:
    center = station.center()
    center.start()
    packed = station.pack("1042")
    station.until_out(SLIP, INVOICE)

    center.reprint(packed.closed.invoice.invoice_id)
    again = "Duplicata de la facture FA2026-000001"
    station.until_out(SLIP, INVOICE, again)

    assert station.pdfs() == [f"{SLIP}.pdf", f"{again}.pdf", f"{INVOICE}.pdf"]
    copy = station.data / "documents" / f"{again}.pdf"
    assert "DUPLICATA" in whole_text(copy.read_bytes())
    first = station.data / "documents" / f"{INVOICE}.pdf"
    assert "DUPLICATA" not in whole_text(first.read_bytes())


def test_a_test_page_tries_the_printer_or_the_folder(station: Station) -> None:
    center = station.center()

    with station.qtbot.waitSignal(center.told) as said:
        center.print_test_page(DocumentKind.INVOICE, "Bureau")
    with station.qtbot.waitSignal(center.told):
        center.print_test_page(DocumentKind.INVOICE, "")
    with station.qtbot.waitSignal(center.told):
        center.print_test_page(DocumentKind.LABEL, "")
    with station.qtbot.waitSignal(station.desk.unavailable) as refused:
        center.print_test_page(DocumentKind.INVOICE, "Perdue")

    assert said.args == ["Page d’essai envoyée à Bureau."]
    assert station.trays.taken == ["Page d’essai"]
    assert station.pdfs() == ["Page d’essai (2).pdf", "Page d’essai.pdf"]
    sizes = [
        page_sizes((station.data / "documents" / name).read_bytes())[0].pixels(25.4)
        for name in station.pdfs()
    ]
    assert sizes == [(100, 150), (210, 297)]
    assert refused.args == ["L’imprimante Perdue est absente.", "Allumez-la."]
