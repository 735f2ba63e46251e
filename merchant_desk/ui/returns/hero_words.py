"""What the big panel of the returns desk says."""

from merchant_desk.queries.return_order import ReturnOrder
from merchant_desk.ui.returns.taking import Taking
from merchant_desk.ui.widgets.scan_hero_text import HeroState, HeroText
from merchant_desk.values.french import euros, items, number
from merchant_desk.values.return_words import grade_words
from merchant_desk.values.taken_return import ReturnDone
from merchant_desk.values.texts import _, ngettext


def nothing() -> HeroText:
    """Say what to do first."""
    return HeroText(
        title=_("Scannez le bon du colis"),
        detail=_("Bon de livraison, bon de retour ou étiquette du transporteur."),
    )


def identify(number: str) -> HeroText:
    """Say that the order of these goods is looked for."""
    return HeroText(
        title=_("Scannez le bon de sa commande"),
        caption=_("Retour {number}").format(number=number),
        detail=_("Ou tapez le numéro de la commande (Ctrl+E)\u00a0: les articles y iront."),
    )


def opened(order: ReturnOrder) -> HeroText:
    """Say that the order is known."""
    if not order.shipped:
        return HeroText(
            title=_("Rien n’est parti de cette commande"),
            state=HeroState.WRONG,
            detail=_("Elle est annulée.") if order.cancelled else _("Vérifiez le numéro."),
        )
    if not order.may_come:
        return HeroText(
            title=_("Tout est déjà revenu"),
            state=HeroState.WRONG,
            detail=_("Cette commande n’a plus rien à rendre."),
        )
    return HeroText(
        title=_("Scannez ce qui revient"),
        state=HeroState.ADDED,
        caption=order.customer,
        detail=_("Il peut encore revenir {items}.").format(items=items(order.may_come)),
    )


def added(taking: Taking) -> HeroText:
    """Say what came, and how it is graded."""
    last = taking.items[-1]
    if last.odd:
        return HeroText(
            title=last.name,
            state=HeroState.WRONG,
            caption=_("N’est pas dans la commande"),
            detail=_("Gardé de côté\u00a0: rien n’est rendu pour lui tant que ce n’est pas réglé."),
        )
    return HeroText(
        title=last.name,
        state=HeroState.ADDED,
        caption=grade_words(last.item.grade),
        detail=_("Une touche pour son état\u00a0: 1 à 5. Puis Ctrl+Entrée."),
        done=taking.units,
        total=max(taking.units, taking.order.may_come),
    )


def too_many(name: str) -> HeroText:
    """Say that no more of it left."""
    return HeroText(
        title=name,
        state=HeroState.WRONG,
        caption=_("Déjà revenu"),
        detail=_("Il n’en est pas parti davantage\u00a0: rien n’a été ajouté."),
    )


def unknown() -> HeroText:
    """Say that nobody knows this code."""
    return HeroText(
        title=_("Code inconnu"),
        state=HeroState.UNKNOWN,
        detail=_("Ni un bon, ni un article. Saisissez le code ou le numéro (Ctrl+E)."),
    )


def taken(done: ReturnDone) -> HeroText:
    """Say what was taken back, what was kept aside, and what becomes of the money."""
    told = []
    if done.units or not done.odd:
        told.append(_("{items} repris").format(items=items(done.units)))
    if done.odd:
        told.append(
            ngettext("{n} article gardé de côté", "{n} articles gardés de côté", done.odd).format(
                n=number(done.odd)
            )
        )
    title = _("{number}\u00a0: {what}").format(number=done.number, what=", ".join(told))
    return HeroText(
        title=title, state=HeroState.COMPLETE, detail=" · ".join(done.warnings or _money(done))
    )


def _money(done: ReturnDone) -> list[str]:
    if not done.units and done.odd:
        return [_("Rien n’est rendu tant que vous ne l’avez pas réglé sur sa fiche.")]
    credit = ", ".join(done.credit_numbers)
    told = [_("Avoir {numbers}").format(numbers=credit)] if credit else []
    if done.refunded:
        return [*told, _("{amount} rendus").format(amount=euros(done.refunded))]
    return [*told, _("Rien d’autre à rendre") if done.settled else _("À rembourser plus tard")]
