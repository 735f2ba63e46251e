"""Keep the account of a storefront: added once probed, given new keys, or no longer used."""

from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.models.shop import Shop
from merchant_desk.operations.shop_words import note_shop_words
from merchant_desk.rules.shop_address import address_problem, clean_address
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ShopId, new_id
from merchant_desk.values.remote import ShopFacts
from merchant_desk.values.shop_access import NewShop
from merchant_desk.values.shop_facts import facts_text
from merchant_desk.values.shop_settings import PLAIN, ShopSettings, read_shop_settings
from merchant_desk.values.texts import _

_LONGEST_NAME = 60
_SHOWN = 4
_EURO = "EUR"


def add_shop(
    session: Session, gesture: Gesture, wanted: NewShop, shop_id: ShopId | None = None
) -> ShopId:
    """Add the account, or use again the one that was removed; its secret is not seen here.

    ``shop_id`` is the identifier under which the secret was kept first. Raises RefusedError for
    an address that cannot be one, a shop that does not sell in euros, or one that is here already.
    """
    url = clean_address(wanted.access.url)
    name = " ".join((wanted.name or wanted.facts.name).split())[:_LONGEST_NAME]
    _check(url, name, wanted.facts)
    known = session.scalars(
        select(Shop).where(Shop.platform == wanted.access.platform, Shop.url == url)
    ).first()
    _check_free(session, name, known)
    if known is not None:
        _use_again(known, name, wanted)
        return known.id
    fresh = ShopId(new_id()) if shop_id is None else shop_id
    session.add(
        Shop(
            id=fresh,
            name=name,
            platform=wanted.access.platform,
            url=url,
            key_hint=key_hint(wanted.access.key),
            identity=wanted.facts.identity,
            time_zone=wanted.facts.time_zone,
            added_at=gesture.at,
            settings=_chosen(PLAIN, wanted).text(),
            orders_since=wanted.orders_since,
        )
    )
    return fresh


def known_shop(session: Session, platform: str, url: str) -> ShopId | None:
    """Return the account at this address, even one that was removed."""
    return session.scalars(
        select(Shop.id).where(Shop.platform == platform, Shop.url == clean_address(url))
    ).first()


def note_facts(session: Session, gesture: Gesture, shop_id: ShopId, facts: ShopFacts) -> None:
    """Keep what the shop said of itself, and the words it has for the states of orders."""
    shop = _active(session, shop_id)
    shop.facts = facts_text(facts)
    shop.time_zone = facts.time_zone or shop.time_zone
    session.flush()
    note_shop_words(session, gesture, shop_id, facts.order_states)


def change_keys(session: Session, shop_id: ShopId, key: str, store: str | None = None) -> None:
    """Note which key is used from now on, and forget the trouble the old one made.

    ``store`` is the view of the platform that is exchanged with; None leaves it as it is.
    """
    shop = _active(session, shop_id)
    if store is not None:
        shop.settings = replace(read_shop_settings(shop.settings), store=store).text()
    shop.key_hint = key_hint(key)
    shop.problem, shop.problem_advice = "", ""


def remove_shop(session: Session, shop_id: ShopId) -> None:
    """No longer use this account; its orders and products stay."""
    _active(session, shop_id).active = False


def key_hint(key: str) -> str:
    """Return enough of a public key to recognise it: ``ck_…1234``."""
    clean = key.strip()
    if len(clean) <= 2 * _SHOWN:
        return "…"
    return f"{clean[:3]}…{clean[-_SHOWN:]}"


def _use_again(shop: Shop, name: str, wanted: NewShop) -> None:
    if shop.identity and shop.identity != wanted.facts.identity:
        raise _refused(
            _("cette adresse est maintenant celle d’une autre boutique"),
            _("Vérifiez l’adresse auprès de votre hébergeur."),
        )
    shop.name = name
    shop.key_hint = key_hint(wanted.access.key)
    shop.time_zone = wanted.facts.time_zone
    shop.active = True
    shop.problem, shop.problem_advice = "", ""
    shop.settings = _chosen(read_shop_settings(shop.settings), wanted).text()
    if shop.last_pull_at is None:
        shop.orders_since = wanted.orders_since


def _chosen(kept: ShopSettings, wanted: NewShop) -> ShopSettings:
    """Return the settings with what was chosen when the shop was connected."""
    store = wanted.access.settings.get("store", kept.store)
    return replace(kept, location=wanted.location or kept.location, store=store)


def _check(url: str, name: str, facts: ShopFacts) -> None:
    problem = address_problem(url)
    if problem:
        raise _refused(_("son adresse ne convient pas"), problem)
    if not name:
        raise _refused(_("elle n’a pas de nom"), _("Donnez-lui un nom que vous reconnaîtrez."))
    if facts.currency != _EURO:
        raise _refused(
            _("elle vend en {currency}, et Merchant Desk ne tient que l’euro").format(
                currency=facts.currency
            ),
            _("Choisissez une boutique qui vend en euros."),
        )


def _check_free(session: Session, name: str, known: Shop | None) -> None:
    if known is not None and known.active:
        raise _refused(
            _("elle est déjà là, sous le nom «\u00a0{name}\u00a0»").format(name=known.name),
            _("Ouvrez-la dans la liste\u00a0; ses clés peuvent y être changées."),
        )
    namesake = session.scalars(select(Shop).where(Shop.name == name)).first()
    if namesake is not None and namesake is not known:
        raise _refused(
            _("le nom «\u00a0{name}\u00a0» est déjà pris").format(name=name),
            _("Donnez-lui un autre nom."),
        )


def _active(session: Session, shop_id: ShopId) -> Shop:
    shop = session.get(Shop, shop_id)
    if shop is None or not shop.active:
        raise RefusedError(
            _("Rien n’a changé\u00a0: cette boutique en ligne n’est plus là."),
            _("Ajoutez-la de nouveau dans Réglages, Boutique en ligne."),
        )
    return shop


def _refused(why: str, advice: str) -> RefusedError:
    return RefusedError(
        _("La boutique en ligne n’a pas été ajoutée\u00a0: {why}.").format(why=why), advice
    )
