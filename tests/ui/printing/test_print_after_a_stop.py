"""Papers that waited while the desk was stopped, or while it had no window, come out once."""

from pathlib import Path

from PIL import Image

from merchant_desk.documents.writing.bring_out import (
    Ending,
    bring_out_as_pdf,
)
from merchant_desk.operations.queue_print import begin_print
from merchant_desk.operations.save_settings import save_setting
from merchant_desk.queries.print_jobs import PrintRow, print_queue
from merchant_desk.values.settings import PRINTER_PACKING
from merchant_desk.values.words import PrintState
from tests.ui.printing.conftest import Station

SLIP, INVOICE = "Bon de livraison de la commande 1042", "Facture FA2026-000001"


def _rows(station: Station) -> tuple[PrintRow, ...]:
    return station.lanes.read(print_queue, station.gesture.station_id).result().rows


def test_killed_before_the_pdf_was_written_it_is_written_once(station: Station) -> None:
    station.pack("1042")
    slip = _rows(station)[0]
    target = station.data / "documents" / f"{SLIP}.pdf"
    station.lanes.write(begin_print, slip.id, "", str(target)).result()
    target.parent.mkdir()
    target.touch()  # the name was taken, nothing was written

    station.center().start()
    station.until_out(SLIP, INVOICE)

    assert station.pdfs() == [f"{SLIP}.pdf", f"{INVOICE}.pdf"]
    assert target.read_bytes().startswith(b"%PDF")


def test_killed_after_the_pdf_was_written_it_is_not_written_again(station: Station) -> None:
    station.pack("1042")
    slip = _rows(station)[0]
    target = station.data / "documents" / f"{SLIP}.pdf"
    station.lanes.write(begin_print, slip.id, "", str(target)).result()
    target.parent.mkdir()
    target.write_bytes(b"%PDF whole")

    station.center().start()
    station.until_out(SLIP, INVOICE)

    assert station.pdfs() == [f"{SLIP}.pdf", f"{INVOICE}.pdf"]
    assert target.read_bytes() == b"%PDF whole"


def test_killed_while_a_printer_had_it_a_person_is_asked(station: Station) -> None:
    station.choose("Ticket")
    station.pack("1042")
    station.lanes.write(begin_print, _rows(station)[0].id, "Ticket").result()
    center = station.center()

    center.start()
    station.until_out(INVOICE)

    assert station.trays.taken == [INVOICE]
    assert station.states()[0] == (SLIP, PrintState.DOUBTFUL)
    station.qtbot.waitUntil(lambda: center.status.doubtful == 1)
    assert center.status.sentence == "1 document est peut-être déjà sorti."


def test_a_label_file_is_kept_until_its_printer_takes_it(station: Station, tmp_path: Path) -> None:
    station.choose("Ticket")
    station.trays.here.clear()
    given = tmp_path / "colissimo.png"
    Image.new("RGB", (812, 1218), "white").save(given)
    center = station.center(retry_ms=150)
    center.start()
    center.print_label_file(given)
    station.qtbot.waitUntil(lambda: bool(center.status.troubles))

    given.unlink()
    station.trays.here.add("Ticket")
    station.until_out("Étiquette colissimo")

    assert station.trays.taken == ["Étiquette colissimo"]
    station.qtbot.waitUntil(lambda: not list((station.data / "print").iterdir()))


def test_without_a_window_what_has_no_printer_is_written_and_the_rest_waits(
    station: Station,
) -> None:
    station.lanes.write(save_setting, station.gesture, PRINTER_PACKING, "Bureau").result()
    station.pack("1042")

    outcomes = bring_out_as_pdf(station.lanes, station.gesture, station.data)

    assert [(each.ending, Path(each.file).name) for each in outcomes] == [
        (Ending.OUT, f"{INVOICE}.pdf")
    ]
    assert station.states() == [(SLIP, PrintState.WAITING), (INVOICE, PrintState.PRINTED)]
