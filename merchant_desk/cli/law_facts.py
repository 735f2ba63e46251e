"""``products law``: what the law asks about a product, shown or changed."""

import argparse
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from merchant_desk.cli.command import CliCommand, Counter
from merchant_desk.cli.products import named_product
from merchant_desk.errors import RefusedError
from merchant_desk.values.entries import read_day, read_decimal
from merchant_desk.values.french import number, short_date
from merchant_desk.values.ids import id_text
from merchant_desk.values.law_words import CATEGORY_NAMES, WHY_NAMES
from merchant_desk.values.money import round_half_up
from merchant_desk.values.texts import _, later, ngettext

if TYPE_CHECKING:
    from merchant_desk.operations.save_law_facts import LawSheet
    from merchant_desk.queries.law_sheet import LawSheetCard

_COSTS = {
    "transport": "transport_tenthousandths",
    "taxes": "specific_taxes_tenthousandths",
    "excise": "excise_tenthousandths",
}
_DETAILS = ("publisher_price", "published_on", "last_supply_on", "approved_price", "species")
_KEYS = ("category", "flags", "acquisition", "supplier", "offered_since", "rebates_percent",
         *_COSTS, *_DETAILS)  # fmt: skip


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("product", metavar=_("PRODUIT"), help=_("référence ou code-barres"))
    parser.add_argument(
        "--set",
        action="append",
        default=[],
        metavar=_("CLÉ=VALEUR"),
        dest="told",
        help=_("changer\u00a0; clés\u00a0: {keys}").format(keys=", ".join(_KEYS)),
    )


def _run(arguments: argparse.Namespace, counter: Counter) -> int:
    from merchant_desk.operations.save_law_facts import (  # noqa: PLC0415 - the law, when asked
        save_law_sheet,
    )
    from merchant_desk.queries.law_sheet import law_sheet  # noqa: PLC0415 - as above

    product = named_product(counter, arguments.product)
    ids = (product.product_id,)
    at = counter.gesture().at
    if arguments.told:
        sheet = _changed(counter.ask(law_sheet, ids, at), arguments.told)
        counter.do(save_law_sheet, counter.gesture(), ids, sheet)
    card = counter.ask(law_sheet, ids, at)
    counter.answer(_facts(card), _text(card))
    return 0


def _changed(card: "LawSheetCard", told: list[str]) -> "LawSheet":
    from merchant_desk.operations.save_law_facts import LawSheet  # noqa: PLC0415 - as above

    (facts,), (own,) = card.articles, card.own_categories
    sheet = LawSheet(
        law_category=own,
        flags=facts.flags,
        acquisition=facts.acquisition,
        supplier=facts.supplier,
        offered_since=facts.offered_since,
        other_advantages_bp=facts.other_advantages_bp,
        transport_tenthousandths=facts.transport_tenthousandths,
        specific_taxes_tenthousandths=facts.specific_taxes_tenthousandths,
        excise_tenthousandths=facts.excise_tenthousandths,
        details=facts.details,
    )
    for each in told:
        key, equals, value = each.partition("=")
        if not equals or key not in _KEYS:
            raise _refusal(each)
        sheet = replace(sheet, **_change(sheet, key, value.strip()))
    return sheet


def _change(sheet: "LawSheet", key: str, value: str) -> dict[str, Any]:
    if key in _DETAILS:
        return {"details": {**sheet.details, key: value or None}}
    if key == "flags":
        return {"flags": tuple(each.strip() for each in value.split(",") if each.strip())}
    if key == "offered_since":
        return {key: _read(key, value, read_day(value)) if value else None}
    if key == "rebates_percent":
        share = _read(key, value, read_decimal(value)) if value else Fraction(0)
        return {"other_advantages_bp": round_half_up(share * 100)}
    if key in _COSTS:
        amount = _read(key, value, read_decimal(value)) if value else Fraction(0)
        return {_COSTS[key]: round_half_up(amount * 10_000)}
    return {"law_category" if key == "category" else key: value}


def _read(key: str, value: str, read: Any) -> Any:
    if read is None:
        raise _refusal(f"{key}={value}")
    return read


def _refusal(told: str) -> RefusedError:
    return RefusedError(
        _("La fiche n’a pas été enregistrée\u00a0: «\u00a0{told}\u00a0» n’est pas compris.").format(
            told=told
        ),
        _("Écrivez CLÉ=VALEUR, avec une de ces clés\u00a0: {keys}.").format(keys=", ".join(_KEYS)),
    )


def _facts(card: "LawSheetCard") -> dict[str, Any]:
    (facts,) = card.articles
    found = card.eligibility
    why = {} if found is None else {each.index: each for each in found.shares}
    return {
        "sku": facts.sku,
        "category": facts.law_category,
        "flags": list(facts.flags),
        "acquisition": facts.acquisition,
        "supplier": facts.supplier,
        "offered_since": facts.offered_since.isoformat() if facts.offered_since else None,
        "rebates_bp": facts.other_advantages_bp,
        "transport_tenthousandths": facts.transport_tenthousandths,
        "taxes_tenthousandths": facts.specific_taxes_tenthousandths,
        "excise_tenthousandths": facts.excise_tenthousandths,
        "details": dict(facts.details),
        "soldes_limit": card.season.limit.isoformat() if card.season else None,
        "soldes_units": found.eligible if found else None,
        "receipts": [
            {
                "id": id_text(each.id),
                "received_on": each.received_on.isoformat(),
                "quantity": each.quantity,
                "paid_on": each.paid_on.isoformat() if each.paid_on else None,
                "paid_known": each.paid_known,
                "quarantined": each.quarantined,
                "left": why[index].left if index in why else None,
                "why": why[index].why.value if index in why else None,
            }
            for index, each in enumerate(facts.batches)
        ],
    }


def _text(card: "LawSheetCard") -> str:
    (facts,) = card.articles
    category = CATEGORY_NAMES.get(facts.law_category)
    lines = [
        f"{facts.name} — {facts.sku}",
        _("Nature légale\u00a0: {category}").format(
            category=_(category) if category else _("à préciser")
        ),
    ]
    if card.eligibility is not None and card.season is not None:
        units = card.eligibility.eligible
        words = ngettext("{n} unité peut être soldée", "{n} unités peuvent être soldées", units)
        lines.append(f"{words.format(n=number(units))} ({card.season.title})")
        for share in card.eligibility.shares:
            batch = facts.batches[share.index]
            lines.append(
                f"{short_date(batch.received_on)}  {number(share.left):>6}  "
                f"{_(WHY_NAMES[share.why.value])}"
            )
    return "\n".join(lines)


PRODUCTS_LAW = CliCommand(
    ("products", "law"),
    later("Montrer ou changer la fiche légale d’un produit"),
    _arguments,
    _run,
)
