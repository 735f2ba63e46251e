"""What a line of the story of a cost says, in one sentence."""

from merchant_desk.values.french import euros, number
from merchant_desk.values.goods_words import CostReason
from merchant_desk.values.stock_cost import money_of, unit_cost_words
from merchant_desk.values.stock_ledger import LedgerLine
from merchant_desk.values.stock_words import REASON_NAMES
from merchant_desk.values.texts import _, later, later_counted, ngettext
from merchant_desk.values.words import MoveReason

COST_WORDS = {
    CostReason.INVOICE: later("Facture du fournisseur"),
    CostReason.LANDED: later("Frais d’approche"),
    CostReason.CREDIT: later("Avoir du fournisseur"),
    CostReason.UNCOVERED: later("Vendu avant réception"),
    CostReason.WRITE_DOWN: later("Dépréciation"),
    CostReason.FIRST_COST: later("Premier coût connu"),
}
_CHANGED = {
    CostReason.INVOICE: later("Le fournisseur a facturé un autre prix\u00a0: {amount} de stock"),
    CostReason.LANDED: later("Port, douane ou frais de livraison\u00a0: {amount} de stock"),
    CostReason.CREDIT: later("Le fournisseur a rendu une part du prix\u00a0: {amount} de stock"),
    CostReason.UNCOVERED: later(
        "Des unités vendues avant leur réception ont coûté autre chose\u00a0: {amount} de stock"
    ),
    CostReason.WRITE_DOWN: later("Le stock vaut moins qu’il n’a coûté\u00a0: {amount}"),
    CostReason.FIRST_COST: later("L’article n’avait pas de coût, il en a un\u00a0: {amount}"),
}
_REVERSAL = later("Reprise de dépréciation")
_REVERSED = later("Le stock vaut de nouveau plus, sans dépasser ce qu’il a coûté\u00a0: {amount}")
_CAME = later_counted(
    "{n} unité entre à {cost}\u00a0: le coût moyen passe à {average}",
    "{n} unités entrent à {cost} chacune\u00a0: le coût moyen passe à {average}",
)
_BACK = later_counted(
    "{n} unité revient au coût où elle était partie, {cost}",
    "{n} unités reviennent au coût où elles étaient parties, {cost}",
)
_LEFT = later_counted(
    "{n} unité sort à {cost}, le coût moyen à ce moment",
    "{n} unités sortent à {cost} chacune, le coût moyen à ce moment",
)
_TAKEN_BACK = later_counted(
    "{n} unité sort au coût de son entrée, {cost}",
    "{n} unités sortent au coût de leur entrée, {cost}",
)


def what_words(reason: MoveReason | CostReason, value: int = 0) -> str:
    """Return « Réception », « Dépréciation »; ``value`` tells its reversal from it."""
    if reason is CostReason.WRITE_DOWN and value > 0:
        return _(_REVERSAL)
    if isinstance(reason, CostReason):
        return _(COST_WORDS[reason])
    return _(REASON_NAMES[reason])


def line_sentence(line: LedgerLine, unit: int, stock: int, average: int) -> str:
    """Return what happened to the cost, and what of it sales bear."""
    if isinstance(line.reason, CostReason):
        return _changed(line, line.reason)
    if line.units > 0:
        one, many = _BACK if line.reason is MoveReason.RETURN else _CAME
    else:
        one, many = _TAKEN_BACK if line.takes_back else _LEFT
    told = ngettext(one, many, abs(line.units)).format(
        n=number(abs(line.units)), cost=unit_cost_words(unit), average=unit_cost_words(average)
    )
    if stock < 0:
        return _(
            "{told}. Le stock passe sous zéro\u00a0: la réception suivante réglera l’écart."
        ).format(told=told)
    return f"{told}."


def _changed(line: LedgerLine, reason: CostReason) -> str:
    gives_back = reason is CostReason.WRITE_DOWN and line.value > 0
    words = _REVERSED if gives_back else _CHANGED[reason]
    told = _(words).format(amount=_signed(line.value))
    if line.spent:
        return _("{told}, et {spent} pour ce qui était déjà vendu.").format(
            told=told, spent=_signed(line.spent)
        )
    return f"{told}."


def _signed(amount: int) -> str:
    money = money_of(amount)
    return euros(money) if money.cents < 0 else f"+{euros(money)}"
