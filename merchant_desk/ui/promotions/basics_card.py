"""What, when and where: the first card of the form."""

from datetime import datetime, time, timedelta, tzinfo

from msgspec.structs import replace
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout

from merchant_desk.rules.legal.words_of_law import Channel
from merchant_desk.rules.promotion_draft import PromotionDraft
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.promotions.day_time import DayTime
from merchant_desk.ui.promotions.words import CHANNELS, KINDS
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.card import Card
from merchant_desk.ui.widgets.check_box import CheckBox
from merchant_desk.ui.widgets.field import Field
from merchant_desk.ui.widgets.select import Select
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.texts import _

PLANNED_KINDS = tuple(each for each in KINDS if each not in ("floating_soldes", "price_change"))
_SHOWN: tuple[Channel, ...] = ("shop", "web", "click_and_collect", "marketplace")
_WEEK = timedelta(days=7)
_CLOSES = time(23, 59)


class BasicsCard(Card):
    """``edited`` when anything in it was changed by hand."""

    edited = Signal()

    def __init__(self, theme: Theme, clock: tzinfo) -> None:
        super().__init__(theme, _("Quoi, quand, où"))
        self._clock = clock
        self.name = Field(theme, _("Nom de l’opération"), check=_needs_name)
        self.kind = Select(theme, _("Genre d’opération"))
        self.kind.addItems([_(KINDS[each][0]) for each in PLANNED_KINDS])
        self.starts = DayTime(theme, _("Début"), clock)
        self.ends = DayTime(theme, _("Fin"), clock)
        self.endless = CheckBox(theme, _("Sans date de fin"))
        self.channels: dict[Channel, CheckBox] = {
            each: CheckBox(theme, _(CHANNELS[each]).capitalize()) for each in _SHOWN
        }
        self._build(theme)
        self._connect()

    def _build(self, theme: Theme) -> None:
        first = QHBoxLayout()
        first.setSpacing(12)
        kind = QVBoxLayout()
        kind.setSpacing(5)
        kind.addWidget(TextLabel(theme, _("Genre"), Role.STRONG, Ink.TEXT))
        kind.addWidget(self.kind)
        kind.addStretch(1)
        first.addWidget(self.name, 2)
        first.addLayout(kind, 1)
        dates = QHBoxLayout()
        dates.setSpacing(12)
        dates.addWidget(self.starts, 1)
        dates.addWidget(self.ends, 1)
        where = QGridLayout()
        where.setHorizontalSpacing(14)
        where.setVerticalSpacing(2)
        for place, box in enumerate((*self.channels.values(), self.endless)):
            where.addWidget(box, place // 3, place % 3)
        where.setColumnStretch(3, 1)
        self.body.addLayout(first)
        self.body.addLayout(dates)
        self.body.addLayout(where)

    def _connect(self) -> None:
        self.name.edited.connect(self._on_edited)
        self.kind.activated.connect(self._on_edited)
        for part in (self.starts, self.ends):
            part.edited.connect(self._on_edited)
        for box in (*self.channels.values(), self.endless):
            box.toggled.connect(self._on_edited)

    def use_clock(self, clock: tzinfo) -> None:
        """Read the times in the shop's own zone."""
        self._clock = clock
        for part in (self.starts, self.ends):
            part.use_clock(clock)

    def show_draft(self, draft: PromotionDraft) -> None:
        """Show what was kept, announcing nothing."""
        self.blockSignals(True)
        self.name.set_value(draft.title)
        if draft.kind in PLANNED_KINDS:
            self.kind.setCurrentIndex(PLANNED_KINDS.index(draft.kind))
        self.starts.show_instant(draft.starts_at)
        self.ends.show_instant(draft.ends_at or self._usual_end(draft.starts_at))
        self.endless.setChecked(draft.ends_at is None)
        self.ends.setEnabled(draft.ends_at is not None)
        for key, box in self.channels.items():
            box.setChecked(key in draft.channels)
        self.blockSignals(False)

    def put_into(self, draft: PromotionDraft) -> PromotionDraft:
        """Return the draft with what this card says."""
        chosen = tuple(key for key, box in self.channels.items() if box.isChecked())
        hidden = tuple(each for each in draft.channels if each not in _SHOWN)
        return replace(
            draft,
            title=self.name.value,
            kind=PLANNED_KINDS[max(0, self.kind.currentIndex())],
            starts_at=self.starts.instant,
            ends_at=None if self.endless.isChecked() else self.ends.instant,
            channels=(*chosen, *hidden) or ("shop",),
        )

    def _usual_end(self, starts: datetime) -> datetime:
        local = (starts + _WEEK).astimezone(self._clock)
        return datetime.combine(local.date(), _CLOSES, self._clock)

    def _on_edited(self, *_what: object) -> None:
        self.ends.setEnabled(not self.endless.isChecked())
        self.edited.emit()


def _needs_name(text: str) -> str:
    return "" if text else _("Donnez-lui un nom, par exemple Soldes d’hiver.")
