"""Reprints of documents: the first paper is the original, each further one a sealed copy."""

import pytest
from sqlalchemy import select

from merchant_desk.database.database import Database
from merchant_desk.models.seal import DocumentCopy
from merchant_desk.operations.queue_print import begin_print, mark_printed, queue_print
from merchant_desk.queries.chain_check import verify_chains
from merchant_desk.queries.invoice_pages import invoice_page
from merchant_desk.queries.print_papers import print_papers
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import InvoiceId
from merchant_desk.values.words import DocumentKind
from tests.conftest import NOW
from tests.operations.counter_room import SOAP, CounterRoom, counter_room


@pytest.fixture
def room(database: Database, gesture: Gesture) -> CounterRoom:
    return counter_room(database, gesture)


def _print(room: CounterRoom, ticket: InvoiceId) -> int:
    """Print once; return what the paper says of itself."""
    with room.database.write() as session:
        rank = invoice_page(session, ticket, as_duplicate=True).duplicate
        job = queue_print(session, room.next(), DocumentKind.TICKET, ticket, "Ticket")
        begin_print(session, job, "Imprimante")
        mark_printed(session, room.next(), job)
    return rank


def test_each_paper_after_the_first_is_a_copy_with_its_rank(room: CounterRoom) -> None:
    ticket = room.sold(SOAP).tickets[0].ticket_id

    ranks = [_print(room, ticket) for _each in range(3)]

    assert ranks == [0, 1, 2]
    with room.database.read() as session:
        kept = session.scalars(select(DocumentCopy.rank).order_by(DocumentCopy.rank)).all()
        assert kept == [1, 2]
        assert verify_chains(session).problems == ()


def test_other_papers_leave_no_copy(room: CounterRoom) -> None:
    with room.database.write() as session:
        for _each in range(2):
            job = queue_print(session, room.next(), DocumentKind.PACKING, bytes(16), "Bon")
            begin_print(session, job, "Imprimante")
            mark_printed(session, room.next(), job)

    with room.database.read() as session:
        assert session.scalars(select(DocumentCopy.rank)).all() == []


def test_a_ticket_is_drawn_on_its_roll_and_told_as_a_copy(room: CounterRoom) -> None:
    # given a ticket, printed once
    sold = room.sold(SOAP).tickets[0]
    titles = []
    for _each in range(2):
        with room.database.read() as session:
            (paper,) = print_papers(session, DocumentKind.TICKET, [sold.ticket_id], NOW)
        titles.append((paper.kind, paper.title))
        _print(room, sold.ticket_id)

    assert titles == [
        (DocumentKind.TICKET, f"Ticket {sold.number}"),
        (DocumentKind.TICKET, f"Duplicata du ticket {sold.number}"),
    ]
