"""Write a period for an inspector: open formats, the chain, and what verifies it without us."""

import json
from hashlib import sha256
from typing import Any

from sqlalchemy.orm import Session

from merchant_desk.documents.writing.archive_files import ArchiveFiles
from merchant_desk.documents.writing.archive_sheets import write_headings, write_rows
from merchant_desk.documents.writing.archive_texts import attestation, problems_text, readme
from merchant_desk.queries.archive_rows import (
    Stretch,
    links_of,
    parties_of,
    references_of,
    sellers,
    signing_keys,
    stretches,
)
from merchant_desk.queries.chain_check import verify_chains
from merchant_desk.queries.settings import profile
from merchant_desk.values.bundled import RESOURCES
from merchant_desk.values.chain_report import ChainReport
from merchant_desk.values.fiscal_archive import (
    FISCAL_VERSION,
    FORMAT,
    SOFTWARE,
    ArchiveAsked,
    ArchiveWritten,
)
from merchant_desk.values.ids import id_text
from merchant_desk.values.progress import Progress
from merchant_desk.values.sealed_records import instant, text_digest
from merchant_desk.values.signing import SealKind, Signer, fingerprint_of
from merchant_desk.values.texts import _

VERIFIER = RESOURCES / "verify_archive.py"
_RECORDS = {
    SealKind.DOCUMENT: "documents.jsonl",
    SealKind.PAYMENT: "payments.jsonl",
    SealKind.CLOSING: "closings.jsonl",
    SealKind.EVENT: "events.jsonl",
    SealKind.COPY: "copies.jsonl",
    SealKind.ARCHIVE: "archives.jsonl",
}
_EVERY = 500


def write_archive(
    session: Session, asked: ArchiveAsked, signer: Signer | None, progress: Progress
) -> ArchiveWritten:
    """Write the archive beside its place; ``put_in_place`` names it once it is recorded.

    Raises UnavailableError when the disk is full or refuses; nothing half-written is left.
    """
    report = verify_chains(session, progress, expected_fingerprint=fingerprint_of(signer))
    with ArchiveFiles(asked.target, progress) as files:
        _begin(session, files)
        kept = stretches(session, asked.first, asked.last)
        links = [_stretch(session, files, each, progress) for each in kept]
        _texts(session, files, asked, report)
        manifest = _manifest(files, asked, kept, signer).encode()
        files.write("manifest.json", manifest)
        files.write("manifest.sig", b"" if signer is None else signer.sign(manifest).hex().encode())
        part = files.pack(asked.at)
    documents = sum(
        count for each, count in zip(kept, links, strict=True) if each.kind is SealKind.DOCUMENT
    )
    return ArchiveWritten(asked, part, sha256(manifest).hexdigest(), documents, sum(links), report)


def _begin(session: Session, files: ArchiveFiles) -> None:
    write_headings(files)
    for name in (*_RECORDS.values(), "seals.jsonl", "keys.jsonl", "parties.jsonl"):
        files.write(name, b"")
    for fingerprint, public_key, algorithm, since in signing_keys(session):
        files.line(
            "keys.jsonl",
            {
                "id": fingerprint,
                "public_key": public_key.hex(),
                "algorithm": algorithm,
                "since": instant(since),
            },
        )
    for text in sellers(session):
        files.line("sellers.jsonl", {"id": text_digest(text), "seller": text})


def _stretch(session: Session, files: ArchiveFiles, kept: Stretch, progress: Progress) -> int:
    """Write the links of a chain with their records; return how many."""
    for done, link in enumerate(links_of(session, kept)):
        if done % _EVERY == 0:
            progress.check_cancelled()
            progress.report(done, kept.last - kept.first + 1, _("Archive"))
        files.line(
            "seals.jsonl",
            {
                "chain": kept.chain,
                "sequence": link.sequence,
                "text": link.text,
                "signature": link.signature.hex(),
                "digest": link.digest,
                "fingerprint": link.fingerprint,
                "id": link.subject.hex(),
            },
        )
        if link.canonical:
            files.write(_RECORDS[kept.kind], link.canonical + b"\n")
            write_rows(files, kept.kind, link.canonical, link.digest)
    if kept.kind is SealKind.DOCUMENT:
        _parties(session, files, kept)
    if kept.kind is SealKind.PAYMENT:
        for payment_id, reference in references_of(session, kept):
            files.line("references.jsonl", {"id": payment_id.hex(), "reference": reference})
    return kept.last - kept.first + 1


def _parties(session: Session, files: ArchiveFiles, kept: Stretch) -> None:
    for party in parties_of(session, kept):
        files.line(
            "parties.jsonl",
            {
                "id": party.id.hex(),
                "number": party.number,
                "salt": None if party.salt is None else party.salt.hex(),
                "buyer": party.buyer,
                "delivery_address": party.delivery_address,
                "mentions": party.mentions,
                "note": party.note,
            },
        )


def _texts(session: Session, files: ArchiveFiles, asked: ArchiveAsked, report: ChainReport) -> None:
    """Add what people read; the attestation only when the check holds (CP 441-1)."""
    shop = profile(session)
    seller = None if shop is None else shop.seller
    files.write("LISEZ-MOI.txt", readme(asked, seller, report).encode())
    files.write("verify_archive.py", VERIFIER.read_bytes())
    if report.holds:
        files.write("attestation-projet.txt", attestation(asked, seller).encode())
    else:
        files.write("ecarts.txt", problems_text(report).encode())


def _manifest(
    files: ArchiveFiles, asked: ArchiveAsked, kept: tuple[Stretch, ...], signer: Signer | None
) -> str:
    facts: dict[str, Any] = {
        "format": FORMAT,
        "software": SOFTWARE,
        "version": asked.version,
        "fiscal_version": FISCAL_VERSION,
        "first_day": asked.first.isoformat(),
        "last_day": asked.last.isoformat(),
        "made_at": instant(asked.at),
        "station": id_text(asked.station_id),
        "key": "" if signer is None else signer.fingerprint,
        "chains": [
            {
                "chain": each.chain,
                "first": each.first,
                "last": each.last,
                "previous": each.previous,
                "head": each.head,
            }
            for each in kept
        ],
        "files": files.digests(),
    }
    return json.dumps(facts, ensure_ascii=False, indent=1, sort_keys=True)
