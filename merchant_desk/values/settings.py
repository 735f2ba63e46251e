"""Every setting of the desk, declared once: key, type, default, label, and whose it is."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from merchant_desk.values.texts import later

V = TypeVar("V", str, int, bool)


class Scope(StrEnum):
    """Whose setting it is."""

    SHOP = "shop"
    STATION = "station"


@dataclass(frozen=True)
class Setting(Generic[V]):
    """One declared setting; stored as text, read back as the type of its default."""

    key: str
    default: V
    label: str
    scope: Scope

    def read(self, text: str | None) -> V:
        """Return the stored value, or the default when there is none or it makes no sense."""
        if text is None:
            return self.default
        if isinstance(self.default, bool):
            return text == "1"
        if isinstance(self.default, int):
            digits = text.removeprefix("-")
            return int(text) if digits.isdecimal() else self.default
        return text

    def write(self, value: V) -> str:
        """Return the text to store."""
        if isinstance(value, bool):
            return "1" if value else "0"
        return str(value)


def _station(key: str, default: V, label: str) -> Setting[V]:
    return Setting(key, default, label, Scope.STATION)


def _shop(key: str, default: V, label: str) -> Setting[V]:
    return Setting(key, default, label, Scope.SHOP)


PRINTER_PICKING = _station("printer.picking", "", later("Imprimante des bons de préparation"))
PRINTER_PACKING = _station("printer.packing", "", later("Imprimante des bons de livraison"))
PRINTER_INVOICE = _station("printer.invoice", "", later("Imprimante des factures"))
PRINTER_TICKET = _station("printer.ticket", "", later("Imprimante des tickets de caisse"))
PRINTER_LABEL = _station("printer.label", "", later("Imprimante des étiquettes"))
PRINTER_PRICE_TAGS = _station("printer.price_tags", "", later("Imprimante des étiquettes de prix"))
PRINTER_LABELS = _station("printer.labels", "", later("Imprimante des étiquettes d’articles"))
LABEL_FORMAT = _station("labels.format", "L7160", later("Format des étiquettes d’articles"))
LABEL_OWN = _station("labels.own", "", later("Formats d’étiquettes de la maison"))
LABEL_CONTENT = _station("labels.content", "", later("Ce que disent les étiquettes d’articles"))
LABEL_START = _station("labels.start", 1, later("Première étiquette libre de la feuille entamée"))
LABEL_DPI = _station("labels.dpi", 203, later("Points par pouce de l’imprimante à rouleau"))
LABEL_ZPL = _station("labels.zpl", False, later("Imprimante à rouleau servie en ZPL"))
CODE_PREFIX = _shop("codes.prefix", 20, later("Préfixe des codes internes, de 20 à 29"))
PACKING_CARTON = _shop("packing.carton", "", later("Carton habituel des colis"))
PDF_FOLDER = _station("print.pdf_folder", "", later("Dossier des PDF"))
SCANNER_GAP_MS = _station("scanner.gap_ms", 35, later("Pause entre deux touches du scanner"))
SCANNER_SUFFIX = _station("scanner.suffix", "any", later("Touche de fin du scanner"))
SOUND_VOLUME = _station("sound.volume", 80, later("Volume des sons"))
SOUND_MUTED = _station("sound.muted", False, later("Sons coupés"))
THEME = _station("look.theme", "system", later("Apparence"))
FONT_SCALE = _station("look.font_scale", 100, later("Taille des caractères"))
REDUCED_MOTION = _station("look.reduced_motion", False, later("Moins d’animations"))
PERSON = _station("person", "", later("Qui travaille ici"))
LANGUAGE = _station("language", "fr", later("Langue"))
COUNTER_BASKETS = _station("counter.baskets", "", later("Paniers en cours à la caisse"))
LAW_SHOP_KIND = _shop("law.shop_kind", "retail", later("Genre de commerce"))
LAW_SALES_AREA_M2 = _shop("law.sales_area_m2", 0, later("Surface de vente, en m²"))
FIRST_START = _shop("first_start", "", later("Mise en route"))
FIRST_IDENTITY = _shop("first_start.identity", "", later("Identité commencée"))
TRAINING = _shop("training", False, later("École\u00a0: rien n’y est vrai"))
FISCAL_FIRST_MONTH = _shop("fiscal.first_month", 1, later("Premier mois de l’exercice"))
UPDATES_URL = _shop("updates.url", "", later("Adresse des mises à jour"))
SYNC_EVERY_S = _shop("sync.every_s", 60, later("Relève des commandes, en secondes"))
PLATFORM_NAME = _shop("platform.name", "", later("Plateforme agréée"))
PLATFORM_FLOW_URL = _shop("platform.flow_url", "", later("Adresse du service des flux"))
PLATFORM_AUTH_URL = _shop("platform.auth_url", "", later("Adresse d’authentification"))
PLATFORM_DIRECTORY_URL = _shop("platform.directory_url", "", later("Adresse de l’annuaire"))
PLATFORM_CLIENT_ID = _shop("platform.client_id", "", later("Identifiant client"))
PLATFORM_ORGANIZATION = _shop("platform.organization", "", later("Organisation"))
PLATFORM_NUMBER = _shop("platform.number", "", later("Matricule de la plateforme"))
E_REPORTING_REGIME = _shop("e_reporting.regime", "", later("Rythme du e-reporting"))
ACCOUNTING_ACCOUNTS = _shop("accounting.accounts", "{}", later("Numéros de compte"))
ACCOUNTING_MEANS = _shop("accounting.means", "{}", later("Comptes des moyens de paiement"))
ACCOUNTING_SUPPLIERS = _shop("accounting.suppliers", "{}", later("Comptes des fournisseurs"))
ACCOUNTING_COUNTER = _shop("accounting.counter", "day", later("Écritures du comptoir"))
ACCOUNTING_STOCK = _shop(
    "accounting.stock", False, later("Variation de stock écrite en fin d’exercice")
)
STOCK_METHOD = _shop("stock.method", "average", later("Méthode de valorisation du stock"))
STOCK_CARRYING_BP = _shop(
    "stock.carrying_bp", 2_000, later("Ce que garder 100\u00a0€ de stock coûte par an, en centimes")
)
COUNT_DAYS_A = _shop("count.days_a", 30, later("Jours entre deux comptages, classe A"))
COUNT_DAYS_B = _shop("count.days_b", 90, later("Jours entre deux comptages, classe B"))
COUNT_DAYS_C = _shop("count.days_c", 180, later("Jours entre deux comptages, classe C"))
COUNT_A_DAY = _shop("count.a_day", 40, later("Articles à compter par jour"))
REORDER_COVER_DAYS = _shop("reorder.cover_days", 28, later("Jours de vente par réassort"))
REORDER_REVIEW_DAYS = _shop("reorder.review_days", 7, later("Jours entre deux réassorts"))
REORDER_SERVICE = _shop("reorder.service", 95, later("Disponibilité visée, en\u00a0%"))
REORDER_LEAD_DAYS = _shop("reorder.lead_days", 14, later("Délai d’un fournisseur inconnu"))
RETURNS_HOURLY_CENTS = _shop("returns.hourly_cents", 1800, later("Coût d’une heure, en centimes"))
RETURNS_BACK_CENTS = _shop(
    "returns.back_cents", 0, later("Port d’un retour à votre charge, en centimes")
)
RETURNS_LONGER = _shop("returns.longer", "", later("Délai de rétractation étendu par la boutique"))
RETURNS_CARRIAGE_CENTS = _shop(
    "returns.carriage_cents", 0, later("Livraison standard, en centimes (0\u00a0: celle payée)")
)
CASH_FLOOR_CENTS = _shop(
    "cash.floor_cents", 0, later("Trésorerie\u00a0: ne pas descendre sous, en centimes")
)
CASH_CHEQUES_SINCE = _shop(
    "cash.cheques_since", "", later("Premier jour des chèques à remettre à la banque")
)
TAXES_VAT = _shop("taxes.vat", "", later("Déclaration de TVA"))
TAXES_VAT_DAY = _shop("taxes.vat_day", 0, later("Jour de paiement de la TVA"))
TAXES_VAT_LAST_CENTS = _shop("taxes.vat_last_cents", 0, later("TVA de l’an dernier, en centimes"))
TAXES_VAT_CREDIT_CENTS = _shop(
    "taxes.vat_credit_cents", 0, later("Crédit de TVA reporté, en centimes")
)
TAXES_VAT_CREDIT_ON = _shop("taxes.vat_credit_on", "", later("Dernier jour du crédit de TVA"))
TAXES_EMPLOYER_CENTS = _shop(
    "taxes.employer_cents", 0, later("Cotisations d’un mois de salaires, en centimes")
)
TAXES_HEADCOUNT = _shop("taxes.headcount", 0, later("Nombre de salariés"))
TAXES_EMPLOYER_QUARTERLY = _shop(
    "taxes.employer_quarterly", False, later("Cotisations des salaires payées par trimestre")
)
TAXES_OWNER = _shop("taxes.owner", "", later("Cotisations de la personne qui dirige"))
TAXES_OWNER_CENTS = _shop("taxes.owner_cents", 0, later("Vos cotisations, en centimes"))
TAXES_COMPANY = _shop("taxes.company", "", later("Impôt sur le bénéfice"))
TAXES_CORPORATE = _shop("taxes.corporate", "{}", later("Impôt des exercices clos"))
TAXES_PROFIT = _shop("taxes.profit", "{}", later("Bénéfice attendu des exercices"))
TAXES_CFE_CENTS = _shop("taxes.cfe_cents", 0, later("CFE de l’an dernier, en centimes"))


SETTINGS: tuple[Setting[str] | Setting[int] | Setting[bool], ...] = (
    PRINTER_PICKING,
    PRINTER_PACKING,
    PRINTER_INVOICE,
    PRINTER_TICKET,
    PRINTER_LABEL,
    PRINTER_PRICE_TAGS,
    PRINTER_LABELS,
    LABEL_FORMAT,
    LABEL_OWN,
    LABEL_CONTENT,
    LABEL_START,
    LABEL_DPI,
    LABEL_ZPL,
    CODE_PREFIX,
    PDF_FOLDER,
    SCANNER_GAP_MS,
    SCANNER_SUFFIX,
    SOUND_VOLUME,
    SOUND_MUTED,
    THEME,
    FONT_SCALE,
    REDUCED_MOTION,
    PERSON,
    LANGUAGE,
    COUNTER_BASKETS,
    LAW_SHOP_KIND,
    LAW_SALES_AREA_M2,
    FISCAL_FIRST_MONTH,
    FIRST_START,
    FIRST_IDENTITY,
    TRAINING,
    SYNC_EVERY_S,
    UPDATES_URL,
    PLATFORM_NAME,
    PLATFORM_FLOW_URL,
    PLATFORM_AUTH_URL,
    PLATFORM_DIRECTORY_URL,
    PLATFORM_CLIENT_ID,
    PLATFORM_ORGANIZATION,
    PLATFORM_NUMBER,
    E_REPORTING_REGIME,
    ACCOUNTING_ACCOUNTS,
    ACCOUNTING_MEANS,
    ACCOUNTING_SUPPLIERS,
    ACCOUNTING_COUNTER,
    ACCOUNTING_STOCK,
    STOCK_METHOD,
    STOCK_CARRYING_BP,
    REORDER_COVER_DAYS,
    REORDER_REVIEW_DAYS,
    REORDER_SERVICE,
    REORDER_LEAD_DAYS,
    PACKING_CARTON,
    COUNT_DAYS_A,
    COUNT_DAYS_B,
    COUNT_DAYS_C,
    COUNT_A_DAY,
    RETURNS_HOURLY_CENTS,
    RETURNS_BACK_CENTS,
    RETURNS_CARRIAGE_CENTS,
    RETURNS_LONGER,
    CASH_FLOOR_CENTS,
    CASH_CHEQUES_SINCE,
    TAXES_VAT,
    TAXES_VAT_DAY,
    TAXES_VAT_LAST_CENTS,
    TAXES_VAT_CREDIT_CENTS,
    TAXES_VAT_CREDIT_ON,
    TAXES_EMPLOYER_CENTS,
    TAXES_HEADCOUNT,
    TAXES_EMPLOYER_QUARTERLY,
    TAXES_OWNER,
    TAXES_OWNER_CENTS,
    TAXES_COMPANY,
    TAXES_CORPORATE,
    TAXES_PROFIT,
    TAXES_CFE_CENTS,
)
