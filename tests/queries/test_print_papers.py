"""What each paper is about: waves, orders outside any wave, parcels, invoices and their copies."""

import pytest

from merchant_desk.database.database import Database
from merchant_desk.errors import RefusedError
from merchant_desk.operations.accept_order import accept_order
from merchant_desk.operations.make_wave import make_wave
from merchant_desk.operations.queue_papers import PaperWanted, queue_papers
from merchant_desk.operations.queue_print import begin_print, mark_printed
from merchant_desk.queries.print_jobs import print_history, print_queue
from merchant_desk.queries.print_papers import print_papers
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import new_id
from merchant_desk.values.invoice_page import InvoicePage
from merchant_desk.values.slips import PackingSlip, PickingBatch
from merchant_desk.values.texts import use_language
from merchant_desk.values.words import DocumentKind
from tests.makers import remote_line, remote_order
from tests.ui.printing.shop import accept, open_shop, pack


def test_orders_in_no_wave_share_one_slip_and_a_wave_has_its_own(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        shop = open_shop(session, gesture)
        orders = [accept(session, gesture, shop, number) for number in ("1042", "1043")]
        loose = print_papers(session, DocumentKind.PICKING, orders, gesture.at)
        wave = make_wave(session, gesture, orders)
        waved = print_papers(session, DocumentKind.PICKING, [wave.wave_id], gesture.at)

    for papers, title in ((loose, "Bon de préparation"), (waved, "Bon de préparation n°\u00a01")):
        assert [paper.title for paper in papers] == [title]
        assert isinstance(papers[0].content, PickingBatch)
        assert [slip.order_number for slip in papers[0].content.slips] == ["1042", "1043"]


def test_what_slips_hold_is_french_when_the_screens_speak_english(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        shop = open_shop(session, gesture)
        lacking = remote_order("1042", remote_line("SAV-LAV-100", 60))
        order = accept_order(session, gesture, shop, lacking).order_id
        wave = make_wave(session, gesture, [order])
        held = [
            print_papers(session, DocumentKind.PICKING, [subject], gesture.at)[0].content
            for subject in (wave.wave_id, order)
        ]
        use_language("en")
        try:
            told = [
                print_papers(session, DocumentKind.PICKING, [subject], gesture.at)[0].content
                for subject in (wave.wave_id, order)
            ]
        finally:
            use_language("fr")

    assert told == held
    for batch in held:
        assert isinstance(batch, PickingBatch)
        assert [line.bin_code for line in batch.pick_lines] == ["B2", "MANQUE"]


def test_a_slip_is_that_of_the_parcel_or_of_the_order_to_pack(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        shop = open_shop(session, gesture)
        packed = pack(session, gesture, shop, "1042")
        waiting = accept(session, gesture, shop, "1043")
        subjects = [packed.parcel_id, waiting]
        papers = print_papers(session, DocumentKind.PACKING, subjects, gesture.at)

    assert [paper.title for paper in papers] == [
        "Bon de livraison de la commande 1042",
        "Bon de livraison de la commande 1043",
    ]
    assert all(isinstance(paper.content, PackingSlip) for paper in papers)


def test_an_invoice_is_an_original_until_it_came_out(database: Database, gesture: Gesture) -> None:
    ranks = []
    with database.write() as session:
        shop = open_shop(session, gesture)
        invoice = pack(session, gesture, shop, "1042").closed.invoice.invoice_id
        for _time in range(3):
            paper = print_papers(session, DocumentKind.INVOICE, [invoice], gesture.at)[0]
            assert isinstance(paper.content, InvoicePage)
            ranks.append((paper.title, paper.content.duplicate))
            wanted = PaperWanted(DocumentKind.INVOICE, invoice, paper.title)
            (job,) = queue_papers(session, gesture, [wanted], "Bureau")
            begin_print(session, job, "Bureau")
            mark_printed(session, gesture, job)

        assert ranks == [
            ("Facture FA2026-000001", 0),
            ("Duplicata de la facture FA2026-000001", 1),
            ("Duplicata de la facture FA2026-000001", 2),
        ]
        assert len(print_history(session, invoice)) == 4
        chosen = print_queue(session, gesture.station_id)
        assert chosen.printer(DocumentKind.INVOICE) == "Bureau"
        assert chosen.printer(DocumentKind.PACKING) == ""


@pytest.mark.parametrize("kind", [*DocumentKind])
def test_a_paper_about_nothing_is_refused_with_a_sentence(
    database: Database, gesture: Gesture, kind: DocumentKind
) -> None:
    with database.read() as session:
        for subjects in ([], [new_id()]):
            with pytest.raises(RefusedError, match="ce qu’il décrit n’existe plus"):
                print_papers(session, kind, subjects, gesture.at)
