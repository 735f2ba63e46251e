"""Small catalogue files as merchants really have them, made for a test."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from merchant_desk.operations.read_catalogue import read_catalogue
from merchant_desk.rules.catalogue.articles import understand
from merchant_desk.values.barcode import check_digit
from merchant_desk.values.catalogue_sheet import Choices, Understood

Cells = Sequence[object]
EVERYDAY = ("Référence", "Désignation", "Code-barres", "Prix TTC", "TVA", "Stock")
WOO_FRENCH = (
    "ID", "Type", "UGS", "GTIN, UPC, EAN ou ISBN", "Nom", "Publié", "Mis en avant ?",
    "Visibilité dans le catalogue", "Description courte", "Description", "État de la TVA",
    "Classe de TVA", "En stock ?", "Stock", "Poids (kg)", "Tarif promo", "Tarif régulier",
    "Catégories", "Images", "Parent", "Position", "Nom de l’attribut 1",
    "Valeur(s) de l’attribut 1 ", "Attribut 1 visible", "Attribut 1 global",
)  # fmt: skip
WOO_ENGLISH = (
    "ID", "Type", "SKU", "GTIN, UPC, EAN, or ISBN", "Name", "Published", "Is featured?",
    "Visibility in catalog", "Short description", "Description", "Tax status", "Tax class",
    "In stock?", "Stock", "Weight (kg)", "Sale price", "Regular price", "Categories", "Images",
    "Parent", "Position", "Attribute 1 name", "Attribute 1 value(s)", "Attribute 1 visible",
    "Attribute 1 global",
)  # fmt: skip


def ean(number: int) -> str:
    """A valid EAN-13."""
    body = f"376{number:09d}"
    return f"{body}{check_digit(body)}"


def text_of(*rows: Cells, delimiter: str = ";") -> str:
    """Rows as a CSV text."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue()


def write(path: Path, text: str, encoding: str = "utf-8") -> Path:
    """A file of this text in this encoding."""
    path.write_bytes(text.encode(encoding))
    return path


def understood(path: Path, choices: Choices | None = None) -> Understood:
    """What the desk makes of a file."""
    chosen = choices or Choices()
    return understand(read_catalogue(path, chosen), chosen)


def everyday(folder: Path, *rows: Cells, name: str = "catalogue.csv") -> Path:
    """A file with everyday columns: reference, name, barcode, price TTC, VAT, stock."""
    return write(folder / name, text_of(EVERYDAY, *rows))


def woo_rows() -> list[Cells]:
    """A T-shirt in two colours, a tea, a gift card and a set, as WooCommerce exports them."""
    return [
        (10, "variable", "TS", "", "T-shirt", 1, 0, "visible", "", "", "taxable", "", 1, "",
         "0.2", "", "", "Vêtements > Hauts", "https://exemple.test/ts.jpg, https://exemple.test/2.jpg",
         "", 0, "Couleur", "Rouge, Bleu", 1, 1),
        (11, "variation", "TS-R", ean(11), "T-shirt - Rouge", 1, 0, "visible", "", "", "taxable",
         "parent", 1, 4, "", "", "19,90", "", "", "TS", 0, "Couleur", "Rouge", "", 1),
        (12, "variation", "", ean(12), "T-shirt - Bleu", 1, 0, "visible", "", "", "taxable",
         "parent", 1, "parent", "", "15,00", "19,90", "", "", "id:10", 0, "Couleur", "Bleu", "", 1),
        (13, "simple", "THE", ean(13), "Thé d’été", 1, 0, "visible", "<b>bon</b>\nvraiment",
         "ligne\nautre", "taxable", "taux-reduit", 1, "-2", "0.1", "", "1 234,50",
         "Boissons > Thé\\, infusions, Cadeaux", "", "", 0, "", "", "", ""),
        (14, "simple, virtual", "'=CADEAU", "", "Carte cadeau", 0, 0, "visible", "", "", "none",
         "", 1, "", "", "", "50", "", "", "", 0, "", "", "", ""),
        (15, "grouped", "LOT", "", "Lot", 1, 0, "visible", "", "", "taxable", "", 1, "", "",
         "", "", "", "", "", 0, "", "", "", ""),
    ]  # fmt: skip
