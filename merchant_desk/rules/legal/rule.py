"""A rule of law: what it is called, where it stands, since when, and how it is checked."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from merchant_desk.rules.legal.answer import Confidence, Found
from merchant_desk.rules.legal.case import Case
from merchant_desk.rules.legal.questions import Question

CaseCheck = Callable[[Case], Iterator[Found]]
QuestionCheck = Callable[[Any], Iterator[Found]]


@dataclass(frozen=True, slots=True)
class LegalRule:
    """One rule, with everything its page of help is made of.

    ``check`` judges an operation or texts that stand alone; ``others`` judges questions of other
    kinds. A rule without either only computes a value, or exempts from another.
    """

    id: str
    title: str
    """In French, as a page is headed: « Dates des soldes nationales »."""
    article: str
    """Code and article, as a lawyer cites them."""
    explanation: str
    """In plain French, for the help page: what is forbidden, what is allowed, what to do.

    Paragraphs are parted by an empty line.
    """
    sanction: str = ""
    since: date | None = None
    until: date | None = None
    """The last day it is in force."""
    confidence: Confidence = "S"
    unsure: str = ""
    """In French: which point is debated, or not settled."""
    check: CaseCheck | None = None
    others: tuple[tuple[type[Question], QuestionCheck], ...] = ()

    def holds(self, day: date) -> bool:
        """Tell whether the rule is in force on a day."""
        return (self.since is None or self.since <= day) and (
            self.until is None or day <= self.until
        )
