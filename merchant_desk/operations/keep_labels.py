"""Keep how labels are printed at a station, and where its sheet was left."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from merchant_desk.operations.save_settings import save_setting
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.label_formats import LABEL_FORMATS, LabelFormat, format_text
from merchant_desk.values.labels import LabelContent
from merchant_desk.values.settings import (
    LABEL_CONTENT,
    LABEL_DPI,
    LABEL_FORMAT,
    LABEL_OWN,
    LABEL_START,
    LABEL_ZPL,
    PRINTER_LABELS,
)

_SEPARATOR = "|"
_MOST_OWN = 12


@dataclass(frozen=True, slots=True)
class LabelChoices:
    """What was chosen, and the first free place of the sheet in the tray."""

    format: LabelFormat
    content: LabelContent
    start: int = 1
    by_zpl: bool | None = None
    """A roll goes to its printer in ZPL; None for what is no roll."""
    printer: str | None = None
    """Where they came out, empty for a PDF; None for what was not printed."""


def keep_labels(
    session: Session, gesture: Gesture, choices: LabelChoices, own: tuple[str, ...] = ()
) -> None:
    """Keep the choices for the next time; ``own`` are the measures this station used before."""
    text = format_text(choices.format)
    save_setting(session, gesture, LABEL_FORMAT, text)
    save_setting(session, gesture, LABEL_CONTENT, choices.content.text())
    save_setting(session, gesture, LABEL_START, choices.start)
    if choices.format.on_roll:
        save_setting(session, gesture, LABEL_DPI, choices.format.dpi)
    if choices.printer is not None:
        save_setting(session, gesture, PRINTER_LABELS, choices.printer)
    if choices.by_zpl is not None:
        save_setting(session, gesture, LABEL_ZPL, choices.by_zpl)
    if all(text != each.key for each in LABEL_FORMATS):
        kept = dict.fromkeys((text, *own))
        save_setting(session, gesture, LABEL_OWN, _SEPARATOR.join(list(kept)[:_MOST_OWN]))


def read_own(text: str) -> tuple[str, ...]:
    """Return the measures of one's own that were kept, the latest first."""
    return tuple(each for each in text.split(_SEPARATOR) if each)
