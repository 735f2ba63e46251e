"""What the commands about suppliers do."""

import argparse
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from merchant_desk.cli.command import Counter
from merchant_desk.cli.products import named_product
from merchant_desk.cli.purchase_entry import amount, cost, named_supplier, price_break, whole
from merchant_desk.operations.merge_suppliers import merge_suppliers
from merchant_desk.operations.save_supplier import save_supplier
from merchant_desk.operations.save_supplier_article import (
    remove_supplier_article,
    save_supplier_article,
)
from merchant_desk.queries.lead_times import LeadTime
from merchant_desk.queries.supplier_articles import supplier_terms, terms_of_articles
from merchant_desk.queries.supplier_card import SupplierArticleLine, SupplierCard, supplier_card
from merchant_desk.queries.supplier_list import SupplierList, SupplierRow, suppliers_called
from merchant_desk.values.clock import paris_date, utc_now
from merchant_desk.values.french import euros, number, rate
from merchant_desk.values.ids import id_text
from merchant_desk.values.purchase_words import days_words, unit_cost, working_days_words
from merchant_desk.values.purchases import ArticleTerms, SupplierTerms, supplier_key
from merchant_desk.values.texts import _

Errand = Callable[[argparse.Namespace, Counter], int]
_PAGE = 200
_TEXTS = ("siren", "email", "phone", "customer_number", "note")
_DAYS = ("lead_days", "payment_days")
_AMOUNTS = ("minimum", "carriage", "free_carriage_from")


def _list(arguments: argparse.Namespace, counter: Counter) -> int:
    query, rows = SupplierList(arguments.text, gone_too=arguments.all), list[SupplierRow]()
    while page := counter.ask(query.fetch, len(rows), _PAGE):
        rows += page
    facts = {"suppliers": [_row_facts(row) for row in rows]}
    counter.answer(facts, "\n".join(map(_row_text, rows)) or _("Aucun fournisseur."))
    return 0


def _row_facts(row: SupplierRow) -> dict[str, Any]:
    return {
        "id": id_text(row.supplier_id),
        "name": row.name,
        "city": row.city,
        "email": row.email,
        "articles": row.articles,
        "open_orders": row.open_orders,
        "lead_days": row.lead_days,
        "measured": _measured_facts(row.measured),
        "minimum": row.minimum.cents,
        "active": row.active,
    }


def _measured_facts(measured: LeadTime | None) -> dict[str, Any] | None:
    if measured is None:
        return None
    return {
        "orders": measured.orders,
        "mean_days_tenths": measured.mean_tenths,
        "worst_days": measured.worst_days,
        "mean_working_days_tenths": measured.mean_working_tenths,
        "worst_working_days": measured.worst_working_days,
        "on_time_bp": measured.on_time_bp,
    }


def _row_text(row: SupplierRow) -> str:
    return f"{row.name:<36} {number(row.articles):>6}  {_lead_text(row.lead_days, row.measured)}"


def _lead_text(promised: int | None, measured: LeadTime | None) -> str:
    told = (
        [] if promised is None else [_("promet {days}").format(days=working_days_words(promised))]
    )
    if measured is not None:
        words = _("mesuré {mean}, au pire {worst}")
        mean, worst = days_words(measured.mean_tenths), days_words(measured.worst_days * 10)
        told.append(words.format(mean=mean, worst=worst))
        if measured.on_time_bp is not None:
            told.append(_("à l’heure {share}").format(share=rate(measured.on_time_bp)))
    return " · ".join(told)


def _show(arguments: argparse.Namespace, counter: Counter) -> int:
    _tell(counter, _card(counter, arguments.supplier))
    return 0


def _card(counter: Counter, words: str) -> SupplierCard:
    found = named_supplier(counter, words)
    card = counter.ask(supplier_card, found.supplier_id, paris_date(utc_now()))
    assert card is not None  # noqa: S101 - it was just found, and cards only go by a merge
    return card


def _tell(counter: Counter, card: SupplierCard) -> None:
    terms = card.terms
    facts = {
        "id": id_text(card.supplier_id),
        "name": terms.name,
        "also_called": list(card.also_called),
        "siren": terms.siren,
        "email": terms.email,
        "phone": terms.phone,
        "customer_number": terms.customer_number,
        "lead_days": terms.lead_days,
        "measured": _measured_facts(card.measured),
        "minimum": terms.minimum.cents,
        "carriage": terms.carriage.cents,
        "free_carriage_from": None
        if terms.free_carriage_from is None
        else terms.free_carriage_from.cents,
        "payment_days": terms.payment_days,
        "month_end": terms.month_end,
        "active": terms.active,
        "articles": [_article_facts(each) for each in card.articles],
        "orders": [{"number": each.number, "state": each.state} for each in card.orders],
        "invoices": [{"number": each.number, "total": each.total.cents} for each in card.invoices],
    }
    lines = [
        terms.name,
        _lead_text(terms.lead_days, card.measured),
        _("minimum {minimum}, port {carriage}").format(
            minimum=euros(terms.minimum), carriage=euros(terms.carriage)
        ),
        *map(_article_text, card.articles),
    ]
    counter.answer(facts, "\n".join(filter(None, lines)))


def _article_facts(line: SupplierArticleLine) -> dict[str, Any]:
    return {
        "sku": line.sku,
        "name": line.title,
        "supplier_sku": line.terms.supplier_sku,
        "pack_units": line.terms.pack_units,
        "minimum_units": line.terms.minimum_units,
        "cost_tenthousandths": line.terms.cost_tenthousandths,
        "breaks": [
            {"from": each.from_units, "cost_tenthousandths": each.cost_tenthousandths}
            for each in line.terms.breaks
        ],
        "preferred": line.terms.preferred,
        "on_order": line.on_order,
    }


def _article_text(line: SupplierArticleLine) -> str:
    price = line.terms.cost_tenthousandths
    told = "—" if price is None else unit_cost(price)
    return f"{line.sku:<20} {told:>12}  × {number(line.terms.pack_units):<5} {line.title}"


def _save(arguments: argparse.Namespace, counter: Counter) -> int:
    """Change what is said of a supplier, and nothing else."""
    known = [
        each
        for each in counter.ask(suppliers_called, arguments.name)
        if supplier_key(each.name) == supplier_key(arguments.name)
    ]
    before = (
        counter.ask(supplier_terms, known[0].supplier_id)
        if known
        else SupplierTerms(name=arguments.name)
    )
    told = {name: getattr(arguments, name) for name in _TEXTS}
    said: dict[str, Any] = {name: text for name, text in told.items() if text is not None}
    for names, reads in ((_DAYS, whole), (_AMOUNTS, amount)):
        for name in names:
            text = getattr(arguments, name)
            said |= {} if text is None else {name: reads(text)}
    said |= {} if arguments.vat is None else {"vat_number": arguments.vat}
    said |= {} if arguments.rename is None else {"name": arguments.rename}
    said |= {} if arguments.month_end is None else {"month_end": True}
    terms = replace(before, **said, active=not arguments.inactive)
    supplier_id = known[0].supplier_id if known else None
    counter.do(save_supplier, counter.gesture(), terms, supplier_id)
    _tell(counter, _card(counter, terms.name))
    return 0


def _article(arguments: argparse.Namespace, counter: Counter) -> int:
    supplier = named_supplier(counter, arguments.supplier)
    product = named_product(counter, arguments.product)
    if arguments.remove:
        counter.do(remove_supplier_article, supplier.supplier_id, product.product_id)
    else:
        known = counter.ask(terms_of_articles, supplier.supplier_id, (product.product_id,))
        terms = _said(arguments, known.get(product.product_id, ArticleTerms()))
        counter.do(
            save_supplier_article,
            counter.gesture(),
            supplier.supplier_id,
            product.product_id,
            terms,
            accept_zero=arguments.accept_zero,
        )
    _tell(counter, _card(counter, supplier.name))
    return 0


def _said(arguments: argparse.Namespace, before: ArticleTerms) -> ArticleTerms:
    said: dict[str, Any] = {}
    for name, text, reads in (
        ("supplier_sku", arguments.sku, str),
        ("pack_units", arguments.pack, whole),
        ("minimum_units", arguments.minimum, whole),
        ("cost_tenthousandths", arguments.cost, cost),
    ):
        said |= {} if text is None else {name: reads(text)}
    if arguments.breaks is not None:
        said["breaks"] = tuple(sorted(map(price_break, arguments.breaks)))
    return replace(before, **said, preferred=before.preferred or arguments.preferred)


def _merge(arguments: argparse.Namespace, counter: Counter) -> int:
    kept, gone = named_supplier(counter, arguments.kept), named_supplier(counter, arguments.gone)
    counter.do(merge_suppliers, counter.gesture(), kept.supplier_id, gone.supplier_id)
    _tell(counter, _card(counter, kept.name))
    return 0


SUPPLIER_ERRANDS: Mapping[str, Errand] = {
    "list": _list,
    "show": _show,
    "save": _save,
    "article": _article,
    "merge": _merge,
}
