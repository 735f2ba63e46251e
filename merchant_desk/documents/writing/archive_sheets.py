"""The twins of an archive's records that a person opens: one row a document, a line, a rate."""

import json
from collections.abc import Mapping
from typing import Any

from merchant_desk.documents.writing.archive_files import ArchiveFiles
from merchant_desk.values.sealed_records import LINE
from merchant_desk.values.signing import SealKind, printed_mark

Record = Mapping[str, Any]
_DOCUMENTS = (
    "numero", "nature", "date_emission", "journee", "emis_le", "poste", "commande", "total_ht",
    "tva", "total_ttc", "methode", "operateur", "corrige", "detaille", "marque", "empreinte",
)  # fmt: skip
_LINES = (
    "numero", "ligne", "reference", "designation", "option", "quantite", "taux", "regime", "net",
    "total_ttc", "remise", "ean",
)  # fmt: skip
_RATES = ("numero", "taux", "regime", "base", "tva", "total_ttc")
_PAYMENTS = ("recu_le", "note_le", "moyen", "montant", "commande", "piece", "operateur", "poste")
_CLOSINGS = (
    "niveau", "periode", "du", "au", "sequence", "ventes", "retours", "total", "total_perpetuel",
    "total_perpetuel_absolu", "cloture_le", "operateur", "poste",
)  # fmt: skip
_EVENTS = ("le", "code", "detail", "operateur", "poste")
_HEADINGS = {
    "documents.csv": _DOCUMENTS,
    "lines.csv": _LINES,
    "rates.csv": _RATES,
    "payments.csv": _PAYMENTS,
    "closings.csv": _CLOSINGS,
    "events.csv": _EVENTS,
}


def write_headings(files: ArchiveFiles) -> None:
    """Begin every sheet with the names of its columns."""
    for name, cells in _HEADINGS.items():
        files.row(name, cells)


def write_rows(files: ArchiveFiles, kind: SealKind, canonical: bytes, digest: str) -> None:
    """Add a record to the sheets it belongs to."""
    record: Record = json.loads(canonical)
    match kind:
        case SealKind.DOCUMENT:
            _document(files, record, digest)
        case SealKind.PAYMENT:
            files.row(
                "payments.csv",
                (record["paid_at"], record["at"], record["means"], _euros(record["amount"]),
                 record["order_id"], record["invoice_id"], record["by"], record["station_id"]),
            )  # fmt: skip
        case SealKind.CLOSING:
            _closing(files, record)
        case SealKind.EVENT:
            cells = (record["at"], record["code"], record["detail"], record["by"])
            files.row("events.csv", (*cells, record["station_id"]))
        case _:
            return


def _document(files: ArchiveFiles, record: Record, digest: str) -> None:
    number = record["number"]
    files.row(
        "documents.csv",
        (number, record["kind"], record["issue_date"], record["fiscal_day"], record["issued_at"],
         record["station_id"], record["order_number"], _euros(record["net_total"]),
         _euros(record["vat_total"]), _euros(record["total"]), record["method"], record["by"],
         record["corrects_id"], record["details_id"], printed_mark(digest), digest),
    )  # fmt: skip
    for line in record["lines"]:
        facts = dict(zip(LINE, line, strict=True))
        files.row(
            "lines.csv",
            (number, facts["position"], facts["sku"], facts["name"], facts["option_text"],
             facts["quantity"], _rate(facts["rate_bp"]), facts["treatment"], _euros(facts["net"]),
             _euros(facts["total"]), _euros(facts["discount"]), facts["ean"]),
        )  # fmt: skip
    for rate_bp, treatment, *amounts in record["rates"]:
        files.row("rates.csv", (number, _rate(rate_bp), treatment, *map(_euros, amounts)))


def _closing(files: ArchiveFiles, record: Record) -> None:
    amounts = ("sales", "returns", "total", "perpetual", "perpetual_absolute")
    files.row(
        "closings.csv",
        (record["level"], record["period"], record["first_day"], record["last_day"],
         record["sequence"], *(_euros(record[name]) for name in amounts), record["at"],
         record["by"], record["station_id"]),
    )  # fmt: skip


def _euros(cents: int) -> str:
    sign = "-" if cents < 0 else ""
    return f"{sign}{abs(cents) // 100},{abs(cents) % 100:02d}"


def _rate(basis_points: int) -> str:
    return f"{basis_points // 100},{basis_points % 100:02d}"
