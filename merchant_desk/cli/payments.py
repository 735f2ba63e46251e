"""``invoice pay|late|remind``: getting paid without a window."""

import argparse
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from merchant_desk.cli.command import CliCommand, Counter
from merchant_desk.documents import draw_reminder
from merchant_desk.documents.writing.pdf_folder import write_over
from merchant_desk.errors import RefusedError
from merchant_desk.operations.draft_reminder import ReminderAsked, draft_reminder
from merchant_desk.operations.pay_invoice import PaymentAsked, PaymentNoted, pay_invoice
from merchant_desk.queries.ageing import Age, Ageing, OwedDocument, ageing
from merchant_desk.queries.find_invoice import invoice_by_number
from merchant_desk.values.clock import paris_date, utc_now
from merchant_desk.values.entries import read_amount, read_day
from merchant_desk.values.french import euros, short_date
from merchant_desk.values.ids import PaymentId, new_id
from merchant_desk.values.money import Money
from merchant_desk.values.payment_means import COUNTER_MEANS
from merchant_desk.values.texts import _, later, ngettext


def _pay_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("number", metavar=_("NUMÉRO"), help=_("le document payé"))
    parser.add_argument(
        "--means", required=True, choices=[each.value for each in COUNTER_MEANS], help=_("moyen")
    )
    parser.add_argument("--amount", required=True, metavar=_("MONTANT"), help=_("comme 12,50"))
    parser.add_argument("--back", action="store_true", help=_("l’argent est rendu au client"))
    parser.add_argument("--day", metavar=_("JOUR"), help=_("reçu ce jour\u00a0; sinon aujourd’hui"))
    parser.add_argument("--reference", default="", metavar=_("TEXTE"), help=_("n° du chèque…"))
    parser.add_argument("--key", metavar=_("CLÉ"), help=_("redemander ne note qu’une fois"))


def _pay(arguments: argparse.Namespace, counter: Counter) -> int:
    amount = _amount(arguments.amount)
    asked = PaymentAsked(
        payment_id=_payment_id(arguments.key),
        invoice_id=counter.ask(invoice_by_number, arguments.number),
        amount=-amount if arguments.back else amount,
        means=arguments.means,
        paid_on=_day(arguments.day),
        reference=arguments.reference,
    )
    noted = counter.do(pay_invoice, counter.gesture(), asked)
    facts = {"amount_cents": noted.amount.cents, "left_cents": noted.left.cents}
    counter.answer(facts, _noted_words(noted))
    return 0


def _payment_id(key: str | None) -> PaymentId:
    """Return the identity of what is asked: the same key is the same payment."""
    return PaymentId(new_id() if key is None else sha256(key.encode()).digest()[:16])


def _noted_words(noted: PaymentNoted) -> str:
    if noted.left.cents < 0:
        words = _("{amount} notés\u00a0: trop perçu, {left} à rendre.")
        return words.format(amount=euros(noted.amount), left=euros(-noted.left))
    words = _("{amount} notés, reste {left}.")
    return words.format(amount=euros(noted.amount), left=euros(noted.left))


def _amount(text: str) -> Money:
    found = read_amount(text)
    if found is None:
        raise RefusedError(
            _(
                "Le paiement n’a pas été noté\u00a0: «\u00a0{text}\u00a0» n’est pas un montant."
            ).format(text=text),
            _("Écrivez-le comme 12,50."),
        )
    return found


def _day(text: str | None) -> date:
    if text is None:
        return paris_date(utc_now())
    found = read_day(text)
    if found is None:
        raise RefusedError(
            _("Le paiement n’a pas été noté\u00a0: «\u00a0{text}\u00a0» n’est pas un jour.").format(
                text=text
            ),
            _("Écrivez-le comme 21/11/2026."),
        )
    return found


def _late_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--all", action="store_true", help=_("ce qui n’est pas échu aussi"))


def _late(arguments: argparse.Namespace, counter: Counter) -> int:
    told = counter.ask(ageing, paris_date(utc_now()))
    shown = [each for each in _documents(told) if arguments.all or each.days_late > 0]
    facts = {
        "day": told.day.isoformat(),
        "owed_cents": told.owed.cents,
        "by_age_cents": {age.value: told.by_age[age].cents for age in Age},
        "documents": [_facts(each) for each in shown],
    }
    counter.answer(facts, "\n".join(map(_line, shown)) or _("Aucun retard."))
    return 0


def _documents(told: Ageing) -> list[OwedDocument]:
    every = (document for customer in told.customers for document in customer.documents)
    return sorted(every, key=lambda each: (each.due_on, each.number))


def _facts(owed: OwedDocument) -> dict[str, Any]:
    return {
        "number": owed.number,
        "customer": owed.customer,
        "due_on": owed.due_on.isoformat(),
        "days_late": owed.days_late,
        "left_cents": owed.left.cents,
    }


def _line(owed: OwedDocument) -> str:
    late = _("à échoir")
    if owed.days_late > 0:
        words = ngettext("{n} jour de retard", "{n} jours de retard", owed.days_late)
        late = words.format(n=owed.days_late)
    due = short_date(owed.due_on)
    return " · ".join((owed.number, owed.customer or "—", euros(owed.left), due, late))


def _remind_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("number", metavar=_("NUMÉRO"), help=_("le document en retard"))
    parser.add_argument("--pdf", metavar=_("FICHIER.pdf"), help=_("écrire aussi la lettre"))


def _remind(arguments: argparse.Namespace, counter: Counter) -> int:
    invoice_id = counter.ask(invoice_by_number, arguments.number)
    kept = counter.do(draft_reminder, counter.gesture(), ReminderAsked(invoice_id))
    if arguments.pdf:
        write_over(Path(arguments.pdf), draw_reminder(kept.letter))
    text = kept.letter.text
    facts = {
        "number": kept.number,
        "level": int(kept.level),
        "subject": text.subject,
        "body": text.body,
    }
    counter.answer(facts, text.whole)
    return 0


INVOICE_PAY = CliCommand(
    ("invoice", "pay"), later("Noter le paiement d’un document"), _pay_arguments, _pay
)
INVOICE_LATE = CliCommand(
    ("invoice", "late"), later("Lister les paiements en retard"), _late_arguments, _late
)
INVOICE_REMIND = CliCommand(
    ("invoice", "remind"), later("Écrire une relance"), _remind_arguments, _remind
)
