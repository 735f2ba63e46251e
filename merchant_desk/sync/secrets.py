"""The keys of storefronts: in the keyring of the system, and nowhere else."""

import json

from merchant_desk.errors import UnavailableError
from merchant_desk.sync.connector import ShopAccount
from merchant_desk.values.ids import ShopId, id_text
from merchant_desk.values.texts import _

KEYRING_NAME = "MerchantDesk"


class Secrets:
    """Keeps keys in the keyring; where none answers, for this run only, in memory."""

    def __init__(self) -> None:
        self._memory: dict[str, str] = {}

    def keep(self, shop_id: ShopId, key: str, secret: str) -> bool:
        """Keep the keys of a shop; tell whether they will still be there at the next start."""
        import keyring  # noqa: PLC0415 - its back ends are slow to find; not at window start
        from keyring.errors import KeyringError  # noqa: PLC0415 - with it

        text = json.dumps([key, secret])
        try:
            keyring.set_password(KEYRING_NAME, id_text(shop_id), text)
        except KeyringError:
            self._memory[id_text(shop_id)] = text
            return False
        return True

    def account(self, shop_id: ShopId, url: str) -> ShopAccount:
        """Return what a connector needs; raise UnavailableError when the keys are not there."""
        import keyring  # noqa: PLC0415 - its back ends are slow to find; not at window start
        from keyring.errors import KeyringError  # noqa: PLC0415 - with it

        name = id_text(shop_id)
        try:
            text = self._memory.get(name) or keyring.get_password(KEYRING_NAME, name)
        except KeyringError:
            text = None
        if not text:
            raise UnavailableError(
                _("La boutique en ligne n’a pas été jointe\u00a0: ses clés ne sont pas ici."),
                _("Saisissez-les de nouveau dans Réglages, Boutique en ligne."),
            )
        key, secret = json.loads(text)
        return ShopAccount(url=url, key=key, secret=secret)

    def forget(self, shop_id: ShopId) -> None:
        """Forget the keys of a shop."""
        import keyring  # noqa: PLC0415 - its back ends are slow to find; not at window start
        from keyring.errors import KeyringError  # noqa: PLC0415 - with it

        self._memory.pop(id_text(shop_id), None)
        try:
            keyring.delete_password(KEYRING_NAME, id_text(shop_id))
        except KeyringError:
            return
