"""The parts of the sheet of a supplier, each made from what the query found."""

from collections.abc import Iterator

from PySide6.QtWidgets import QWidget

from merchant_desk.queries.purchase_list import PurchaseRow
from merchant_desk.queries.supplier_card import (
    SupplierArticleLine,
    SupplierCard,
    SupplierInvoiceLine,
)
from merchant_desk.ui.orders.sheet_section import SheetSection
from merchant_desk.ui.orders.tint_box import TintBox
from merchant_desk.ui.purchase_orders.words import expected_words
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.tokens import Tone
from merchant_desk.values.french import NBSP, euros, number, short_date
from merchant_desk.values.postal import one_line
from merchant_desk.values.purchase_words import (
    days_words,
    purchase_state_words,
    unit_cost,
    working_days_words,
)
from merchant_desk.values.purchases import OPEN_STATES
from merchant_desk.values.texts import _, ngettext


def contact(card: SupplierCard) -> str:
    """Return how to reach it, on one line."""
    phone = card.terms.phone.replace(" ", NBSP)  # never cut at the end of a line
    return " · ".join(filter(None, (card.terms.email, phone)))


def section(theme: Theme, title: str, count: int) -> SheetSection:
    """Return a section whose title is counted."""
    return SheetSection(theme, title, number(count) if count else "")


def notices(theme: Theme, card: SupplierCard) -> Iterator[QWidget]:
    """Yield what must be known before ordering."""
    if not card.terms.active:
        yield TintBox(theme, Tone.WARN, "ban", _("On n’achète plus chez ce fournisseur."))
    if not card.terms.email:
        told = _("Écrivez-la dans sa fiche\u00a0: le bon de commande part en un geste.")
        yield TintBox(theme, Tone.INFO, "mail", _("Aucune adresse e-mail"), told)
    if card.terms.note:
        yield TintBox(theme, Tone.INFO, "info", _("Note"), card.terms.note)


def terms(theme: Theme, card: SupplierCard) -> SheetSection:
    """Return its conditions."""
    part = SheetSection(theme, _("Conditions"))
    said = card.terms
    days = ngettext("{n} jour", "{n} jours", said.payment_days).format(n=number(said.payment_days))
    free = said.free_carriage_from
    pairs = (
        (_("Minimum HT"), euros(said.minimum) if said.minimum else _("aucun")),
        (_("Port HT"), euros(said.carriage) if said.carriage else _("franco")),
        (_("Franco à partir de"), "" if free is None else euros(free)),
        (_("Paiement"), _("{days} fin de mois").format(days=days) if said.month_end else days),
        (_("Votre numéro de client"), said.customer_number),
        (_("SIREN"), said.siren),
        (_("Adresse"), one_line(said.address)),
        (_("Aussi appelé"), ", ".join(card.also_called)),
    )
    for label, value in pairs:
        if value:
            part.add_pair(label, value)
    return part


def delays(theme: Theme, card: SupplierCard) -> SheetSection:
    """Return what it promises and what it does."""
    part = SheetSection(theme, _("Délais"))
    days, measured = card.terms.lead_days, card.measured
    part.add_pair(_("Promis"), _("non dit") if days is None else working_days_words(days))
    if measured is None:
        part.add_text(_("Rien n’est encore arrivé\u00a0: le délai réel se mesure tout seul."))
        return part
    counted = ngettext("sur {n} commande", "sur {n} commandes", measured.orders)
    mean = days_words(measured.mean_tenths)
    words = f"{mean} {counted.format(n=number(measured.orders))}"
    part.add_pair(_("En moyenne"), words)
    part.add_pair(_("Au pire"), days_words(measured.worst_days * 10))
    if measured.judged:
        told = _("{n} sur {total}")
        judged = told.format(n=number(measured.on_time), total=number(measured.judged))
        part.add_pair(_("À l’heure"), judged)
    return part


def article_words(line: SupplierArticleLine) -> tuple[str, str]:
    """Return the price of an article, and how it is sold."""
    said = line.terms
    price = "—" if said.cost_tenthousandths is None else unit_cost(said.cost_tenthousandths)
    packs = _("par {n}").format(n=number(said.pack_units)) if said.pack_units > 1 else ""
    breaks = ", ".join(
        _("{price} dès {n}").format(
            price=unit_cost(each.cost_tenthousandths), n=number(each.from_units)
        )
        for each in said.breaks
    )
    preferred = _("préféré") if said.preferred else ""
    coming = _("{n} attendus").format(n=number(line.on_order)) if line.on_order else ""
    reference = said.supplier_sku or line.sku
    return price, " · ".join(filter(None, (reference, packs, breaks, preferred, coming)))


def order_words(row: PurchaseRow) -> tuple[str, str]:
    """Return what an order comes to, and where it stands."""
    told = [purchase_state_words(row.state)]
    if row.state in OPEN_STATES and row.expected_on is not None:
        told.append(expected_words(row.expected_on, confirmed=row.confirmed))
        told.append(_("en retard") if row.late else "")
    return euros(row.total), " · ".join(filter(None, told))


def invoice_words(line: SupplierInvoiceLine) -> tuple[str, str]:
    """Return what an invoice comes to, and its date."""
    return euros(line.total), short_date(line.issue_date)
