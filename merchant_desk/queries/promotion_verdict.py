"""The verdict on an operation: what she reads while she types, and what is enforced."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from merchant_desk.queries.law_items import LawFacts
from merchant_desk.queries.promotion_question import promotion_question
from merchant_desk.queries.promotion_reading import PromotionReading, read_articles
from merchant_desk.rules.legal.answer import Answer, Finding, Level
from merchant_desk.rules.legal.engine import VERSION, answer
from merchant_desk.rules.legal.questions import Promotion
from merchant_desk.rules.promotion_draft import PromotionDraft
from merchant_desk.rules.promotion_lines import PlannedLine
from merchant_desk.values.ids import PromotionId
from merchant_desk.values.many_objects import many_objects


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer of the law, the question it answers, and the prices it is about."""

    question: Promotion
    answer: Answer
    facts: tuple[LawFacts, ...]
    lines: tuple[PlannedLine, ...]
    rules_version: str
    read: PromotionReading
    """What was read of the articles: good for the next draft as long as nothing changed."""

    @property
    def level(self) -> Level:
        """Return the gravest level."""
        return self.answer.verdict

    def of_level(self, level: Level) -> tuple[Finding, ...]:
        """Return the findings of one level."""
        return tuple(each for each in self.answer.findings if each.level is level)

    @property
    def warned_rules(self) -> frozenset[str]:
        """Return the rules whose warnings must be read and taken upon oneself by name."""
        return frozenset(each.rule for each in self.of_level(Level.WARN))


def promotion_verdict(
    session: Session,
    draft: PromotionDraft,
    now: datetime,
    promotion_id: PromotionId | None = None,
    *,
    read: PromotionReading | None = None,
) -> Verdict:
    """Judge a draft by every rule; ``promotion_id`` leaves the operation itself out of the past.

    ``read`` is what an earlier verdict read, while she types; what is saved is read anew. Raises
    RefusedError while the shop's address is not known.
    """
    with many_objects():
        if read is None or not read.suits(draft, promotion_id):
            read = read_articles(session, draft, promotion_id)
        asked = promotion_question(draft, read, now)
        told = answer(asked.question)
    return Verdict(asked.question, told, asked.facts, asked.lines, VERSION, read)
