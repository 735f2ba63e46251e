"""What a press on the button of a finding does to the draft: for all its articles at once."""

from collections.abc import Mapping
from datetime import tzinfo

from merchant_desk.rules.legal.answer import Finding
from merchant_desk.rules.promotion_draft import PromotionDraft
from merchant_desk.rules.promotion_remedies import remedied
from merchant_desk.ui.promotions.finding_words import FindingGroup
from merchant_desk.values.entries import read_decimal


def mended(
    draft: PromotionDraft, group: FindingGroup, products: Mapping[str, str], clock: tzinfo
) -> PromotionDraft:
    """Return the draft as the remedies of a group change it; the same where only she can.

    ``products`` are the hexadecimal ids of the articles by SKU.
    """
    for finding, skus in _steps(group):
        named = [products[sku] for sku in skus if sku in products]
        draft = remedied(draft, finding, named, clock) or draft
    return draft


def _steps(group: FindingGroup) -> list[tuple[Finding, tuple[str, ...]]]:
    """Return one finding a remedy, with the articles that need it."""
    kind = group.finding.remedy.kind if group.finding.remedy else ""
    if kind == "set_percent":
        return [(min(group.findings, key=_value), group.skus)]
    if kind == "remove_item" or group.alike:
        return [(group.finding, group.skus)]
    steps: dict[object, tuple[Finding, list[str]]] = {}
    for each in group.findings:
        steps.setdefault(each.remedy, (each, []))[1].extend(each.skus)
    return [(finding, tuple(skus)) for finding, skus in steps.values()]


def _value(finding: Finding) -> float:
    """Return the percentage that a finding allows."""
    value = read_decimal(str(finding.remedy.value)) if finding.remedy else None
    return 0.0 if value is None else float(value)
