"""What is chosen about labels, and what this station chose the last time."""

from dataclasses import dataclass

from merchant_desk.queries.label_choice import kept_dpi, kept_format
from merchant_desk.queries.settings import Settings
from merchant_desk.values.label_formats import LabelFormat
from merchant_desk.values.labels import LabelContent, read_content
from merchant_desk.values.settings import LABEL_CONTENT, LABEL_DPI, LABEL_START, LABEL_ZPL


@dataclass(frozen=True, slots=True)
class PanelChoice:
    """What the panel says at this moment."""

    format: LabelFormat
    content: LabelContent
    start: int
    each: int
    """Labels of every article; 0 leaves the numbers that were asked for."""
    dpi: int = LABEL_DPI.default
    """Dots an inch of the printer that takes rolls."""
    by_zpl: bool = False
    """That printer is told in ZPL what to draw, not handed a picture."""


def kept_choice(stored: Settings) -> PanelChoice:
    """Return what was chosen here the last time, or the usual."""
    content = read_content(stored.get(LABEL_CONTENT))
    start = stored.get(LABEL_START)
    by_zpl = stored.get(LABEL_ZPL)
    return PanelChoice(kept_format(stored), content, start, 0, kept_dpi(stored), by_zpl)
