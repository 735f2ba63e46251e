"""What each column of a file holds: guessed from its heading, else from its cells."""

from collections.abc import Sequence

from merchant_desk.rules.catalogue.codes import article_number
from merchant_desk.rules.catalogue.headings import (
    ATTRIBUTE_OTHER,
    ATTRIBUTE_VALUE,
    EVERYDAY_WORDS,
    WOOCOMMERCE_WORDS,
    heading_words,
)
from merchant_desk.values.catalogue_sheet import PRICES, CatalogueField, ColumnGuess, Sheet
from merchant_desk.values.texts import later

_SAMPLES = 3
_SNIFFED = 200
_MOSTLY = 0.8
_ENOUGH_OF_WOOCOMMERCE = 6
_HEADING_ROWS = 15
_SPEAKING = 4  # « pu », « ht » say too little inside another heading
_ANOTHER_MATTER = frozenset(
    (
        "mini",
        "minimum",
        "maxi",
        "maximum",
        "alerte",
        "seuil",
        "promo",
        "promotion",
        "solde",
        "remise",
        "ancien",
        "date",
        "barre",
        "fournisseur",
        "vendu",
        "vendue",
        "reserve",
        "commande",
        "total",
        "valeur",
        "marge",
        "devise",
        "unite",
    )
)

FIELD_NAMES: dict[CatalogueField, str] = {
    CatalogueField.SKU: later("Référence"),
    CatalogueField.EAN: later("Code-barres"),
    CatalogueField.NAME: later("Nom"),
    CatalogueField.OPTION: later("Déclinaison"),
    CatalogueField.FAMILY: later("Article parent"),
    CatalogueField.CATEGORY: later("Catégorie"),
    CatalogueField.PRICE: later("Prix de vente"),
    CatalogueField.PRICE_WITH_VAT: later("Prix de vente TTC"),
    CatalogueField.PRICE_WITHOUT_VAT: later("Prix de vente HT"),
    CatalogueField.COST: later("Prix d’achat HT"),
    CatalogueField.RATE: later("Taux de TVA"),
    CatalogueField.WEIGHT_KG: later("Poids (kg)"),
    CatalogueField.WEIGHT_G: later("Poids (g)"),
    CatalogueField.IMAGE: later("Photo"),
    CatalogueField.STOCK: later("Stock de départ"),
    CatalogueField.BIN: later("Emplacement"),
    CatalogueField.ACTIVE: later("En vente"),
    CatalogueField.CARTON_CODE: later("Code du carton"),
    CatalogueField.CARTON_UNITS: later("Unités par carton"),
    CatalogueField.SUPPLIER_CODE: later("Référence fournisseur"),
    CatalogueField.SHOP_ID: later("Numéro WooCommerce"),
    CatalogueField.SHOP_TYPE: later("Type WooCommerce"),
    CatalogueField.SHOP_PARENT: later("Parent WooCommerce"),
    CatalogueField.TAX_CLASS: later("Classe de TVA WooCommerce"),
    CatalogueField.TAX_STATUS: later("État de TVA WooCommerce"),
    CatalogueField.ATTRIBUTE: later("Valeur d’attribut"),
}


def from_woocommerce(headings: Sequence[str]) -> bool:
    """Tell whether these are the columns that WooCommerce itself exports."""
    known = {heading_words(heading) for heading in headings} & WOOCOMMERCE_WORDS.keys()
    return "type" in known and len(known) >= _ENOUGH_OF_WOOCOMMERCE


def heading_row(rows: Sequence[Sequence[str]]) -> int:
    """Return which of the first rows names the columns: files often begin with a title."""
    best, best_score = 0, 0
    for index, row in enumerate(rows[:_HEADING_ROWS]):
        score = sum(1 for cell in row if _by_heading(heading_words(cell), woocommerce=False))
        if score > best_score:
            best, best_score = index, score
    if best_score:
        return best
    filled = (index for index, row in enumerate(rows[:_HEADING_ROWS]) if any(row))
    return next(filled, 0)


def guess_columns(sheet: Sheet) -> tuple[ColumnGuess, ...]:
    """Return what each column is believed to hold; each meaning is given once."""
    woocommerce = from_woocommerce(sheet.headings)
    taken: set[CatalogueField] = set()
    guesses = []
    for index, heading in enumerate(sheet.headings):
        field = _by_heading(heading_words(heading), woocommerce=woocommerce)
        if field and _free(field, taken):
            taken.add(field)
        else:
            field = None
        guesses.append(
            ColumnGuess(index, heading, field, sure=True, samples=_samples(sheet, index))
        )
    if woocommerce:
        return tuple(guesses)
    return tuple(guess if guess.field else _second_look(sheet, guess, taken) for guess in guesses)


def chosen_columns(
    guesses: Sequence[ColumnGuess], chosen: dict[int, CatalogueField]
) -> tuple[ColumnGuess, ...]:
    """Return the columns as she decided them."""
    return tuple(
        ColumnGuess(
            each.index, each.heading, chosen.get(each.index), sure=True, samples=each.samples
        )
        for each in guesses
    )


def _by_heading(words: str, *, woocommerce: bool) -> CatalogueField | None:
    if ATTRIBUTE_VALUE.fullmatch(words):
        return CatalogueField.ATTRIBUTE
    if ATTRIBUTE_OTHER.fullmatch(words):
        return None
    if woocommerce:
        return WOOCOMMERCE_WORDS.get(words)
    return EVERYDAY_WORDS.get(words) or _unless_shop_only(WOOCOMMERCE_WORDS.get(words))


def _unless_shop_only(field: CatalogueField | None) -> CatalogueField | None:
    """Return the field, unless it means something in WooCommerce's own export alone."""
    return None if field and field.value.startswith(("shop_", "tax_")) else field


def _free(field: CatalogueField, taken: set[CatalogueField]) -> bool:
    if field is CatalogueField.ATTRIBUTE:
        return True
    if field in PRICES:
        return not taken.intersection(PRICES)
    return field not in taken


def _second_look(sheet: Sheet, guess: ColumnGuess, taken: set[CatalogueField]) -> ColumnGuess:
    """Guess from part of the heading, then from what the cells look like."""
    words = heading_words(guess.heading)
    field = _by_part(words) or _by_cells(sheet, guess.index)
    if field is None or not _free(field, taken):
        return guess
    taken.add(field)
    return ColumnGuess(guess.index, guess.heading, field, sure=False, samples=guess.samples)


def _by_part(words: str) -> CatalogueField | None:
    """Return what the longest known name within a heading means."""
    if _ANOTHER_MATTER.intersection(words.split()):
        return None
    padded = f" {words} "
    found = [name for name in EVERYDAY_WORDS if len(name) >= _SPEAKING and f" {name} " in padded]
    return EVERYDAY_WORDS[max(found, key=len)] if found else None


def _by_cells(sheet: Sheet, index: int) -> CatalogueField | None:
    cells = [row[index] for row in sheet.rows[:_SNIFFED] if row[index]]
    codes = sum(1 for cell in cells if isinstance(article_number(cell), str))
    return CatalogueField.EAN if cells and codes >= _MOSTLY * len(cells) else None


def _samples(sheet: Sheet, index: int) -> tuple[str, ...]:
    cells = (row[index] for row in sheet.rows[:_SNIFFED] if row[index])
    return tuple(cell[:60] for cell, _count in zip(cells, range(_SAMPLES), strict=False))
