"""Why a settlement is not taken: what did not happen, and what to do now."""

from merchant_desk.errors import RefusedError
from merchant_desk.values.french import euros
from merchant_desk.values.payout_file import ToldPayout, provider_name
from merchant_desk.values.texts import _


def refused(why: str, advice: str) -> RefusedError:
    """Return the refusal of a file, ``why`` ending the sentence."""
    return RefusedError(_("Ce relevé n’a pas été lu\u00a0: {why}.").format(why=why), advice)


def cut_short(line: int) -> RefusedError:
    """Return the refusal of a file that ends in the middle of a line."""
    return refused(
        _("sa ligne {n} est incomplète").format(n=line),
        _("Le téléchargement a sans doute été coupé\u00a0: téléchargez le fichier de nouveau."),
    )


def no_amount(line: int, text: str) -> RefusedError:
    """Return the refusal of a cell that should be an amount."""
    if text[:1] in ("=", "@"):
        return formula(line)
    if not text:
        return refused(
            _("sa ligne {n} n’a pas de montant").format(n=line),
            _("Téléchargez le relevé complet, sans colonne retirée."),
        )
    return refused(
        _("à la ligne {n}, «\u00a0{text}\u00a0» n’est pas un montant").format(n=line, text=text),
        _("Téléchargez le fichier de nouveau, sans l’ouvrir dans un tableur."),
    )


def formula(line: int) -> RefusedError:
    """Return the refusal of a cell that a spreadsheet would compute."""
    return refused(
        _("sa ligne {n} contient une formule de tableur").format(n=line),
        _("Un relevé n’en a jamais\u00a0: téléchargez-le de nouveau chez votre prestataire."),
    )


def no_day(line: int, text: str) -> RefusedError:
    """Return the refusal of a cell that should be a day."""
    if not text:
        return refused(
            _("sa ligne {n} n’a pas de date").format(n=line),
            _("Téléchargez le relevé complet, sans colonne retirée."),
        )
    return refused(
        _("à la ligne {n}, «\u00a0{text}\u00a0» n’est pas une date possible").format(
            n=line, text=text
        ),
        _("Téléchargez le fichier de nouveau, sans l’ouvrir dans un tableur."),
    )


def other_currency(line: int, currency: str) -> RefusedError:
    """Return the refusal of money that is not the euro."""
    return refused(
        _("sa ligne {n} est en {currency}, pas en euros").format(n=line, currency=currency),
        _("Demandez au prestataire le relevé du compte qui vous paie en euros."),
    )


def nothing_paid(provider: str) -> RefusedError:
    """Return the refusal of a file without a single transfer."""
    return refused(
        _("il ne contient aucun versement de {provider}").format(provider=provider_name(provider)),
        _("Choisissez une période où un virement est parti, puis téléchargez-le de nouveau."),
    )


def not_proved(payout: ToldPayout) -> RefusedError:
    """Return the refusal of a transfer that its lines do not explain to the cent."""
    return refused(
        _("les lignes du versement {reference} font {sum}, le relevé dit {net}").format(
            reference=payout.reference,
            sum=euros(payout.net - payout.difference),
            net=euros(payout.net),
        ),
        _(
            "Il manque {difference}\u00a0: téléchargez le relevé complet de ce versement, sans "
            "filtre ni colonne retirée."
        ).format(difference=euros(payout.difference)),
    )


def turned_round() -> RefusedError:
    """Return the refusal of a file whose sales are below zero."""
    return refused(
        _("ses ventes y sont négatives\u00a0: les signes semblent inversés"),
        _("Téléchargez le relevé vu de votre boutique, sans l’ouvrir dans un tableur."),
    )


def line_not_proved(line: int) -> RefusedError:
    """Return the refusal of a line whose net is not its amount less its fee."""
    return refused(
        _("à la ligne {n}, montant et frais ne font pas le net").format(n=line),
        _("Téléchargez le fichier de nouveau, sans l’ouvrir dans un tableur."),
    )
