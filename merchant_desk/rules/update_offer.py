"""Whether an announced version may be offered here and now: newer, fit for it, and no old news."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from merchant_desk.errors import RefusedError
from merchant_desk.values.app_version import AppVersion, at_least, leading_numbers
from merchant_desk.values.clock import paris_date
from merchant_desk.values.french import long_date
from merchant_desk.values.texts import _
from merchant_desk.values.version_file import Announcement, InstallerFile, Target

CLOCK_TOLERANCE = timedelta(days=1)
_SYSTEMS = {"windows": "Windows", "macos": "macOS"}


class Standing(StrEnum):
    """What an announcement is to the desk that reads it."""

    UP_TO_DATE = "up_to_date"
    OFFERED = "offered"


@dataclass(frozen=True, slots=True, kw_only=True)
class Here:
    """The desk that runs: its version, the data it writes, its computer, the last news it saw."""

    version: str
    schema: str
    target: Target
    system_version: AppVersion
    seen_until: datetime | None
    """When the latest announcement that was ever believed here was made."""


def standing(announcement: Announcement, here: Here, now: datetime) -> Standing:
    """Return what the announcement is here; raises RefusedError when it is not for this desk."""
    believe(announcement, here, now)
    if announcement.release.numbers <= leading_numbers(here.version):
        return Standing.UP_TO_DATE
    _check_fit(announcement, here)
    return Standing.OFFERED


def believe(announcement: Announcement, here: Here, now: datetime) -> None:
    """Raise RefusedError for an announcement that is not of now.

    An old announcement played again would keep the shop on a version with a known fault (freeze,
    roll-back: https://theupdateframework.io/docs/security/): the instant it was made never goes
    back, and none is believed after it expired.
    """
    if announcement.released_at > now + CLOCK_TOLERANCE:
        raise _refused(
            _("son annonce est datée du {day}, qui n’est pas encore là").format(
                day=_day(announcement.released_at)
            ),
            _("Vérifiez la date et l’heure de cet ordinateur, puis recommencez."),
        )
    if here.seen_until is not None and announcement.released_at < here.seen_until:
        raise _refused(
            _("une annonce plus récente, du {day}, a déjà été lue ici").format(
                day=_day(here.seen_until)
            ),
            _("Rien à faire ici. Si cela dure, dites à l’éditeur que son site est en retard."),
        )  # fmt: skip
    if announcement.expires_at <= now:
        raise _refused(
            _("son annonce n’est plus valable depuis le {day}").format(
                day=_day(announcement.expires_at)
            ),
            _(
                "Vérifiez la date de cet ordinateur. Si elle est juste, l’éditeur n’a pas "
                "renouvelé son annonce\u00a0: prévenez-le."
            ),
        )


def file_for(announcement: Announcement, target: Target) -> InstallerFile | None:
    """Return the installer for this computer; None where the desk is a clone, kept by git."""
    return announcement.release.files.get(target)


def _check_fit(announcement: Announcement, here: Here) -> None:
    version = announcement.version
    if announcement.release.schema < here.schema:
        raise RefusedError(
            _("La version {version} n’est pas proposée\u00a0: elle ne sait pas lire vos données.")
            .format(version=version),
            _("Gardez la version actuelle et prévenez l’éditeur."),
        )  # fmt: skip
    least = announcement.minimum.get(here.target.system)
    if least and here.system_version and not at_least(here.system_version, least):
        name = _SYSTEMS.get(here.target.system, here.target.system)
        raise RefusedError(
            _(
                "La version {version} n’est pas proposée\u00a0: elle demande {system} {least}."
            ).format(version=version, system=name, least=".".join(map(str, least))),
            _("La version actuelle continue de fonctionner. Mettez d’abord le système à jour."),
        )
    if here.target is not Target.NONE and file_for(announcement, here.target) is None:
        raise RefusedError(
            _("La version {version} n’est pas proposée pour ce système.").format(version=version),
            _("La version actuelle continue de fonctionner."),
        )


def _refused(why: str, advice: str) -> RefusedError:
    return RefusedError(_("La mise à jour est refusée\u00a0: {why}.").format(why=why), advice)


def _day(instant: datetime) -> str:
    return long_date(paris_date(instant))
