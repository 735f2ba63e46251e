"""How much may be bought without going under the floor, without a window."""

import argparse
from dataclasses import replace
from datetime import date

from merchant_desk.cli.command import Counter
from merchant_desk.errors import RefusedError
from merchant_desk.queries.cash_forecast import cash_forecast
from merchant_desk.rules.cash_scenario.added import purchase_day
from merchant_desk.rules.cash_scenario.room import Room, best_day, room
from merchant_desk.rules.cash_scenario.room_words import room_sentence
from merchant_desk.values.cash_flow import Forecast, Reading
from merchant_desk.values.cash_plan import TryPurchase
from merchant_desk.values.clock import paris_date, utc_now
from merchant_desk.values.entries import read_amount, read_whole
from merchant_desk.values.french import euros, long_date
from merchant_desk.values.money import Money
from merchant_desk.values.texts import _

_MOST_DAYS = 120


def show_room(arguments: argparse.Namespace, counter: Counter) -> int:
    """Tell the room, its reason, and when an amount may be paid; 1 when it may not."""
    days = read_whole(arguments.days)
    if days is None or not 0 <= days <= _MOST_DAYS:
        raise RefusedError(
            _("Rien n’a été calculé\u00a0: ce délai de paiement n’est pas possible."),
            _("Donnez de 0 à {most} jours.").format(most=_MOST_DAYS),
        )
    today = paris_date(utc_now())
    asked = _amount(arguments.amount) if arguments.amount else None
    forecast = counter.ask(cash_forecast, counter.station_id, today)
    if arguments.floor:
        forecast = replace(forecast, floor=_amount(arguments.floor))
    purchase = TryPurchase(
        label="", amount=Money(0), on=today, days=days, month_end=arguments.month_end
    )
    reading = Reading.LIKELY if arguments.likely else Reading.CAUTIOUS
    found = room(forecast, purchase_day(purchase), reading)
    when = None if asked is None else _when(forecast, asked, found)
    facts = {
        "room_cents": found.amount.cents,
        "paid_on": found.paid_on.isoformat(),
        "decides_on": found.decides_on.isoformat(),
        "balance_cents": found.balance.cents,
        "floor_cents": found.floor.cents,
        "reading": found.reading.value,
        "possible_on": None if when is None else when.isoformat(),
    }
    counter.answer(facts, _text(forecast, found, asked, when))
    return 1 if asked is not None and asked > found.amount else 0


def _when(forecast: Forecast, asked: Money, found: Room) -> date | None:
    days = [each.day for each in forecast.days if each.day >= found.paid_on]
    return best_day(forecast, days, asked, found.reading)


def _text(forecast: Forecast, found: Room, asked: Money | None, when: date | None) -> str:
    told = room_sentence(forecast, found)
    if asked is None:
        return told
    if asked <= found.amount:
        return told + "\n" + _("{amount} sont possibles.").format(amount=euros(asked))
    if when is None:
        said = _("{amount}\u00a0: aucun jour de la prévision ne le permet.")
        return told + "\n" + said.format(amount=euros(asked))
    said = _("{amount}\u00a0: possibles en payant à partir du {day}.")
    return told + "\n" + said.format(amount=euros(asked), day=long_date(when))


def _amount(text: str) -> Money:
    found = read_amount(text)
    if found is None:
        raise RefusedError(
            _("Rien n’a été calculé\u00a0: «\u00a0{text}\u00a0» n’est pas un montant.").format(
                text=text
            ),
            _("Écrivez par exemple 1500 ou 1 500,00."),
        )
    return found
