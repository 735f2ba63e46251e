"""How exchanges with storefronts stand, in a few honest words."""

from datetime import datetime

from merchant_desk.values.french import ago, number
from merchant_desk.values.texts import _, ngettext

_MINUTE_S = 60


def up_to_date(since: datetime, now: datetime) -> str:
    """Return « À jour il y a 12 s »."""
    seconds = int((now - since).total_seconds())
    if 1 <= seconds < _MINUTE_S:
        return _("À jour il y a {n} s").format(n=seconds)
    return _("À jour {ago}").format(ago=ago(since, now))


def waiting(count: int) -> str:
    """Return « 3 en attente »."""
    return ngettext("{n} en attente", "{n} en attente", count).format(n=number(count))


def trouble(names: tuple[str, ...]) -> str:
    """Return « Problème : Maison Lavande »."""
    if len(names) == 1:
        return _("Problème\u00a0: {shop}").format(shop=names[0])
    return _("Problème\u00a0: {n} boutiques").format(n=number(len(names)))


def due_in(seconds: int) -> str:
    """Return « dans 48 s », « dans 12 min »."""
    if seconds < 1:
        return _("maintenant")
    if seconds < _MINUTE_S:
        return _("dans {n} s").format(n=seconds)
    return _("dans {n} min").format(n=number(seconds // _MINUTE_S))
