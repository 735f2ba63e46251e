"""How a proposal is said in French: its sum, its groups, what is doubtful in a line."""

from merchant_desk.values.french import euros, number, short_date
from merchant_desk.values.money import ZERO
from merchant_desk.values.reorder import Doubt, Proposal, ReorderLine, SupplierGroup
from merchant_desk.values.texts import _, later, ngettext

_DOUBTS = {
    Doubt.SOLDES: later("Soldé"),
    Doubt.NO_SUPPLIER: later("Sans fournisseur"),
    Doubt.NO_COST: later("Coût inconnu"),
    Doubt.ZERO_COST: later("Coût nul"),
    Doubt.LOSS: later("Vendu à perte"),
    Doubt.LARGE_PACK: later("Gros colis"),
    Doubt.NO_LEAD_TIME: later("Sans délai connu"),
    Doubt.NO_HISTORY: later("Sans ventes"),
    Doubt.ESTIMATED: later("Estimé"),
}


def doubt_words(doubt: Doubt) -> str:
    """Return what a doubt is called."""
    return _(_DOUBTS[doubt])


def range_words(line: ReorderLine) -> str:
    """Return what is expected to sell, as a range."""
    days = ngettext("{n} jour", "{n} jours", line.days).format(n=number(line.days))
    return _("Ventes attendues en {days}\u00a0: {likely} (de {low} à {high})").format(
        days=days, likely=number(line.likely), low=number(line.low), high=number(line.high)
    )


def short_range(line: ReorderLine) -> str:
    """Return « 24 (12 à 40) »."""
    return _("{likely} ({low} à {high})").format(
        likely=number(line.likely), low=number(line.low), high=number(line.high)
    )


def sum_up(proposal: Proposal) -> str:
    """Return what the whole proposal comes to."""
    count = sum(1 for each in proposal.lines if each.quantity and each.supplier_id is not None)
    if not proposal.groups:
        return nothing_words(proposal)
    text = ngettext(
        "{n} article à commander, {total} hors taxes, {risk} de marge en jeu.",
        "{n} articles à commander, {total} hors taxes, {risk} de marge en jeu.",
        count,
    ).format(n=number(count), total=euros(proposal.total), risk=euros(proposal.at_risk))
    if proposal.left_out:
        left = ngettext(
            " {n} ligne n’entre pas dans le budget\u00a0: {amount} de marge restent en jeu.",
            " {n} lignes n’entrent pas dans le budget\u00a0: {amount} de marge restent en jeu.",
            proposal.left_out,
        )
        text += left.format(n=number(proposal.left_out), amount=euros(proposal.not_covered))
    return text


def nothing_words(proposal: Proposal) -> str:
    """Return why there is nothing to order."""
    if proposal.left_out:
        return _("Le budget ne suffit pour aucune ligne.")
    if not proposal.articles:
        return _("Aucun article suivi en stock.")
    text = ngettext(
        "Rien à commander\u00a0: {n} article regardé, il y en a assez.",
        "Rien à commander\u00a0: {n} articles regardés, il y en a assez.",
        proposal.articles,
    )
    return text.format(n=number(proposal.articles))


def group_words(group: SupplierGroup) -> str:
    """Return the head of a supplier: what it comes to, what it lacks, when it is paid."""
    told = [_("{name}\u00a0: {goods} hors taxes").format(name=group.name, goods=euros(group.goods))]
    if group.carriage:
        told.append(_("port {amount}").format(amount=euros(group.carriage)))
    told += lacking_words(group)
    if group.paid_on is not None and group.to_pay:
        told.append(cash_words(group))
    return ", ".join(told)


def lacking_words(group: SupplierGroup) -> list[str]:
    """Return what an order lacks for the supplier to take it, and for its carriage to be free."""
    told = []
    if group.below_minimum > ZERO:
        told.append(_("il manque {amount} au minimum").format(amount=euros(group.below_minimum)))
    if group.to_free_carriage > ZERO:
        told.append(_("il manque {amount} au franco").format(amount=euros(group.to_free_carriage)))
    return told


def cash_words(group: SupplierGroup) -> str:
    """Return what leaves the account, and when."""
    day = short_date(group.paid_on) if group.paid_on is not None else "—"
    return _("{amount} à payer vers le {day}").format(amount=euros(group.to_pay), day=day)
