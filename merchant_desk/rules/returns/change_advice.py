"""What to change so that fewer goods come back, in one sentence."""

from merchant_desk.values.return_reasons import SIZES, ReturnReason
from merchant_desk.values.texts import _

_CARRIER, _SUPPLIER = "carrier", "supplier"
FIT: dict[str, frozenset[str]] = {
    "product": frozenset(each.value for each in ReturnReason),
    _SUPPLIER: frozenset({ReturnReason.DEFECT.value, ReturnReason.NOT_AS_DESCRIBED.value}),
    _CARRIER: frozenset(
        {ReturnReason.DAMAGED.value, ReturnReason.LATE.value, ReturnReason.NPAI.value}
    ),
}
"""For which reasons a change there makes sense, by what stands out."""


def change_advice(by: str, reason: str) -> str:
    """Return what to do about a reason for which one article, supplier or carrier stands out."""
    if by == _CARRIER:
        return _("Emballez mieux, ou changez de transporteur\u00a0: {name} ({why}).")
    if by == _SUPPLIER:
        return _("Réclamez auprès de {name}, et contrôlez ce qui arrive ({why}).")
    if reason in {each.value for each in SIZES}:
        return _("Corrigez le guide des tailles de «\u00a0{name}\u00a0» ({why}).")
    words = {
        ReturnReason.NOT_AS_DESCRIBED: _(
            "Refaites la fiche et les photos de «\u00a0{name}\u00a0» ({why})."
        ),
        ReturnReason.DAMAGED: _("Protégez mieux «\u00a0{name}\u00a0» dans son colis ({why})."),
        ReturnReason.DEFECT: _(
            "Contrôlez «\u00a0{name}\u00a0» à l’arrivée, ou cessez de le vendre ({why})."
        ),
        ReturnReason.WRONG_ITEM: _(
            "Rangez «\u00a0{name}\u00a0» loin de ce qui lui ressemble, scannez-le ({why})."
        ),
    }
    usual = _("Regardez pourquoi «\u00a0{name}\u00a0» revient ({why}).")
    return next((text for key, text in words.items() if key.value == reason), usual)
