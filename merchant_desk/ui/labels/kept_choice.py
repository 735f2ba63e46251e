"""What is chosen about labels, and what this station chose the last time."""

from dataclasses import dataclass

from merchant_desk.errors import RefusedError
from merchant_desk.queries.settings import Settings
from merchant_desk.values.label_formats import (
    DPI_CHOICES,
    USUAL_FORMAT,
    LabelFormat,
    label_format,
)
from merchant_desk.values.labels import LabelContent, read_content
from merchant_desk.values.settings import LABEL_CONTENT, LABEL_DPI, LABEL_FORMAT, LABEL_START


@dataclass(frozen=True, slots=True)
class PanelChoice:
    """What the panel says at this moment."""

    format: LabelFormat
    content: LabelContent
    start: int
    each: int
    """Labels of every article; 0 leaves the numbers that were asked for."""


def kept_choice(stored: Settings) -> PanelChoice:
    """Return what was chosen here the last time, or the usual."""
    try:
        form = label_format(stored.get(LABEL_FORMAT))
    except RefusedError:  # kept by a version that allowed it
        form = USUAL_FORMAT
    dpi = stored.get(LABEL_DPI)
    if form.on_roll and dpi in DPI_CHOICES:
        form = form.at(dpi)
    return PanelChoice(form, read_content(stored.get(LABEL_CONTENT)), stored.get(LABEL_START), 0)
