"""What « Maison Lavande » sells, range by range: names, prices with tax, options."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Range:
    """A range of simple products that differ by one word."""

    prefix: str
    name: str  # {} takes the word
    category: str
    price: int  # cents, tax included
    rate_bp: int
    weight_g: int
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Garment:
    """A product with variations: every colour in every size."""

    prefix: str
    name: str
    category: str
    price: int
    weight_g: int
    colours: tuple[str, ...]
    sizes: tuple[str, ...] = ()


_SCENTS = (
    "Lavande fine", "Verveine", "Fleur d’oranger", "Amande douce", "Olive", "Miel", "Jasmin",
    "Rose ancienne", "Figue", "Mimosa", "Violette", "Pivoine", "Cèdre", "Romarin", "Citron",
    "Pamplemousse", "Coquelicot", "Muguet", "Vanille", "Lait d’ânesse", "Karité", "Argile verte",
    "Charbon végétal", "Sans parfum",
)  # fmt: skip
_AMBIANCES = (
    "Champ de lavande", "Cabane au bord de l’eau", "Soir d’été", "Garrigue", "Figuier",
    "Pain d’épices", "Thé blanc", "Bois flotté", "Fleur de coton", "Ambre", "Pin maritime",
    "Tilleul", "Forêt de Noël", "Cannelle", "Monoï", "Herbe coupée",
)  # fmt: skip
_HONEYS = (
    "de lavande", "de châtaignier", "d’acacia", "toutes fleurs", "de romarin", "de tilleul",
    "de sapin", "de garrigue",
)  # fmt: skip

RANGES = (
    Range("SAV", "Savon de Marseille {} 100 g", "Savons", 490, 2000, 110, _SCENTS),
    Range("SVL", "Savon liquide {} 300 ml", "Savons", 990, 2000, 360, _SCENTS[:12]),
    Range("BOG", "Bougie parfumée {} 180 g", "Bougies", 2290, 2000, 420, _AMBIANCES),
    Range("BOP", "Petite bougie {} 75 g", "Bougies", 1190, 2000, 190, _AMBIANCES),
    Range("MI2", "Miel {} 250 g", "Épicerie", 690, 550, 380, _HONEYS),
    Range("MI5", "Miel {} 500 g", "Épicerie", 1150, 550, 690, _HONEYS),
    Range("BIS", "{}", "Biscuits", 590, 550, 220, (
        "Navettes à la fleur d’oranger", "Croquants aux amandes", "Calissons d’Aix",
        "Sablés à la lavande", "Palets au beurre", "Macarons de Nancy", "Madeleines au miel",
        "Biscuits roses de Reims", "Canistrelli à l’anis", "Gavottes dentelle",
        "Pain d’épices de Dijon", "Bêtises de Cambrai", "Nougat noir", "Nougat blanc",
    )),
    Range("CON", "Confiture {} 230 g", "Épicerie", 550, 550, 400, (
        "d’abricot", "de figue", "de cerise noire", "de mirabelle", "de rhubarbe", "de fraise",
        "de framboise", "de coing", "de mûre", "d’orange amère", "de châtaigne", "de melon",
    )),
    Range("INF", "Infusion {} 20 sachets", "Thés et infusions", 650, 550, 90, (
        "verveine", "tilleul", "camomille", "menthe poivrée", "thym citron", "nuit paisible",
        "digestion légère", "rose hibiscus", "sauge", "mélisse", "sureau", "ortie",
        "fenouil", "lavande",
    )),
    Range("PAR", "Parfum d’ambiance {} 100 ml", "Parfums", 1850, 2000, 240, _AMBIANCES[:12]),
    Range("SAC", "Sachet de {}", "Parfums", 450, 2000, 40, (
        "lavande de Provence", "lavandin", "lavande et rose", "cèdre", "lavande et romarin",
        "fleurs séchées", "lavande brodé lin", "lavande brodé bleu",
    )),
    Range("HUI", "Huile {}", "Épicerie", 1390, 550, 560, (
        "d’olive fruitée noire 50 cl", "d’olive fruitée verte 50 cl", "de noix 25 cl",
        "de noisette 25 cl", "de pépins de raisin 50 cl", "d’olive au basilic 25 cl",
        "d’olive au citron 25 cl", "de colza 50 cl", "de sésame 25 cl", "d’argan 10 cl",
    )),
    Range("MAI", "{}", "Maison", 1290, 2000, 300, (
        "Porte-savon en olivier", "Brosse à ongles en hêtre", "Gant de crin", "Mouchettes à bougie",
        "Éteignoir en laiton", "Cuillère à miel", "Coupelle en grès", "Vase soliflore",
        "Boîte à biscuits", "Théière émaillée", "Panier en osier", "Carte cadeau illustrée",
    )),
)  # fmt: skip

_LETTERS = ("S", "M", "L", "XL", "XXL")
GARMENTS = (
    Garment("TSH", "T-shirt Cigale", "Textile", 2490, 180,
        ("Bleu lavande", "Écru", "Vert olive", "Noir"), _LETTERS),
    Garment("MAR", "Marinière du Vieux-Port", "Textile", 4490, 320,
        ("Bleu", "Rouge", "Écru"), _LETTERS),
    Garment("PUL", "Pull en laine mérinos", "Textile", 7900, 480,
        ("Gris chiné", "Bleu nuit", "Ocre"), _LETTERS),
    Garment("TAB", "Tablier de cuisine en lin", "Linge de maison", 3200, 260,
        ("Lavande", "Naturel", "Terracotta", "Olive"), ("Adulte", "Enfant")),
    Garment("NAP", "Nappe enduite Mistral", "Linge de maison", 4900, 700,
        ("Lavande", "Citron", "Olive", "Bleu"), ("150 × 150", "150 × 250", "150 × 350")),
    Garment("CHA", "Chaussettes de randonnée", "Textile", 1490, 90,
        ("Bleu", "Moutarde", "Kaki", "Gris"), ("35-38", "39-42", "43-46")),
    Garment("CHP", "Chapeau de paille", "Textile", 2900, 150,
        ("Ruban noir", "Ruban lavande"), ("55", "57", "59")),
    Garment("COU", "Coussin brodé", "Linge de maison", 2750, 400,
        ("Lavande", "Naturel", "Ocre", "Bleu", "Vert"), ("40 × 40", "50 × 50")),
    Garment("PEI", "Peignoir nid d’abeille", "Linge de maison", 6500, 900,
        ("Blanc", "Gris", "Lavande"), ("S/M", "L/XL", "XXL")),
    Garment("TOR", "Torchon métis", "Linge de maison", 1250, 120,
        ("Lavande", "Rouge", "Vert", "Bleu", "Naturel", "Jaune")),
    Garment("SER", "Serviette de table en lin", "Linge de maison", 950, 70,
        ("Lavande", "Naturel", "Ocre", "Olive", "Bleu", "Blanc")),
    Garment("PLA", "Plaid en coton recyclé", "Linge de maison", 5500, 1100,
        ("Écru", "Gris", "Lavande", "Ocre")),
    Garment("CAB", "Sac cabas", "Textile", 1990, 210,
        ("Naturel", "Lavande", "Rayé bleu", "Rayé rouge", "Noir", "Vert")),
    Garment("FOU", "Fouta de plage", "Linge de maison", 2600, 380,
        ("Lavande", "Turquoise", "Corail", "Jaune", "Gris", "Marine", "Vert", "Écru")),
)  # fmt: skip
