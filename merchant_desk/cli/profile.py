"""``profile show|set``: who sells, as every invoice prints it, without a window."""

import argparse
from dataclasses import replace
from pathlib import Path
from typing import Any

from merchant_desk.cli.command import CliCommand, Counter, no_arguments
from merchant_desk.errors import RefusedError, UnavailableError
from merchant_desk.operations.save_profile import save_profile
from merchant_desk.queries.settings import Profile, profile
from merchant_desk.rules.company_numbers import vat_number_of
from merchant_desk.values.entries import read_amount
from merchant_desk.values.french import euros
from merchant_desk.values.invoice_page import Seller
from merchant_desk.values.money import Money
from merchant_desk.values.postal import one_line
from merchant_desk.values.remote import Address
from merchant_desk.values.texts import _, later
from merchant_desk.values.vat import VatTreatment

_TREATMENTS = (VatTreatment.NORMAL, VatTreatment.FRANCHISE)
_IN_ADDRESS = ("line1", "line2", "postcode", "city")
_IN_SELLER = (
    "name", "trade_name", "siren", "siret", "legal_form", "rcs_city", "vat_number", "phone",
    "email", "website", "iban", "bic", "electronic_address", "colour", "footer", "mediator",
)  # fmt: skip


def _set_arguments(parser: argparse.ArgumentParser) -> None:
    say = parser.add_argument
    say("--name", metavar=_("NOM"), help=_("nom de la société, ou de la personne"))
    say("--trade-name", metavar=_("NOM"), help=_("nom commercial"))
    say("--siren", metavar=_("NUMÉRO"), help=_("SIREN, 9 chiffres"))
    say("--siret", metavar=_("NUMÉRO"), help=_("SIRET, 14 chiffres"))
    say("--vat", choices=[each.value for each in _TREATMENTS], help=_("régime de TVA"))
    say("--vat-number", metavar=_("NUMÉRO"), help=_("numéro de TVA\u00a0; calculé sans lui"))
    say("--line1", metavar=_("RUE"), help=_("numéro et rue"))
    say("--line2", metavar=_("SUITE"), help=_("suite de l’adresse"))
    say("--postcode", metavar=_("CODE"), help=_("code postal"))
    say("--city", metavar=_("VILLE"), help=_("ville"))
    say("--legal-form", metavar=_("FORME"), help=_("SARL, SAS, EURL…"))
    say("--capital", metavar=_("MONTANT"), help=_("capital social, en euros"))
    say("--rcs-city", metavar=_("VILLE"), help=_("ville du registre du commerce"))
    say(
        "--sole-trader",
        action=argparse.BooleanOptionalAction,
        help=_("entreprise individuelle (EI)"),
    )
    say("--phone", metavar=_("NUMÉRO"), help=_("téléphone"))
    say("--email", metavar=_("ADRESSE"), help=_("adresse électronique"))
    say("--website", metavar=_("ADRESSE"), help=_("site"))
    say("--iban", metavar="IBAN", help=_("compte pour les virements"))
    say("--bic", metavar="BIC", help=_("banque du compte"))
    say("--electronic-address", metavar=_("ADRESSE"), help=_("celle de l’annuaire"))
    say("--colour", metavar="#RRVVBB", help=_("couleur des papiers"))
    say("--footer", metavar=_("TEXTE"), help=_("mot de la fin des factures"))
    say(
        "--one-stop-shop",
        action=argparse.BooleanOptionalAction,
        help=_("inscrit au guichet unique de TVA (OSS)"),
    )
    say("--mediator", metavar=_("TEXTE"), help=_("médiateur de la consommation et son site"))
    say("--logo", type=Path, metavar=_("FICHIER"), help=_("image PNG ou JPEG"))


def _set(arguments: argparse.Namespace, counter: Counter) -> int:
    known = counter.ask(profile)
    wanted = _changed(known, arguments)
    counter.do(save_profile, counter.gesture(), wanted.seller, wanted.vat_treatment, wanted.logo)
    return _show(arguments, counter)


def _changed(known: Profile | None, arguments: argparse.Namespace) -> Profile:
    """Return the identity as it was, with what the command names in its place."""
    before = known or Profile(Seller("", Address(), ""), VatTreatment.NORMAL, None)
    seller = replace(
        before.seller,
        address=replace(before.seller.address, **_given(arguments, _IN_ADDRESS)),
        **_given(arguments, _IN_SELLER),
    )
    treatment = VatTreatment(arguments.vat) if arguments.vat else before.vat_treatment
    siren = "".join(seller.siren.split())
    if treatment is VatTreatment.NORMAL and not seller.vat_number and siren:
        seller = replace(seller, vat_number=vat_number_of(siren))
    if arguments.capital is not None:
        seller = replace(seller, capital=_capital(arguments.capital))
    if arguments.sole_trader is not None:
        seller = replace(seller, sole_trader=arguments.sole_trader)
    if arguments.one_stop_shop is not None:
        seller = replace(seller, one_stop_shop=arguments.one_stop_shop)
    return Profile(seller, treatment, _logo(arguments.logo) or before.logo)


def _given(arguments: argparse.Namespace, names: tuple[str, ...]) -> dict[str, Any]:
    said = {name: getattr(arguments, name) for name in names}
    return {name: text.strip() for name, text in said.items() if text is not None}


def _capital(text: str) -> Money:
    money = read_amount(text)
    if money is None:
        raise RefusedError(
            _("L’identité de la boutique n’a pas été enregistrée."),
            _("Écrivez le capital en euros, par exemple --capital 5000."),
        )
    return money


def _logo(path: Path | None) -> bytes | None:
    try:
        return None if path is None else path.read_bytes()
    except OSError as error:
        raise UnavailableError(
            _("L’identité de la boutique n’a pas été enregistrée\u00a0: logo illisible."),
            _("Vérifiez le chemin\u00a0: {path}").format(path=path),
        ) from error


def _show(_arguments: argparse.Namespace, counter: Counter) -> int:
    stored = counter.ask(profile)
    if stored is None:
        counter.answer(None, _("L’identité de la boutique n’est pas encore remplie."))
        return 1
    seller = stored.seller
    facts = {
        **{name: getattr(seller, name) for name in _IN_SELLER},
        **{name: getattr(seller.address, name) for name in _IN_ADDRESS},
        "sole_trader": seller.sole_trader,
        "one_stop_shop": seller.one_stop_shop,
        "capital_cents": None if seller.capital is None else seller.capital.cents,
        "vat": stored.vat_treatment.value,
        "logo_bytes": len(stored.logo or b""),
    }
    lines = [
        f"{seller.name}  {seller.trade_name}".rstrip(),
        one_line(seller.address),
        f"SIREN {seller.siren}  {seller.vat_number}".rstrip(),
        "" if seller.capital is None else euros(seller.capital),
    ]
    counter.answer(facts, "\n".join(filter(None, lines)))
    return 0


PROFILE_SET = CliCommand(
    ("profile", "set"), later("Remplir ou changer l’identité de la boutique"), _set_arguments, _set
)
PROFILE_SHOW = CliCommand(
    ("profile", "show"), later("Montrer l’identité de la boutique"), no_arguments, _show
)
