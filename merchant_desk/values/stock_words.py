"""The words people read for reasons of moves, kinds of codes and states of stock."""

from merchant_desk.values.texts import later
from merchant_desk.values.words import CodeKind, MoveReason

REASON_NAMES = {
    MoveReason.OPENING: later("Stock d’ouverture"),
    MoveReason.SALE: later("Vente"),
    MoveReason.COUNT: later("Comptage"),
    MoveReason.LOSS: later("Perte"),
    MoveReason.BREAKAGE: later("Casse"),
    MoveReason.THEFT: later("Vol"),
    MoveReason.FOUND: later("Retrouvé"),
    MoveReason.RECEIPT: later("Réception"),
    MoveReason.TRANSFER: later("Transfert"),
    MoveReason.RETURN: later("Retour client"),
    MoveReason.IMPORT: later("Import"),
    MoveReason.CORRECTION: later("Correction"),
    MoveReason.SECOND_CHOICE: later("Second choix"),
    MoveReason.REPAIR: later("Réparation"),
    MoveReason.BACK_TO_SUPPLIER: later("Retour au fournisseur"),
    MoveReason.SCRAP: later("Mise au rebut"),
    MoveReason.PACKAGING: later("Emballage"),
    MoveReason.ASSEMBLY: later("Assemblage"),
}
CODE_KIND_NAMES = {
    CodeKind.EAN: later("EAN"),
    CodeKind.CARTON: later("Carton"),
    CodeKind.INTERNAL: later("Code interne"),
    CodeKind.SUPPLIER: later("Code fournisseur"),
    CodeKind.SKU: later("Référence"),
}
