"""What a scan of a delivery did, in words."""

from datetime import date

from merchant_desk.queries.scanned_goods import GoodsRead
from merchant_desk.values.deliveries import Arrival, ArticleMeant, Question, ScanTaken
from merchant_desk.values.french import long_date, number, short_date
from merchant_desk.values.ids import DeliveryId
from merchant_desk.values.purchase_words import units_words
from merchant_desk.values.texts import _


def unknown(delivery_id: DeliveryId, read: GoodsRead) -> ScanTaken:
    """Return the answer to a code that no article has."""
    return ScanTaken(
        arrival=Arrival.UNKNOWN,
        delivery_id=delivery_id,
        code=read.code,
        title=_("Code inconnu\u00a0: rien n’a été reçu."),
        advice=_("Associez «\u00a0{code}\u00a0» à l’article que vous avez en main.").format(
            code=read.code
        ),
    )


def ambiguous(delivery_id: DeliveryId, read: GoodsRead) -> ScanTaken:
    """Return the answer to a code of several articles."""
    return ScanTaken(
        arrival=Arrival.AMBIGUOUS,
        delivery_id=delivery_id,
        code=read.code,
        choices=read.meanings,
        title=_("Ce code est celui de plusieurs articles\u00a0: rien n’a été reçu."),
        advice=_("Choisissez l’article que vous avez en main."),
    )


def asked(
    delivery_id: DeliveryId, read: GoodsRead, meant: ArticleMeant, question: Question, units: int
) -> ScanTaken:
    """Return the question; nothing came in."""
    title, advice = _question(question, meant.name, units, read)
    return ScanTaken(
        arrival=Arrival.ASKED,
        delivery_id=delivery_id,
        code=read.code,
        meant=meant,
        question=question,
        asked_units=units,
        expires_on=read.expires_on,
        title=title,
        advice=advice,
    )


def _question(question: Question, name: str, units: int, read: GoodsRead) -> tuple[str, str]:
    if question is Question.UNITS and not units:
        return (
            _("Rien n’a été reçu\u00a0: zéro unité de «\u00a0{name}\u00a0».").format(name=name),
            _("Dites combien d’unités sont arrivées."),
        )
    if question is Question.UNITS:
        told = _("Rien n’a été reçu encore\u00a0: {units} de «\u00a0{name}\u00a0», vraiment\u00a0?")
        return (
            told.format(units=units_words(units), name=name),
            _("Un code-barres scanné dans la quantité donne un nombre pareil."),
        )
    if question is Question.LOT:
        return (
            _("Rien n’a été reçu\u00a0: il manque le lot de «\u00a0{name}\u00a0».").format(
                name=name
            ),
            _("Cet article est suivi par lot\u00a0: scannez son code de lot, ou saisissez-le."),
        )
    if question is Question.NO_DATE:
        told = _(
            "Rien n’a été reçu encore\u00a0: le lot {lot} de «\u00a0{name}\u00a0» est sans date."
        )
        return (
            told.format(lot=read.lot or read.serial, name=name),
            _("Saisissez la date limite, ou dites que ce lot n’en a pas."),
        )
    if question is Question.EXPIRED:
        told = _("Rien n’a été reçu encore\u00a0: «\u00a0{name}\u00a0» est périmé depuis le {day}.")
        return (
            told.format(name=name, day=_day(read.expires_on)),
            _("Refusez-le au livreur, ou recevez-le\u00a0: il sera réclamé au fournisseur."),
        )
    return (
        _(
            "Rien n’a été reçu encore\u00a0: «\u00a0{name}\u00a0» est au prix d’achat de zéro."
        ).format(name=name),
        _("Recevez-le comme un cadeau, ou corrigez d’abord le prix de la commande."),
    )


def _day(day: date | None) -> str:
    return short_date(day) if day is not None else ""


def taken(name: str, units: int, received: int, expected: int | None) -> tuple[Arrival, str, str]:
    """Return what units that came in are, and the words; None expected: nothing was ordered."""
    count = units_words(received)
    if expected is None:
        return Arrival.ADDED, name, _("{units} dans cette réception").format(units=count)
    of_all = _("{received} sur {expected}").format(
        received=number(received), expected=number(expected)
    )
    if received > expected:
        over = units_words(min(units, received - expected))
        return (
            Arrival.SURPLUS,
            _("En trop\u00a0: {units} de «\u00a0{name}\u00a0»").format(units=over, name=name),
            _("{of_all}. Reçu quand même\u00a0; la réclamation le dira.").format(of_all=of_all),
        )
    return (Arrival.COMPLETE if received == expected else Arrival.ADDED), name, of_all


def unordered(name: str, units: int) -> tuple[Arrival, str, str]:
    """Return the same of an article that nobody ordered."""
    return (
        Arrival.UNORDERED,
        _("Pas commandé\u00a0: «\u00a0{name}\u00a0»").format(name=name),
        _("{units} reçues quand même\u00a0; mettez-les à part si vous les rendez.").format(
            units=units_words(units)
        )
        if units > 1
        else _("Une unité reçue quand même\u00a0; mettez-la à part si vous la rendez."),
    )


def aside(until: date) -> str:
    """Return what is said of units that the soldes keep off the shelf."""
    return _(
        "Mis en quarantaine jusqu’au {day}\u00a0: réassort interdit pendant les soldes "
        "(C.\u00a0com. L310-3)."
    ).format(day=long_date(until))
