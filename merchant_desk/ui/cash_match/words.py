"""What the page of matching says of lines, proposals and their parts."""

from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.chip import ChipText
from merchant_desk.ui.widgets.empty_state import EmptyText
from merchant_desk.values.cash_categories import category_words
from merchant_desk.values.cash_match import Candidate, LineFact, MatchProposal, ProposedPart
from merchant_desk.values.cash_proposal import ProposedLine
from merchant_desk.values.cash_words import CashCategory, MatchTarget, Sureness
from merchant_desk.values.french import day_month, euros, number, short_date
from merchant_desk.values.money import ZERO, Money, total
from merchant_desk.values.texts import _, ngettext


def signed(amount: Money) -> str:
    """Return « +20,00 € », « −6,50 € »."""
    return f"+{euros(amount)}" if amount > ZERO else euros(amount)


def sureness_chip(sureness: Sureness) -> ChipText:
    """Return how sure a proposal is, in a word."""
    return {
        Sureness.SURE: ChipText(_("Sûr"), Tone.OK),
        Sureness.LIKELY: ChipText(_("Probable"), Tone.INFO),
        Sureness.POSSIBLE: ChipText(_("Possible"), Tone.WARN),
    }[sureness]


def parts_label(parts: tuple[ProposedPart, ...]) -> str:
    """Return what a proposal is in one line."""
    first = parts[0].label[:1].upper() + parts[0].label[1:]
    more = len(parts) - 1
    if not more:
        return first
    told = ngettext("{first} et {n} autre", "{first} et {n} autres", more)
    return told.format(first=first, n=number(more))


def effect_words(part: ProposedPart) -> str:
    """Return what accepting a part does."""
    paid = part.amount - part.fee
    amount = euros(Money(abs(paid.cents)))
    if part.recorded:
        return _("Le paiement est déjà noté\u00a0: la banque le confirme, rien d’autre ne change.")
    words = {
        MatchTarget.CUSTOMER_INVOICE: _("La facture sera payée de {amount}."),
        MatchTarget.ORDER: _("La commande sera payée de {amount}."),
        MatchTarget.SUPPLIER_INVOICE: _("La facture reçue sera notée payée de {amount}."),
        MatchTarget.PAYOUT: _("Le versement sera noté arrivé en banque."),
        MatchTarget.DEPOSIT: _("La remise sera notée vue en banque."),
        MatchTarget.RECURRING: _("L’échéance sera réglée."),
        MatchTarget.CATEGORY: _("Classé en «\u00a0{category}\u00a0», sans document."),
    }
    if part.target is MatchTarget.CUSTOMER_INVOICE and paid < ZERO:
        return _("Un remboursement de {amount} sera noté.").format(amount=amount)
    if part.target is MatchTarget.RECURRING and part.due_day is not None:
        told = _("L’échéance du {day} sera réglée.")
        return told.format(day=short_date(part.due_day))
    return words[part.target].format(amount=amount, category=category_words(part.category))


def left_words(line: ProposedLine, proposal: MatchProposal) -> str:
    """Return what would be left of the line, or nothing."""
    if len(proposal.line_ids) > 1:
        more = len(proposal.line_ids) - 1
        told = ngettext("Avec {n} autre ligne.", "Avec {n} autres lignes.", more)
        return told.format(n=number(more))
    left = line.fact.amount - total(each.amount for each in proposal.parts)
    if left == ZERO:
        return ""
    return _("Il restera {amount} à rapprocher.").format(amount=euros(Money(abs(left.cents))))


def spoken_line(line: ProposedLine) -> str:
    """Return a line as the screen reader says it."""
    fact = line.fact
    told = [day_month(fact.booked_on), fact.label, signed(fact.amount)]
    best = line.best
    if best is None:
        told.append(_("aucune proposition"))
    else:
        told += [sureness_chip(best.sureness).text, parts_label(best.parts)]
    return ", ".join(told)


def by_hand(line: LineFact, candidate: Candidate, amount: Money | None = None) -> ProposedPart:
    """Return a part for what she chose: what is left of the line, or of the document if less."""
    if candidate.target is MatchTarget.CATEGORY:
        told = line.amount if amount is None else amount
    elif amount is not None:
        told = amount
    else:
        varies = candidate.low is not None
        nearest = min(line.amount, candidate.amount, key=lambda each: abs(each.cents))
        told = line.amount if varies else nearest
    return ProposedPart(
        target=candidate.target,
        target_id=candidate.target_id,
        category=candidate.category,
        amount=told,
        label=candidate.label,
        due_day=candidate.due_on if candidate.target is MatchTarget.RECURRING else None,
        recorded=candidate.recorded,
    )


def of_category(line: LineFact, category: CashCategory) -> MatchProposal:
    """Return the whole line as one of a category."""
    part = ProposedPart(
        target=MatchTarget.CATEGORY,
        target_id=None,
        category=category,
        amount=line.amount,
        label=category_words(category),
    )
    return chosen(line, (part,))


def chosen(line: LineFact, parts: tuple[ProposedPart, ...]) -> MatchProposal:
    """Return what she chose herself."""
    return MatchProposal(
        line_ids=(line.line_id,), parts=parts, sureness=Sureness.SURE, reason=_("Choisi par vous.")
    )


def nothing_told() -> EmptyText:
    """Return the words of a page before the first statement."""
    return EmptyText(
        "wallet",
        _("Aucun relevé"),
        _("Apportez un relevé de votre banque\u00a0: ses lignes se rapprochent ici."),
        primary=_("Aller à Banque"),
    )


def nothing_shown(*, known: bool, waiting: int, made: bool) -> EmptyText:
    """Return why no line is shown: none is ``known``, some are ``waiting`` elsewhere, or done."""
    if not known:
        return nothing_told()
    if made:
        return EmptyText(
            "list-checks",
            _("Rien de rapproché ici"),
            _("Les lignes rapprochées se retrouvent ici, pour les revoir ou les annuler."),
        )
    if waiting:
        return EmptyText(
            "circle-check",
            _("Rien n’attend dans ce filtre"),
            _("D’autres lignes attendent dans un autre mois, un autre compte ou l’autre sens."),
            primary=_("Tout afficher"),
        )
    return EmptyText(
        "circle-check",
        _("Tout est rapproché"),
        _("Chaque ligne de la banque a sa raison. À la semaine prochaine."),
        primary=_("Voir la prévision"),
    )
