"""The names that columns go by: WooCommerce's export in both languages, and everyday files."""

import re

from merchant_desk.values.catalogue_sheet import CatalogueField
from merchant_desk.values.folding import folded

_F = CatalogueField
_NOT_WORDS = re.compile(r"[^a-z0-9%]+")

WOOCOMMERCE: dict[str, CatalogueField | None] = {
    # as its exporter writes them, in English and in French; None: nothing the desk keeps
    "ID": _F.SHOP_ID,
    "Type": _F.SHOP_TYPE,
    "SKU": _F.SKU, "UGS": _F.SKU,
    "GTIN, UPC, EAN, or ISBN": _F.EAN, "GTIN, UPC, EAN ou ISBN": _F.EAN,
    "Name": _F.NAME, "Nom": _F.NAME,
    "Published": _F.ACTIVE, "Publié": _F.ACTIVE,
    "Is featured?": None, "Mis en avant ?": None,
    "Visibility in catalog": None, "Visibilité dans le catalogue": None,
    "Short description": None, "Description courte": None,
    "Description": None,
    "Date sale price starts": None, "Date de début de promo": None,
    "Date sale price ends": None, "Date de fin de promo": None,
    "Tax status": _F.TAX_STATUS, "État de la TVA": _F.TAX_STATUS,
    "Tax class": _F.TAX_CLASS, "Classe de TVA": _F.TAX_CLASS, "Classe TVA": _F.TAX_CLASS,
    "In stock?": None, "En stock ?": None,
    "Stock": _F.STOCK,
    "Low stock amount": None, "Montant de stock faible": None,
    "Backorders allowed?": None, "Autoriser les commandes de produits en rupture ?": None,
    "Sold individually?": None, "Vendre individuellement ?": None,
    "Weight (kg)": _F.WEIGHT_KG, "Poids (kg)": _F.WEIGHT_KG,
    "Weight (g)": _F.WEIGHT_G, "Poids (g)": _F.WEIGHT_G,
    "Weight (lbs)": None, "Weight (oz)": None, "Poids (lbs)": None, "Poids (oz)": None,
    "Length (cm)": None, "Longueur (cm)": None, "Width (cm)": None, "Largeur (cm)": None,
    "Height (cm)": None, "Hauteur (cm)": None,
    "Allow customer reviews?": None, "Autoriser les avis clients ?": None,
    "Purchase note": None, "Note de commande": None, "Note de l’achat": None,
    "Sale price": None, "Tarif promo": None,
    "Regular price": _F.PRICE, "Tarif régulier": _F.PRICE,
    "Categories": _F.CATEGORY, "Catégories": _F.CATEGORY,
    "Tags": None, "Étiquettes": None,
    "Shipping class": None, "Classe d’expédition": None, "Classe de livraison": None,
    "Images": _F.IMAGE,
    "Download limit": None, "Limite de téléchargement": None,
    "Download expiry days": None, "Jours d’expiration du téléchargement": None,
    "Parent": _F.SHOP_PARENT,
    "Grouped products": None, "Groupes de produits": None,
    "Upsells": None, "Produits suggérés": None, "Montée en gamme": None,
    "Cross-sells": None, "Ventes croisées": None,
    "External URL": None, "URL externe": None,
    "Button text": None, "Libellé du bouton": None,
    "Position": None,
    "Brands": None, "Marques": None,
    "Cost of goods": _F.COST, "Coût des marchandises": _F.COST,
}  # fmt: skip

EVERYDAY: dict[CatalogueField, str] = {
    _F.SKU: "reference|ref|reference article|ref article|reference produit|ref produit|code article"
    "|code produit|code|article code|code interne|item code|product code|sku code|numero article"
    "|reference interne|default code|internal reference",
    _F.EAN: "ean|ean13|ean 13|ean8|ean 8|code ean|code ean13|code barre|code barres|codebarre"
    "|codebarres|code a barres|code a barre|gencod|gencode|gtin|upc|isbn|barcode|bar code"
    "|ean13 code|gtin ean|ean upc",
    _F.NAME: "designation|libelle|intitule|article|produit|nom du produit|nom produit|nom article"
    "|libelle article|libelle produit|designation article|title|titre|product|product name"
    "|item name|description article|nom de l article|appellation",
    _F.OPTION: "option|options|declinaison|variante|variation|variant|taille couleur|taille"
    "|couleur|modele|attributs",
    _F.FAMILY: "modele parent|article parent|produit parent|serie",
    _F.CATEGORY: "categorie|category|rayon|famille|famille article|sous famille|univers"
    "|product category|groupe",
    _F.PRICE: "prix|prix de vente|prix vente|pv|tarif|price|sale price excl|list price|sales price"
    "|prix public|prix unitaire|pu|unit price|selling price|prix conseille|ppc|pvc",
    _F.PRICE_WITH_VAT: "prix ttc|pv ttc|prix de vente ttc|prix vente ttc|tarif ttc|pvttc|pu ttc"
    "|prix unitaire ttc|prix public ttc|price incl vat|price incl tax|prix taxes comprises"
    "|price tax included|selling price ttc|prix en ttc|ttc",
    _F.PRICE_WITHOUT_VAT: "prix ht|pv ht|prix de vente ht|prix vente ht|tarif ht|pvht|pu ht"
    "|prix unitaire ht|prix public ht|price excl vat|price excl tax|prix hors taxes"
    "|prix hors taxe|price tax excluded|net price|prix en ht|ht",
    _F.COST: "prix d achat|prix achat|prix d achat ht|prix achat ht|pa|pa ht|paht|cout|cout d achat"
    "|cout unitaire|prix de revient|pmp|pump|cost|cost price|purchase price|unit cost"
    "|wholesale price|prix fournisseur|standard price|prix coutant",
    _F.RATE: "tva|taux tva|taux de tva|tva %|% tva|taux tva %|vat|vat rate|tax rate|code tva|taxe"
    "|taux taxe|taux",
    _F.WEIGHT_KG: "poids|poids kg|weight|weight kg|poids net kg|poids brut kg|poids unitaire kg"
    "|poids en kg",
    _F.WEIGHT_G: "poids g|poids gr|poids grammes|weight g|poids net g|poids en grammes|grammage"
    "|poids en g",
    _F.IMAGE: "image|photo|image url|url image|photo url|url photo|lien image|visuel"
    "|url de l image",
    _F.STOCK: "stock|qte|quantite|qty|quantity|quantite en stock|qte stock|stock reel|en stock"
    "|stock actuel|stock disponible|stock initial|on hand|quantite stock|stock physique|inventaire",
    _F.BIN: "emplacement|casier|allee|bin|bin location|location|position stock|place|etagere"
    "|rangement|zone|adresse stock|emplacement stock",
    _F.ACTIVE: "actif|active|en vente|publie|statut actif|enabled|visible|a vendre",
    _F.CARTON_CODE: "ean carton|code carton|code barres carton|ean colis|dun14|itf14|gtin carton"
    "|code colis|ean lot|code barre carton",
    _F.CARTON_UNITS: "colisage|pcb|unites par carton|qte par carton|quantite par carton|par carton"
    "|nb par carton|conditionnement|uvc par carton|pieces par carton",
    _F.SUPPLIER_CODE: "reference fournisseur|ref fournisseur|code fournisseur article"
    "|ref fourn|supplier reference|supplier code|reference fabricant|ref fabricant|mpn",
}


def heading_words(heading: str) -> str:
    """Return a heading as it is compared: folded, words only."""
    return " ".join(_NOT_WORDS.sub(" ", folded(heading)).split())


WOOCOMMERCE_WORDS = {heading_words(name): field for name, field in WOOCOMMERCE.items()}
EVERYDAY_WORDS = {word: field for field, names in EVERYDAY.items() for word in names.split("|")}
ATTRIBUTE_VALUE = re.compile(
    r"(?:attribute (\d+) value s|valeur s de l attribut (\d+)|attribut (\d+) valeur s)"
)
ATTRIBUTE_OTHER = re.compile(
    r"attribute \d+ (?:name|visible|global|default)|nom de l attribut \d+"
    r"|attribut \d+ (?:visible|global|par defaut|nom)|(?:meta|download|telechargement) .*"
)
