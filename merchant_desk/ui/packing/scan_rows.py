"""The last scans as painted rows: a mark, what it was, when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from merchant_desk.queries.parcel_view import SeenScan
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.packing.hero_words import lot_words
from merchant_desk.ui.packing.row_list import RowLook
from merchant_desk.ui.packing.seen_parcel import IgnoredScan
from merchant_desk.ui.painting import draw_icon, draw_text, text_width
from merchant_desk.ui.theme import Theme
from merchant_desk.values.clock import PARIS
from merchant_desk.values.french import number
from merchant_desk.values.texts import _, later
from merchant_desk.values.words import ScanOutcome

_HEIGHT, _TALL = 25, 41
_ICON = 16
_RIGHT = Qt.AlignmentFlag.AlignRight
_MARKS = {
    ScanOutcome.ADDED: ("check", "ok", "text"),
    ScanOutcome.WRONG: ("x", "bad", "bad_text"),
    ScanOutcome.TOO_MANY: ("x", "bad", "bad_text"),
    ScanOutcome.UNKNOWN: ("circle-question-mark", "warn", "warn_text"),
    ScanOutcome.AMBIGUOUS: ("circle-question-mark", "warn", "warn_text"),
    ScanOutcome.MISSING: ("triangle-alert", "warn", "warn_text"),
    ScanOutcome.EXPIRED: ("x", "bad", "bad_text"),
    ScanOutcome.RECALLED: ("x", "bad", "bad_text"),
    ScanOutcome.OLDER_LOT: ("triangle-alert", "warn", "warn_text"),
    ScanOutcome.PACKAGING: ("package", "ok", "text2"),
}
_WORDS = {
    ScanOutcome.ADDED: later("ajouté"),
    ScanOutcome.WRONG: later("pas dans la commande"),
    ScanOutcome.TOO_MANY: later("de trop"),
    ScanOutcome.UNKNOWN: later("code inconnu"),
    ScanOutcome.AMBIGUOUS: later("code de plusieurs produits"),
    ScanOutcome.MISSING: later("signalé manquant"),
    ScanOutcome.EXPIRED: later("date dépassée"),
    ScanOutcome.RECALLED: later("lot rappelé"),
    ScanOutcome.OLDER_LOT: later("lot plus ancien d’abord"),
    ScanOutcome.PACKAGING: later("emballage"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanRow:
    """One scan as listed: its mark, its words, what its symbol told, when."""

    icon: str
    mark: str
    ink: str
    text: str
    detail: str
    outcome: str
    at: datetime
    undone: bool = False


def scan_rows(
    scans: Sequence[SeenScan], ignored: Sequence[IgnoredScan], today: date
) -> tuple[ScanRow, ...]:
    """Return counted and ignored scans together, the newest first."""
    rows = [_seen(each, today) for each in scans]
    rows += [
        ScanRow(
            icon="ban",
            mark="text3",
            ink="text2",
            text=each.text,
            detail="",
            outcome=_("scan ignoré"),
            at=each.at,
        )
        for each in ignored
    ]
    return tuple(sorted(rows, key=lambda row: row.at, reverse=True))


def _seen(scan: SeenScan, today: date) -> ScanRow:
    icon, mark, ink = _MARKS.get(scan.outcome, ("check", "ok", "text"))
    if scan.undone:
        icon, mark, ink = "undo-2", "text3", "text3"
    many = scan.outcome is ScanOutcome.ADDED and scan.units > 1
    outcome = _("retiré") if scan.undone else _(_WORDS.get(scan.outcome, ""))
    return ScanRow(
        icon=icon,
        mark=mark,
        ink=ink,
        text=f"{number(scan.units)} × {scan.label}" if many else scan.label or scan.code,
        detail=lot_words(scan.lot, scan.expiry, today),
        outcome=outcome,
        at=scan.at,
        undone=scan.undone,
    )


class ScanPainter:
    """One line a scan; a second small one for its lot."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme

    def height(self, row: ScanRow) -> int:
        """Return the height of a row."""
        return self._theme.px(_TALL if self._under(row) else _HEIGHT)

    def spoken(self, row: ScanRow) -> str:
        """Return the row in words."""
        parts = (row.text, row.outcome, row.detail, _time(row))
        return ", ".join(part for part in parts if part)

    def paint(self, painter: QPainter, area: QRectF, row: ScanRow, look: RowLook) -> None:
        """Draw the row."""
        theme, tokens = self._theme, self._theme.tokens
        line = QRectF(area.left(), area.top(), area.width(), theme.px(_HEIGHT))
        side = theme.px(_ICON)
        spot = QRectF(line.left(), line.center().y() - side / 2, side, side)
        draw_icon(painter, row.icon, str(getattr(tokens, row.mark)), spot)
        clock = theme.font(Role.CAPTION, tabular=True)
        at = _time(row)
        draw_text(painter, line, at, clock, tokens.text2, _RIGHT)
        left = side + 8
        words = line.adjusted(left, 0, -text_width(at, clock) - 8, 0)
        font = theme.font(Role.BODY)
        draw_text(painter, words, row.text, font, str(getattr(tokens, row.ink)))
        if row.undone:
            width = min(text_width(row.text, font), int(words.width()))
            middle = QRectF(words.left(), words.center().y(), width, 1)
            painter.fillRect(middle, QColor(tokens.text3))
        if self._under(row):
            under = QRectF(words.left(), line.bottom() - 4, area.width() - left, theme.px(16))
            draw_text(painter, under, self._under(row), theme.font(Role.CAPTION), tokens.text2)

    def _under(self, row: ScanRow) -> str:
        said = row.outcome if row.icon in {"ban", "undo-2"} else ""
        return " · ".join(part for part in (said, row.detail) if part)


def _time(row: ScanRow) -> str:
    return row.at.astimezone(PARIS).strftime("%H:%M:%S")
