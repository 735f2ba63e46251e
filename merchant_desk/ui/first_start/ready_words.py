"""What the last step says of each of the others."""

from dataclasses import dataclass

from merchant_desk.queries.first_start import FirstStart
from merchant_desk.ui.tokens import Tone
from merchant_desk.values.first_start import Step
from merchant_desk.values.french import number
from merchant_desk.values.texts import _, ngettext


@dataclass(frozen=True, slots=True)
class ReadyLine:
    """One step: how far it is, in a word and a sentence."""

    step: Step
    tone: Tone
    title: str
    detail: str


def ready_lines(facts: FirstStart) -> tuple[ReadyLine, ...]:
    """Return a line a step, the last one left out."""
    return (_shop(facts), _goods(facts), _scanner(facts), _printers(facts))


def steps_done(facts: FirstStart) -> dict[Step, bool]:
    """Return which steps are ticked."""
    return {line.step: line.tone is Tone.OK for line in ready_lines(facts)}


def _shop(facts: FirstStart) -> ReadyLine:
    if facts.whole and facts.profile is not None:
        seller = facts.profile.seller
        name = seller.trade_name or seller.name
        return ReadyLine(Step.SHOP, Tone.OK, name, _("Prête à facturer."))
    missing = ", ".join(_missing(facts))
    detail = _("Avant la première facture, il manque\u00a0: {missing}.").format(missing=missing)
    known = facts.profile.seller if facts.profile is not None else None
    name = (known.trade_name or known.name) if known is not None else ""
    return ReadyLine(Step.SHOP, Tone.WARN, name or _("Votre boutique"), detail)


def _missing(facts: FirstStart) -> list[str]:
    seller = facts.profile.seller if facts.profile is not None else None
    place = seller.address if seller is not None else None
    parts = (
        (seller is not None and seller.name, _("le nom")),
        (place is not None and place.line1 and place.postcode and place.city, _("l’adresse")),
        (seller is not None and seller.siren, _("le SIREN")),
        (facts.vat, _("le régime de TVA")),
    )
    return [words for known, words in parts if not known]


def _goods(facts: FirstStart) -> ReadyLine:
    counted = ngettext("{n} article", "{n} articles", facts.products).format(
        n=number(facts.products)
    )
    if facts.shops:
        detail = _("{names} est connectée.").format(names=", ".join(facts.shops))
        return ReadyLine(Step.GOODS, Tone.OK, counted, detail)
    if facts.products:
        return ReadyLine(Step.GOODS, Tone.OK, counted, _("Aucune boutique en ligne connectée."))
    detail = _("Connectez une boutique, importez un fichier, ou créez-les dans Produits.")
    return ReadyLine(Step.GOODS, Tone.WARN, _("Pas encore d’articles"), detail)


def _scanner(facts: FirstStart) -> ReadyLine:
    if facts.scanner:
        detail = _("Son rythme et sa fin de code sont connus.")
        return ReadyLine(Step.SCANNER, Tone.OK, _("Scanner réglé"), detail)
    detail = _("Un scanner ordinaire est reconnu\u00a0; le régler le rend plus sûr.")
    return ReadyLine(Step.SCANNER, Tone.WARN, _("Scanner non réglé"), detail)


def _printers(facts: FirstStart) -> ReadyLine:
    names = tuple(dict.fromkeys(filter(None, (facts.paper_printer, facts.ticket_printer))))
    if names:
        return ReadyLine(Step.PRINTER, Tone.OK, ", ".join(names), _("Reçoit vos papiers."))
    detail = _("Vos papiers sont écrits en PDF dans le dossier de la boutique.")
    tone = Tone.OK if facts.printers_known else Tone.WARN
    return ReadyLine(Step.PRINTER, tone, _("Sans imprimante"), detail)
