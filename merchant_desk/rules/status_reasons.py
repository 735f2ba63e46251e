"""The closed lists of reasons of life-cycle statuses (BR-FR-CDV-CL-09, FNFE-MPE 1.4.0)."""

from merchant_desk.values.e_invoice_status import StatusCode
from merchant_desk.values.texts import _, later

REASON_NAMES: dict[str, str] = {
    "NON_TRANSMISE": later("Le destinataire n’a pas pu être joint."),
    "JUSTIF_ABS": later("Un justificatif manque."),
    "ROUTAGE_ERR": later("L’adresse électronique du client n’existe pas."),
    "AUTRE": later("Autre raison."),
    "COORD_BANC_ERR": later("Les coordonnées bancaires sont fausses."),
    "TX_TVA_ERR": later("Un taux de TVA est faux."),
    "MONTANTTOTAL_ERR": later("Le montant total est faux."),
    "CALCUL_ERR": later("Un calcul est faux."),
    "NON_CONFORME": later("Une mention obligatoire manque."),
    "DOUBLON": later("Cette facture a déjà été déposée."),
    "DEST_INC": later("Le destinataire est inconnu."),
    "DEST_ERR": later("Le destinataire n’est pas le bon."),
    "TRANSAC_INC": later("Cette vente est inconnue du client."),
    "EMMET_INC": later("Le vendeur est inconnu du client."),
    "CONTRAT_TERM": later("Le contrat est terminé."),
    "DOUBLE_FACT": later("Cette vente est facturée deux fois."),
    "CMD_ERR": later("Le numéro de commande est faux ou manque."),
    "ADR_ERR": later("L’adresse de facturation est fausse."),
    "SIRET_ERR": later("Le SIRET est faux ou manque."),
    "CODE_ROUTAGE_ERR": later("Le code de routage est faux ou manque."),
    "REF_CT_ABSENT": later("Une référence du contrat manque."),
    "REF_ERR": later("Une référence est fausse."),
    "PU_ERR": later("Un prix est faux."),
    "REM_ERR": later("Une remise est fausse."),
    "QTE_ERR": later("Une quantité est fausse."),
    "ART_ERR": later("Un article n’est pas le bon."),
    "MODPAI_ERR": later("Les conditions de paiement sont fausses."),
    "QUALITE_ERR": later("La marchandise n’est pas conforme."),
    "LIVR_INCOMP": later("La livraison n’est pas complète."),
    "REJ_SEMAN": later("Les données ne respectent pas les règles françaises."),
    "REJ_UNI": later("Cette facture a déjà été déposée."),
    "REJ_COH": later("Des données se contredisent."),
    "REJ_ADR": later("L’adresse électronique n’est pas valable."),
    "REJ_CONT_B2G": later("Une donnée du secteur public manque."),
    "REJ_REF_PJ": later("Une pièce jointe est mal nommée."),
    "REJ_ASS_PJ": later("Une pièce jointe ne se rattache à rien."),
    "IRR_VIDE_F": later("Le fichier est vide."),
    "IRR_TYPE_F": later("Le type du fichier n’est pas admis."),
    "IRR_SYNTAX": later("Le fichier ne suit pas le format."),
    "IRR_TAILLE_PJ": later("Une pièce jointe est trop lourde."),
    "IRR_NOM_PJ": later("Le nom d’une pièce jointe n’est pas admis."),
    "IRR_VID_PJ": later("Une pièce jointe est vide."),
    "IRR_EXT_DOC": later("Le format d’une pièce jointe n’est pas admis."),
    "IRR_TAILLE_F": later("Le fichier est trop lourd."),
    "IRR_ANTIVIRUS": later("Un virus a été trouvé."),
    "IRR_NOM_F": later("Le nom du fichier n’est pas admis."),
}
_ORDER = ("CMD_ERR", "SIRET_ERR", "CODE_ROUTAGE_ERR", "REF_CT_ABSENT", "REF_ERR")
_GOODS = ("PU_ERR", "REM_ERR", "QTE_ERR", "ART_ERR", "MODPAI_ERR", "QUALITE_ERR", "LIVR_INCOMP")
_REFUSED = (
    "TX_TVA_ERR", "MONTANTTOTAL_ERR", "CALCUL_ERR", "NON_CONFORME", "DOUBLON", "DEST_ERR",
    "TRANSAC_INC", "EMMET_INC", "CONTRAT_TERM", "DOUBLE_FACT", "CMD_ERR", "ADR_ERR",
    "REF_CT_ABSENT",
)  # fmt: skip
REASONS: dict[int, tuple[str, ...]] = {
    StatusCode.SUBMITTED: ("NON_TRANSMISE",),
    StatusCode.PARTLY_APPROVED: ("AUTRE", *_ORDER, *_GOODS),
    StatusCode.DISPUTED: (
        *("AUTRE", "COORD_BANC_ERR", "TX_TVA_ERR", "MONTANTTOTAL_ERR", "CALCUL_ERR"),
        *("NON_CONFORME", "DOUBLON", "DEST_INC", "DEST_ERR", "TRANSAC_INC", "EMMET_INC"),
        *("CONTRAT_TERM", "DOUBLE_FACT", "ADR_ERR", *_ORDER, *_GOODS),
    ),
    StatusCode.SUSPENDED: ("JUSTIF_ABS", "COORD_BANC_ERR", *_ORDER),
    StatusCode.REFUSED: _REFUSED,
    StatusCode.REJECTED: (
        *("MONTANTTOTAL_ERR", "CALCUL_ERR", "DOUBLON", "DEST_INC", "ADR_ERR", "REJ_SEMAN"),
        *("REJ_UNI", "REJ_COH", "REJ_ADR", "REJ_CONT_B2G", "REJ_REF_PJ", "REJ_ASS_PJ"),
    ),
    StatusCode.MISROUTED: ("ROUTAGE_ERR",),
    StatusCode.UNACCEPTABLE: (
        *("IRR_VIDE_F", "IRR_TYPE_F", "IRR_SYNTAX", "IRR_TAILLE_PJ", "IRR_NOM_PJ"),
        *("IRR_VID_PJ", "IRR_EXT_DOC", "IRR_TAILLE_F", "IRR_ANTIVIRUS", "IRR_NOM_F"),
    ),
}


def reason_name(code: str) -> str:
    """Return a reason in French; a code of another list is shown as it is."""
    return _(REASON_NAMES[code]) if code in REASON_NAMES else code


def is_reason(status: int, code: str) -> bool:
    """Tell whether a reason belongs to a status."""
    return code in REASONS.get(status, ())
