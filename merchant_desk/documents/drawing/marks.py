"""What must not be missed on a slip: tags and notes, readable without colour."""

from dataclasses import dataclass

from merchant_desk.documents.drawing.flow import MARGIN, ROOM, Flow
from merchant_desk.documents.drawing.ink import BLACK, MM, WHITE, Ink, Style
from merchant_desk.documents.drawing.paper import Page
from merchant_desk.documents.drawing.typeface import LONGEST_NOTE, Face, plain, typeface

_TAG = Style(9, Face.HEAVY, WHITE)
_TAG_HEIGHT = 6.4 * MM
_TAG_PAD = 2.6 * MM
_TITLE = Style(8, Face.HEAVY, BLACK)
_STRIP = 1.6 * MM
_PAD = 4 * MM


@dataclass(frozen=True, slots=True)
class Note:
    """A text somebody wrote for the packer to see."""

    title: str
    text: str
    strip: Ink
    paper: Ink
    style: Style


def draw_tags(page: Page, y: float, tags: list[tuple[str, Ink]]) -> float:
    """Draw white words on filled tags; return where the next thing begins."""
    x = MARGIN
    for text, ink in tags:
        width = typeface(_TAG.face).width(text, _TAG.size) + 2 * _TAG_PAD
        page.fill(x, y, width, _TAG_HEIGHT, ink)
        page.text(x + _TAG_PAD, y + 4.5 * MM, text, _TAG)
        x += width + 2 * MM
    return y + _TAG_HEIGHT if tags else y


def draw_note(flow: Flow, note: Note) -> None:
    """Draw a note with its title and a strip on its left, over as many pages as it takes."""
    text = plain(note.text.strip(), LONGEST_NOTE).strip()
    leading = note.style.size * 1.4
    room = ROOM - _STRIP - 2 * _PAD
    lines = typeface(note.style.face).wrapped(text, note.style.size, room) if text else []
    flow.need(8 * MM + leading * min(len(lines), 3) + 3 * MM)
    _draw_note_line(flow, note, height=6.4 * MM, text=note.title, style=_TITLE)
    _draw_note_line(flow, note, height=1 * MM, text="", style=note.style)
    for line in lines:
        _draw_note_line(flow, note, height=leading, text=line, style=note.style)
    _draw_note_line(flow, note, height=2.4 * MM, text="", style=note.style)
    flow.skip(3.5 * MM)


def _draw_note_line(flow: Flow, note: Note, *, height: float, text: str, style: Style) -> None:
    flow.need(height)
    page, y = flow.page, flow.y
    # Each band overlaps the one above by a hair, or viewers show white seams between them.
    page.fill(MARGIN, y - 0.3, ROOM, height + 0.3, note.paper)
    page.fill(MARGIN, y - 0.3, _STRIP, height + 0.3, note.strip)
    if text:
        page.text(MARGIN + _STRIP + _PAD, y + height - style.size * 0.34, text, style)
    flow.skip(height)
