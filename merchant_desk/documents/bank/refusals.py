"""How a file of a bank is refused: what was not imported, why and where, what to do now."""

from datetime import date

from merchant_desk.errors import RefusedError
from merchant_desk.values.french import euros, short_date
from merchant_desk.values.money import Money
from merchant_desk.values.texts import _

MOST_LINES = 1_000_000
_LONGEST_QUOTE = 40


def refused(why: str, advice: str = "") -> RefusedError:
    """Return the refusal of a whole file for a reason that ends its sentence."""
    return RefusedError(
        _("Le relevé n’a pas été importé\u00a0: {why}.").format(why=why),
        advice or _("Téléchargez-le de nouveau sur le site de votre banque, puis recommencez."),
    )


def refused_at(place: int, why: str, advice: str = "") -> RefusedError:
    """Return the refusal of a file for one of its lines."""
    return refused(_("ligne {place}, {why}").format(place=place, why=why), advice)


def refused_entry(entry: int, place: int, why: str) -> RefusedError:
    """Return the refusal of a file for one of its movements, and the line where it begins."""
    return refused_at(place, _("opération n°\u00a0{entry}, {why}").format(entry=entry, why=why))


def quoted(text: str) -> str:
    """Return words of a file as a message may show them."""
    shown = "".join(each if each.isprintable() else " " for each in text[: _LONGEST_QUOTE + 1])
    return shown if len(shown) <= _LONGEST_QUOTE else f"{shown[:_LONGEST_QUOTE]}…"


def bad_amount(text: str) -> str:
    """Say that something is no amount."""
    if text.lstrip().startswith(("=", "@")):
        return _("le montant «\u00a0{text}\u00a0» est une formule, pas un nombre").format(
            text=quoted(text)
        )
    return _("le montant «\u00a0{text}\u00a0» n’est pas un nombre en euros et centimes").format(
        text=quoted(text)
    )


def bad_day(text: str) -> str:
    """Say that something is no day."""
    return _("la date «\u00a0{text}\u00a0» n’existe pas").format(text=quoted(text))


def strange_day(day: date) -> str:
    """Say that no bank books on such a day."""
    return _("la date du {day} est impossible pour un relevé").format(day=short_date(day))


def foreign(currency: str) -> RefusedError:
    """Return the refusal of an account that is not in euro."""
    return refused(
        _("le compte est en {currency}, pas en euros").format(currency=quoted(currency) or "?"),
        _("La trésorerie est en euros\u00a0: importez le relevé d’un compte en euros."),
    )


def too_long() -> RefusedError:
    """Return the refusal of a file of more lines than a shop has in fifty years."""
    return refused(
        _("il a plus d’un million de lignes"),
        _("Téléchargez une période plus courte, en plusieurs fichiers."),
    )


def cut_short(what: str) -> RefusedError:
    """Return the refusal of a file whose end is missing."""
    return refused(
        _("le fichier est incomplet ({what})").format(what=what),
        _("Le téléchargement a sans doute été coupé\u00a0: téléchargez-le de nouveau."),
    )


def does_not_add_up(difference: Money, day: date) -> RefusedError:
    """Return the refusal of a statement whose movements do not lead to its closing balance."""
    return refused(
        _(
            "le solde de départ et les opérations ne donnent pas le solde du {day}, "
            "il y a {difference} d’écart"
        ).format(day=short_date(day), difference=euros(difference)),
        _(
            "Des opérations manquent ou ont été modifiées\u00a0: téléchargez de nouveau le "
            "fichier, sans l’ouvrir dans un tableur."
        ),
    )


def signs_are_reversed(day: date) -> RefusedError:
    """Return the refusal of a statement that adds up once every sign is turned."""
    return refused(
        _(
            "les signes sont inversés, les débits comptés en plus donnent un autre solde "
            "que celui du {day}"
        ).format(day=short_date(day)),
        _(
            "En inversant tous les signes, le solde est juste\u00a0: demandez à votre banque un "
            "fichier OFX, CAMT ou CFONB, ou choisissez vous-même les colonnes."
        ),
    )
