"""Deliveries as facts for programs, and in words for a person."""

from typing import Any

from merchant_desk.queries.claim_list import ClaimRow
from merchant_desk.queries.claims import ClaimCard
from merchant_desk.queries.deliveries import DeliveryRow
from merchant_desk.queries.delivery_view import DeliveryView, GoodsLine
from merchant_desk.values.claim_letter import claim_kind_words, claim_state_words
from merchant_desk.values.deliveries import DeliveryClosed, ScanTaken
from merchant_desk.values.french import euros, number
from merchant_desk.values.ids import id_text
from merchant_desk.values.purchase_words import units_words
from merchant_desk.values.texts import _


def scan_facts(taken: ScanTaken) -> dict[str, Any]:
    """Return what a scan did."""
    return {
        "arrival": taken.arrival.value,
        "code": taken.code,
        "sku": None if taken.meant is None else taken.meant.sku,
        "units": taken.units,
        "received": taken.received,
        "expected": taken.expected,
        "question": None if taken.question is None else taken.question.value,
        "choices": [each.sku for each in taken.choices],
        "bin": taken.place,
        "aside_until": taken.aside_until.isoformat() if taken.aside_until else None,
        "title": taken.title,
        "advice": taken.advice,
    }


def row_facts(row: DeliveryRow) -> dict[str, Any]:
    """Return one line of the list."""
    return {
        "id": id_text(row.delivery_id),
        "number": row.number,
        "supplier": row.supplier,
        "purchase": row.purchase_number,
        "slip": row.slip_number,
        "state": row.state.value,
        "units": row.units,
        "claim": row.claim_number,
    }


def view_facts(view: DeliveryView) -> dict[str, Any]:
    """Return a delivery with its lines, charges and claims."""
    return {
        "id": id_text(view.delivery_id),
        "number": view.number,
        "state": view.state.value,
        "supplier": view.supplier,
        "purchase": view.purchase_number,
        "slip": view.slip_number,
        "lines": [_line_facts(each) for each in view.lines],
        "charges": [
            {"label": each.label, "cents": each.amount.cents, "spread": each.spread.value}
            for each in view.charges
        ],
        "claims": [_claim_facts(each) for each in view.claims],
    }


def view_text(view: DeliveryView) -> str:
    """Return the same in words."""
    head = " · ".join(filter(None, (view.number, view.supplier, view.purchase_number)))
    lines = [head, *map(_line_text, view.lines)]
    lines += [f"{each.label}\u00a0: {euros(each.amount)}" for each in view.charges]
    lines += [
        f"{each.number} ({claim_state_words(each.state)})\u00a0: {euros(each.amount)}"
        for each in view.claims
    ]
    return "\n".join(lines)


def closed_facts(closed: DeliveryClosed) -> dict[str, Any]:
    """Return what a delivery was."""
    return {
        "number": closed.number,
        "units": closed.units,
        "differences": [
            {"sku": each.sku, "kind": each.kind.value, "units": each.units,
             "cents": each.amount.cents}
            for each in closed.differences
        ],
        "claim": closed.claim_number or None,
        "served": [each.number for each in closed.served],
        "labels": [
            {
                "product_id": id_text(each.product_id),
                "units": each.units,
                "lot_id": None if each.lot_id is None else id_text(each.lot_id),
            }
            for each in closed.labels
        ],
        "repriced": [id_text(each) for each in closed.repriced],
        "purchase_state": None if closed.purchase_state is None else closed.purchase_state.value,
    }  # fmt: skip


def closed_text(closed: DeliveryClosed) -> str:
    """Return the same in words."""
    told = _("Réception {number} terminée\u00a0: {units}")
    lines = [told.format(number=closed.number, units=units_words(closed.units))]
    lines += [
        f"{claim_kind_words(each.kind)}\u00a0: {units_words(each.units)} · {each.name}"
        for each in closed.differences
    ]
    if closed.claim_number:
        lines.append(_("Réclamation à envoyer\u00a0: {number}").format(number=closed.claim_number))
    if closed.served:
        numbers = ", ".join(each.number for each in closed.served)
        lines.append(_("Commandes à préparer maintenant\u00a0: {numbers}").format(numbers=numbers))
    return "\n".join(lines)


def _line_facts(line: GoodsLine) -> dict[str, Any]:
    return {
        "sku": line.sku,
        "name": line.name,
        "expected": line.expected,
        "received": line.received,
        "aside": line.aside,
        "cost_tenthousandths": line.cost_tenthousandths,
        "landed_tenthousandths": line.landed,
        "lots": [
            {
                "number": each.number,
                "expires_on": each.expires_on.isoformat() if each.expires_on else None,
                "units": each.units,
            }
            for each in line.lots
        ],
    }


def _line_text(line: GoodsLine) -> str:
    count = f"{number(line.received)} / {number(line.expected)}"
    return f"{line.sku:<20} {count:>11}  {line.name}"


def claim_row_facts(row: ClaimRow) -> dict[str, Any]:
    """Return a claim of the list."""
    return {
        "number": row.number,
        "supplier": row.supplier,
        "delivery": row.delivery_number or None,
        "state": row.state.value,
        "cents": row.amount.cents,
        "credited_cents": None if row.credited is None else row.credited.cents,
        "answer": row.note,
    }


def claim_line(row: ClaimRow) -> str:
    """Return a claim of the list in one line."""
    told = [row.number, row.supplier, claim_state_words(row.state), euros(row.amount)]
    if row.credited is not None:
        told.append(_("{amount} obtenus").format(amount=euros(row.credited)))
    return "  ".join(told)


def _claim_facts(claim: ClaimCard) -> dict[str, Any]:
    return {
        "number": claim.number,
        "state": claim.state.value,
        "cents": claim.amount.cents,
        "lines": [
            {"sku": each.sku, "kind": each.kind.value, "quantity": each.quantity,
             "cents": each.amount.cents, "note": each.note}
            for each in claim.lines
        ],
    }  # fmt: skip
