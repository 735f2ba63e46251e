"""An evidence file read back, and judged once more by its own question."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from merchant_desk.documents.writing.pdf_pages import PDFIUM, open_pdf
from merchant_desk.errors import RefusedError
from merchant_desk.rules.legal.reading import InvalidQuestionError, read_question
from merchant_desk.values.promotion_evidence import ATTACHMENT, FORMAT, SEAL, canonical, sha256
from merchant_desk.values.texts import _


@dataclass(frozen=True, slots=True)
class EvidenceRead:
    """What an evidence file says, and whether it is as it was written."""

    title: str
    operation_id: str
    checked_at: str
    rules_version: str
    verdict: str
    digest: str
    changes: tuple[str, ...]
    """Every place where it is not as it was written, in words; none when it is whole."""
    today_version: str
    today_verdict: str
    differs: tuple[str, ...]
    """The rules that answer the stored question otherwise today."""

    @property
    def holds(self) -> bool:
        """Tell whether it is proof: whole, and by its own rules the answer is the same."""
        same_rules = self.today_version == self.rules_version
        return not self.changes and not (same_rules and self.differs)


def read_evidence(content: bytes) -> EvidenceRead:
    """Verify an evidence file and put its last question to the rules of today.

    Rules keep the days from and until which they hold and a question carries its own dates: an
    old question is judged by the law of its day. Raises RefusedError when it is no evidence file.
    """
    from merchant_desk.rules.legal.engine import VERSION, answer  # noqa: PLC0415 - on first use

    facts, keywords = _attached(content)
    evidence = _evidence(facts)
    try:
        check = evidence["checks"][-1]
        question = read_question(check["question"])
        changes = tuple(_changes(content, facts, keywords, evidence))
        today = answer(question).as_json()
        return EvidenceRead(
            title=evidence["operation"]["title"],
            operation_id=evidence["operation"]["id"],
            checked_at=check["at"],
            rules_version=check["rules_version"],
            verdict=check["answer"]["verdict"],
            digest=sha256(facts),
            changes=changes,
            today_version=VERSION,
            today_verdict=str(today["verdict"]),
            differs=_differing(check["answer"], json.loads(canonical(today))),
        )
    except (KeyError, TypeError, IndexError, InvalidQuestionError) as error:
        raise _no_evidence() from error


def _attached(content: bytes) -> tuple[bytes, str]:
    with PDFIUM, open_pdf(content) as document:
        keywords = str(document.get_metadata_dict().get("Keywords", ""))
        for place in range(document.count_attachments()):
            attachment = document.get_attachment(place)
            if attachment.get_name() == ATTACHMENT:
                return bytes(attachment.get_data()), keywords
    raise _no_evidence()


def _evidence(facts: bytes) -> Mapping[str, Any]:
    try:
        evidence = json.loads(facts)
    except ValueError:
        raise _no_evidence() from None
    if not isinstance(evidence, dict) or evidence.get("format") != FORMAT:
        raise _no_evidence()
    return evidence


def _changes(content: bytes, facts: bytes, keywords: str, evidence: Mapping[str, Any]) -> list[str]:
    found = []
    start = content.rfind(SEAL)
    seal = content[start + len(SEAL) :].strip().decode("ascii", "replace")
    if start < 0 or seal != sha256(content[:start]):
        found.append(_("Le fichier a été changé\u00a0: son empreinte finale n’est plus la sienne."))
    if keywords != f"sha256 {sha256(facts)}":
        found.append(_("Les faits joints n’ont pas l’empreinte que le document annonce."))
    for check in evidence["checks"]:
        kept = [(check[name], check[f"{name}_sha256"]) for name in ("question", "answer")]
        if any(sha256(canonical(told)) != digest for told, digest in kept):
            found.append(_("Une question ou une réponse gardée a été changée."))
    return found


def _differing(before: Mapping[str, Any], today: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the rules whose findings are not the same in both answers."""
    differs: set[str] = set()
    for one, other in ((before, today), (today, before)):
        known = [canonical(each) for each in other["findings"]]
        differs |= {each["rule"] for each in one["findings"] if canonical(each) not in known}
    return tuple(sorted(differs))


def _no_evidence() -> RefusedError:
    return RefusedError(
        _("Rien n’a été vérifié\u00a0: ce n’est pas un dossier de preuve."),
        _("Choisissez le PDF écrit par «\u00a0promotions evidence\u00a0»."),
    )
