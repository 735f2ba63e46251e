"""``recall LOT``: block a lot, and list the orders and customers that have it, without a window."""

import argparse
from pathlib import Path
from typing import Any

from merchant_desk.cli.command import CliCommand, Counter
from merchant_desk.cli.products import named_product
from merchant_desk.documents import draw_recall_letters
from merchant_desk.documents.writing.recall_list import letters_of, recall_csv
from merchant_desk.documents.writing.write_file import write_bytes
from merchant_desk.errors import RefusedError
from merchant_desk.operations.recall_lot import recall_lot
from merchant_desk.queries.lots import LotRow, lots_named
from merchant_desk.queries.recall import Recall, RecalledParcel, RecalledSale, recall_of
from merchant_desk.queries.settings import profile
from merchant_desk.values.clock import paris_date, utc_now
from merchant_desk.values.french import number, short_date
from merchant_desk.values.ids import LotId, id_text
from merchant_desk.values.texts import _, later


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("lot", metavar=_("LOT"), help=_("numéro du lot"))
    parser.add_argument(
        "--product", metavar=_("PRODUIT"), default="", help=_("référence ou code-barres")
    )
    parser.add_argument("--note", metavar=_("TEXTE"), default="", help=_("motif du rappel"))
    parser.add_argument(
        "--look", action="store_true", help=_("montrer où il est allé, sans le rappeler")
    )
    parser.add_argument(
        "--csv", metavar=_("FICHIER"), default="", help=_("liste des clients à prévenir")
    )
    parser.add_argument(
        "--letters", metavar=_("FICHIER"), default="", help=_("lettres aux clients, en PDF")
    )


def _recall(arguments: argparse.Namespace, counter: Counter) -> int:
    lot = _meant(arguments, counter)
    if not arguments.look:
        counter.do(recall_lot, counter.gesture(), lot.lot_id, arguments.note)
    found = _found(counter, lot.lot_id)
    if arguments.csv:
        write_bytes(Path(arguments.csv), recall_csv(found))
    if arguments.letters:
        _write_letters(counter, found, Path(arguments.letters), looks=arguments.look)
    counter.answer(_facts(found), _text(found))
    return 0


def _write_letters(counter: Counter, found: Recall, file: Path, *, looks: bool) -> None:
    shop = counter.ask(profile)
    if shop is None:
        raise RefusedError(
            _("Les lettres n’ont pas été faites\u00a0: l’identité de la boutique manque."),
            _("Remplissez-la dans Réglages, Boutique."),
        )
    letters = letters_of(found, shop, paris_date(utc_now()))
    if not letters.customers:
        raise RefusedError(
            _("Les lettres n’ont pas été faites\u00a0: aucun client n’a d’article de ce lot."),
            _("Il n’y a personne à prévenir.")
            if looks
            else _("Le lot est rappelé\u00a0; il n’y a personne à prévenir."),
        )
    write_bytes(file, draw_recall_letters(letters))


def _found(counter: Counter, lot_id: LotId) -> Recall:
    found = counter.ask(recall_of, lot_id, utc_now())
    if found is None:
        raise RefusedError(
            _("Le lot n’a pas été rappelé\u00a0: il n’existe plus."), _("Relancez la commande.")
        )
    return found


def _meant(arguments: argparse.Namespace, counter: Counter) -> LotRow:
    """Return the lot that is meant: a number may be that of several articles."""
    found = counter.ask(lots_named, arguments.lot, paris_date(utc_now()))
    if arguments.product:
        card = named_product(counter, arguments.product)
        found = tuple(each for each in found if each.product_id == card.product_id)
    if len(found) == 1:
        return found[0]
    if not found:
        raise RefusedError(
            _("Le lot n’a pas été rappelé\u00a0: le numéro {lot} est inconnu ici.").format(
                lot=arguments.lot
            ),
            _("Vérifiez le numéro sur l’article ou sur le bon du fournisseur."),
        )
    raise RefusedError(
        _("Le lot n’a pas été rappelé\u00a0: plusieurs articles ont un lot {lot}.").format(
            lot=arguments.lot
        ),
        _("Précisez --product parmi\u00a0: {skus}.").format(
            skus=", ".join(each.sku for each in found)
        ),
    )


def _facts(found: Recall) -> dict[str, Any]:
    lot = found.lot
    return {
        "lot": lot.number,
        "sku": lot.sku,
        "name": lot.name,
        "expires_on": None if lot.expires_on is None else lot.expires_on.isoformat(),
        "recalled_at": None if found.recalled_at is None else found.recalled_at.isoformat(),
        "in_stock": lot.units,
        "aside": found.aside,
        "returned": found.returned,
        "sure": found.sure,
        "supposed": found.supposed,
        "parcels": [_parcel_facts(each) for each in found.parcels],
        "counter_sales": [
            {
                "ticket": each.ticket,
                "at": each.at.isoformat(),
                "units": each.units,
                "sure": each.sure,
            }
            for each in found.sales
        ],
    }


def _parcel_facts(each: RecalledParcel) -> dict[str, Any]:
    return {
        "order_id": id_text(each.order_id),
        "order": each.order_number,
        "parcel_id": id_text(each.parcel_id),
        "parcel": each.parcel_number,
        "left_at": None if each.left_at is None else each.left_at.isoformat(),
        "customer": each.customer,
        "email": each.email,
        "phone": each.phone,
        "sure": each.sure,
        "supposed": each.supposed,
    }


def _text(found: Recall) -> str:
    lot = found.lot
    state = _("rappelé") if found.recalled_at is not None else _("non rappelé")
    lines = [
        _("Lot {lot} de «\u00a0{name}\u00a0»\u00a0: {state}.").format(
            lot=lot.number, name=lot.name, state=state
        ),
        _("En rayon\u00a0: {n}. Mis à part\u00a0: {aside}. Revenus\u00a0: {back}.").format(
            n=number(lot.units), aside=number(found.aside), back=number(found.returned)
        ),
        _("Chez des clients\u00a0: {sure} sûrs, {supposed} supposés.").format(
            sure=number(found.sure), supposed=number(found.supposed)
        ),
    ]
    return "\n".join([*lines, *map(_parcel_text, found.parcels), *map(_sale_text, found.sales)])


def _parcel_text(each: RecalledParcel) -> str:
    left = _("pas encore parti") if each.left_at is None else short_date(paris_date(each.left_at))
    units = f"{number(each.sure):>4} {number(each.supposed):>4}"
    return f"{each.order_number:<12} {left:<16} {units}  {each.customer}"


def _sale_text(each: RecalledSale) -> str:
    sure, supposed = (each.units, 0) if each.sure else (0, each.units)
    units = f"{number(sure):>4} {number(supposed):>4}"
    return f"{each.ticket:<12} {short_date(paris_date(each.at)):<16} {units}  {_('Au comptoir')}"


RECALL = CliCommand(
    ("recall",),
    later("Rappeler un lot\u00a0: le bloquer, et dire quels clients l’ont"),
    _arguments,
    _recall,
)
