"""The limits of a return as lines: until when, by which article of law, what decided it."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout

from merchant_desk.rules.returns.clocks import Clock
from merchant_desk.ui.stock.lines import Line, clear
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.chip import Chip, ChipText
from merchant_desk.values.french import short_date
from merchant_desk.values.texts import _


def show_clocks(theme: Theme, into: QVBoxLayout, clocks: Sequence[Clock]) -> None:
    """Fill a column with the limits."""
    clear(into)
    for each in clocks:
        into.addWidget(clock_line(theme, each))


def clock_line(theme: Theme, clock: Clock) -> Line:
    """Return one limit."""
    note = " · ".join(filter(None, (clock.article, clock.why)))
    line = Line(theme, clock.name, note=note)
    day = _("pas encore") if clock.until is None else short_date(clock.until)
    tone = Tone.BAD if clock.passed else Tone.INFO if clock.until else Tone.MUTE
    line.add(Chip(theme, ChipText(day, tone, icon="clock-alert" if clock.passed else "")))
    return line
