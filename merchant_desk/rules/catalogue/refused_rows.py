"""The refused rows as a file she can mend and import again, with why beside each."""

import csv
import io
from collections.abc import Sequence

from merchant_desk.rules.catalogue.cells import harmless
from merchant_desk.values.catalogue_sheet import Refusal, Sheet
from merchant_desk.values.texts import _


def refused_csv(sheet: Sheet, refusals: Sequence[Refusal]) -> bytes:
    """Return a CSV that spreadsheets open right in France: the rows as given, then the reasons.

    No cell of it can act as a formula; importing it again undoes the apostrophes.
    """
    reasons: dict[int, list[Refusal]] = {}
    for refusal in refusals:
        reasons.setdefault(refusal.line, []).append(refusal)
    rows = dict(zip(sheet.lines, sheet.rows, strict=True))
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";")
    writer.writerow([*map(harmless, sheet.headings), _("Ligne"), _("Motif du refus")])
    for line, found in sorted(reasons.items()):
        cells = rows.get(line) or [found[0].value, *[""] * (len(sheet.headings) - 1)]
        why = " / ".join(_sentence(each) for each in found)
        writer.writerow([*map(harmless, cells), line, harmless(why)])
    return out.getvalue().encode("utf-8-sig")


def _sentence(refusal: Refusal) -> str:
    """Return « EAN : la clé de contrôle est fausse »."""
    told = f"{refusal.column}\u00a0: {refusal.reason}" if refusal.column else refusal.reason
    if not refusal.proposal:
        return told
    return _("{told} (peut-être {proposal})").format(told=told, proposal=refusal.proposal)
