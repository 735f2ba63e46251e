"""How documents, events and levels of closing are called on screens and papers."""

from merchant_desk.values.closings import ClosingLevel, DrawerKind
from merchant_desk.values.fiscal_events import EventCode
from merchant_desk.values.invoice_page import InvoiceKind
from merchant_desk.values.texts import later

SERIES_WORDS = {
    InvoiceKind.INVOICE: later("Factures"),
    InvoiceKind.CREDIT_NOTE: later("Avoirs"),
    InvoiceKind.CORRECTED: later("Factures rectificatives"),
    InvoiceKind.DEPOSIT: later("Factures d’acompte"),
    InvoiceKind.TICKET: later("Tickets"),
}
LEVEL_WORDS = {
    ClosingLevel.DAY: later("Journée"),
    ClosingLevel.MONTH: later("Mois"),
    ClosingLevel.YEAR: later("Exercice"),
}
DRAWER_WORDS = {
    DrawerKind.FLOAT: later("Fond de caisse"),
    DrawerKind.TO_BANK: later("Dépôt en banque"),
    DrawerKind.TO_SAFE: later("Mise au coffre"),
    DrawerKind.EXPENSE: later("Dépense"),
    DrawerKind.DIFFERENCE: later("Écart de caisse"),
}
EVENT_WORDS = {
    EventCode.MONTHLY_ARCHIVE: later("Archive d’un mois"),
    EventCode.YEARLY_ARCHIVE: later("Archive d’un exercice"),
    EventCode.STOPPED: later("Arrêt du logiciel"),
    EventCode.CLOSED: later("Clôture"),
    EventCode.YEAR_CLOSED: later("Clôture d’exercice"),
    EventCode.DEGRADED: later("Clé de signature absente"),
    EventCode.STARTED: later("Démarrage du logiciel"),
    EventCode.INTEGRITY_DEFECT: later("Défaut d’intégrité"),
    EventCode.RECOVERED: later("Clé de signature retrouvée"),
    EventCode.STATION_ADDED: later("Poste ajouté"),
    EventCode.DRAWER_COUNTED: later("Caisse comptée"),
    EventCode.ITEM_RETURNED: later("Retour d’article"),
    EventCode.COMPANY_CHANGED: later("Identité de la boutique changée"),
    EventCode.JOURNAL_BEGUN: later("Début du journal"),
    EventCode.SALE_CANCELLED: later("Vente annulée"),
    EventCode.KEY_CHANGED: later("Clé de signature"),
    EventCode.VERSION_CHANGED: later("Nouvelle version"),
    EventCode.RESTORED: later("Copie restaurée"),
    EventCode.CLOCK_SET_BACK: later("Horloge reculée"),
    EventCode.PARAMETER_CHANGED: later("Réglage changé"),
    EventCode.BUYER_ERASED: later("Client effacé"),
    EventCode.TRAINING_BEGUN: later("École ouverte"),
    EventCode.ARCHIVED: later("Archive d’une période"),
}
