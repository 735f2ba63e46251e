"""What the commands of the bank do."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from merchant_desk.cli.cash_bank_plan import plan_facts, plan_words, refuse_questions
from merchant_desk.cli.cash_columns import chosen_columns
from merchant_desk.cli.command import Counter
from merchant_desk.documents.bank.bank_path import read_bank_path
from merchant_desk.documents.bank.csv_columns import ChosenColumns, UnknownColumnsError
from merchant_desk.errors import DeskError, RefusedError
from merchant_desk.operations.import_bank_file import import_bank_file
from merchant_desk.operations.plan_bank_import import plan_bank_import
from merchant_desk.operations.undo_bank_import import undo_bank_import
from merchant_desk.queries.bank_accounts import AccountRow, bank_accounts, bank_balance
from merchant_desk.queries.bank_gaps import BankGap, bank_gaps
from merchant_desk.queries.bank_imports import BankImportRow, bank_imports, last_bank_import
from merchant_desk.values.bank_import import BankChoice
from merchant_desk.values.folding import folded
from merchant_desk.values.french import euros, long_date, moment, number
from merchant_desk.values.ids import BankImportId, CashAccountId, id_text, parse_id
from merchant_desk.values.texts import _

_SHOWN_IMPORTS = 5


def _import(arguments: argparse.Namespace, counter: Counter) -> int:
    """Take each file in, in a transaction of its own; 1 when something was refused."""
    known = _account(counter, arguments.account, may_be_new=arguments.new_account)
    choice = BankChoice(
        account_id=known,
        name="" if known is not None else arguments.account,
        new_account=arguments.new_account,
        all_same=True if arguments.same else False if arguments.distinct else None,
    )
    columns = chosen_columns(arguments.columns)
    results = [
        _result(counter, path, columns, choice, dry_run=arguments.dry_run)
        for path in arguments.files
    ]
    refused = sum("problem" in each for each in results)
    text = "\n".join(each.pop("told") for each in results)
    if len(results) == 1 and "trouble" in results[0]:
        raise results[0]["trouble"]
    for each in results:
        each.pop("trouble", None)
    facts = {"dry_run": arguments.dry_run, "refused": refused, "files": results}
    counter.answer(facts, text)
    return 1 if refused else 0


def _result(
    counter: Counter,
    path: Path,
    columns: ChosenColumns | None,
    choice: BankChoice,
    *,
    dry_run: bool,
) -> dict[str, Any]:
    try:
        file = read_bank_path(path, columns)
        plan = counter.ask(plan_bank_import, file, choice)
        done = None
        if not dry_run:
            refuse_questions(plan, choice)
            done = counter.do(import_bank_file, counter.gesture(), file, choice)
    except DeskError as trouble:
        return {
            "file": str(path),
            "problem": trouble.title,
            "advice": trouble.advice,
            "headers": list(trouble.headers) if isinstance(trouble, UnknownColumnsError) else None,
            "trouble": trouble,
            "told": f"{path.name}\u00a0: {trouble.title}\n  {trouble.advice}",
        }
    imports = [] if done is None else [id_text(each.import_id) for each in done.accounts]
    return {
        "file": str(path),
        "format": plan.format,
        "encoding": plan.encoding,
        "notes": list(plan.notes),
        "imports": imports,
        "accounts": [plan_facts(each) for each in plan.accounts],
        "told": plan_words(path.name, plan, dry_run=dry_run),
    }


def _account(counter: Counter, words: str, *, may_be_new: bool) -> CashAccountId | None:
    if not words:
        return None
    wanted = folded(words.strip())
    found = [
        each
        for each in counter.ask(bank_accounts, closed_too=True)
        if wanted in folded(each.name) or wanted in folded(each.iban or each.key)
    ]
    if len(found) == 1:
        return found[0].account_id
    if may_be_new and not found:
        return None
    raise RefusedError(
        _("Rien n’a été importé\u00a0: aucun compte, ou plusieurs, s’appellent ainsi."),
        _(
            "Tapez «\u00a0merchant-desk cash bank\u00a0» pour voir les comptes\u00a0; pour en "
            "créer un de ce nom, ajoutez --new-account."
        ),
    )


def _undo(arguments: argparse.Namespace, counter: Counter) -> int:
    import_id = parse_id(arguments.import_id)
    if import_id is None:
        last = None if arguments.import_id else counter.ask(last_bank_import)
        if last is None:
            raise RefusedError(
                _("Aucun import n’a été annulé\u00a0: il n’y en a pas de tel."),
                _("Tapez «\u00a0merchant-desk cash bank\u00a0» pour voir les derniers."),
            )
        import_id = last.import_id
    done = counter.do(undo_bank_import, counter.gesture(), BankImportId(import_id))
    facts = {
        "import": id_text(done.import_id),
        "file": done.file_name,
        "lines": done.lines,
        "matches": done.matches,
    }
    text = _("Import de {file} annulé\u00a0: {lines} opérations et {matches} rapprochements.")
    counter.answer(
        facts,
        text.format(file=done.file_name, lines=number(done.lines), matches=number(done.matches)),
    )
    return 0


def _bank(_arguments: argparse.Namespace, counter: Counter) -> int:
    accounts = counter.ask(bank_accounts)
    balance = counter.ask(bank_balance)
    told = counter.ask(bank_gaps)
    last = counter.ask(bank_imports, _SHOWN_IMPORTS)
    facts = {
        "balance_cents": balance.amount.cents,
        "on": None if balance.on is None else balance.on.isoformat(),
        "accounts": [_account_facts(each) for each in accounts],
        "gaps": [_gap_facts(each) for each in told.gaps],
        "overlaps": [
            {"account": id_text(each), "first_day": f"{first}", "last_day": f"{last_day}"}
            for each, first, last_day in told.overlaps
        ],
        "imports": [_import_facts(each) for each in last],
    }
    lines = [_account_line(each) for each in accounts] or [
        _("Aucun compte\u00a0: importez un relevé.")
    ]
    lines += [f"{each.account}\u00a0: {each.sentence}" for each in told.gaps]
    lines += [
        f"{id_text(each.import_id)}  {moment(each.at)}  {each.file_name}"
        for each in last
        if each.can_undo
    ]
    counter.answer(facts, "\n".join(lines))
    return 0


def _account_facts(row: AccountRow) -> dict[str, Any]:
    return {
        "account": id_text(row.account_id),
        "name": row.name,
        "iban": row.iban,
        "balance_cents": row.balance.cents,
        "known_on": None if row.known_on is None else row.known_on.isoformat(),
        "lines": row.lines,
        "counts_from_zero": row.told is None,
    }


def _account_line(row: AccountRow) -> str:
    if row.known_on is None:
        return _("{name}\u00a0: aucun relevé").format(name=row.name)
    known = _("{name}\u00a0: {balance} au {day}").format(
        name=row.name, balance=euros(row.balance), day=long_date(row.known_on)
    )
    if row.told is None:
        return _("{known}. Aucun solde n’est dit\u00a0: il compte depuis zéro.").format(known=known)
    return known


def _gap_facts(gap: BankGap) -> dict[str, Any]:
    days = (gap.after, gap.before, gap.first_untold, gap.last_untold)
    after, before, first, last = (None if each is None else each.isoformat() for each in days)
    return {
        "account": gap.account,
        "after": after,
        "before": before,
        "first_untold": first,
        "last_untold": last,
        "amount_cents": None if gap.amount is None else gap.amount.cents,
        "perhaps_twice": gap.twice,
        "sentence": gap.sentence,
    }


def _import_facts(row: BankImportRow) -> dict[str, Any]:
    return {
        "import": id_text(row.import_id),
        "file": row.file_name,
        "account": row.account,
        "added": row.added,
        "at": row.at.isoformat(),
        "undone": not row.can_undo,
    }


BANK_ERRANDS: dict[str, Callable[[argparse.Namespace, Counter], int]] = {
    "import": _import,
    "undo": _undo,
    "bank": _bank,
}
