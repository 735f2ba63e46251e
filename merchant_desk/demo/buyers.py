"""The customers of the sample shop: invented people at invented addresses."""

import re
from dataclasses import dataclass

from merchant_desk.values.folding import folded


@dataclass(frozen=True, slots=True)
class Buyer:
    """Somebody who orders; ``number`` is zero for a guest."""

    first_name: str
    last_name: str
    line1: str
    postcode: str
    city: str
    number: int = 0
    company: str = ""
    siren: str = ""
    vat_number: str = ""
    country: str = "FR"
    line2: str = ""

    @property
    def email(self) -> str:
        """Return an address nobody can own."""
        names = (folded(self.first_name), folded(self.last_name))
        words = (re.sub("[^a-z0-9]+", "-", name).strip("-") for name in names)
        plain = ".".join(filter(None, words))
        return f"{plain}@exemple.invalid"

    @property
    def phone(self) -> str:
        """Return a number kept for fiction in France (06 39 98 00 00 to 99)."""
        return f"06399800{(len(self.last_name) * 7 + len(self.city) * 3) % 100:02d}"


BUYERS = (
    Buyer("Hélène", "Lefèvre", "12 rue des Écoles", "75005", "Paris", 41),
    Buyer("Benoît", "Maçon", "4 impasse du Four-à-Chaux", "13100", "Aix-en-Provence"),
    Buyer("Zoë", "N’Guyen", "27 bis quai de la Loire", "44000", "Nantes", 42),
    Buyer("François-Xavier", "de La Tour d’Argent", "1 place d’Armes", "57000", "Metz"),
    Buyer("Aïcha", "Benali", "88 avenue Jean-Jaurès", "69007", "Lyon", 43),
    Buyer("Loïc", "Le Goff", "3 venelle ar Mor", "29200", "Brest", line2="Bâtiment B, 3e étage"),
    Buyer("Chloé", "Dupré", "19 cours Julien", "13006", "Marseille", 44),
    Buyer("Jérôme", "Müller", "6 rue du Général-de-Gaulle", "67000", "Strasbourg"),
    Buyer("Noémie", "Garçon", "45 rue Sainte-Catherine", "33000", "Bordeaux", 45),
    Buyer("Stéphane", "Etchegaray", "8 chemin d’Haïtzé", "64200", "Biarritz"),
    Buyer("Inès", "Fernández", "31 rue Alsace-Lorraine", "31000", "Toulouse", 46),
    Buyer("Gaëlle", "Kerouédan", "2 route du Phare", "56360", "Le Palais"),
    Buyer("Rémi", "Courtois", "17 rue de la République", "21000", "Dijon", 47),
    Buyer("Maëlys", "Vandenbroucke", "60 rue d’Arras", "59000", "Lille"),
    Buyer("Théo", "Paoli", "5 cours Napoléon", "20000", "Ajaccio", 48),
    Buyer("Anne-Sophie", "Rivière", "9 allée des Tilleuls", "38000", "Grenoble"),
)
PROFESSIONAL = Buyer(
    "Cécile", "Aubert", "14 rue du Commerce", "84000", "Avignon", 60,
    company="Chambres d’hôtes Les Cigalières", siren="732829320", vat_number="FR44732829320",
)  # fmt: skip
BELGIAN = Buyer("Élise", "Janssens", "Rue Haute 22", "1000", "Bruxelles", 61, country="BE")
