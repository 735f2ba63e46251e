"""The notes (BG-1) of the XML, and which of them a consumer's print does not carry.

Late penalties (PMD), the 40 € of recovery (PMT) and the discount for early payment (AAB) are owed
between businesses only (C. com. L441-9, L441-10), so a consumer never reads them; yet BR-FR-05 of
FNFE-MPE 1.4.0 wants each of them in every electronic invoice, credit notes included. They are told
in the XML in the words printed when they are printed, else in those of the law.
BAR (BR-FR-20, BR-FR-31) tells platforms which way the document goes: nobody prints it.
"""

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from merchant_desk.rules.en16931.flow import way
from merchant_desk.rules.legal_data import texts_on
from merchant_desk.values.business_terms import NoteTerms
from merchant_desk.values.invoice_page import InvoicePage, MentionPlace

CODES: Mapping[str, str] = MappingProxyType(
    {"recovery_indemnity": "PMT", "late_penalty": "PMD", "discount": "AAB"}
)
"""Mentions between businesses, and their subject codes (UNTDID 4451)."""
_GENERAL = "AAI"
_CODED = re.compile(r"#(\w+)#")
"""UBL has no field for the code and writes ``#PMT#`` before the text: nobody may type one."""
_TOLD_ELSEWHERE = frozenset({"due_date", "goods", "services", "both", *CODES})


def notes(page: InvoicePage) -> list[NoteTerms]:
    """Return every note of the XML, coded ones first."""
    told = [*_between_businesses(page), *_way(page), *_printed(page)]
    return [{"BT-21": code, "BT-22": text} for code, text in told]


def xml_only(page: InvoicePage) -> tuple[str, ...]:
    """Return the codes that are in the XML of this page but not on its print."""
    printed = {mention.key for mention in page.mentions}
    codes = [code for key, code in CODES.items() if key not in printed]
    return (*codes, *(code for code, _text in _way(page)))


def _between_businesses(page: InvoicePage) -> Iterator[tuple[str, str]]:
    printed = {mention.key: mention.text for mention in page.mentions}
    law = {text.key: text.text for text in texts_on(page.issued_on)}
    for key, code in CODES.items():
        text = printed.get(key, law.get(key, ""))
        if text:
            yield code, text


def _way(page: InvoicePage) -> Iterator[tuple[str, str]]:
    if way(page):
        yield "BAR", way(page)


def _printed(page: InvoicePage) -> Iterator[tuple[str, str]]:
    """Yield what the page says in words and no other term holds."""
    for mention in page.mentions:
        if mention.key in _TOLD_ELSEWHERE:
            continue
        if mention.place in {MentionPlace.HEAD, MentionPlace.TERMS, MentionPlace.FOOT}:
            yield _GENERAL, mention.text
    for text in (page.reason, page.note):
        if text.strip():
            yield _GENERAL, _CODED.sub(r"\1", text.strip())
