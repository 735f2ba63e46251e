"""Labels and evidence that were queued come out of the station once, as every other paper."""

import shutil
from pathlib import Path

from merchant_desk.database.database import open_database
from merchant_desk.documents.writing.bring_out import Ending, bring_out_as_pdf
from merchant_desk.documents.writing.evidence_file import read_evidence
from merchant_desk.lanes import Lanes
from merchant_desk.operations.print_tags import queue_tags
from merchant_desk.operations.queue_papers import PaperWanted, queue_papers
from merchant_desk.queries.price_tags import TagsWanted
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.price_tags import ROLL_57
from merchant_desk.values.words import DocumentKind
from tests.documents.reading import page_codes
from tests.operations.black_friday import black_friday, open_shop, plan


def test_they_come_out_once_and_stand_the_test_of_their_readers(
    empty_file: Path, tmp_path: Path, gesture: Gesture
) -> None:
    path = tmp_path / "boutique.sqlite3"
    shutil.copyfile(empty_file, path)
    database = open_database(f"sqlite:///{path}")
    with database.write() as session:
        promotion = plan(session, gesture, black_friday(open_shop(session, gesture)))
        queue_tags(session, gesture, promotion, TagsWanted(ROLL_57))
        paper = PaperWanted(DocumentKind.EVIDENCE, promotion, "Dossier de preuve, Black Friday")
        queue_papers(session, gesture, [paper])
    lanes = Lanes(database)

    out = bring_out_as_pdf(lanes, gesture, tmp_path)
    again = bring_out_as_pdf(lanes, gesture, tmp_path)
    lanes.close()
    database.close()

    assert [each.ending for each in out] == [Ending.OUT, Ending.OUT]
    assert again == ()
    tags, proof = (Path(each.file).read_bytes() for each in out)
    assert page_codes(tags, dots=300) == [("EAN-13", "3760123456784")]
    assert read_evidence(proof).holds
