"""The evidence file: what it proves, the same bytes each time, and no byte of it to be changed."""

import io
import subprocess
import sys
import zlib
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from merchant_desk.database.database import Database
from merchant_desk.documents import draw_evidence
from merchant_desk.documents.writing.evidence_file import read_evidence
from merchant_desk.documents.writing.paper_bytes import paper_bytes
from merchant_desk.errors import RefusedError
from merchant_desk.models.law_facts import Batch
from merchant_desk.models.product import PriceChange
from merchant_desk.operations.plan_promotion import save_draft
from merchant_desk.operations.print_tags import keep_tags
from merchant_desk.operations.turn_promotions import turn_promotions
from merchant_desk.queries.price_tags import TagsWanted
from merchant_desk.queries.print_papers import print_papers
from merchant_desk.queries.promotion_evidence import promotion_evidence
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import BatchId, PromotionId, new_id
from merchant_desk.values.money import Money
from merchant_desk.values.price_tags import SHEET_24
from merchant_desk.values.promotion_evidence import (
    SEAL,
    Evidence,
    canonical,
    evidence_json,
    sha256,
)
from merchant_desk.values.words import DocumentKind
from tests.documents.reading import page_texts
from tests.operations.black_friday import STARTS, black_friday, open_shop, plan

VERIFIER = Path(__file__).resolve().parents[2] / "resources" / "verify_evidence.py"


@pytest.fixture
def promotion(database: Database, gesture: Gesture) -> PromotionId:
    """An operation with a receipt, a late correction and labels, that has begun."""
    with database.write() as session:
        soap = open_shop(session, gesture)
        session.add(
            Batch(
                id=BatchId(new_id()),
                product_id=soap,
                received_on=date(2026, 9, 1),
                quantity=40,
                source="supplier",
                supplier="Savonnerie du Luberon",
                on_sale_since=date(2026, 9, 3),
                paid_on=date(2026, 9, 30),
                paid_known=True,
                at=gesture.at,
                by="Camille",
            )
        )
        planned = plan(session, gesture, black_friday(soap))
        keep_tags(session, gesture, planned, TagsWanted(SHEET_24))
        session.add(
            PriceChange(
                product_id=soap,
                channel="web",
                price=Money(580),
                from_at=STARTS - timedelta(days=5),
                until_at=STARTS - timedelta(days=4),
                learned_at=gesture.at + timedelta(days=2),
                source="storefront",
            )
        )
        turn_promotions(session, replace(gesture, at=STARTS))
    return planned


@pytest.fixture
def evidence(database: Database, promotion: PromotionId) -> Evidence:
    with database.read() as session:
        return promotion_evidence(session, promotion)


def test_it_holds_the_prices_the_receipts_the_labels_the_words_and_the_verdict(
    evidence: Evidence,
) -> None:
    (soap,) = evidence.articles

    assert (soap.sku, soap.on_sale_since, soap.lowest_lawful_cents) == (
        "SAV-LAV-100", "2026-01-01", None,
    )  # fmt: skip
    assert soap.prior.cents == 590
    assert soap.prior.practised == (("2026-10-28", "2026-11-26"),)
    assert [(each.cents, each.crossed_out_cents) for each in soap.steps] == [(472, 590)]
    assert {(each.channel, each.cents, each.source) for each in soap.prices} == {
        ("", 590, "desk"),
        ("web", 580, "storefront"),
        ("shop", 472, "promotion"),
        ("web", 472, "promotion"),
    }
    assert [(each.received_on, each.quantity, each.paid) for each in soap.receipts] == [
        ("2026-09-01", 40, "2026-09-30")
    ]
    assert [(each.where, each.cents) for each in soap.shown] == [("tag", 472)]
    assert [each.kind for each in evidence.events] == ["planned", "tagged", "started"]
    assert [each.rule for each in evidence.acknowledged] == ["FR-SRP-SEUIL"]
    assert evidence.operation.plan["texts"] == [{"text": "Offre Black Friday", "place": "label"}]
    assert evidence.checks[-1].answer["verdict"] == "warn"


def test_its_pages_say_it_in_french_and_end_with_the_hash_of_the_facts(
    evidence: Evidence,
) -> None:
    pages = page_texts(paper_bytes([evidence]))

    text = " ".join(pages)
    for word in (
        "Dossier de preuve", "Black Friday", "27/11/2026 00:00",
        "5,90 €, le plus bas du 28/10/2026 au 26/11/2026", "Savonnerie du Luberon",
        "30/09/2026", "FR-SRP-SEUIL",
        "Étiquettes imprimées (1)", "relevé sur le site", "Offre Black Friday", "Camille",
    ):  # fmt: skip
        assert word in text
    digest = sha256(evidence_json(evidence))
    assert digest in pages[-1].replace(" ", "")


def test_built_twice_it_is_the_same_to_the_byte(
    database: Database, promotion: PromotionId, evidence: Evidence
) -> None:
    later = datetime(2031, 1, 1, tzinfo=UTC)
    with database.read() as session:
        (paper,) = print_papers(session, DocumentKind.EVIDENCE, [promotion], later)

    assert paper.title == "Dossier de preuve, Black Friday"
    assert paper_bytes([paper.content]) == paper_bytes([evidence])


def test_a_draft_and_an_operation_nobody_knows_have_no_evidence(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        draft = save_draft(session, gesture, black_friday(open_shop(session, gesture)))

    for each in (draft, PromotionId(new_id())):
        with pytest.raises(RefusedError, match="n’a pas de verdict"), database.read() as session:
            promotion_evidence(session, each)


def _verified(file: Path) -> tuple[int, str]:
    told = subprocess.run(  # noqa: S603 - our own interpreter and file
        [sys.executable, "-I", str(VERIFIER), str(file)],
        capture_output=True, text=True, check=False, encoding="utf-8",
        env={"PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip
    return told.returncode, told.stdout + told.stderr


def test_the_verifier_and_the_desk_find_it_whole(evidence: Evidence, tmp_path: Path) -> None:
    file = tmp_path / "preuve.pdf"
    file.write_bytes(draw_evidence(evidence))

    code, told = _verified(file)
    read = read_evidence(file.read_bytes())

    assert (code, "The file is whole." in told) == (0, True)
    assert read.digest in told
    assert read.digest == sha256(evidence_json(evidence))
    assert (read.holds, read.changes, read.differs) == (True, (), ())


def test_one_changed_byte_anywhere_is_found(evidence: Evidence, tmp_path: Path) -> None:
    whole = draw_evidence(evidence)
    file = tmp_path / "preuve.pdf"

    for place in range(20, len(whole) - 1, len(whole) // 12):
        file.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])

        assert _verified(file)[0] != 0, place


def test_facts_changed_and_sealed_anew_do_not_have_the_printed_hash(
    evidence: Evidence, tmp_path: Path
) -> None:
    whole = draw_evidence(evidence)
    forged = replace(evidence, operation=replace(evidence.operation, title="Autre nom"))
    body = whole[: whole.rindex(SEAL)]
    start = body.index(b"stream\n", body.index(b"/Type /EmbeddedFile")) + len(b"stream\n")
    facts = body[start : body.index(b"endstream", start)]
    other = zlib.compress(evidence_json(forged))
    body = body.replace(facts, other)
    body = body.replace(f"/Length {len(facts)}".encode(), f"/Length {len(other)}".encode())
    file = tmp_path / "faux.pdf"
    file.write_bytes(body + SEAL + sha256(body).encode() + b"\n")

    code, told = _verified(file)

    assert zlib.decompress(facts) == evidence_json(evidence)
    assert (code, "do not have the hash" in told) == (1, True)


def test_a_file_judged_by_older_rules_still_holds_and_a_wrong_answer_of_today_does_not(
    evidence: Evidence,
) -> None:
    check = evidence.checks[-1]
    answer = {"id": "promotion", "verdict": "pass", "findings": []}
    otherwise = replace(check, answer=answer, answer_sha256=sha256(canonical(answer)))
    older = replace(otherwise, rules_version="2025-01-01")

    by_today, by_older = (
        read_evidence(draw_evidence(replace(evidence, checks=(each,))))
        for each in (otherwise, older)
    )

    assert (by_today.changes, by_today.holds) == ((), False)
    assert (by_older.changes, by_older.holds) == ((), True)
    assert "FR-SRP-SEUIL" in by_older.differs


@pytest.mark.parametrize("content", [b"", b"%PDF-1.4\n%%EOF", b"\x00" * 100])
def test_what_is_no_evidence_file_is_said_to_be_none(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "autre.pdf"
    file.write_bytes(content)

    assert _verified(file)[0] == 2
    with pytest.raises(RefusedError):
        read_evidence(content)


def test_another_pdf_is_no_evidence() -> None:
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.drawString(100, 100, "Facture")
    canvas.save()

    with pytest.raises(RefusedError, match="pas un dossier de preuve"):
        read_evidence(out.getvalue())
