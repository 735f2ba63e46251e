"""What is said once settlements were taken in."""

from collections.abc import Sequence

from merchant_desk.operations.import_payout import PayoutsKept
from merchant_desk.ui.cash_payouts.intake import TakenPayouts
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.banner import BannerText
from merchant_desk.values.french import euros, number
from merchant_desk.values.money import total
from merchant_desk.values.payout_file import provider_name
from merchant_desk.values.texts import ngettext


def taken_text(taken: Sequence[TakenPayouts]) -> BannerText:
    """Return what became of files: kept, known already, refused with why."""
    refused = [each for each in taken if each.kept is None]
    lines = [f"{each.name}\u00a0: {each.title} {each.advice}".strip() for each in refused]
    if len(taken) == 1 and refused:
        return BannerText(Tone.BAD, refused[0].title, refused[0].advice, closable=True)
    kept = [each.kept for each in taken if each.kept is not None]
    fresh = [each for file in kept for each in file.fresh]
    words = ngettext("{n} versement repris", "{n} versements repris", len(fresh))
    title = words.format(n=number(len(fresh)))
    if fresh:
        title = f"{title}, {euros(total(each.told.net for each in fresh))}"
    told = [line for file in kept for line in _file_words(file)]
    tone = Tone.BAD if refused else Tone.WARN if told and fresh else Tone.OK
    if not fresh and not refused:
        tone = Tone.INFO
    return BannerText(tone, title, "\n".join([*lines, *told]), closable=True)


def _file_words(kept: PayoutsKept) -> list[str]:
    told = []
    known = len(kept.payouts) - len(kept.fresh)
    if known:
        words = ngettext(
            "{n} versement de {provider} était déjà là\u00a0: il n’a pas été compté deux fois.",
            "{n} versements de {provider} étaient déjà là\u00a0: rien n’a été compté deux fois.",
            known,
        )
        told.append(words.format(n=number(known), provider=provider_name(kept.provider)))
    missing = sum(each.not_found for each in kept.fresh)
    if missing:
        words = ngettext(
            "{n} ligne parle d’une commande qui n’est pas dans Merchant Desk.",
            "{n} lignes parlent de commandes qui ne sont pas dans Merchant Desk.",
            missing,
        )
        told.append(words.format(n=number(missing)))
    back = sum(each.chargebacks for each in kept.fresh)
    if back:
        words = ngettext(
            "{n} impayé de carte\u00a0: la banque du client a repris l’argent.",
            "{n} impayés de carte\u00a0: la banque des clients a repris l’argent.",
            back,
        )
        told.append(words.format(n=number(back)))
    return [*told, *kept.notes]
