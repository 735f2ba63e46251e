"""Until the duty begins, a report is a rehearsal: no day is said before which it is due."""

from dataclasses import replace
from datetime import date

import pytest

from merchant_desk.rules.e_reporting.periods import is_rehearsal, period_of
from merchant_desk.ui.e_invoicing.words import due_words
from merchant_desk.values.e_reporting import Regime, ReportKind

PERIOD = period_of(Regime.QUARTERLY, ReportKind.TRANSACTIONS, date(2027, 9, 15))


@pytest.mark.parametrize(
    ("last", "rehearsal"), [(date(2027, 8, 31), True), (date(2027, 9, 1), False)]
)
def test_a_report_is_a_rehearsal_until_the_duty_begins(last: date, *, rehearsal: bool) -> None:
    period = replace(PERIOD, last=last, due_on=date(2027, 10, 31))

    assert is_rehearsal(period) == rehearsal
    assert due_words(period) == ("Répétition" if rehearsal else "31/10/2027")
