"""Answering: every rule that is relevant runs, and none stops the others."""

from collections.abc import Iterator

from merchant_desk.rules.legal.answer import Answer, Finding, Found, Level
from merchant_desk.rules.legal.case import Case
from merchant_desk.rules.legal.every_rule import RULES, VALUES
from merchant_desk.rules.legal.questions import Promotion, Question, TextCheck
from merchant_desk.rules.legal.reading import InvalidQuestionError, read_question
from merchant_desk.rules.legal.rule import LegalRule

VERSION = "2026-11-21"
"""The state of the law that these rules speak."""
_DEBATED = "Ce point est débattu\u00a0: faites-le vérifier."


def answer(question: Question) -> Answer:
    """Return the verdict on a question, and its value where it asks for one."""
    case = Case(question) if isinstance(question, Promotion | TextCheck) else None
    findings = tuple(
        _stamped(rule, found) for rule in RULES for found in _findings(rule, question, case)
    )
    told = VALUES.get(type(question))
    return Answer(question.id, findings, told(question) if told else None)


def answer_json(asked: object) -> dict[str, object]:
    """Return the answer to a question as the format writes both; an invalid one gets an error."""
    try:
        return answer(read_question(asked)).as_json()
    except InvalidQuestionError as error:
        return error.as_json()


def _findings(rule: LegalRule, question: Question, case: Case | None) -> Iterator[Found]:
    if case is not None and rule.check is not None:
        yield from rule.check(case)
    for kind, check in rule.others:
        if type(question) is kind:
            yield from check(question)


def _stamped(rule: LegalRule, found: Found) -> Finding:
    confidence = found.confidence or rule.confidence
    debated = found.level is Level.BLOCK and confidence == "U" and "débattu" not in found.message
    return Finding(
        rule=rule.id,
        level=found.level,
        message=f"{found.message} {_DEBATED}" if debated else found.message,
        skus=found.skus,
        legal_reference=found.legal_reference or rule.article,
        sanction=found.sanction or rule.sanction,
        confidence=confidence,
        figures=found.figures,
        remedy=found.remedy,
    )
