"""What the words of the ``count`` commands name: a count, a bin, a place, what is to be counted."""

import argparse

from merchant_desk.cli.command import Counter
from merchant_desk.cli.products import named_product
from merchant_desk.errors import RefusedError
from merchant_desk.queries.count_review import CountHead
from merchant_desk.queries.stock import BinChoice, bins, locations
from merchant_desk.queries.stock_counts import count_numbered
from merchant_desk.queries.supplier_list import suppliers_called
from merchant_desk.values.count_scope import AbcClass, CountScope
from merchant_desk.values.ids import LocationId, SupplierId
from merchant_desk.values.texts import _


def count_meant(counter: Counter, number: str) -> CountHead:
    """Return the count of this number, or refuse."""
    head = counter.ask(count_numbered, number)
    if head is None:
        raise RefusedError(
            _("Le comptage {number} n’existe pas.").format(number=number),
            _("Voyez la liste avec «\u00a0merchant-desk count show\u00a0»."),
        )
    return head


def location_named(counter: Counter, name: str) -> LocationId | None:
    """Return the shop or depot of this name; None when no name is given."""
    if not name:
        return None
    known = counter.ask(locations)
    found = [each.location_id for each in known if each.name == name]
    if len(found) == 1:
        return found[0]
    raise RefusedError(
        _("Aucun lieu ne s’appelle {name}.").format(name=name),
        _("Choisissez parmi\u00a0: {names}.").format(names=", ".join(e.name for e in known)),
    )


def bin_named(counter: Counter, code: str, head: CountHead) -> BinChoice:
    """Return the bin of this code in what is counted, or refuse."""
    return _bin(counter, code, head.location_id, head.scope)


def scope_meant(
    counter: Counter, arguments: argparse.Namespace, location_id: LocationId | None
) -> CountScope:
    """Return what the arguments say is to be counted."""
    every = CountScope()
    return CountScope(
        bins=tuple(_bin(counter, code, location_id, every).place_id for code in arguments.bin),
        categories=tuple(arguments.category),
        articles=tuple(named_product(counter, each).product_id for each in arguments.product),
        suppliers=tuple(_supplier(counter, each) for each in arguments.supplier),
        classes=tuple(AbcClass(each) for each in arguments.classes),
    )


def _bin(
    counter: Counter, code: str, location_id: LocationId | None, scope: CountScope
) -> BinChoice:
    named = [each for each in counter.ask(bins) if each.code == code]
    found = [
        each
        for each in named
        if location_id in {None, each.location_id}
        and (not scope.bins or each.place_id in scope.bins)
    ]
    if len(found) == 1:
        return found[0]
    if not named:
        raise RefusedError(
            _("Aucun emplacement ne s’appelle {code}.").format(code=code),
            _("Vérifiez son étiquette, ou créez-le dans Stock, Lieux."),
        )
    if not found:
        raise RefusedError(
            _("Rien n’a été compté\u00a0: l’emplacement {code} n’est pas à compter ici.").format(
                code=code
            ),
            _("Choisissez un emplacement de ce comptage."),
        )
    raise RefusedError(
        _("Plusieurs lieux ont un emplacement {code}.").format(code=code),
        _("Ouvrez le comptage pour un seul lieu, avec --location."),
    )


def _supplier(counter: Counter, name: str) -> SupplierId:
    found = counter.ask(suppliers_called, name)
    if len(found) == 1:
        return found[0].supplier_id
    raise RefusedError(
        _("Aucun fournisseur, ou plusieurs, ne répondent à «\u00a0{name}\u00a0».").format(
            name=name
        ),
        _("Écrivez son nom entier."),
    )
