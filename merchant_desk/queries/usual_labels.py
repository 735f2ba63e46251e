"""Labels of articles as this station printed the last ones."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from merchant_desk.queries.label_choice import kept_format
from merchant_desk.queries.labels import LabelWanted, labels_of
from merchant_desk.queries.settings import Settings, settings
from merchant_desk.values.ids import ProductId, StationId
from merchant_desk.values.label_formats import LabelFormat
from merchant_desk.values.labels import OF_GTIN, LabelRun, read_content
from merchant_desk.values.settings import (
    LABEL_CONTENT,
    LABEL_FORMAT,
    LABEL_OWN,
    LABEL_START,
    LABEL_ZPL,
    PRINTER_LABELS,
)
from merchant_desk.values.texts import _


@dataclass(frozen=True, slots=True)
class UsualLabels:
    """Labels ready to come out."""

    run: LabelRun
    articles: tuple[ProductId, ...]
    printer: str
    """Empty for the folder of PDFs."""
    by_zpl: bool
    own: str
    """The measures of the house, as they are kept."""


def usual_format(session: Session, station_id: StationId) -> tuple[LabelFormat, str] | None:
    """Return the format and the printer of the last labels, None where none came out yet."""
    stored = settings(session, station_id)
    return (kept_format(stored), stored.get(PRINTER_LABELS)) if _is_chosen(stored) else None


def usual_labels(
    session: Session, station_id: StationId, wanted: Sequence[LabelWanted]
) -> UsualLabels | None:
    """Return the labels to print; None where someone must look first.

    That is where none came out here yet, or where an article has no code to print.
    """
    stored = settings(session, station_id)
    if not _is_chosen(stored):
        return None
    content, form = read_content(stored.get(LABEL_CONTENT)), kept_format(stored)
    labels = labels_of(session, wanted)
    if content.code in OF_GTIN and any(not label.ean13 for label, _count in labels):
        return None
    start = 1 if form.on_roll else min(stored.get(LABEL_START), form.a_page)
    printer = stored.get(PRINTER_LABELS)
    return UsualLabels(
        run=LabelRun(form, content, _("Étiquettes d’articles"), labels, start),
        articles=tuple(each.product_id for each in wanted),
        printer=printer,
        by_zpl=form.on_roll and bool(printer) and stored.get(LABEL_ZPL),
        own=stored.get(LABEL_OWN),
    )


def _is_chosen(stored: Settings) -> bool:
    return stored.has(LABEL_FORMAT)
