"""What a column of a table shows of a row, and how."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic

from merchant_desk.ui.fonts import Role
from merchant_desk.ui.row_source import Row
from merchant_desk.ui.widgets.chip import ChipText
from merchant_desk.ui.widgets.text_label import Ink


@dataclass(frozen=True)
class Column(Generic[Row]):
    """One column: ``text`` is what is read, copied and spoken, whatever is painted.

    ``sort`` names the order for the query (empty: not sortable); ``numeric`` aligns right with
    digits of one width; ``chip`` is painted for the text, ``icon`` (its name) and ``picture`` (a
    product's name) before it; ``stretch`` takes the room that is left; ``hidden`` waits in the
    column chooser; ``gives_way`` leaves when the window is too narrow for all.
    """

    key: str
    title: str
    text: Callable[[Row], str]
    width: int
    sort: str = ""
    numeric: bool = False
    role: Role = Role.BODY
    ink: Ink = Ink.TEXT2
    chip: Callable[[Row], ChipText | None] | None = None
    icon: Callable[[Row], str] | None = None
    picture: Callable[[Row], str] | None = None
    stretch: bool = False
    hidden: bool = False
    gives_way: bool = False
