"""Which line of the VAT return an amount usually goes to (``resources/legal/vat_boxes.toml``)."""

import tomllib
from datetime import date
from functools import cache
from typing import Any

from merchant_desk.rules.legal_data import FOLDER
from merchant_desk.rules.vat_summary import DEDUCTED, VatRow, VatSection

_WITHOUT_TAX_LINE = DEDUCTED | {VatSection.OSS}


def vat_box(row: VatRow, day: date) -> str:
    """Return the lines of the form, base then tax: ``A1, 08``; empty when there is none."""
    base = next((each["line"] for each in _held("base", day) if each["section"] == row.section), "")
    if not row.vat or row.section in _WITHOUT_TAX_LINE:
        return base
    lines = {each["rate_bp"]: each["line"] for each in _held("tax", day)}
    tax = lines.get(row.rate_bp, lines.get(0, ""))
    return ", ".join(each for each in (base, tax) if each)


def _held(kind: str, day: date) -> list[dict[str, Any]]:
    return [
        each
        for each in _file()[kind]
        if each["from"] <= day and ("until" not in each or day <= each["until"])
    ]


@cache
def _file() -> dict[str, Any]:
    return tomllib.loads((FOLDER / "vat_boxes.toml").read_text(encoding="utf-8"))
