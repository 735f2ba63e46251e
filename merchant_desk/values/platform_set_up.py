"""The account with the approved platform, as it is typed in the settings."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class PlatformSetUp:
    """Everything but the secret, which stays in the keyring; ``secret`` only when typed anew."""

    name: str = ""
    flow_url: str = ""
    auth_url: str = ""
    directory_url: str = ""
    client_id: str = ""
    organization: str = ""
    number: str = ""
    secret: str = field(default="", repr=False)

    @property
    def is_complete(self) -> bool:
        """Tell whether the platform can be asked anything."""
        return bool(self.flow_url and self.auth_url and self.client_id)
