"""The words at the head of the day."""

from datetime import datetime

from merchant_desk.queries.today import Today
from merchant_desk.values.clock import PARIS
from merchant_desk.values.french import number
from merchant_desk.values.texts import _, ngettext

_EVENING = 18


def greeting(now: datetime, person: str) -> str:
    """Return « Bonjour Camille », « Bonsoir » from six in the evening."""
    evening = now.astimezone(PARIS).hour >= _EVENING
    first_name = person.split(maxsplit=1)[0] if person.split() else ""
    if not first_name:
        return _("Bonsoir") if evening else _("Bonjour")
    words = _("Bonsoir {name}") if evening else _("Bonjour {name}")
    return words.format(name=first_name)


def day_sentence(day: Today) -> str:
    """Return what the day holds, in one sentence."""
    begun = sum(line.count for line in day.lines if line.key == "in_progress")
    if not day.to_prepare and not day.late and not begun:
        if day.calm:
            return _("Tout est à jour. Profitez-en.")
        return _("Rien à préparer\u00a0; voyez ce qui attend votre œil.")
    prepare = ngettext(
        "{n} commande à préparer", "{n} commandes à préparer", day.to_prepare
    ).format(n=number(day.to_prepare))
    if not day.to_prepare:
        prepare = ngettext(
            "{n} commande en cours de préparation", "{n} commandes en cours de préparation", begun
        ).format(n=number(begun))
    if not day.late:
        return _("{prepare}, aucune en retard.").format(prepare=prepare)
    late = ngettext("{n} en retard", "{n} en retard", day.late).format(n=number(day.late))
    return _("{prepare}, {late}.").format(prepare=prepare, late=late)
