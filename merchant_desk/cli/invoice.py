"""``invoice issue|credit|show|preflight``: documents without a window."""

import argparse
from hashlib import sha256
from pathlib import Path
from typing import Any

from merchant_desk.cli.command import CliCommand, Counter
from merchant_desk.cli.invoice_file import read_invoice_file
from merchant_desk.errors import RefusedError
from merchant_desk.operations.credit_invoice import CreditAsked, Refund, credit_invoice
from merchant_desk.operations.issue_document import issue_document
from merchant_desk.operations.post_invoice import InvoicePosted
from merchant_desk.queries.credit_lines import credit_lines
from merchant_desk.queries.draft_page import draft_page
from merchant_desk.queries.find_invoice import invoice_by_number, invoice_numbers
from merchant_desk.queries.invoice_pages import invoice_page
from merchant_desk.rules.preflight import preflight
from merchant_desk.values.clock import paris_date, utc_now
from merchant_desk.values.entries import read_amount
from merchant_desk.values.french import euros, rate, short_date
from merchant_desk.values.ids import DraftId, InvoiceId, PaymentId, RecordId, id_text, new_id
from merchant_desk.values.invoice_page import InvoicePage
from merchant_desk.values.money import Money
from merchant_desk.values.payment_means import COUNTER_MEANS
from merchant_desk.values.preflight import Problem
from merchant_desk.values.texts import _, later

_REFUSED = 2


def _issue_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar=_("FICHIER.json"), help=_("ce qui est facturé"))
    parser.add_argument(
        "--key", metavar=_("CLÉ"), help=_("redemander avec la même clé n’émet qu’une fois")
    )


def _issue(arguments: argparse.Namespace, counter: Counter) -> int:
    draft = read_invoice_file(arguments.file)
    posted = counter.do(issue_document, counter.gesture(), _draft_id(arguments.key), draft)
    counter.answer(
        _posted_facts(posted),
        _("{number} émise\u00a0: {total}.").format(number=posted.number, total=euros(posted.total)),
    )
    return 0


def _draft_id(key: str | None) -> DraftId:
    """Return the identity of what is asked: the same key is the same document."""
    return DraftId(new_id() if key is None else sha256(key.encode()).digest()[:16])


def _posted_facts(posted: InvoicePosted) -> dict[str, Any]:
    return {
        "id": id_text(posted.invoice_id),
        "number": posted.number,
        "total_cents": posted.total.cents,
    }


def _credit_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("number", metavar=_("NUMÉRO"), help=_("la facture, l’acompte, le ticket"))
    parser.add_argument("--reason", required=True, metavar=_("MOTIF"), help=_("pourquoi"))
    parser.add_argument(
        "--line",
        action="append",
        default=[],
        metavar=_("RANG=NOMBRE"),
        help=_("unités rendues d’une ligne\u00a0; sinon tout"),
    )
    parser.add_argument("--amount", metavar=_("MONTANT"), help=_("geste commercial, TTC"))
    parser.add_argument("--restock", action="store_true", help=_("remettre en rayon"))
    parser.add_argument(
        "--refund-by",
        choices=[each.value for each in COUNTER_MEANS],
        help=_("rembourser par ce moyen"),
    )
    parser.add_argument("--key", metavar=_("CLÉ"), help=_("redemander n’émet qu’une fois"))


def _credit(arguments: argparse.Namespace, counter: Counter) -> int:
    if arguments.amount is not None and arguments.line:
        raise RefusedError(
            _("L’avoir n’a pas été émis\u00a0: il rend des lignes ou un montant, pas les deux."),
            _("Retirez --line ou --amount."),
        )
    invoice_id = counter.ask(invoice_by_number, arguments.number)
    asked = CreditAsked(
        invoice_id=invoice_id,
        reason=arguments.reason,
        lines=_wanted_lines(arguments.line, counter, invoice_id),
        amount=_amount(arguments.amount),
        restock=arguments.restock,
        refund=_refund(arguments.refund_by),
    )
    posted = counter.do(credit_invoice, counter.gesture(), _draft_id(arguments.key), asked)
    counter.answer(
        _posted_facts(posted),
        _("{number} émis\u00a0: {total}.").format(number=posted.number, total=euros(-posted.total)),
    )
    return 0


def _refund(means: str | None) -> Refund | None:
    return None if means is None else Refund(PaymentId(new_id()), means)


def _amount(text: str | None) -> Money | None:
    if text is None:
        return None
    found = read_amount(text)
    if found is None:
        raise RefusedError(
            _("L’avoir n’a pas été émis\u00a0: «\u00a0{text}\u00a0» n’est pas un montant.").format(
                text=text
            ),
            _("Écrivez-le comme 12,50."),
        )
    return found


def _wanted_lines(
    words: list[str], counter: Counter, invoice_id: InvoiceId
) -> tuple[tuple[RecordId, int], ...]:
    if not words:
        return ()
    known = {str(each.position): each.line_id for each in counter.ask(credit_lines, invoice_id)}
    wanted = []
    for word in words:
        rank, _equals, units = word.partition("=")
        if rank not in known or not units.isdecimal():
            raise RefusedError(
                _(
                    "L’avoir n’a pas été émis\u00a0: «\u00a0{word}\u00a0» n’est pas une ligne."
                ).format(word=word),
                _("Écrivez RANG=NOMBRE, par exemple 1=2. Rangs\u00a0: {ranks}.").format(
                    ranks=", ".join(known)
                ),
            )
        wanted.append((known[rank], int(units)))
    return tuple(wanted)


def _show_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("number", metavar=_("NUMÉRO"), help=_("numéro du document"))


def _show(arguments: argparse.Namespace, counter: Counter) -> int:
    invoice_id = counter.ask(invoice_by_number, arguments.number)
    page = counter.ask(invoice_page, invoice_id)
    counter.answer(_page_facts(page), _page_text(page))
    return 0


def _page_facts(page: InvoicePage) -> dict[str, Any]:
    return {
        "number": page.number,
        "kind": page.kind,
        "issued_on": page.issued_on.isoformat(),
        "method": page.method,
        "net_cents": page.net.cents,
        "vat_cents": page.vat.cents,
        "total_cents": page.ttc.cents,
        "left_to_pay_cents": page.left_to_pay.cents,
        "corrects": page.corrects.number if page.corrects else None,
        "seal": page.seal,
        "lines": [
            {
                "rank": place,
                "sku": line.sku,
                "name": line.name,
                "quantity": line.quantity,
                "unit_price": line.unit_price.text if line.unit_price else None,
                "rate_bp": line.rate_bp,
                "treatment": line.treatment,
                "net_cents": line.net.cents,
                "total_cents": line.ttc.cents,
            }
            for place, line in enumerate(page.lines, 1)
        ],
        "rates": [
            {
                "rate_bp": row.rate_bp,
                "treatment": row.treatment,
                "base_cents": row.base.cents,
                "vat_cents": row.vat.cents,
                "total_cents": row.ttc.cents,
            }
            for row in page.vat_rows
        ],
    }


def _page_text(page: InvoicePage) -> str:
    lines = [
        f"{place}. {line.quantity} × {line.name} · {rate(line.rate_bp)} · {euros(line.ttc)}"
        for place, line in enumerate(page.lines, 1)
    ]
    head = _("{number} du {day} · {total} TTC, dont TVA {vat}").format(
        number=page.number,
        day=short_date(page.issued_on),
        total=euros(page.ttc),
        vat=euros(page.vat),
    )
    return "\n".join((head, *lines))


def _preflight_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "what", metavar=_("NUMÉRO|FICHIER.json|all"), help=_("document émis, ou à émettre")
    )


def _preflight(arguments: argparse.Namespace, counter: Counter) -> int:
    """Tell what a platform would refuse; nothing is issued."""
    found = {name: problems for name, problems in _checked(arguments.what, counter) if problems}
    facts = {
        name: [{"rule": each.rule, "sentence": each.sentence} for each in problems]
        for name, problems in found.items()
    }
    text = "\n".join(
        f"{name} · {each.rule} · {each.sentence} {each.advice}"
        for name, problems in found.items()
        for each in problems
    )
    counter.answer(facts, text or _("Rien à redire."))
    return _REFUSED if found else 0


def _checked(what: str, counter: Counter) -> list[tuple[str, tuple[Problem, ...]]]:
    if what.endswith(".json"):
        draft = read_invoice_file(Path(what))
        return [(what, counter.ask(draft_page, draft, paris_date(utc_now())).problems)]
    numbers = counter.ask(invoice_numbers) if what == "all" else (what,)
    pages = [
        counter.ask(invoice_page, counter.ask(invoice_by_number, number)) for number in numbers
    ]
    return [(page.number, preflight(page)) for page in pages]


INVOICE_ISSUE = CliCommand(
    ("invoice", "issue"), later("Émettre une facture"), _issue_arguments, _issue
)
INVOICE_CREDIT = CliCommand(
    ("invoice", "credit"), later("Faire un avoir"), _credit_arguments, _credit
)
INVOICE_SHOW = CliCommand(
    ("invoice", "show"), later("Montrer un document émis"), _show_arguments, _show
)
INVOICE_PREFLIGHT = CliCommand(
    ("invoice", "preflight"),
    later("Dire ce qu’une plateforme refuserait"),
    _preflight_arguments,
    _preflight,
)
