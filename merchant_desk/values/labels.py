"""Labels of articles: what stands on each, how many, on what, from which place of a used sheet."""

import json
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum

from merchant_desk.errors import RefusedError
from merchant_desk.values.data_matrix import FNC1
from merchant_desk.values.french import short_date
from merchant_desk.values.label_formats import LabelFormat
from merchant_desk.values.money import Money
from merchant_desk.values.texts import _

MOST_LABELS = 20_000
_LONGEST_GS1_LOT = 20
_GS1_SIGNS = frozenset(
    "!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"
)


class LabelCode(StrEnum):
    """What a scanner reads on a label."""

    EAN13 = "ean13"
    CODE128 = "code128"
    DATAMATRIX = "datamatrix"
    NONE = "none"


OF_GTIN = frozenset({LabelCode.EAN13, LabelCode.DATAMATRIX})
"""What cannot be drawn for an article without an EAN or a code of the shop."""


@dataclass(frozen=True, slots=True)
class LabelContent:
    """What she wants to see on every label."""

    name: bool = True
    sku: bool = True
    price: bool = True
    lot: bool = True
    """Lot and expiry in words, where the units have a lot."""
    code: LabelCode = LabelCode.EAN13

    def text(self) -> str:
        """Return the choices as they are kept."""
        return json.dumps(asdict(self))


def read_content(text: str) -> LabelContent:
    """Return choices that were kept; what makes no sense is as usual."""
    try:
        told = json.loads(text)
        code = LabelCode(told["code"])
    except (ValueError, KeyError, TypeError):
        return LabelContent()
    return LabelContent(
        name=bool(told.get("name", True)),
        sku=bool(told.get("sku", True)),
        price=bool(told.get("price", True)),
        lot=bool(told.get("lot", True)),
        code=code,
    )


@dataclass(frozen=True, slots=True)
class Label:
    """One article as its label tells it; ``gtin`` is its canonical fourteen digits, or empty."""

    name: str
    sku: str
    price: Money
    gtin: str = ""
    lot: str = ""
    expires_on: date | None = None

    @property
    def ean13(self) -> str:
        """Return the thirteen digits of the article, or empty."""
        return self.gtin[1:] if self.gtin[:1] == "0" else ""

    @property
    def lot_words(self) -> tuple[str, ...]:
        """Return the lot and its last day as people read them."""
        told = []
        if self.lot:
            told.append(_("Lot {number}").format(number=self.lot))
        if self.expires_on is not None:
            told.append(_("Exp. {day}").format(day=short_date(self.expires_on)))
        return tuple(told)


@dataclass(frozen=True, slots=True)
class LabelRun:
    """Labels printed together; ``start`` is the first free place of the first sheet, from 1."""

    format: LabelFormat
    content: LabelContent
    title: str
    labels: tuple[tuple[Label, int], ...]
    start: int = 1

    @property
    def count(self) -> int:
        """Return how many labels come out."""
        return sum(copies for _label, copies in self.labels)

    @property
    def next_start(self) -> int:
        """Return the first place that is left on the last sheet."""
        return (self.start - 1 + self.count) % self.format.a_page + 1


@dataclass(frozen=True, slots=True)
class LabelRuler:
    """The page that shows whether a printer puts labels where their format says."""

    format: LabelFormat


def gs1_text(label: Label) -> str:
    """Return the GS1 element string of a label, FNC1 first: article, expiry, lot.

    Raises RefusedError for a lot that GS1 cannot write.
    """
    elements = f"{FNC1}01{label.gtin}"
    if label.expires_on is not None:
        elements += f"17{label.expires_on:%y%m%d}"
    if label.lot:
        if len(label.lot) > _LONGEST_GS1_LOT or not _GS1_SIGNS.issuperset(label.lot):
            raise RefusedError(
                _("Les étiquettes n’ont pas été faites\u00a0: le lot {lot} ne s’écrit pas en GS1.")
                .format(lot=label.lot),
                _("Un lot GS1 a 20 signes au plus, sans accent ni espace\u00a0: choisissez un "
                  "autre code-barres."),
            )  # fmt: skip
        elements += f"10{label.lot}"
    return elements


def check_run(run: LabelRun) -> None:
    """Refuse what no printer should begin: nothing, far too many, a start beyond the sheet."""
    if run.count < 1 or any(copies < 0 for _label, copies in run.labels):
        raise RefusedError(
            _("Aucune étiquette n’a été faite\u00a0: il n’y en a aucune à imprimer."),
            _("Choisissez des articles, et au moins une étiquette."),
        )
    if run.count > MOST_LABELS:
        raise RefusedError(
            _("Aucune étiquette n’a été faite\u00a0: il y en aurait plus de 20\u202f000."),
            _("Vérifiez les quantités, ou imprimez-les en plusieurs fois."),
        )
    if not 1 <= run.start <= run.format.a_page:
        raise RefusedError(
            _("Aucune étiquette n’a été faite\u00a0: la feuille n’a pas de place {n}.").format(
                n=run.start
            ),
            _("Ses places sont comptées de 1 à {n}, de gauche à droite puis de haut en bas.")
            .format(n=run.format.a_page),
        )  # fmt: skip
