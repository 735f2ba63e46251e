"""What ``receive …`` does: every answer in words and as facts."""

import argparse
from collections.abc import Callable, Mapping
from datetime import date

from merchant_desk.cli.command import Counter
from merchant_desk.cli.delivery_facts import (
    claim_line,
    claim_row_facts,
    closed_facts,
    closed_text,
    row_facts,
    scan_facts,
    view_facts,
    view_text,
)
from merchant_desk.cli.products import named_product
from merchant_desk.cli.purchase_entry import named_supplier
from merchant_desk.documents import draw_claim_letter
from merchant_desk.documents.writing.write_file import write_bytes
from merchant_desk.errors import RefusedError
from merchant_desk.operations.claim_goods import claim_goods
from merchant_desk.operations.close_delivery import close_delivery
from merchant_desk.operations.find_supplier import supplier_named
from merchant_desk.operations.open_delivery import open_delivery
from merchant_desk.operations.receive_scan import receive_scan
from merchant_desk.operations.spread_charges import add_charge
from merchant_desk.operations.turn_claim import turn_claim
from merchant_desk.operations.unreceive_scan import unreceive_last
from merchant_desk.queries.claim_list import ClaimList, ClaimsShown
from merchant_desk.queries.claims import claim_letter, claims_of
from merchant_desk.queries.deliveries import DeliveryList, awaited_purchases
from merchant_desk.queries.delivery_view import delivery_view
from merchant_desk.queries.stock import bins
from merchant_desk.queries.supplier_list import suppliers_called
from merchant_desk.values.clock import utc_now
from merchant_desk.values.deliveries import (
    Arrival,
    ClaimAsked,
    Incoming,
    NewDelivery,
    Question,
    Rest,
)
from merchant_desk.values.entries import read_amount, read_day, read_decimal, read_whole
from merchant_desk.values.goods_words import ClaimKind, ClaimState, Spread
from merchant_desk.values.ids import ClaimId, DeliveryId, PlaceId, SupplierId, id_text
from merchant_desk.values.money import Money, round_half_up
from merchant_desk.values.purchase_words import units_words
from merchant_desk.values.scan import scan_of_text
from merchant_desk.values.texts import _

Errand = Callable[[argparse.Namespace, Counter], int]
_PARTS, _CENTS, _MOST = 10_000, 100, 500
NOTHING_CAME = 2


def _open(arguments: argparse.Namespace, counter: Counter) -> int:
    purchase_id = supplier_id = None
    if arguments.purchase:
        wanted = arguments.purchase.upper()
        found = [each for each in counter.ask(awaited_purchases) if each.number == wanted]
        if not found:
            raise RefusedError(
                _("Rien n’a été ouvert\u00a0: aucune commande attendue ne s’appelle ainsi."),
                _("Voyez «\u00a0merchant-desk purchase list\u00a0»."),
            )
        purchase_id = found[0].purchase_id
    elif arguments.supplier:
        supplier_id = _supplier(counter, arguments.supplier)
    new = NewDelivery(purchase_id=purchase_id, supplier_id=supplier_id, slip_number=arguments.slip)
    kept = counter.do(open_delivery, counter.gesture(), new)
    facts = {"id": id_text(kept.delivery_id), "number": kept.number, "resumed": kept.resumed}
    told = _("Réception {number} reprise") if kept.resumed else _("Réception {number} ouverte")
    counter.answer(facts, told.format(number=kept.number))
    return 0


def _supplier(counter: Counter, words: str) -> SupplierId:
    """Return the supplier that a name or a part of it names; a name never heard is a new one."""
    if counter.ask(suppliers_called, words):
        return named_supplier(counter, words).supplier_id
    return counter.do(supplier_named, counter.gesture(), words)


def _scan(arguments: argparse.Namespace, counter: Counter) -> int:
    incoming = Incoming(
        scan=scan_of_text(arguments.code, utc_now()),
        units=_whole(arguments.units),
        lot=arguments.lot,
        expires_on=_day(arguments.expires),
        cost_tenthousandths=_cost(arguments.cost),
        place_id=_bin(counter, arguments.bin),
        accepted=frozenset(Question(each) for each in arguments.accept),
    )
    delivery_id = _numbered(counter, arguments.number)
    taken = counter.do(receive_scan, counter.gesture(), delivery_id, incoming)
    counter.answer(scan_facts(taken), f"{taken.title}\n{taken.advice}")
    nothing = {Arrival.UNKNOWN, Arrival.AMBIGUOUS, Arrival.ASKED}
    return NOTHING_CAME if taken.arrival in nothing else 0


def _undo(arguments: argparse.Namespace, counter: Counter) -> int:
    undone = counter.do(unreceive_last, counter.gesture(), _numbered(counter, arguments.number))
    facts = {"name": undone.name, "units": undone.units, "received": undone.received}
    told = _("Retiré\u00a0: {units} de «\u00a0{name}\u00a0»")
    counter.answer(facts, told.format(units=units_words(undone.units), name=undone.name))
    return 0


def _show(arguments: argparse.Namespace, counter: Counter) -> int:
    if not arguments.number:
        rows = counter.ask(DeliveryList().fetch, 0, _MOST)
        lines = [f"{each.number}  {each.supplier}  {units_words(each.units)}" for each in rows]
        counter.answer([row_facts(each) for each in rows], "\n".join(lines) or _("Aucune."))
        return 0
    return _answer(counter, _numbered(counter, arguments.number), arguments.number)


def _charge(arguments: argparse.Namespace, counter: Counter) -> int:
    amount = read_decimal(arguments.amount)
    if amount is None:
        raise RefusedError(
            _("Les frais n’ont pas été ajoutés\u00a0: le montant n’est pas un nombre."),
            _("Écrivez par exemple 12,50."),
        )
    cents = Money(round_half_up(amount * _CENTS))
    delivery_id = _numbered(counter, arguments.number)
    spread = Spread(arguments.spread)
    counter.do(add_charge, counter.gesture(), delivery_id, arguments.label, cents, spread)
    return _answer(counter, delivery_id, arguments.number)


def _claim(arguments: argparse.Namespace, counter: Counter) -> int:
    delivery_id = _numbered(counter, arguments.number)
    if arguments.product:
        asked = ClaimAsked(
            product_id=named_product(counter, arguments.product).product_id,
            kind=ClaimKind(arguments.kind),
            quantity=_whole(arguments.quantity),
            note=arguments.note,
        )
        claim_id = counter.do(claim_goods, counter.gesture(), delivery_id, asked)
    else:
        claim_id = _last_claim(counter, delivery_id)
    if arguments.to is not None:
        letter = counter.ask(claim_letter, claim_id, utc_now())
        write_bytes(arguments.to, draw_claim_letter(letter))
    if arguments.state:
        state = ClaimState(arguments.state)
        credited = read_amount(arguments.credited)
        if arguments.credited and credited is None:
            raise RefusedError(
                _("La réclamation n’a pas changé\u00a0: le montant obtenu n’est pas un nombre."),
                _("Écrivez par exemple 12,50."),
            )
        counter.do(turn_claim, counter.gesture(), claim_id, state, arguments.note, credited)
    return _answer(counter, delivery_id, arguments.number)


def _claims(arguments: argparse.Namespace, counter: Counter) -> int:
    shown = ClaimsShown.ALL if arguments.all else ClaimsShown.OPEN
    rows = counter.ask(ClaimList(text=arguments.text, shown=shown).fetch, 0, _MOST)
    lines = [claim_line(each) for each in rows]
    counter.answer([claim_row_facts(each) for each in rows], "\n".join(lines) or _("Aucune."))
    return 0


def _close(arguments: argparse.Namespace, counter: Counter) -> int:
    rest = Rest.EXPECTED if arguments.expected else Rest.CLAIMED
    closed = counter.do(
        close_delivery, counter.gesture(), _numbered(counter, arguments.number), rest
    )
    counter.answer(closed_facts(closed), closed_text(closed))
    return 0


def _numbered(counter: Counter, number: str) -> DeliveryId:
    found = counter.ask(DeliveryList(text=number).fetch, 0, _MOST)
    exact = [each for each in found if each.number == number.upper()]
    if not exact:
        raise _no_such(number)
    return exact[0].delivery_id


def _answer(counter: Counter, delivery_id: DeliveryId, number: str) -> int:
    view = counter.ask(delivery_view, delivery_id)
    if view is None:
        raise _no_such(number)
    counter.answer(view_facts(view), view_text(view))
    return 0


def _no_such(number: str) -> RefusedError:
    return RefusedError(
        _("Aucune réception ne s’appelle «\u00a0{number}\u00a0».").format(number=number),
        _("Voyez «\u00a0merchant-desk receive show\u00a0»."),
    )


def _last_claim(counter: Counter, delivery_id: DeliveryId) -> ClaimId:
    known = counter.ask(claims_of, delivery_id)
    if not known:
        raise RefusedError(
            _("Cette réception n’a pas de réclamation."),
            _("Nommez un article et ce qui ne va pas."),
        )
    return known[-1].claim_id


def _whole(text: str) -> int:
    found = read_whole(text)
    if found is None:
        raise RefusedError(
            _("Rien n’a été reçu\u00a0: la quantité n’est pas un nombre entier."),
            _("Écrivez par exemple 12."),
        )
    return found


def _day(text: str) -> date | None:
    day = read_day(text) if text else None
    if text and day is None:
        raise RefusedError(
            _("Rien n’a été reçu\u00a0: «\u00a0{text}\u00a0» n’est pas une date.").format(
                text=text
            ),
            _("Écrivez par exemple 06/01/2027."),
        )
    return day


def _cost(text: str) -> int | None:
    cost = read_decimal(text) if text else None
    if text and (cost is None or cost < 0):
        raise RefusedError(
            _("Rien n’a été reçu\u00a0: le coût d’achat n’est pas un montant."),
            _("Écrivez par exemple 4,1250."),
        )
    return None if cost is None else round_half_up(cost * _PARTS)


def _bin(counter: Counter, code: str) -> PlaceId | None:
    if not code:
        return None
    found = [each for each in counter.ask(bins) if each.code == code]
    if len(found) != 1:
        raise RefusedError(
            _("Rien n’a été reçu\u00a0: l’emplacement n’est pas clair."),
            _("Écrivez le code d’un seul emplacement."),
        )
    return found[0].place_id


DELIVERY_ERRANDS: Mapping[str, Errand] = {
    "open": _open,
    "scan": _scan,
    "undo": _undo,
    "show": _show,
    "charge": _charge,
    "claim": _claim,
    "claims": _claims,
    "close": _close,
}
