"""Papers come out once: what a stopped program leaves behind is settled, never printed blindly."""

import pytest
from sqlalchemy.orm import Session

from merchant_desk.database.database import Database
from merchant_desk.errors import RefusedError
from merchant_desk.operations.queue_print import (
    begin_print,
    cancel_print,
    confirm_printed,
    mark_printed,
    note_print_problem,
    print_again,
    queue_print,
    settle_interrupted,
)
from merchant_desk.queries.print_jobs import PrintRow, print_history, print_queue
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import PrintJobId, new_id
from merchant_desk.values.words import DocumentKind, PrintState
from tests.makers import make_station

SUBJECT = new_id()


def _job(session: Session, gesture: Gesture, title: str = "Facture FA2026-000001") -> PrintJobId:
    return queue_print(session, gesture, DocumentKind.INVOICE, SUBJECT, title)


def _waiting(session: Session, gesture: Gesture) -> list[tuple[str, PrintState]]:
    rows = print_queue(session, gesture.station_id).rows
    return [(row.title, row.state) for row in rows]


def test_papers_asked_for_in_one_gesture_keep_their_order(
    database: Database, gesture: Gesture
) -> None:
    titles = [f"Papier {rank}" for rank in range(20)]
    with database.write() as session:
        make_station(session, gesture)
        for title in titles:
            _job(session, gesture, title)

    with database.read() as session:
        assert [title for title, _state in _waiting(session, gesture)] == titles


def test_a_printed_paper_is_no_longer_waiting_and_is_remembered(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        make_station(session, gesture)
        job_id = _job(session, gesture)
        begin_print(session, job_id, "Ticket")
        assert _waiting(session, gesture) == [("Facture FA2026-000001", PrintState.PRINTING)]

        mark_printed(session, gesture, job_id)

        assert _waiting(session, gesture) == []
    with database.read() as session:
        assert print_history(session, SUBJECT) == (
            PrintRow(
                id=job_id,
                kind=DocumentKind.INVOICE,
                subject=SUBJECT,
                title="Facture FA2026-000001",
                state=PrintState.PRINTED,
                copies=1,
                at=gesture.at,
                by="Camille",
                printed_at=gesture.at,
                printed_on="Ticket",
                file="",
                attempts=1,
                problem="",
            ),
        )


def test_what_the_printer_says_is_kept_and_the_paper_waits(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        make_station(session, gesture)
        job_id = _job(session, gesture)
        begin_print(session, job_id, "Ticket")

        note_print_problem(session, job_id, "L’imprimante est introuvable.")

        row = print_queue(session, gesture.station_id).rows[0]
        assert (row.state, row.attempts, row.printed_on) == (PrintState.WAITING, 1, "")
        assert row.problem == "L’imprimante est introuvable."


def test_a_program_stopped_while_printing_prints_nothing_blindly(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        make_station(session, gesture)
        on_paper, written, unwritten, untouched = (
            _job(session, gesture, title) for title in ("papier", "écrit", "perdu", "suivant")
        )
        begin_print(session, on_paper, "Ticket")
        begin_print(session, written, "", "/documents/écrit.pdf")
        begin_print(session, unwritten, "", "/documents/perdu.pdf")

        doubtful = settle_interrupted(session, gesture, {written})

        assert doubtful == (on_paper,)
        assert _waiting(session, gesture) == [
            ("papier", PrintState.DOUBTFUL),
            ("perdu", PrintState.WAITING),
            ("suivant", PrintState.WAITING),
        ]
        with pytest.raises(RefusedError):
            begin_print(session, on_paper, "Ticket")
        begin_print(session, untouched, "Ticket")


def test_a_person_settles_the_doubt_either_way(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        make_station(session, gesture)
        out, lost, unwanted = (_job(session, gesture, title) for title in ("sorti", "perdu", "non"))
        for job_id in (out, lost, unwanted):
            begin_print(session, job_id, "Ticket")
        settle_interrupted(session, gesture, ())

        confirm_printed(session, gesture, out)
        print_again(session, lost)
        cancel_print(session, unwanted)

        assert _waiting(session, gesture) == [("perdu", PrintState.WAITING)]
        states = [row.state for row in print_history(session, SUBJECT)]
        assert states == [PrintState.PRINTED, PrintState.WAITING, PrintState.CANCELLED]


def test_a_paper_never_comes_out_twice(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        make_station(session, gesture)
        job_id = _job(session, gesture)
        begin_print(session, job_id, "Ticket")

        with pytest.raises(RefusedError, match="plus dans la file"):
            begin_print(session, job_id, "Ticket")
        with pytest.raises(RefusedError, match="plus dans la file"):
            cancel_print(session, job_id)
        mark_printed(session, gesture, job_id)
        for late in (begin_print, note_print_problem):
            with pytest.raises(RefusedError, match="plus dans la file"):
                late(session, job_id, "Ticket")
