"""The day on which a question is asked; today when it does not say."""

from datetime import date

from merchant_desk.rules.legal.questions import Question
from merchant_desk.values.clock import PARIS, paris_date, utc_now


def asked_day(question: Question) -> date:
    """Return the day of a question, in Paris."""
    if question.asked_on is None:
        return paris_date(utc_now())
    return question.asked_on.opening(PARIS).date()
