"""How French banks name the columns of their CSV, and the words others use.

After exports that public importers of free projects read (beancount and weboob importers, the
table of Kledg's guide, projects named in tests/documents/bank/files/README.md), 2023-2026. Banks
change them: what is not known by its bank is known by its words, or asked.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from merchant_desk.documents.bank.csv_columns import ChosenColumns
from merchant_desk.values.folding import folded

Roles = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Layout:
    """The table of one bank: columns that only it has together, and what each says."""

    bank: str
    known_by: tuple[str, ...]
    roles: Roles


LAYOUTS = (
    Layout(
        "BNP Paribas",
        ("date operation", "libelle court", "type operation", "libelle operation"),
        {
            "day": ("date operation",),
            "label": ("libelle operation", "libelle court"),
            "code": ("type operation",),
            "amount": ("montant operation en euro", "montant operation"),
        },
    ),
    Layout(
        "Société Générale",
        ("date de l'operation", "detail de l'ecriture", "montant de l'operation"),
        {
            "day": ("date de l'operation",),
            "label": ("detail de l'ecriture", "libelle"),
            "amount": ("montant de l'operation",),
            "currency": ("devise",),
        },
    ),
    Layout(
        "Crédit Agricole",
        ("date", "libelle", "debit euros", "credit euros"),
        {
            "day": ("date",),
            "value_day": ("date valeur",),
            "label": ("libelle",),
            "debit": ("debit euros",),
            "credit": ("credit euros",),
        },
    ),
    Layout(
        "Caisse d’Épargne ou Banque Populaire",
        ("date de comptabilisation", "libelle simplifie", "debit", "credit"),
        {
            "day": ("date de comptabilisation",),
            "value_day": ("date de valeur",),
            "label": ("libelle operation", "libelle simplifie", "informations complementaires"),
            "bank_reference": ("reference",),
            "code": ("type operation",),
            "debit": ("debit",),
            "credit": ("credit",),
        },
    ),
    Layout(
        "La Banque Postale",
        ("date", "libelle", "montant(euros)"),
        {"day": ("date",), "label": ("libelle",), "amount": ("montant(euros)",)},
    ),
    Layout(
        "BoursoBank",
        ("dateop", "dateval", "label", "amount"),
        {
            "day": ("dateop",),
            "value_day": ("dateval",),
            "label": ("label",),
            "counterparty": ("supplierfound",),
            "amount": ("amount",),
            "account": ("accountnum",),
        },
    ),
    Layout(
        "Qonto",
        ("status", "settlement date (utc)", "total amount (incl. vat)"),
        {
            "day": ("settlement date (local)", "settlement date (utc)"),
            "label": ("counterparty name", "reference"),
            "counterparty": ("counterparty name",),
            "counter_iban": ("counterparty iban",),
            "reference": ("reference",),
            "bank_reference": ("transaction id",),
            "code": ("payment method",),
            "amount": ("total amount (incl. vat)",),
            "currency": ("currency",),
            "status": ("status",),
        },
    ),
    Layout(
        "Qonto",
        ("statut", "montant total (ttc)"),
        {
            "day": (
                "date de la valeur (local)", "date de valeur (local)", "date de reglement (local)",
                "date de la valeur (utc)", "date de valeur (utc)", "date de reglement (utc)",
                "date de valeur", "date de reglement",
            ),
            "label": ("nom de la contrepartie", "reference"),
            "counterparty": ("nom de la contrepartie",),
            "counter_iban": ("iban de la contrepartie",),
            "reference": ("reference",),
            "bank_reference": ("identifiant de transaction",),
            "code": ("methode de paiement", "moyen de paiement"),
            "amount": ("montant total (ttc)",),
            "currency": ("devise",),
            "status": ("statut",),
        },
    ),
    Layout(
        "Shine",
        ("transaction id", "date d'operation", "debit", "credit", "libelle"),
        {
            "day": ("date d'operation",),
            "value_day": ("date de la valeur",),
            "label": ("libelle",),
            "counterparty": ("nom de la contrepartie",),
            "counter_iban": ("iban de la contrepartie",),
            "bank_reference": ("transaction id",),
            "debit": ("debit",),
            "credit": ("credit",),
            "currency": ("devise",),
            "status": ("statut",),
        },
    ),
    Layout(
        "N26",
        ("booking date", "partner name", "amount (eur)"),
        {
            "day": ("booking date",),
            "value_day": ("value date",),
            "label": ("partner name", "payment reference"),
            "counterparty": ("partner name",),
            "counter_iban": ("partner iban",),
            "reference": ("payment reference",),
            "code": ("type",),
            "amount": ("amount (eur)",),
        },
    ),
    Layout(
        "Revolut",
        ("date completed (utc)", "type", "description", "amount"),
        {
            "day": ("date completed (utc)",),
            "label": ("description", "reference"),
            "counter_iban": ("beneficiary iban",),
            "reference": ("reference",),
            "bank_reference": ("id",),
            "code": ("type",),
            "amount": ("total amount", "amount"),
            "currency": ("payment currency",),
            "status": ("state",),
            "balance": ("balance",),
        },
    ),
)  # fmt: skip

_USUAL: Roles = {
    "day": (
        "date comptable", "date de comptabilisation", "date d'operation", "date de l'operation",
        "date operation", "date operations", "date d'ecriture", "date ecriture", "booking date",
        "date de transaction", "date transaction", "transaction date", "date",
    ),
    "value_day": ("date de valeur", "date de la valeur", "date valeur", "value date", "valeur"),
    "label": (
        "libelle de l'operation", "libelle operation", "libelle complet", "libelle", "libelles",
        "nature de l'operation", "nature", "description", "designation", "intitule", "label",
        "detail", "details", "motif", "communication", "objet",
    ),
    "debit": ("debit", "debits", "debit euros", "debit (eur)", "debit (€)", "debit eur",
              "montant debit", "montant au debit", "sortie", "sorties", "depenses"),
    "credit": ("credit", "credits", "credit euros", "credit (eur)", "credit (€)", "credit eur",
               "montant credit", "montant au credit", "entree", "entrees", "recettes"),
    "amount": (
        "montant", "montant (eur)", "montant (€)", "montant en euros", "montant en eur",
        "montant eur", "montant euros", "montant de l'operation", "montant operation",
        "montant de la transaction", "montant(euros)", "montant net", "amount", "amount (eur)",
        "somme",
    ),
    "direction": ("sens", "debit/credit", "d/c", "credit/debit", "type (d/c)", "sens operation",
                  "sens de l'operation", "debit credit"),
    "balance": ("solde", "solde (eur)", "solde (€)", "solde en euros", "solde comptable",
                "solde progressif", "balance"),
    "counterparty": ("tiers", "contrepartie", "nom de la contrepartie", "beneficiaire", "emetteur",
                     "counterparty", "counterparty name", "payee"),
    "counter_iban": ("iban de la contrepartie", "iban contrepartie", "counterparty iban",
                     "iban du tiers"),
    "reference": ("reference client", "reference de bout en bout", "end to end",
                  "reference du virement"),
    "bank_reference": ("reference", "reference operation", "reference de l'operation", "numero",
                       "numero d'operation", "transaction id", "identifiant", "id", "ref", "n°"),
    "code": ("type", "type operation", "type d'operation", "code operation", "code"),
    "currency": ("devise", "code devise", "monnaie", "currency"),
    "status": ("statut", "etat", "status", "state"),
    "account": ("numero de compte", "compte", "iban du compte", "accountnum"),
}  # fmt: skip


def recognised(headers: Sequence[str], row: int, delimiter: str) -> ChosenColumns | None:
    """Return what the columns say, None when day or amount is not found among the headers."""
    names = [_name(each) for each in headers]
    for layout in LAYOUTS:
        if all(known in names for known in layout.known_by):
            found = _chosen(names, layout.roles, row, delimiter, layout.bank)
            if found is not None:
                return found
    return _chosen(names, _USUAL, row, delimiter, "")


def _name(header: str) -> str:
    return " ".join(folded(header).replace("\u2019", "'").split()).strip(" :*")


def _chosen(
    names: Sequence[str], roles: Roles, row: int, delimiter: str, bank: str
) -> ChosenColumns | None:
    def place(role: str) -> int | None:
        for word in roles.get(role, ()):
            if word in names:
                return names.index(word)
        return None

    day = place("day")
    debit, credit, amount = place("debit"), place("credit"), place("amount")
    two = debit is not None and credit is not None
    if (day is None and two) or amount is not None:
        day = day if day is not None else place("value_day")
    if day is None or (not two and amount is None):
        return None
    words = roles.get("label", ())
    labels = tuple(names.index(word) for word in words if word in names)
    if not labels:
        return None
    return ChosenColumns(
        header_row=row,
        delimiter=delimiter,
        day=day,
        label=labels if bank else labels[:1],
        amount=None if two else amount,
        debit=debit if two else None,
        credit=credit if two else None,
        direction=None if two else place("direction"),
        value_day=place("value_day"),
        balance=place("balance"),
        counterparty=place("counterparty"),
        counter_iban=place("counter_iban"),
        reference=place("reference"),
        bank_reference=place("bank_reference"),
        code=place("code"),
        currency=place("currency"),
        status=place("status"),
        account=place("account"),
        bank_name=bank,
    )
