"""The one way in for a settlement file: which provider wrote it, what it says, proved."""

from hashlib import sha256
from pathlib import Path

from merchant_desk.documents.payouts import (
    amazon,
    mollie,
    paypal,
    shopify_payments,
    stripe,
    sumup,
    woopayments,
)
from merchant_desk.documents.payouts.chosen_columns import guessed_columns, read_columns
from merchant_desk.documents.payouts.refusals import refused
from merchant_desk.documents.payouts.sheet import LARGEST_FILE, Sheet, read_sheet
from merchant_desk.errors import RefusedError, UnavailableError
from merchant_desk.values.payout_file import PROVIDERS, PayoutColumns, PayoutFile
from merchant_desk.values.texts import _


class UnknownSettlementError(RefusedError):
    """A table of no known provider: its columns may be told."""

    def __init__(self, sheet: Sheet) -> None:
        super().__init__(
            _("Ce relevé n’a pas été lu\u00a0: ce n’est celui d’aucun prestataire connu."),
            _("Relevés lus\u00a0: {names}. Pour un autre, dites son nom et ses colonnes.").format(
                names=", ".join(PROVIDERS.values())
            ),
        )
        self.titles = sheet.titles
        self.guess = guessed_columns(sheet, "")
        """What plain headings tell, None without a day and an amount."""


_READERS = (stripe, shopify_payments, woopayments, sumup, mollie, amazon, paypal)


def read_payout_file(
    name: str, data: bytes, *, columns: PayoutColumns | None = None, provider: str = ""
) -> PayoutFile:
    """Return what a settlement says.

    ``columns`` for a file of no known provider; ``provider`` names one whose headings are plain
    words. Raises RefusedError for what cannot be read whole or does not add up to the cent.
    """
    sheet = read_sheet(data)
    digest = sha256(data).hexdigest()
    reader = next((each for each in _READERS if each.knows(sheet)), None)
    if columns is None and reader is not None:
        payouts, notes = reader.read(sheet)
        return PayoutFile(
            name=name, digest=digest, provider=reader.PROVIDER, payouts=payouts, notes=notes
        )
    chosen = columns or (guessed_columns(sheet, provider) if provider else None)
    if chosen is None:
        raise UnknownSettlementError(sheet)
    payouts, notes = read_columns(sheet, chosen, data)
    return PayoutFile(
        name=name, digest=digest, provider=chosen.provider, payouts=payouts, notes=notes
    )


def payout_bytes(path: Path) -> bytes:
    """Return the bytes of a file. Raises a DeskError for one too large, or that does not open."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise refused(_("il dépasse 50 Mo"), _("Téléchargez une période plus courte."))
        return path.read_bytes()
    except OSError as error:
        raise UnavailableError(
            _("«\u00a0{name}\u00a0» n’a pas été lu\u00a0: le fichier ne s’ouvre pas.").format(
                name=path.name
            ),
            _("Vérifiez qu’il existe et qu’aucun programme ne le tient ouvert."),
        ) from error
