"""The keys of storefronts: in the keyring of the system, and nowhere else."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from merchant_desk.errors import UnavailableError
from merchant_desk.sync import vault
from merchant_desk.sync.connector import ShopAccount
from merchant_desk.values.ids import ShopId, id_text
from merchant_desk.values.shop_settings import PLAIN, ShopSettings
from merchant_desk.values.texts import _


@contextmanager
def _named_keyring() -> Iterator[None]:
    """Raise UnavailableError when ``PYTHON_KEYRING_BACKEND`` names one that is not there."""
    try:
        yield
    except vault.NoSuchKeyringError as error:
        raise UnavailableError(
            _("Rien n’a été fait\u00a0: le trousseau choisi n’existe pas sur cet ordinateur."),
            _("Corrigez PYTHON_KEYRING_BACKEND, ou retirez-le pour le trousseau du système."),
        ) from error


class Secrets:
    """Keeps keys in the keyring; where none answers, for this run only, in memory."""

    def __init__(self) -> None:
        self._memory: dict[str, str] = {}

    def keep(
        self, shop_id: ShopId, key: str, secret: str, more: Mapping[str, str] | None = None
    ) -> bool:
        """Keep the keys of a shop; tell whether they will still be there at the next start."""
        text = json.dumps([key, secret, dict(more)] if more else [key, secret])
        return self.keep_text(id_text(shop_id), text)

    def account(self, shop_id: ShopId, url: str, settings: ShopSettings = PLAIN) -> ShopAccount:
        """Return what a connector needs; raise UnavailableError when the keys are not there."""
        text = self.text(id_text(shop_id))
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
        with _named_keyring():
            try:
                vault.keep(name, text)
            except vault.VaultError:
                self._memory[name] = text
                return False
        self._memory.pop(name, None)
        return True

    def text(self, name: str) -> str:
        """Return the secret kept under this name, empty when there is none here."""
        with _named_keyring():
            try:
                return self._memory.get(name) or vault.kept(name) or ""
            except vault.VaultError:
                return ""

    def forget(self, shop_id: ShopId) -> None:
        """Forget the keys of a shop."""
        self._memory.pop(id_text(shop_id), None)
        with _named_keyring():
            try:
                vault.forget(id_text(shop_id))
            except vault.VaultError:
                return
