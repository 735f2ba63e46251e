"""What ``cash close`` does: count, close once, then say what is still to come from the bank."""

import argparse
from typing import Any

from merchant_desk.cli.command import Counter
from merchant_desk.errors import RefusedError
from merchant_desk.operations.close_evening import (
    EveningAsked,
    EveningClosed,
    as_pieces,
    close_evening,
)
from merchant_desk.queries.evening import Evening, Waiting, evening
from merchant_desk.values.clock import utc_now
from merchant_desk.values.entries import read_amount
from merchant_desk.values.french import euros, number, short_date
from merchant_desk.values.money import Money
from merchant_desk.values.texts import _, ngettext

_OLD = 7


def close(arguments: argparse.Namespace, counter: Counter) -> int:
    """Close the evening and tell it."""
    before = counter.ask(evening, counter.station_id, utc_now())
    counted = read_amount(arguments.counted) if arguments.counted else None
    if arguments.counted and counted is None:
        raise RefusedError(
            _("La journée n’a pas été clôturée\u00a0: «\u00a0{text}\u00a0» n’est pas un "
              "montant.").format(text=arguments.counted),
            _("Écrivez-le comme 123,45."),
        )  # fmt: skip
    done = None
    if not arguments.dry_run:
        asked = EveningAsked(
            day=before.day,
            pieces=None if counted is None else as_pieces(counted),
            accept_difference=arguments.accept_difference,
        )
        done = counter.do(close_evening, counter.gesture(), asked)
    counter.answer(
        {**_facts(before), **_closed_facts(done)},
        "\n".join(
            [
                *_drawer_words(before, done),
                *_tried_words(before, None if done else counted),
                *_waiting_words(before),
            ]
        ),
    )
    return 0


def _facts(told: Evening) -> dict[str, Any]:
    return {
        "day": told.day.isoformat(),
        "drawer_expected_cents": told.expected.cents,
        "open_days": [each.isoformat() for each in told.open_days],
        **{
            name: {"count": each.count, "amount_cents": each.amount.cents}
            for name, each in _waiting(told)
        },
        "lines_unmatched": told.lines,
        "bank_told_on": None if told.bank_on is None else told.bank_on.isoformat(),
        "bank_age_days": told.bank_age,
    }


def _waiting(told: Evening) -> tuple[tuple[str, Waiting], ...]:
    return (
        ("cheques_to_bring", told.cheques),
        ("cash_to_bring", told.cash),
        ("deposits_not_seen", told.deposits),
        ("payouts_not_seen", told.payouts),
    )


def _closed_facts(done: EveningClosed | None) -> dict[str, Any]:
    closed = None if done is None else done.closed
    if closed is None:
        return {"closed": False, "closed_before": done is not None and done.before}
    drawer = closed.drawer
    return {
        "closed": True,
        "total_cents": closed.totals.total.cents,
        "drawer_counted_cents": None if drawer is None else drawer.counted.cents,
        "drawer_difference_cents": None if drawer is None else drawer.difference.cents,
        "anchor": closed.anchor,
    }


def _drawer_words(told: Evening, done: EveningClosed | None) -> list[str]:
    closed = None if done is None else done.closed
    expected = _("Le tiroir devrait contenir {amount}.").format(amount=euros(told.expected))
    if closed is None:
        return [expected, _not_closed_words(told, done)]
    said = _("{period}\u00a0: clôture faite, {total}.").format(
        period=closed.period.words, total=euros(closed.totals.total)
    )
    if closed.drawer is None:
        counted = _("Le tiroir n’a pas été compté.")
    else:
        counted = _("Tiroir\u00a0: {counted} comptés, écart {difference}.").format(
            counted=euros(closed.drawer.counted), difference=euros(closed.drawer.difference)
        )
    anchor = _("Repère à garder ailleurs\u00a0: {anchor}").format(anchor=closed.anchor)
    return [expected, said, counted, anchor]


def _tried_words(told: Evening, counted: Money | None) -> list[str]:
    """Return what a try found of the drawer."""
    if counted is None:
        return []
    words = _("Tiroir\u00a0: {counted} comptés, écart {difference}.")
    return [words.format(counted=euros(counted), difference=euros(counted - told.expected))]


def _not_closed_words(told: Evening, done: EveningClosed | None) -> str:
    if done is None:
        return _("Rien n’a été clôturé (essai).")
    if done.before:
        words = _("La journée du {day} est déjà clôturée.")
        return words.format(day=short_date(told.day))
    return _("Rien à clôturer aujourd’hui.")


def _waiting_words(told: Evening) -> list[str]:
    words = {
        "cheques_to_bring": ngettext(
            "À remettre\u00a0: {n} chèque, {amount}.",
            "À remettre\u00a0: {n} chèques, {amount}.",
            told.cheques.count,
        ),
        "cash_to_bring": _("À remettre\u00a0: {amount} d’espèces sorties du tiroir."),
        "deposits_not_seen": ngettext(
            "Attendue en banque\u00a0: {n} remise, {amount}.",
            "Attendues en banque\u00a0: {n} remises, {amount}.",
            told.deposits.count,
        ),
        "payouts_not_seen": ngettext(
            "Attendu en banque\u00a0: {n} versement, {amount}.",
            "Attendus en banque\u00a0: {n} versements, {amount}.",
            told.payouts.count,
        ),
    }
    lines = [
        words[name].format(n=number(each.count), amount=euros(each.amount))
        for name, each in _waiting(told)
        if each.count
    ]
    if told.lines:
        count = ngettext(
            "{n} ligne de la banque à rapprocher.",
            "{n} lignes de la banque à rapprocher.",
            told.lines,
        )
        lines.append(count.format(n=number(told.lines)))
    return [*lines, _bank_words(told)]


def _bank_words(told: Evening) -> str:
    if told.bank_on is None or told.bank_age is None:
        return _("Aucun relevé de banque n’a encore été importé.")
    day = short_date(told.bank_on)
    if told.bank_age >= _OLD:
        words = _("La banque n’est connue que jusqu’au {day}\u00a0: importez un relevé.")
        return words.format(day=day)
    return _("La banque est connue jusqu’au {day}.").format(day=day)
