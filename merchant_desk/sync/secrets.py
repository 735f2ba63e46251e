"""The keys of storefronts: in the keyring of the system, and nowhere else."""

import json
from collections.abc import Mapping
from types import ModuleType

from merchant_desk.errors import UnavailableError
from merchant_desk.sync.connector import ShopAccount
from merchant_desk.values.ids import ShopId, id_text
from merchant_desk.values.shop_settings import PLAIN, ShopSettings
from merchant_desk.values.texts import _

KEYRING_NAME = "MerchantDesk"


def _keyring() -> ModuleType:
    """Return the keyring module; its back end is looked for at the first call.

    Raises UnavailableError when ``PYTHON_KEYRING_BACKEND`` names one that is not there.
    """
    try:
        import keyring.errors  # noqa: PLC0415 - its back ends are slow to find; not at window start

        keyring.get_keyring()
    except (ImportError, AttributeError, ValueError, TypeError) as error:
        raise UnavailableError(
            _("Rien n’a été fait\u00a0: le trousseau choisi n’existe pas sur cet ordinateur."),
            _("Corrigez PYTHON_KEYRING_BACKEND, ou retirez-le pour le trousseau du système."),
        ) from error
    return keyring


class Secrets:
    """Keeps keys in the keyring; where none answers, for this run only, in memory."""

    def __init__(self) -> None:
        self._memory: dict[str, str] = {}

    def keep(
        self, shop_id: ShopId, key: str, secret: str, more: Mapping[str, str] | None = None
    ) -> bool:
        """Keep the keys of a shop; tell whether they will still be there at the next start."""
        keyring = _keyring()

        text = json.dumps([key, secret, dict(more)] if more else [key, secret])
        try:
            keyring.set_password(KEYRING_NAME, id_text(shop_id), text)
        except keyring.errors.KeyringError:
            self._memory[id_text(shop_id)] = text
            return False
        return True

    def account(self, shop_id: ShopId, url: str, settings: ShopSettings = PLAIN) -> ShopAccount:
        """Return what a connector needs; raise UnavailableError when the keys are not there."""
        keyring = _keyring()

        name = id_text(shop_id)
        try:
            text = self._memory.get(name) or keyring.get_password(KEYRING_NAME, name)
        except keyring.errors.KeyringError:
            text = None
        if not text:
            raise UnavailableError(
                _("La boutique en ligne n’a pas été jointe\u00a0: ses clés ne sont pas ici."),
                _("Saisissez-les de nouveau dans Réglages, Boutique en ligne."),
            )
        key, secret, *more = json.loads(text)
        return ShopAccount(
            url=url,
            key=key,
            secret=secret,
            more=more[0] if more else {},
            settings=settings.for_connector(),
        )

    def keep_text(self, name: str, text: str) -> bool:
        """Keep one secret under a name; tell whether it will be there at the next start."""
        keyring = _keyring()

        try:
            keyring.set_password(KEYRING_NAME, name, text)
        except keyring.errors.KeyringError:
            self._memory[name] = text
            return False
        return True

    def text(self, name: str) -> str:
        """Return the secret kept under this name, empty when there is none here."""
        keyring = _keyring()

        try:
            return self._memory.get(name) or keyring.get_password(KEYRING_NAME, name) or ""
        except keyring.errors.KeyringError:
            return ""

    def forget(self, shop_id: ShopId) -> None:
        """Forget the keys of a shop."""
        keyring = _keyring()

        self._memory.pop(id_text(shop_id), None)
        try:
            keyring.delete_password(KEYRING_NAME, id_text(shop_id))
        except keyring.errors.KeyringError:
            return
