"""What importing a file of the bank would do, told to a terminal, and what it asks there."""

from collections.abc import Iterator
from typing import Any

from merchant_desk.errors import RefusedError
from merchant_desk.values.bank_import import AccountPlan, BankChoice, BankPlan, DoubtfulLine
from merchant_desk.values.french import euros, long_date, number
from merchant_desk.values.texts import _, ngettext

_SHOWN = 10


def refuse_questions(plan: BankPlan, choice: BankChoice) -> None:
    """Refuse what waits for an answer, with the option that gives it. Raises RefusedError."""
    if plan.past is not None:
        return
    for each in plan.accounts:
        if each.unnamed:
            raise _refused(
                _("le fichier ne dit pas de quel compte il est"),
                _(
                    "Ajoutez --account et le nom du compte\u00a0; s’il est nouveau, "
                    "--new-account aussi."
                ),
            )
        if each.new and not (choice.new_account or each.other):
            raise _refused(
                _("le compte «\u00a0{name}\u00a0» n’est pas encore connu").format(name=each.name),
                _("Si c’est un compte de la boutique, ajoutez --new-account."),
            )
    if plan.doubtful:
        text = ngettext(
            "{n} opération est peut-être déjà connue sous un autre libellé",
            "{n} opérations sont peut-être déjà connues sous un autre libellé",
            len(plan.doubtful),
        )
        raise _refused(
            text.format(n=number(len(plan.doubtful))),
            "\n".join(
                [
                    *map(_question, plan.doubtful[:_SHOWN]),
                    _(
                        "Si ce sont les mêmes, ajoutez --same\u00a0; si ce sont d’autres, "
                        "--distinct."
                    ),
                ]
            ),
        )


def _refused(why: str, advice: str) -> RefusedError:
    return RefusedError(_("Le relevé n’a pas été importé\u00a0: {why}.").format(why=why), advice)


def _question(doubt: DoubtfulLine) -> str:
    return _(
        "  à décider\u00a0: {day}, {amount}, «\u00a0{label}\u00a0» ou «\u00a0{known}\u00a0»"
    ).format(
        day=long_date(doubt.line.booked_on),
        amount=euros(doubt.line.amount),
        label=doubt.line.label,
        known=doubt.known_label,
    )


def _remarks(plan: AccountPlan) -> Iterator[str]:
    """Say what the window says in its card: a new account, proved balances, lines that lack."""
    if plan.new:
        yield _("  nouveau compte")
    if plan.proofs and all(
        each.difference is not None and not each.difference for each in plan.proofs
    ):
        yield _("  prouvé\u00a0: solde de départ et opérations donnent le solde de fin")
    if plan.absent:
        words = ngettext(
            "  {n} opération connue entre ces dates n’est pas dans ce fichier",
            "  {n} opérations connues entre ces dates ne sont pas dans ce fichier",
            plan.absent,
        )
        yield words.format(n=number(plan.absent))


def plan_facts(plan: AccountPlan) -> dict[str, Any]:
    """Return what importing does to one account, for programs."""
    return {
        "account": plan.name,
        "new_account": plan.new,
        "already": plan.past is not None,
        "first_day": plan.first_day.isoformat(),
        "last_day": plan.last_day.isoformat(),
        "lines": plan.lines,
        "added": plan.added,
        "known": plan.known,
        "absent": plan.absent,
        "doubtful": [
            {
                "day": each.line.booked_on.isoformat(),
                "amount_cents": each.line.amount.cents,
                "label": each.line.label,
                "known_label": each.known_label,
            }
            for each in plan.doubtful
        ],
        "money_in_cents": plan.money_in.cents,
        "money_out_cents": plan.money_out.cents,
        "proved": [
            {
                "first_day": each.first_day.isoformat(),
                "last_day": each.last_day.isoformat(),
                "difference_cents": None if each.difference is None else each.difference.cents,
            }
            for each in plan.proofs
        ],
    }


def plan_words(name: str, plan: BankPlan, *, dry_run: bool) -> str:
    """Return the same for a person."""
    start = _("Essai, rien n’est écrit") if dry_run else _("Importé")
    lines = []
    for each in plan.accounts:
        parts = (
            ngettext("{n} nouvelle opération", "{n} nouvelles opérations", each.added),
            ngettext("{n} déjà connue", "{n} déjà connues", each.known),
            ngettext("{n} à décider", "{n} à décider", len(each.doubtful)),
        )
        counted = (each.added, each.known, len(each.doubtful))
        shown = 3 if each.doubtful else 2
        counts = ", ".join(
            text.format(n=number(count))
            for text, count in zip(parts[:shown], counted, strict=False)
        )
        lines.append(
            _("{file}\u00a0: {start}, {account}, du {first} au {last}, {counts}.").format(
                file=name,
                start=start,
                account=each.name,
                first=long_date(each.first_day),
                last=long_date(each.last_day),
                counts=counts,
            )
        )
        lines += [*map(_question, each.doubtful[:_SHOWN]), *_remarks(each)]
    return "\n".join([*lines, *(f"  {note}" for note in plan.notes)])
