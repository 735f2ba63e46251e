"""Where the approved platform is reached, as far as it was told."""

from sqlalchemy.orm import Session

from merchant_desk.queries.settings import settings
from merchant_desk.values import settings as declared
from merchant_desk.values.ids import StationId
from merchant_desk.values.platform_set_up import PlatformSetUp


def platform_account(session: Session, station_id: StationId) -> PlatformSetUp:
    """Return the account, without its secret."""
    kept = settings(session, station_id)
    return PlatformSetUp(
        name=kept.get(declared.PLATFORM_NAME),
        flow_url=kept.get(declared.PLATFORM_FLOW_URL),
        auth_url=kept.get(declared.PLATFORM_AUTH_URL),
        directory_url=kept.get(declared.PLATFORM_DIRECTORY_URL),
        client_id=kept.get(declared.PLATFORM_CLIENT_ID),
        organization=kept.get(declared.PLATFORM_ORGANIZATION),
        number=kept.get(declared.PLATFORM_NUMBER),
    )
