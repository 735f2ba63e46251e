"""A deterministic catalogue: the same articles, words and orders at every run."""

import random
from collections.abc import Iterator
from typing import NamedTuple

from merchant_desk.values.barcode import check_digit

_NOUNS = [
    "Café",
    "Thé",
    "Savon",
    "Bougie",
    "Miel",
    "Confiture",
    "Biscuit",
    "Chocolat",
    "Huile",
    "Vinaigre",
    "Sel",
    "Poivre",
    "Sac",
    "Écharpe",
    "Bonnet",
    "Chemise",
    "Veste",
    "Collier",
    "Bracelet",
    "Montre",
    "Lampe",
    "Vase",
    "Assiette",
    "Tasse",
    "Nappe",
    "Torchon",
    "Coussin",
    "Carnet",
    "Stylo",
    "Livre",
    "Puzzle",
    "Peluche",
    "Gourde",
    "Casque",
    "Câble",
    "Clavier",
    "Souris",
]
_KINDS = [
    "bio",
    "artisanal",
    "breton",
    "provençal",
    "équitable",
    "fumé",
    "noir",
    "blanc",
    "rouge",
    "bleu",
    "vert",
    "doux",
    "grand",
    "petit",
    "léger",
    "ancien",
    "rustique",
    "brodé",
    "tressé",
    "gravé",
    "parfumé",
    "croquant",
    "torréfié",
    "sucré",
    "salé",
    "nacré",
    "mat",
]
_HOUSES = [
    "Maison",
    "Atelier",
    "Ferme",
    "Domaine",
    "Comptoir",
    "Moulin",
    "Verger",
    "Ruche",
    "Forge",
]
_TOWNS = [
    "Lyon",
    "Nantes",
    "Rennes",
    "Brest",
    "Lille",
    "Dijon",
    "Nice",
    "Annecy",
    "Colmar",
    "Quimper",
    "Tours",
    "Nîmes",
    "Arles",
]

PREFIXES = (
    "s", "sa", "sav", "savo", "savon", "café", "café b", "café bio", "chocolat noir",
    "montre gra", "ferme de", "ruche de quim",
)  # fmt: skip
INSIDE = ("avon", "ocol", "artisanal", "quimper", "bio fum", "REF00123", "00000123", "tressé")
NOTHING = ("zzzxqj", "qwxzkv")


class Goods(NamedTuple):
    """One article of the catalogue."""

    sku: str
    name: str
    ean: str
    cents: int
    cost_cents: int


def goods(count: int) -> Iterator[Goods]:
    """Yield so many articles, always the same ones."""
    pick = random.Random(7)
    for number in range(count):
        name = (
            f"{pick.choice(_NOUNS)} {pick.choice(_KINDS)} {pick.choice(_KINDS)} "
            f"{pick.choice(_HOUSES)} de {pick.choice(_TOWNS)} {pick.randint(10, 990)} g"
        )
        cents = pick.randint(100, 20_000)
        yield Goods(f"REF{number:07d}", name, ean(number), cents, cents * 55 // 100)


def ean(number: int) -> str:
    """Return the EAN-13 of an article."""
    body = f"{300_000_000_000 + number * 7:012d}"
    return f"{body}{check_digit(body)}"


def csv_text(count: int) -> str:
    """Return the catalogue as a merchant exports it."""
    lines = ["Référence;Désignation;Code-barres;Prix TTC;Prix d’achat HT"]
    lines += [
        f"{each.sku};{each.name};{each.ean};{_euros(each.cents)};{_euros(each.cost_cents)}"
        for each in goods(count)
    ]
    return "\r\n".join(lines) + "\r\n"


def _euros(cents: int) -> str:
    return f"{cents // 100},{cents % 100:02d}"
