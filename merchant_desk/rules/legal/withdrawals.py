"""Until when a customer at a distance may change his mind."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from msgspec import UNSET

from merchant_desk.rules.legal.distance_questions import WithdrawalDeadline
from merchant_desk.rules.legal.holidays import MAINLAND, is_holiday
from merchant_desk.rules.legal.moment import months_after
from merchant_desk.rules.legal.prior_prices import shifted
from merchant_desk.rules.legal.sales_numbers import count_told
from merchant_desk.values.clock import PARIS

_SATURDAY = 5
_ONLY_UNSEALED = frozenset({"hygiene_sealed", "sealed_media"})
EXCEPTIONS: Mapping[str, str] = {
    "personalised": "bien fait sur mesure ou nettement personnalisé",
    "perishable": "bien qui se détériore ou se périme rapidement",
    "hygiene_sealed": "bien descellé qui ne peut être repris pour des raisons d’hygiène",
    "sealed_media": "disque, film ou logiciel descellé",
    "press": "journal ou magazine",
    "mixed_inseparably": "bien mélangé de manière indissociable",
    "fluctuating_alcohol": "alcool livré plus tard, dont la valeur varie",
    "urgent_repair": "travaux urgents à domicile demandés par le client",
    "dated_leisure": "hébergement, transport, restauration ou loisir à une date fixée",
    "digital_started": "contenu numérique commencé avec l’accord du client",
    "auction": "enchères publiques",
}


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """Whether a customer may withdraw, until when, and whether he did so in time."""

    exception: str = ""
    """Why there is no right, in French; empty when there is one."""
    deadline: date | None = None
    """The last day to send the withdrawal; None while it is not known, or without a right."""
    longer: bool = False
    """Whether the customer was told too late, or never."""
    sent_on: date | None = None

    @property
    def right(self) -> bool:
        """Tell whether there is a right at all."""
        return not self.exception

    @property
    def in_time(self) -> bool:
        """Tell whether a withdrawal that was sent is valid."""
        if self.sent_on is None or not self.right:
            return False
        return self.deadline is None or self.sent_on <= self.deadline


def withdrawal(question: WithdrawalDeadline) -> Withdrawal:
    """Return what the law gives the customer."""
    sent = question.sent_at.opening(PARIS).date() if question.sent_at else None
    exception = _exception(question)
    if exception:
        return Withdrawal(exception, sent_on=sent)
    told = question.information_given_on
    first = _first_day(question)
    if first is None:
        return Withdrawal(longer=told is None, sent_on=sent)
    if told is UNSET or (told is not None and told <= first):
        return Withdrawal(deadline=_usual_deadline(question, first), sent_on=sent)
    return Withdrawal(deadline=_longer_deadline(question, first, told), longer=True, sent_on=sent)


def _exception(question: WithdrawalDeadline) -> str:
    if question.contract == "shop":
        return "achat en magasin"
    if question.contract == "fair":
        return "achat sur une foire ou un salon"
    nature = question.goods_nature
    if nature in _ONLY_UNSEALED and not question.seal_broken:
        return ""
    return EXCEPTIONS.get(nature, "")


def _first_day(question: WithdrawalDeadline) -> date | None:
    """Return day 0, that is not counted; None while the goods are not received."""
    if question.object == "service":
        return question.contract_on
    if not question.received_on:
        return None
    first_counts = question.object == "regular_deliveries"
    return min(question.received_on) if first_counts else max(question.received_on)


def _usual_deadline(question: WithdrawalDeadline, first: date) -> date:
    days = count_told("withdrawal_days", first)
    return moved_on(shifted(first, days), question.customer_zone)


def _longer_deadline(question: WithdrawalDeadline, first: date, told: date | None) -> date:
    """Return the deadline of a customer who was told after the first day, or never."""
    zone = question.customer_zone
    months = count_told("withdrawal_longer_by_months", first)
    latest = moved_on(months_after(_usual_deadline(question, first), months), zone)
    if told is None:
        return latest
    return min(moved_on(shifted(told, count_told("withdrawal_days", told)), zone), latest)


def moved_on(day: date, zone: str | None) -> date:
    """Return the first working day from a day on, here and where the customer lives."""
    while (
        day.weekday() >= _SATURDAY
        or is_holiday(MAINLAND, day)
        or (zone is not None and is_holiday(zone, day))
    ):
        day = shifted(day, 1)
    return day
