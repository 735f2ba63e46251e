"""What labels call what has no name of its own: payouts, deposits, taxes."""

from merchant_desk.values.cash_words import CashCategory

_CHEQUES = (
    "remise cheques", "remise cheque", "remise chq", "remise chqs", "rem chq", "rem cheques",
    "rem cheque", "remise de cheques", "cheques remis", "cheque remis", "encaissement cheque",
)  # fmt: skip
_CASH = (
    "versement especes", "depot especes", "vrst especes", "vers especes", "remise especes",
    "versement automate", "depot automate", "versement esp",
)  # fmt: skip
_TREASURY = (
    "dgfip", "impot", "impots", "sie", "finances publiques", "tresor public", "drfip", "ddfip",
)  # fmt: skip
_TAXES = {
    CashCategory.VAT: ("tva", "ca3", "ca12"),
    CashCategory.CORPORATE_TAX: ("is", "societes"),
    CashCategory.OTHER_TAXES: ("cfe", "cotisation fonciere"),
}


def deposit_names(*, cheques: bool) -> tuple[str, ...]:
    """Return how banks call what is brought to them."""
    return _CHEQUES if cheques else _CASH


def provider_names(name: str) -> tuple[str, ...]:
    """Return how a provider's transfers may name it: « Shopify Payments » signs « SHOPIFY »."""
    first = name.split(" ", maxsplit=1)[0]
    return (name,) if first == name else (name, first)


def tax_names(category: CashCategory) -> tuple[str, ...]:
    """Return how the collector of a tax signs."""
    if category is CashCategory.SOCIAL:
        return ("urssaf",)
    return tuple(
        f"{collector} {word}" for collector in _TREASURY for word in _TAXES.get(category, ())
    )
