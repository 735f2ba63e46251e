"""What ``cash deposit`` does."""

import argparse
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from merchant_desk.cli.command import Counter
from merchant_desk.documents import draw_cheque_slip
from merchant_desk.documents.writing.pdf_folder import write_over
from merchant_desk.errors import RefusedError
from merchant_desk.operations.begin_cheques import begin_cheques
from merchant_desk.operations.bounce_cheque import (
    BounceAsked,
    ChequeTurned,
    bounce_cheque,
    undo_bounce,
)
from merchant_desk.operations.cancel_deposit import cancel_deposit
from merchant_desk.operations.make_deposit import (
    CashAsked,
    DepositMade,
    deposit_cash,
    deposit_cheques,
)
from merchant_desk.queries.bank_accounts import bank_accounts
from merchant_desk.queries.cheques_since import cheques_since
from merchant_desk.queries.deposit_candidates import (
    ChequeToBring,
    cash_to_bring,
    cheques_to_bring,
)
from merchant_desk.queries.deposit_card import deposit_card, deposit_slip
from merchant_desk.queries.deposits import DepositList, DepositRow
from merchant_desk.values.clock import paris_date, utc_now
from merchant_desk.values.entries import read_amount, read_day
from merchant_desk.values.french import euros, short_date
from merchant_desk.values.ids import CashAccountId, DepositId, id_text
from merchant_desk.values.money import ZERO, Money, total
from merchant_desk.values.texts import _, ngettext

_SHOWN = 100


def _cheques(arguments: argparse.Namespace, counter: Counter) -> int:
    known = counter.ask(cheques_to_bring, paris_date(utc_now()))
    chosen = _chosen(known, arguments.cheques) if arguments.cheques else known
    made = counter.do(
        deposit_cheques,
        counter.gesture(),
        _account(counter, arguments.account),
        _day(arguments.day),
        [each.payment_id for each in chosen],
    )
    return _told(arguments, counter, made)


def _chosen(known: tuple[ChequeToBring, ...], words: list[str]) -> list[ChequeToBring]:
    found = []
    for word in words:
        same = [each for each in known if word in (each.number, each.document)]
        if len(same) != 1:
            raise RefusedError(
                _("La remise n’a pas été faite\u00a0: «\u00a0{word}\u00a0» n’est pas un chèque à "
                  "remettre, ou plusieurs.").format(word=word),
                _("«\u00a0cash deposit list\u00a0» les liste."),
            )  # fmt: skip
        found += same
    return found


def _cash(arguments: argparse.Namespace, counter: Counter) -> int:
    moves = counter.ask(cash_to_bring) if arguments.taken else ()
    asked = CashAsked(
        account_id=_account(counter, arguments.account),
        day=_day(arguments.day),
        moves=tuple(each.move_id for each in moves),
        pieces=tuple(_piece(each) for each in arguments.piece),
    )
    return _told(arguments, counter, counter.do(deposit_cash, counter.gesture(), asked))


def _piece(text: str) -> tuple[int, int]:
    cents, _sign, count = text.partition("=")
    if not (cents.isdecimal() and count.isdecimal()):
        raise RefusedError(
            _("La remise n’a pas été faite\u00a0: «\u00a0{text}\u00a0» ne se compte pas.").format(
                text=text
            ),
            _("Écrivez par exemple --piece 2000=3 pour trois billets de 20\u00a0€."),
        )
    return int(cents), int(count)


def _told(arguments: argparse.Namespace, counter: Counter, made: DepositMade) -> int:
    if arguments.pdf:
        slip = counter.ask(deposit_slip, made.deposit_id)
        write_over(Path(arguments.pdf), draw_cheque_slip(slip))
    facts = {
        "deposit": id_text(made.deposit_id),
        "number": made.number,
        "amount_cents": made.amount.cents,
        "items": made.items,
    }
    words = _("Bordereau {number}\u00a0: {amount}.")
    counter.answer(facts, words.format(number=made.number, amount=euros(made.amount)))
    return 0


def _list(_arguments: argparse.Namespace, counter: Counter) -> int:
    cheques = counter.ask(cheques_to_bring, paris_date(utc_now()))
    cash = counter.ask(cash_to_bring)
    slips = counter.ask(DepositList().fetch, 0, _SHOWN)
    facts = {
        "cheques": [
            {
                "payment": id_text(each.payment_id),
                "number": each.number,
                "document": each.document,
                "amount_cents": each.amount.cents,
                "received_on": each.received_on.isoformat(),
            }
            for each in cheques
        ],
        "cash": [{"amount_cents": each.amount.cents, "day": each.day.isoformat()} for each in cash],
        "slips": [_slip_facts(each) for each in slips],
    }
    told = [_to_bring(cheques, sum(each.amount.cents for each in cash))]
    told += [
        " · ".join(filter(None, (short_date(each.received_on), each.number, each.document,
                                 euros(each.amount))))
        for each in cheques
    ]  # fmt: skip
    told += [_slip_words(each) for each in slips]
    counter.answer(facts, "\n".join(told))
    return 0


def _to_bring(cheques: tuple[ChequeToBring, ...], cash: int) -> str:
    words = ngettext("À remettre\u00a0: {n} chèque", "À remettre\u00a0: {n} chèques", len(cheques))
    told = words.format(n=len(cheques))
    return f"{told}, {_('{amount} d’espèces').format(amount=euros(Money(cash)))}."


def _slip_facts(row: DepositRow) -> dict[str, Any]:
    return {
        "number": row.number,
        "kind": row.kind.value,
        "day": row.day.isoformat(),
        "amount_cents": row.amount.cents,
        "items": row.items,
        "seen_cents": row.seen.cents,
        "bounced": row.bounced,
        "cancelled": row.cancelled,
    }


def _slip_words(row: DepositRow) -> str:
    if row.cancelled:
        state = _("annulé")
    else:
        state = _("vu en banque") if row.seen == row.expected else _("attendu en banque")
    return " · ".join((row.number, short_date(row.day), euros(row.amount), state))


def _bounce(arguments: argparse.Namespace, counter: Counter) -> int:
    card = counter.ask(deposit_card, _slip(counter, arguments.slip))
    line = next(
        (each for each in (card.lines if card else ()) if each.position == arguments.rank), None
    )
    if line is None:
        raise RefusedError(
            _("Rien n’a été noté\u00a0: ce bordereau n’a pas de chèque {rank}.").format(
                rank=arguments.rank
            ),
            _("Les chèques y sont numérotés à partir de 1."),
        )
    if arguments.undo:
        done = counter.do(undo_bounce, counter.gesture(), line.item_id)
        return _turned(counter, done, _("Le chèque de {amount} est de nouveau payé."))
    fee = read_amount(arguments.fee) if arguments.fee else ZERO
    if fee is None:
        raise RefusedError(
            _("Rien n’a été noté\u00a0: ces frais ne sont pas un montant."),
            _("Écrivez-les comme 12,50."),
        )
    asked = BounceAsked(item_id=line.item_id, day=_day(arguments.day), fee=fee)
    done = counter.do(bounce_cheque, counter.gesture(), asked)
    return _turned(
        counter, done, _("Le chèque de {amount} est impayé\u00a0: il est de nouveau dû.")
    )


def _turned(counter: Counter, done: ChequeTurned, words: str) -> int:
    facts = {
        "amount_cents": done.amount.cents,
        "invoice": None if done.invoice_id is None else id_text(done.invoice_id),
        "order": None if done.order_id is None else id_text(done.order_id),
    }
    counter.answer(facts, words.format(amount=euros(done.amount)))
    return 0


def _cancel(arguments: argparse.Namespace, counter: Counter) -> int:
    made = counter.do(cancel_deposit, counter.gesture(), _slip(counter, arguments.slip))
    words = _("Bordereau {number} annulé\u00a0: {amount} sont de nouveau à remettre.")
    facts = {"number": made.number, "amount_cents": made.amount.cents}
    counter.answer(facts, words.format(number=made.number, amount=euros(made.amount)))
    return 0


def _since(arguments: argparse.Namespace, counter: Counter) -> int:
    if arguments.day or arguments.undo:
        since = None if arguments.undo else _day(arguments.day)
        counter.do(begin_cheques, counter.gesture(), since)
    kept = counter.ask(cheques_since)
    left = counter.ask(cheques_to_bring, paris_date(utc_now()))
    amount = total(each.amount for each in left)
    facts = {
        "since": None if kept is None else kept.isoformat(),
        "cheques": len(left),
        "amount_cents": amount.cents,
    }
    said = _("Aucun chèque n’est compté comme déjà remis.") if kept is None else _(
        "Les chèques reçus avant le {day} sont comptés comme déjà remis."
    ).format(day=short_date(kept))  # fmt: skip
    counter.answer(facts, f"{said}\n{_to_bring(left, 0)}")
    return 0


def _slip(counter: Counter, number: str) -> DepositId:
    rows = counter.ask(DepositList().fetch, 0, 100_000)
    found = next((each for each in rows if each.number.lower() == number.lower()), None)
    if found is None:
        raise RefusedError(
            _("Rien n’a changé\u00a0: il n’y a pas de bordereau {number}.").format(number=number),
            _("«\u00a0cash deposit list\u00a0» les liste."),
        )
    return found.deposit_id


def _account(counter: Counter, text: str) -> CashAccountId:
    """Return the account that is named, or the only one."""
    known = counter.ask(bank_accounts)
    plain = text.replace(" ", "").lower()
    found = [
        each
        for each in known
        if not plain or plain in (each.name.replace(" ", "").lower(), each.iban.lower())
    ]
    if len(found) != 1:
        raise RefusedError(
            _("La remise n’a pas été faite\u00a0: on ne sait pas sur quel compte."),
            _("Donnez --account, parmi\u00a0: {names}.").format(
                names=", ".join(each.name for each in known) or _("aucun compte")
            ),
        )
    return found[0].account_id


def _day(text: str) -> date:
    if not text:
        return paris_date(utc_now())
    found = read_day(text)
    if found is None:
        raise RefusedError(
            _("Rien n’a été noté\u00a0: «\u00a0{text}\u00a0» n’est pas un jour.").format(text=text),
            _("Écrivez-le comme 21/11/2026."),
        )
    return found


DEPOSIT_ERRANDS: dict[str, Callable[[argparse.Namespace, Counter], int]] = {
    "cheques": _cheques,
    "cash": _cash,
    "list": _list,
    "bounce": _bounce,
    "cancel": _cancel,
    "since": _since,
}
