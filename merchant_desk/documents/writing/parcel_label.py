"""The label a carrier gave for a parcel: kept with the parcel, printed like every other paper."""

from pathlib import Path

from merchant_desk.documents.writing.label_file import label_pdf
from merchant_desk.documents.writing.pdf_folder import free_path, write_over
from merchant_desk.errors import RefusedError
from merchant_desk.lanes import Lanes
from merchant_desk.operations.queue_papers import PaperWanted, queue_papers
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import PrintJobId, id_text
from merchant_desk.values.labelled_parcel import LabelledParcel
from merchant_desk.values.texts import _
from merchant_desk.values.words import DocumentKind

LABELS_FOLDER = "labels"


def label_path(data: Path, subject: bytes) -> Path:
    """Return where the label of a parcel is kept, whether there is one or not."""
    return data / LABELS_FOLDER / f"{id_text(subject)}.pdf"


def keep_label(
    lanes: Lanes, gesture: Gesture, data: Path, parcel: LabelledParcel, file: Path
) -> tuple[PrintJobId, ...]:
    """Keep a file as the label of a parcel, in place of the one before, and ask for it."""
    content = label_pdf(file)
    path = label_path(data, parcel.parcel_id)
    free_path(path.parent, path.stem)  # makes the folder, or says why it cannot
    write_over(path, content)
    return _ask(lanes, gesture, parcel)


def print_kept_label(
    lanes: Lanes, gesture: Gesture, data: Path, parcel: LabelledParcel
) -> tuple[PrintJobId, ...]:
    """Ask once more for the label that is kept with a parcel."""
    if not label_path(data, parcel.parcel_id).is_file():
        raise RefusedError(
            _("L’étiquette n’a pas été imprimée\u00a0: elle n’est plus dans le dossier."),
            _("Choisissez de nouveau le fichier que le transporteur a donné."),
        )
    return _ask(lanes, gesture, parcel)


def _ask(lanes: Lanes, gesture: Gesture, parcel: LabelledParcel) -> tuple[PrintJobId, ...]:
    wanted = PaperWanted(DocumentKind.LABEL, parcel.parcel_id, parcel.title)
    return lanes.write(queue_papers, gesture, [wanted]).result()
