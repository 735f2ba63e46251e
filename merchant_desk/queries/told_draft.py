"""An operation told as JSON from outside: articles by reference, times in the shop's own zone."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime, tzinfo

import msgspec
from msgspec.structs import replace
from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.models.base import table
from merchant_desk.models.product import Product
from merchant_desk.models.promotion import Promotion
from merchant_desk.queries.law_shop import law_shop
from merchant_desk.rules.legal.zones import clock_of
from merchant_desk.rules.promotion_draft import PromotionDraft, draft_of
from merchant_desk.values.ids import ProductId, PromotionId, id_text, parse_id
from merchant_desk.values.texts import _

_PRODUCTS, _PROMOTIONS = table(Product), table(Promotion)
_SHOWN = 5
_MINUTE = re.compile(r"(\d{4}-\d{2}-\d{2}T\d{2}:\d{2})(Z|[+-]\d{2}:\d{2})?")
_TIMES = ("starts_at", "ends_at")
_PLACE = re.compile(r" - at `\$\.?(.*)`$")


def told_draft(session: Session, told: object) -> PromotionDraft:
    """Return the operation that plain values of JSON describe.

    Articles are references or identifiers; a time without an offset is one of the shop's clock.
    Raises RefusedError for what cannot be read, and for articles that do not exist.
    """
    if not isinstance(told, Mapping):
        raise _unreadable(_("une opération est un objet JSON, entre accolades"))
    try:
        draft = draft_of(_to_the_second(told))
    except msgspec.ValidationError as error:
        raise _unreadable(_in_words(str(error))) from None
    names = [*draft.products, *(each.product for each in draft.own_prices)]
    known = _known(session, names)
    clock = clock_of(law_shop(session).zone)
    return replace(
        draft,
        starts_at=_aware(draft.starts_at, clock),
        ends_at=_aware(draft.ends_at, clock) if draft.ends_at else None,
        steps=tuple(replace(each, starts_at=_aware(each.starts_at, clock)) for each in draft.steps),
        products=tuple(dict.fromkeys(known[each] for each in draft.products)),
        own_prices=tuple(replace(each, product=known[each.product]) for each in draft.own_prices),
    )


def _to_the_second(told: Mapping[str, object]) -> dict[str, object]:
    """Write out the seconds of hours told to the minute, as people tell them."""
    whole = {name: _with_seconds(name, value) for name, value in told.items()}
    steps = told.get("steps")
    if isinstance(steps, list):
        whole["steps"] = [
            {name: _with_seconds(name, value) for name, value in each.items()}
            if isinstance(each, Mapping)
            else each
            for each in steps
        ]
    return whole


def _with_seconds(name: str, value: object) -> object:
    timed = name in _TIMES and isinstance(value, str)
    found = _MINUTE.fullmatch(str(value)) if timed else None
    return value if found is None else f"{found[1]}:00{found[2] or ''}"


def promotion_named(session: Session, words: str) -> PromotionId:
    """Return the operation that an identifier or a title names.

    Raises RefusedError when there is none, or several of that title.
    """
    clean = words.strip()
    named = _PROMOTIONS.c.title == clean
    identifier = parse_id(clean)
    if identifier is not None:
        named = or_(named, _PROMOTIONS.c.id == identifier)
    found = session.scalars(select(_PROMOTIONS.c.id).where(named).limit(2)).all()
    if len(found) == 1:
        return PromotionId(found[0])
    if found:
        raise RefusedError(
            _("Plusieurs opérations s’appellent «\u00a0{title}\u00a0».").format(title=clean),
            _("Donnez l’identifiant que montre «\u00a0promotions list\u00a0»."),
        )
    raise RefusedError(
        _("Aucune opération ne s’appelle «\u00a0{title}\u00a0».").format(title=clean[:80]),
        _("Cherchez-la avec «\u00a0merchant-desk promotions list\u00a0»."),
    )


def _known(session: Session, names: Sequence[str]) -> dict[str, str]:
    """Return the identifier of each article that is named, as drafts write it."""
    ids = {name: found for name in names if (found := parse_id(name)) is not None}
    rows = session.execute(
        select(_PRODUCTS.c.id, _PRODUCTS.c.sku).where(
            or_(_PRODUCTS.c.sku.in_(set(names)), _PRODUCTS.c.id.in_(list(ids.values())))
        )
    ).all()
    known = {row.sku: id_text(row.id) for row in rows}
    there = {ProductId(row.id) for row in rows}
    for name, found in ids.items():
        if found in there:
            known.setdefault(name, id_text(found))
    missing = [name for name in dict.fromkeys(names) if name not in known]
    if missing:
        shown = ", ".join(name[:60] for name in missing[:_SHOWN])
        raise RefusedError(
            _("L’opération n’a pas été lue\u00a0: aucun produit n’a la référence {names}.").format(
                names=f"{shown}…" if len(missing) > _SHOWN else shown
            ),
            _("Cherchez-le avec «\u00a0merchant-desk products search\u00a0»."),
        )
    return known


def _aware(at: datetime, clock: tzinfo) -> datetime:
    return at if at.tzinfo is not None else at.replace(tzinfo=clock)


def _in_words(told: str) -> str:
    """Return in French what cannot be read, and at which place."""
    if missing := re.search(r"missing required field `(\w+)`", told):
        return _("il manque le champ «\u00a0{field}\u00a0»").format(field=missing[1])
    if unknown := re.search(r"unknown field `(\w+)`", told):
        return _("le champ «\u00a0{field}\u00a0» n’existe pas").format(field=unknown[1])
    place = _PLACE.search(told)
    field = place[1] if place else "…"
    return _("le champ «\u00a0{field}\u00a0» n’a pas une valeur possible").format(field=field)


def _unreadable(why: str) -> RefusedError:
    return RefusedError(
        _("L’opération n’a pas été lue\u00a0: elle n’est pas de la forme attendue."),
        _("Ce qui ne va pas\u00a0: {why}.").format(why=why.rstrip(".")),
    )
