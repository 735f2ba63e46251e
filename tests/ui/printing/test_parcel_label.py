"""The label of a carrier, chosen for a parcel: kept with it, printed like every other paper."""

from pathlib import Path

from PIL import Image

from merchant_desk.queries.order_papers import card_parcels
from merchant_desk.queries.parcel_view import parcel_view
from merchant_desk.ui.orders.parcel_part import ParcelPart
from merchant_desk.ui.packing.parcel_card import ParcelCard
from merchant_desk.ui.printing.parcel_label import ParcelLabel
from merchant_desk.values.clock import utc_now
from merchant_desk.values.labelled_parcel import labelled
from merchant_desk.values.words import PrintState
from tests.ui.printing.conftest import Station

SLIP = "Bon de livraison de la commande 1042"
INVOICE = "Facture FA2026-000001"
LABEL = "Étiquette de la commande 1042, colis 1"


def test_the_label_of_a_parcel_is_kept_with_it_and_printed_again(
    station: Station, tmp_path: Path
) -> None:
    station.choose("Ticket")
    given = tmp_path / "colissimo.png"
    Image.new("RGB", (812, 1218), "white").save(given)
    center = station.center(retry_ms=150)
    center.start()
    packed = station.pack("1042")
    station.until_out(SLIP, INVOICE)
    parcel = labelled(packed.parcel_id, "1042", 1)
    before = center.has_label(packed.parcel_id)

    center.keep_label(parcel, given)
    station.until_out(SLIP, INVOICE, LABEL)
    given.unlink()
    center.print_kept_label(parcel)
    station.until_out(SLIP, INVOICE, LABEL, LABEL)

    assert (before, center.has_label(packed.parcel_id)) == (False, True)
    assert station.trays.taken.count(LABEL) == 2


def test_a_file_that_is_no_label_keeps_nothing(station: Station, tmp_path: Path) -> None:
    given = tmp_path / "notes.txt"
    given.write_text("bonjour", "utf-8")
    center = station.center()
    packed = station.pack("1042")
    parcel = labelled(packed.parcel_id, "1042", 1)

    with station.qtbot.waitSignal(station.desk.refused) as refused:
        center.keep_label(parcel, given)
    with station.qtbot.waitSignal(station.desk.refused) as gone:
        center.print_kept_label(parcel)

    assert "ni un PDF, ni une image" in str(refused.args)
    assert "n’est plus dans le dossier" in str(gone.args)
    assert not center.has_label(packed.parcel_id)


def test_a_kept_label_is_offered_before_another_file(station: Station, tmp_path: Path) -> None:
    given = tmp_path / "label.png"
    Image.new("RGB", (400, 600), "white").save(given)
    center = station.center()
    packed = station.pack("1042")
    parcel = labelled(packed.parcel_id, "1042", 1)
    asked = ParcelLabel(center, parcel, station.window)

    with station.qtbot.waitSignal(center.told):
        asked.use_file(str(given))

    offered = [action.text() for action in asked.menu().actions()]
    assert offered == ["Imprimer l’étiquette", "Choisir un autre fichier…"]
    assert station.states()[-1] == (LABEL, PrintState.WAITING)


def test_the_label_is_asked_for_beside_the_tracking_number(station: Station) -> None:
    packed = station.pack("1042")
    view = station.lanes.read(parcel_view, packed.parcel_id, utc_now()).result()
    (parcel,) = station.lanes.read(card_parcels, packed.order_id).result()
    card, part = ParcelCard(station.theme), ParcelPart(station.theme, parcel)
    station.qtbot.addWidget(card)
    station.qtbot.addWidget(part)
    asked: list[str] = []
    card.label_wanted.connect(lambda: asked.append("packing"))
    part.label_wanted.connect(lambda: asked.append("order"))
    card.show_parcel(view)

    card.label.click()
    part.label.click()

    assert asked == ["packing", "order"]
    assert card.label.accessibleName() == "Étiquette du transporteur…"
    assert part.label.text() == "Étiquette…"
