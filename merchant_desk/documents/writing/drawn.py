"""Papers drawn before they are printed: to look at, to save, to print; for a network lane."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from merchant_desk.documents.writing.bring_out import kept_path
from merchant_desk.documents.writing.label_file import label_pdf
from merchant_desk.documents.writing.paper_bytes import paper_bytes
from merchant_desk.documents.writing.pdf_folder import free_path, write_over
from merchant_desk.documents.writing.pdf_pages import PageSize, page_sizes
from merchant_desk.lanes import Lanes
from merchant_desk.operations.queue_papers import PaperWanted, queue_papers
from merchant_desk.queries.print_papers import Paper, print_papers
from merchant_desk.values.french import number
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import PrintJobId, new_id
from merchant_desk.values.slips import PickingBatch
from merchant_desk.values.texts import _, ngettext
from merchant_desk.values.words import DocumentKind


@dataclass(frozen=True, slots=True)
class Drawn:
    """One PDF and the papers in it."""

    kind: DocumentKind
    title: str
    papers: tuple[PaperWanted, ...]
    pdf: bytes
    pages: tuple[PageSize, ...]
    only_a_file: bool
    """It cannot be drawn again from a subject: the file itself is what is printed."""


def draw(lanes: Lanes, kind: DocumentKind, subjects: Sequence[bytes], now: datetime) -> Drawn:
    """Return the papers of these subjects as one PDF."""
    papers = lanes.read(print_papers, kind, subjects, now).result()
    pdf = paper_bytes([paper.content for paper in papers])
    wanted = tuple(PaperWanted(paper.kind, paper.subject, paper.title) for paper in papers)
    return Drawn(kind, _title(papers), wanted, pdf, page_sizes(pdf), _outside_waves(papers))


def draw_alone(kind: DocumentKind, title: str, content: object) -> Drawn:
    """Return a document that is about no record of the desk: labels, the page of a ruler."""
    pdf = paper_bytes([content])
    return Drawn(kind, title, (), pdf, page_sizes(pdf), only_a_file=True)


def print_drawn(
    lanes: Lanes,
    gesture: Gesture,
    data: Path,
    drawn: Drawn,
    choice: tuple[str | None, int] = (None, 1),
) -> tuple[PrintJobId, ...]:
    """Ask for drawn papers on a printer, in so many copies."""
    printer, copies = choice
    papers = [PaperWanted(each.kind, each.subject, each.title, copies) for each in drawn.papers]
    if drawn.only_a_file:
        subject = _keep(data, drawn.pdf)
        papers = [PaperWanted(drawn.kind, subject, drawn.title, copies)]
    return lanes.write(queue_papers, gesture, papers, printer).result()


def print_label(
    lanes: Lanes, gesture: Gesture, data: Path, path: Path, title: str
) -> tuple[PrintJobId, ...]:
    """Keep a label file and ask for it: the file may be gone when the printer is back."""
    subject = _keep(data, label_pdf(path))
    named = title or _("Étiquette {file}").format(file=path.stem)
    return lanes.write(
        queue_papers, gesture, [PaperWanted(DocumentKind.LABEL, subject, named)]
    ).result()


def _keep(data: Path, pdf: bytes) -> bytes:
    subject = new_id()
    path = kept_path(data, subject)
    free_path(path.parent, path.stem)  # makes the folder, or says why it cannot
    write_over(path, pdf)
    return subject


def _outside_waves(papers: Sequence[Paper]) -> bool:
    content = papers[0].content
    return isinstance(content, PickingBatch) and not content.wave_number


def _title(papers: Sequence[Paper]) -> str:
    if len(papers) == 1:
        return papers[0].title
    others = len(papers) - 1
    pattern = ngettext("{title} et {n} autre", "{title} et {n} autres", others)
    return pattern.format(title=papers[0].title, n=number(others))
