"""Whom the made-up shop deals with."""

CITIES = ("AVIGNON", "ARLES", "UZES", "NIMES", "APT", "ORANGE", "CARPENTRAS")
FIRST_NAMES = (
    "Marie", "Jean", "Sophie", "Luc", "Anne", "Paul", "Claire", "Hugo", "Léa", "Noé", "Zoé",
    "François", "Hélène", "Jérôme", "Inès", "Loïc", "Agnès", "Théo", "Chloé", "Émile",
)  # fmt: skip
LAST_NAMES = (
    "Martin", "Bernard", "Dubois", "Thomas", "Robert", "Petit", "Durand", "Leroy", "Moreau",
    "Lefèvre", "Garcia", "Roux", "Fournier", "Girard", "Bonnet", "Müller", "Nguyen", "Faure",
    "O’Connor", "Le Goff", "d’Aubigné", "Łukasik", "Ben Saïd", "Guérin", "Castel",
)  # fmt: skip
TRADES = (
    "Hôtel", "Épicerie", "Boulangerie", "Librairie", "Restaurant", "Gîte", "Atelier", "Domaine",
    "Institut", "Maison", "Café", "Camping", "Fleuriste", "Spa",
)  # fmt: skip
PLACES = (
    "du Pont", "des Halles", "de la Tour", "Saint-Michel", "des Ormes", "du Lac", "Belle Étoile",
    "des Lices", "du Rempart", "Bellevue", "des Carmes", "de l’Horloge", "Mistral", "du Verger",
)  # fmt: skip
FORMS = ("SARL", "SAS", "EURL", "SA", "", "", "SCI")
SUPPLIERS = (
    "Savonnerie Fer à Cheval SAS", "Cartonnages du Midi SARL", "Huiles & Senteurs SA",
    "Lavandes Réunies SCOP", "Imprimerie Provençale", "Verrerie Alpilles SAS", "Bougies Lumen",
    "Tissus Soleiado Pro SAS", "Transports Rhône Express SARL", "Emballages Ventoux",
    "Comptoir des Épices SARL", "Cosmétique Durance SA", "Bee Nature GmbH", "Papeterie Clément",
)  # fmt: skip
BANK_SHOPS = ("CASTORAMA", "LECLERC", "SNCF", "AMAZON EU", "BRICO DEPOT", "TOTAL ACCESS", "IKEA")
ODD_PAYERS = ("HOLDING GARRIGUE", "MME VVE CHABERT", "TRESO SUD INVEST", "CABINET ROCHEBLAVE")
