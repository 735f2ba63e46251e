"""An operation, or texts that stand alone, as the rules look at it: local times, days, words.

What several rules need is worked out once here, when it is first asked for.
"""

from collections.abc import Iterator
from datetime import date, datetime, tzinfo
from functools import cached_property

from merchant_desk.rules.legal.announcements import announced_items
from merchant_desk.rules.legal.item_case import ItemCase
from merchant_desk.rules.legal.loss_cases import Loss, losses
from merchant_desk.rules.legal.moment import Moment
from merchant_desk.rules.legal.parts import Declaration, Shop
from merchant_desk.rules.legal.questions import Operation, Promotion, TextCheck
from merchant_desk.rules.legal.soldes_periods import Period, period_at
from merchant_desk.rules.legal.soldes_standing import SoldesStanding
from merchant_desk.rules.legal.text_case import TextCase
from merchant_desk.rules.legal.words_of_law import DISTANCE, Channel, Partner
from merchant_desk.rules.legal.zones import clock_of


class Case:
    """What is judged. ``operation`` is None for texts that stand alone."""

    def __init__(self, question: Promotion | TextCheck) -> None:
        self.question = question
        self.shop: Shop = question.shop
        self.clock: tzinfo = clock_of(question.shop.zone)
        self.operation: Operation | None = (
            question.operation if isinstance(question, Promotion) else None
        )
        self.asked_at: datetime = (question.asked_on or Moment("1970-01-01")).opening(self.clock)
        """When it is asked, in local time."""

    @property
    def asked_on(self) -> date:
        """Return the day on which it is asked."""
        return self.asked_at.date()

    @cached_property
    def channels(self) -> tuple[Channel, ...]:
        """Return the channels of the operation, or those that the texts speak for."""
        return (self.operation or self._texts_alone).channels

    @property
    def _texts_alone(self) -> TextCheck:
        question = self.question
        if not isinstance(question, TextCheck):
            raise TypeError(question)
        return question

    @cached_property
    def distance_channels(self) -> tuple[Channel, ...]:
        """Return those of the channels that sell at a distance."""
        return tuple(each for each in self.channels if each in DISTANCE)

    @property
    def kind(self) -> str:
        """Return the kind of the operation; empty for texts that stand alone."""
        return self.operation.kind if self.operation else ""

    @property
    def covers(self) -> str | None:
        """Return whether all goods or a selection are concerned, if told."""
        return (self.operation or self._texts_alone).covers

    @property
    def partner_of(self) -> tuple[Partner, ...]:
        """Return the trade marks that the shop may use."""
        return (self.operation or self._texts_alone).partner_of

    @property
    def declaration(self) -> Declaration | None:
        """Return what was declared to the mayor."""
        return (self.operation or self._texts_alone).declaration

    @cached_property
    def starts(self) -> datetime:
        """Return when the operation opens, in local time; texts alone: when it is asked."""
        return self.operation.starts.opening(self.clock) if self.operation else self.asked_at

    @cached_property
    def ends(self) -> datetime | None:
        """Return when the operation closes, in local time; None when no end is told."""
        told = self.operation.ends if self.operation else None
        return told.closing(self.clock) if told else None

    @cached_property
    def day(self) -> date:
        """Return D, the first day of the operation: its law is the one that applies."""
        return self.starts.date()

    @cached_property
    def last_day(self) -> date | None:
        """Return the last day of the operation, if it has one."""
        return self.ends.date() if self.ends else None

    @property
    def to_consumers(self) -> bool:
        """Tell whether consumers buy; a sale to businesses leaves most rules aside."""
        return self.operation is None or self.operation.customers == "consumers"

    @cached_property
    def texts(self) -> tuple[TextCase, ...]:
        """Return every text, with its moment, its channels and what it speaks of."""
        texts = (self.operation or self._texts_alone).texts
        categories = {each.item.category for each in self.items} or {"general_goods"}
        flags = {flag for each in self.items for flag in each.item.flags}
        return tuple(
            TextCase(
                text,
                at=text.on.opening(self.clock) if text.on else self.asked_at,
                channels=text.channels or self.channels,
                categories=frozenset({text.about.category} if text.about else categories),
                flags=frozenset(text.about.flags if text.about else flags),
            )
            for text in texts
        )

    @cached_property
    def items(self) -> tuple[ItemCase, ...]:
        """Return every item, with what is worked out from it."""
        question = self.question
        if not isinstance(question, Promotion):
            return ()
        return tuple(ItemCase(self, item) for item in question.items)

    @property
    def judged_items(self) -> Iterator[ItemCase]:
        """Yield the items that take part: those listed beside the soldé ones do not."""
        return (each for each in self.items if each.takes_part)

    @cached_property
    def says_trigger(self) -> bool:
        """Tell whether a text announces a lower price."""
        return any(text.says_trigger for text in self.texts)

    @cached_property
    def announced_items(self) -> tuple[ItemCase, ...]:
        """Return the items whose price reduction is announced to everybody."""
        return announced_items(self)

    @cached_property
    def losses(self) -> tuple[Loss, ...]:
        """Return the items that are sold below what the law asks."""
        return losses(self)

    def period_of(self, channel: Channel, at: datetime | None = None) -> Period | None:
        """Return the soldes period of a channel that holds an instant (default: the start)."""
        return period_at(self.shop.zone, channel, at or self.starts)

    @cached_property
    def soldes_standing(self) -> SoldesStanding:
        """Return the periods of soldes that hold the operation, or that it misses."""
        return SoldesStanding(self.shop.zone, self.channels, self.starts, self.ends)
