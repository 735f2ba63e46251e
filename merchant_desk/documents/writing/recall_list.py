"""The customers to warn about a lot: a list for a spreadsheet or a mailing, and the letter."""

import csv
import io
from datetime import date

from merchant_desk.queries.recall import Recall, RecalledParcel, RecalledSale
from merchant_desk.queries.settings import Profile
from merchant_desk.rules.catalogue.cells import harmless
from merchant_desk.values.clock import paris_date
from merchant_desk.values.french import long_date, short_date
from merchant_desk.values.recall_letter import RecallLetters, Warned
from merchant_desk.values.texts import _


def recall_csv(recall: Recall) -> bytes:
    """Return one line a parcel and a sale at the counter, as spreadsheets read it in France."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";")
    writer.writerow(_headings())
    for each in recall.parcels:
        writer.writerow([harmless(cell) for cell in _cells(recall, each)])
    for sale in recall.sales:
        writer.writerow([harmless(cell) for cell in _sale_cells(recall, sale)])
    return out.getvalue().encode("utf-8-sig")


def recall_letter(recall: Recall, shop: str) -> str:
    """Return the letter to the customers, to be pasted into a mail or printed."""
    lot = recall.lot
    named = {"name": lot.name, "lot": lot.number}
    dated = ""
    if lot.expires_on is not None:
        dated = _(", à utiliser avant le {day}").format(day=long_date(lot.expires_on))
    lines = [
        _("Objet\u00a0: rappel de «\u00a0{name}\u00a0», lot {lot}").format(**named),
        "",
        _("Bonjour,"),
        "",
        _(
            "Vous avez reçu de notre boutique «\u00a0{name}\u00a0» (lot {lot}{dated}). "
            "Ce lot est rappelé\u00a0: n’utilisez plus cet article."
        ).format(**named, dated=dated),
    ]
    if recall.note:
        lines.append(_("Motif du rappel\u00a0: {note}").format(note=recall.note))
    lines += [
        _(
            "Vérifiez le numéro de lot sur l’emballage. Si c’est bien celui-ci, "
            "répondez à ce message\u00a0: nous vous dirons comment le rendre, "
            "et il vous sera remboursé ou remplacé, sans frais pour vous."
        ),
        "",
        _("Avec nos excuses,"),
        shop,
    ]
    return "\n".join(lines)


def letters_of(recall: Recall, shop: Profile, day: date) -> RecallLetters:
    """Return one letter a customer that has units of the lot, for sure or not."""
    customers: dict[tuple[str, str], Warned] = {}
    for each in recall.parcels:
        if each.is_open:
            continue
        key = (each.customer, each.email)
        known = customers.get(key)
        orders = dict.fromkeys((*(known.orders if known else ()), each.order_number))
        customers[key] = Warned(
            each.customer, each.email, each.address, tuple(orders),
            sure=bool(each.sure) or (known is not None and known.sure),
        )  # fmt: skip
    return RecallLetters(
        seller=shop.seller,
        article=recall.lot.name,
        lot=recall.lot.number,
        expires_on=recall.lot.expires_on,
        reason=recall.note,
        written_on=day,
        customers=tuple(customers.values()),
        logo=shop.logo,
    )


def _headings() -> list[str]:
    return [
        _("Commande"), _("Colis"), _("Parti le"), _("Client"), _("Courriel"), _("Téléphone"),
        _("Adresse"), _("Code postal"), _("Ville"), _("Pays"), _("Article"), _("Lot"),
        _("Unités sûres"), _("Unités supposées"),
    ]  # fmt: skip


def _sale_cells(recall: Recall, sale: RecalledSale) -> list[str]:
    """Return the cells of a sale to somebody who left no name."""
    sure, supposed = (sale.units, 0) if sale.sure else (0, sale.units)
    return [
        sale.ticket, "", short_date(paris_date(sale.at)), _("Au comptoir"), *[""] * 6,
        recall.lot.name, recall.lot.number, str(sure), str(supposed),
    ]  # fmt: skip


def _cells(recall: Recall, each: RecalledParcel) -> list[str]:
    address = each.address
    left = "" if each.left_at is None else short_date(paris_date(each.left_at))
    street = ", ".join(part for part in (address.line1, address.line2) if part)
    return [
        each.order_number, str(each.parcel_number), left, each.customer, each.email, each.phone,
        street, address.postcode, address.city, address.country, recall.lot.name,
        recall.lot.number, str(each.sure), str(each.supposed),
    ]  # fmt: skip
