"""What the big panel says after each scan of a count."""

from merchant_desk.errors import DeskError
from merchant_desk.operations.count_answers import CountOutcome, CountScanned
from merchant_desk.ui.widgets.scan_hero_text import HeroAction, HeroState, HeroText
from merchant_desk.values.french import number
from merchant_desk.values.texts import _, ngettext

CLOSE, SURE, MEND, LOT, CHOOSE, GONE, KEEP = (
    "close", "sure", "mend", "lot", "choose", "gone", "keep",
)  # fmt: skip


def no_bin() -> HeroText:
    """Invite to scan a bin."""
    return HeroText(
        title=_("Scannez un emplacement"),
        detail=_("Son étiquette, ou Ctrl+E pour écrire son code."),
    )


def in_bin(code: str) -> HeroText:
    """Say which bin is counted now."""
    return HeroText(
        caption=_("Emplacement {code}").format(code=code),
        title=_("Scannez ce qui s’y trouve"),
        detail=_("Tout est là\u00a0? Ctrl+Entrée termine l’emplacement."),
    )


def counted(said: CountScanned) -> HeroText:
    """Say what was counted, and how many so far."""
    added = _("+{n}").format(n=number(said.units)) if said.units > 1 else ""
    lot = _("Lot {lot}").format(lot=said.lot) if said.lot else ""
    return HeroText(
        state=HeroState.ADDED,
        caption=" · ".join(filter(None, (said.bin, _("Compté"), added))),
        title=said.title,
        detail=" · ".join(filter(None, (said.sku, lot))),
        figure=number(said.total),
    )


def taken_back(said: CountScanned) -> HeroText:
    """Say what was taken back, and how many are left."""
    return HeroText(
        caption=_("{bin} · retiré {n}").format(bin=said.bin, n=number(said.units)),
        title=said.title,
        detail=said.sku,
        figure=number(said.total),
    )


def recounted(said: CountScanned) -> HeroText:
    """Say that an article is counted anew."""
    return HeroText(
        caption=_("{bin} · à recompter").format(bin=said.bin),
        title=said.title,
        detail=_("Ce qui était compté ne compte plus\u00a0: scannez tout de nouveau."),
        figure=number(0),
    )


def not_counted(said: CountScanned) -> HeroText:
    """Say why a scan was not counted, and what ends the message."""
    actions = {
        CountOutcome.ASKS: (HeroAction(SURE, _("Oui, compter")), HeroAction(MEND, _("Corriger"))),
        CountOutcome.NEEDS_LOT: (HeroAction(LOT, _("Écrire le numéro")),),
        CountOutcome.AMBIGUOUS: (HeroAction(CHOOSE, _("Choisir l’article")),),
    }.get(said.outcome, ())
    soft = bool(actions) or said.outcome is CountOutcome.UNKNOWN
    return HeroText(
        state=HeroState.UNKNOWN if soft else HeroState.WRONG,
        caption=said.bin,
        title=said.title,
        detail=said.advice,
        actions=(*actions, _close()),
    )


def refused(error: DeskError) -> HeroText:
    """Say what did not happen and what to do."""
    return HeroText(
        state=HeroState.WRONG, title=error.title, detail=error.advice, actions=(_close(),)
    )


def broken() -> HeroText:
    """Say that the desk itself failed: nothing was counted."""
    return HeroText(
        state=HeroState.WRONG,
        caption=_("Erreur du logiciel"),
        title=_("Rien n’a été compté."),
        detail=_("Vos données sont intactes. Scannez de nouveau."),
        actions=(_close(),),
    )


def bin_done(code: str, articles: int, units: int) -> HeroText:
    """Say that a bin is finished."""
    told = ngettext("{n} article", "{n} articles", articles).format(n=number(articles))
    pieces = ngettext("{n} unité", "{n} unités", units).format(n=number(units))
    return HeroText(
        state=HeroState.COMPLETE,
        caption=_("Emplacement {code} terminé").format(code=code),
        title=_("Scannez l’emplacement suivant"),
        detail=f"{told} · {pieces}",
    )


def asks_gone(code: str, missing: int) -> HeroText:
    """Ask what became of articles that should lie there and were not scanned."""
    title = ngettext(
        "{n} article attendu n’a pas été scanné",
        "{n} articles attendus n’ont pas été scannés",
        missing,
    )
    return HeroText(
        state=HeroState.UNKNOWN,
        caption=_("Emplacement {code}").format(code=code),
        title=title.format(n=number(missing)),
        detail=_("Sont-ils partis\u00a0? Sinon leur stock reste comme il est."),
        actions=(
            HeroAction(GONE, _("Compter zéro")),
            HeroAction(KEEP, _("Laisser leur stock")),
            _close(),
        ),
    )


def _close() -> HeroAction:
    return HeroAction(CLOSE, _("Fermer (Échap)"))
