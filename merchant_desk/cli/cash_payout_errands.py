"""What ``cash payouts`` does: import, list, take back, tell what is missing."""

import argparse
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import Any

from merchant_desk.cli.command import Counter
from merchant_desk.documents.payouts.payout_reading import payout_bytes, read_payout_file
from merchant_desk.errors import DeskError, RefusedError
from merchant_desk.operations.import_payout import PayoutKept, import_payout
from merchant_desk.operations.undo_payout import undo_payout
from merchant_desk.queries.payout_missing import unsettled_sales
from merchant_desk.queries.payouts import PayoutList, PayoutRow
from merchant_desk.values.clock import paris_date, utc_now
from merchant_desk.values.french import euros, short_date
from merchant_desk.values.ids import PayoutId, id_text
from merchant_desk.values.payout_file import PayoutColumns, PayoutFile, ToldPayout, provider_name
from merchant_desk.values.texts import _, ngettext

_SHOWN = 200


def _payouts(arguments: argparse.Namespace, counter: Counter) -> int:
    if arguments.undo:
        return _undo(counter, arguments.undo)
    if arguments.missing:
        return _missing(counter)
    return _import(arguments, counter) if arguments.files else _list(counter)


def _import(arguments: argparse.Namespace, counter: Counter) -> int:
    """Take each file in, in a transaction of its own; 1 when something was refused."""
    columns = _columns(arguments.columns, arguments.provider)
    results = [_result(arguments, counter, path, columns) for path in arguments.files]
    if len(results) == 1 and "trouble" in results[0]:
        raise results[0]["trouble"]
    text = "\n".join(each.pop("told") for each in results)
    refused = sum(each.pop("trouble", None) is not None for each in results)
    counter.answer({"dry_run": arguments.dry_run, "refused": refused, "files": results}, text)
    return 1 if refused else 0


def _result(
    arguments: argparse.Namespace, counter: Counter, path: Path, columns: PayoutColumns | None
) -> dict[str, Any]:
    try:
        file = read_payout_file(
            path.name, payout_bytes(path), columns=columns, provider=arguments.provider
        )
        if arguments.dry_run:
            return _read_facts(path, file)
        done = counter.do(import_payout, counter.gesture(), file)
    except DeskError as trouble:
        return {
            "file": str(path),
            "problem": trouble.title,
            "advice": trouble.advice,
            "trouble": trouble,
            "told": f"{path.name}\u00a0: {trouble.title}\n  {trouble.advice}",
        }
    lines = [*(_kept_words(each) for each in done.payouts), *done.notes]
    return {
        "file": str(path),
        "provider": done.provider,
        "payouts": [_kept_facts(each) for each in done.payouts],
        "notes": list(done.notes),
        "told": _told(path, file, lines),
    }


def _read_facts(path: Path, file: PayoutFile) -> dict[str, Any]:
    return {
        "file": str(path),
        "provider": file.provider,
        "payouts": [_told_facts(each) for each in file.payouts],
        "notes": list(file.notes),
        "told": _told(path, file, [*(_payout_words(each) for each in file.payouts), *file.notes]),
    }


def _told(path: Path, file: PayoutFile, lines: list[str]) -> str:
    words = ngettext("{n} versement prouvé", "{n} versements prouvés", len(file.payouts))
    head = f"{path.name}\u00a0: {provider_name(file.provider)}, "
    return "\n  ".join([head + words.format(n=len(file.payouts)), *lines])


def _told_facts(told: ToldPayout) -> dict[str, Any]:
    return {
        "reference": told.reference,
        "paid_on": told.paid_on.isoformat(),
        "gross_cents": told.gross.cents,
        "fees_cents": told.fees.cents,
        "fees_vat_cents": told.fees_vat.cents,
        "net_cents": told.net.cents,
        "lines": len(told.lines),
    }


def _kept_facts(kept: PayoutKept) -> dict[str, Any]:
    return {
        "payout": id_text(kept.payout_id),
        **_told_facts(kept.told),
        "known": kept.known,
        "found": kept.found,
        "not_found": kept.not_found,
        "chargebacks": kept.chargebacks,
    }


def _payout_words(told: ToldPayout) -> str:
    words = _("{day}, {reference}\u00a0: {gross} − {fees} de frais = {net}")
    return words.format(
        day=short_date(told.paid_on),
        reference=told.reference,
        gross=euros(told.gross),
        fees=euros(-(told.fees + told.fees_vat)),
        net=euros(told.net),
    )


def _kept_words(kept: PayoutKept) -> str:
    if kept.known:
        return _("{payout}, déjà là").format(payout=_payout_words(kept.told))
    words = [_payout_words(kept.told)]
    if kept.not_found:
        count = ngettext("{n} commande non trouvée", "{n} commandes non trouvées", kept.not_found)
        words.append(count.format(n=kept.not_found))
    if kept.chargebacks:
        count = ngettext("{n} impayé de carte", "{n} impayés de carte", kept.chargebacks)
        words.append(count.format(n=kept.chargebacks))
    return ", ".join(words)


def _columns(text: str, provider: str) -> PayoutColumns | None:
    """Return the columns told as « day=Date;amount=Montant », None when none are."""
    if not text:
        return None
    told = dict(part.split("=", 1) for part in text.split(";") if "=" in part)
    known = {each.name for each in fields(PayoutColumns)} - {"provider"}
    if not provider or not {"day", "amount"} <= set(told) or not set(told) <= known:
        raise RefusedError(
            _("Rien n’a été repris\u00a0: ces colonnes ne se comprennent pas."),
            _("Donnez --provider, puis day et amount au moins\u00a0: {names}.").format(
                names=", ".join(sorted(known))
            ),
        )
    return PayoutColumns(provider=provider, **told)


def _list(counter: Counter) -> int:
    rows = counter.ask(PayoutList().fetch, 0, _SHOWN)
    counter.answer(
        {"payouts": [_row_facts(each) for each in rows]},
        "\n".join(map(_row_words, rows)) or _("Aucun versement n’a été repris."),
    )
    return 0


def _row_facts(row: PayoutRow) -> dict[str, Any]:
    return {
        "payout": id_text(row.payout_id),
        "provider": row.provider,
        "reference": row.reference,
        "paid_on": row.paid_on.isoformat(),
        "gross_cents": row.gross.cents,
        "fees_cents": row.fees.cents,
        "net_cents": row.net.cents,
        "seen_cents": row.seen.cents,
        "not_found": row.not_found,
    }


def _row_words(row: PayoutRow) -> str:
    seen = _("vu en banque") if not row.awaited else _("attendu en banque")
    facts = (short_date(row.paid_on), provider_name(row.provider), row.reference, euros(row.net))
    return " · ".join((*facts, seen))


def _undo(counter: Counter, text: str) -> int:
    rows = counter.ask(PayoutList().fetch, 0, 100_000)
    found = [each for each in rows if text in (id_text(each.payout_id), each.reference)]
    if len(found) != 1:
        raise RefusedError(
            _("Rien n’a été annulé\u00a0: «\u00a0{text}\u00a0» n’est pas un versement.").format(
                text=text
            ),
            _("«\u00a0cash payouts\u00a0» les liste avec leurs numéros."),
        )
    done = counter.do(undo_payout, counter.gesture(), PayoutId(found[0].payout_id))
    facts = {"payout": id_text(done.payout_id), "net_cents": done.net.cents}
    words = _("Versement {reference} annulé, {net}.")
    counter.answer(facts, words.format(reference=done.reference, net=euros(done.net)))
    return 0


def _missing(counter: Counter) -> int:
    sales = counter.ask(unsettled_sales, paris_date(utc_now()))
    facts = [
        {
            "provider": each.provider,
            "order": each.number,
            "paid_on": each.paid_on.isoformat(),
            "amount_cents": each.amount.cents,
            "expected_on": each.expected_on.isoformat(),
            "late": each.late,
        }
        for each in sales
    ]
    lines = [
        " · ".join(
            (
                provider_name(each.provider),
                each.number,
                euros(each.amount),
                _("en retard") if each.late else _("attendu"),
                short_date(each.expected_on),
            )
        )
        for each in sales
    ]
    counter.answer({"sales": facts}, "\n".join(lines) or _("Tout ce qui est connu est versé."))
    return 0


PAYOUT_ERRANDS: dict[str, Callable[[argparse.Namespace, Counter], int]] = {"payouts": _payouts}
