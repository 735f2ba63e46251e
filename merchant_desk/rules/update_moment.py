"""When a version may be installed, and when the one before may come back with its data."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from merchant_desk.errors import RefusedError
from merchant_desk.values.french import long_date
from merchant_desk.values.texts import _, ngettext


@dataclass(frozen=True, slots=True)
class OpenWork:
    """What goes on at this station while the shop is open."""

    days: Sequence[date] = ()
    """Days that sold and are not closed; always empty where no day is ever closed."""
    parcels: int = 0
    baskets: int = 0


def obstacles(work: OpenWork) -> tuple[str, ...]:
    """Return why nothing is installed now, a sentence each; empty once the day is closed.

    A till is not changed during opening hours: what is on the counter or on the bench comes first.
    """
    told: list[str] = []
    if work.baskets:
        told.append(
            ngettext(
                "{n} panier est en cours à la caisse.",
                "{n} paniers sont en cours à la caisse.",
                work.baskets,
            ).format(n=work.baskets)
        )
    if work.parcels:
        told.append(
            ngettext(
                "{n} colis est ouvert en préparation.",
                "{n} colis sont ouverts en préparation.",
                work.parcels,
            ).format(n=work.parcels)
        )
    if work.days:
        told.append(_days(work.days))
    return tuple(told)


def _days(days: Sequence[date]) -> str:
    if len(days) == 1:
        return _("La journée du {day} n’est pas clôturée.").format(day=long_date(days[0]))
    return _("{n} journées ne sont pas clôturées, la première le {day}.").format(
        n=len(days), day=long_date(days[0])
    )


@dataclass(frozen=True, slots=True)
class Recorded:
    """How much a file holds; ``sealed`` is what the law forbids to take back (CGI 286 I 3° bis)."""

    sealed: int
    orders: int
    parcels: int
    moves: int

    def since(self, before: "Recorded") -> "Recorded":
        """Return what was recorded since a copy that holds ``before``."""
        return Recorded(
            sealed=max(0, self.sealed - before.sealed),
            orders=max(0, self.orders - before.orders),
            parcels=max(0, self.parcels - before.parcels),
            moves=max(0, self.moves - before.moves),
        )


def check_nothing_sealed(since: Recorded) -> None:
    """Raise RefusedError when going back to a copy would take back what was sealed since.

    Documents handed over, payments and closings are kept in the order they were recorded
    (BOI-TVA-DECLA-30-10-30): the data may go on, never back.
    """
    if not since.sealed:
        return
    raise RefusedError(
        ngettext(
            "Pas de retour en arrière\u00a0: {n} pièce a été enregistrée depuis.",
            "Pas de retour en arrière\u00a0: {n} pièces ont été enregistrées depuis.",
            since.sealed,
        ).format(n=since.sealed),
        _(
            "Factures, tickets, paiements et clôtures ne peuvent pas disparaître\u00a0: la loi "
            "l’interdit. Gardez cette version et écrivez à son éditeur ce qui ne va pas\u00a0: une "
            "version corrigée lira vos données."
        ),
    )


def lost_words(since: Recorded) -> str:
    """Return what going back to the copy would take back, in a sentence."""
    told = [
        ngettext("{n} commande relevée", "{n} commandes relevées", since.orders).format(
            n=since.orders
        ),
        ngettext("{n} colis", "{n} colis", since.parcels).format(n=since.parcels),
        ngettext("{n} mouvement de stock", "{n} mouvements de stock", since.moves).format(
            n=since.moves
        ),
    ]
    counts = (since.orders, since.parcels, since.moves)
    shown = [words for words, count in zip(told, counts, strict=True) if count]
    if not shown:
        return _("Rien n’a été enregistré depuis la mise à jour.")
    return _(
        "Depuis la mise à jour\u00a0: {what}. Cela sera à refaire ou à relever de nouveau."
    ).format(what=", ".join(shown))
