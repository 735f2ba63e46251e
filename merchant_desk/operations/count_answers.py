"""What a scan did to a stock count, in words."""

from dataclasses import dataclass
from enum import StrEnum

from merchant_desk.queries.barcodes import CodeMatch
from merchant_desk.values.count_key import CountKey
from merchant_desk.values.french import number
from merchant_desk.values.ids import PlaceId, RecordId
from merchant_desk.values.texts import _


class CountOutcome(StrEnum):
    """What a scan did."""

    BIN = "bin"  # whoever counts stands before this bin now
    COUNTED = "counted"
    TAKEN_BACK = "taken_back"
    RECOUNT = "recount"  # what was counted before no longer counts
    ASKS = "asks"  # none, or a great many: is that so?
    UNKNOWN = "unknown"
    AMBIGUOUS = "ambiguous"
    NO_BIN = "no_bin"
    OTHER_PLACE = "other_place"
    OUT_OF_SCOPE = "out_of_scope"
    NOT_STOCKED = "not_stocked"
    NEEDS_LOT = "needs_lot"
    TWICE = "twice"  # a serial number that is counted already


COUNTS = frozenset({CountOutcome.COUNTED, CountOutcome.BIN, CountOutcome.TAKEN_BACK})


@dataclass(frozen=True, slots=True, kw_only=True)
class CountScanned:
    """What the scan did; ``title`` and ``advice`` say it. Nothing was counted unless it says so."""

    outcome: CountOutcome
    title: str
    advice: str = ""
    code: str = ""
    place_id: PlaceId | None = None
    bin: str = ""
    key: CountKey | None = None
    name: str = ""
    sku: str = ""
    lot: str = ""
    each: int = 1
    """Units that one scan of the code stands for."""
    units: int = 0
    total: int = 0
    """Units counted so far of the article in the bin."""
    entry_id: RecordId | None = None
    choices: tuple[CodeMatch, ...] = ()


def unknown(code: str) -> CountScanned:
    """Say that nothing has this code."""
    return CountScanned(
        outcome=CountOutcome.UNKNOWN,
        title=_("Code inconnu\u00a0: {code}.").format(code=code),
        advice=_("Rien n’a été compté. Cherchez l’article par son nom, ou mettez-le de côté."),
        code=code,
    )


def ambiguous(code: str, choices: tuple[CodeMatch, ...]) -> CountScanned:
    """Say that several articles have this code."""
    return CountScanned(
        outcome=CountOutcome.AMBIGUOUS,
        title=_("Ce code est celui de plusieurs articles."),
        advice=_("Rien n’a été compté. Choisissez le bon article."),
        code=code,
        choices=choices,
    )


def no_bin(code: str) -> CountScanned:
    """Say that nobody said which bin is counted."""
    return CountScanned(
        outcome=CountOutcome.NO_BIN,
        title=_("Dans quel emplacement comptez-vous\u00a0?"),
        advice=_("Rien n’a été compté. Scannez d’abord l’étiquette de l’emplacement."),
        code=code,
    )


def other_place(code: str) -> CountScanned:
    """Say that the bin is in another shop or depot."""
    return CountScanned(
        outcome=CountOutcome.OTHER_PLACE,
        title=_("L’emplacement {code} est dans un autre lieu.").format(code=code),
        advice=_("Rien n’a été compté. Scannez un emplacement du lieu que vous comptez."),
        code=code,
    )


def bin_out_of_scope(code: str) -> CountScanned:
    """Say that the bin is not to be counted."""
    return CountScanned(
        outcome=CountOutcome.OUT_OF_SCOPE,
        title=_("L’emplacement {code} n’est pas dans ce comptage.").format(code=code),
        advice=_("Scannez un emplacement de la liste, ou ouvrez un comptage pour celui-ci."),
        code=code,
    )


def article_out_of_scope(name: str, code: str) -> CountScanned:
    """Say that the article is not to be counted."""
    return CountScanned(
        outcome=CountOutcome.OUT_OF_SCOPE,
        title=_("«\u00a0{name}\u00a0» n’est pas à compter ici.").format(name=name),
        advice=_("Il n’a pas été compté\u00a0: ce comptage ne porte que sur d’autres articles."),
        code=code,
        name=name,
    )


def not_stocked(name: str, code: str) -> CountScanned:
    """Say that the article has no stock of its own."""
    return CountScanned(
        outcome=CountOutcome.NOT_STOCKED,
        title=_("«\u00a0{name}\u00a0» n’a pas de stock à lui.").format(name=name),
        advice=_("Il n’a pas été compté. Comptez les articles dont il est fait."),
        code=code,
        name=name,
    )


def needs_lot(name: str, code: str, *, serial: bool) -> CountScanned:
    """Say that the lot must be told."""
    advice = _("Rien n’a été compté. Scannez le code du lot, ou recopiez son numéro.")
    if serial:
        advice = _("Rien n’a été compté. Scannez son numéro de série, ou recopiez-le.")
    return CountScanned(
        outcome=CountOutcome.NEEDS_LOT,
        title=_("Quel lot de «\u00a0{name}\u00a0»\u00a0?").format(name=name),
        advice=advice,
        code=code,
        name=name,
    )


def counted_twice(name: str, serial: str) -> CountScanned:
    """Say that this very unit was counted already."""
    return CountScanned(
        outcome=CountOutcome.TWICE,
        title=_("Le numéro de série {serial} est déjà compté.").format(serial=serial),
        advice=_("Il n’a pas été compté une seconde fois."),
        code=serial,
        name=name,
    )


def asks(name: str, code: str, units: int, each: int) -> CountScanned:
    """Ask whether none, or so many, is right."""
    title = _("{n} unités de «\u00a0{name}\u00a0»\u00a0: est-ce juste\u00a0?").format(
        n=number(units), name=name
    )
    if not units:
        title = _("Aucune unité de «\u00a0{name}\u00a0»\u00a0: est-ce juste\u00a0?").format(
            name=name
        )
    return CountScanned(
        outcome=CountOutcome.ASKS,
        title=title,
        advice=_("Rien n’a été compté. Confirmez, ou corrigez la quantité."),
        code=code,
        name=name,
        units=units,
        each=each,
    )
