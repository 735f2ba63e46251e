"""What the page of updates says, from where they stand."""

from merchant_desk.values.clock import paris_date
from merchant_desk.values.french import long_date, moment, number
from merchant_desk.values.texts import _
from merchant_desk.values.update_view import Stage, UpdateView
from merchant_desk.values.version_file import Target

_MEGA = 1_000_000


def status_words(view: UpdateView) -> str:
    """Return in one sentence where the desk stands."""
    match view.stage:
        case Stage.UNTRUSTING:
            return _("Cette version ne fait confiance à aucun éditeur\u00a0: rien n’est vérifié.")
        case Stage.OFF:
            return _("Les mises à jour sont désactivées\u00a0: aucune adresse n’est renseignée.")
        case Stage.UNREAD:
            return _("Aucune annonce valable n’a été lue.")
        case Stage.UP_TO_DATE:
            return _("Merchant Desk est à jour.")
        case _:
            return _("La version {version} est disponible.").format(version=view.version)


def checked_words(view: UpdateView) -> str:
    """Return when the publisher was last asked, and what happens by itself."""
    if view.stage is Stage.UNTRUSTING:
        return _(
            "Les clés des éditeurs viennent avec le programme, jamais d’un réglage. Cette copie "
            "n’en contient pas\u00a0: elle se met à jour comme elle a été installée."
        )
    if view.stage is Stage.OFF:
        return _("Rien ne part d’ici tant que vous n’écrivez pas d’adresse ci-dessous.")
    told = _("Vérification une fois par jour, sans rien installer.")
    if view.checked_at is None:
        return told
    return (
        _("Dernière vérification\u00a0: {when}.").format(when=moment(view.checked_at)) + " " + told
    )


def offer_words(view: UpdateView) -> str:
    """Return when it was published, and how large it is."""
    told = []
    if view.released_at is not None:
        day = long_date(paris_date(view.released_at))
        told.append(_("Publiée le {day}").format(day=day))
    if view.size:
        told.append(megabytes(view.size))
    return " · ".join(told)


def next_words(view: UpdateView) -> str:
    """Return what is to be done now, or what will happen at the press of the button."""
    if view.target is Target.NONE:
        return _(
            "Ici, la mise à jour se fait avec git\u00a0: «\u00a0git pull\u00a0» dans son dossier."
        )
    if view.stage is Stage.OFFERED:
        return _(
            "Téléchargez-la quand vous voulez\u00a0: la journée continue, rien ne s’installe seul."
        )
    if view.stage is Stage.PARTLY:
        return _(
            "{done} sur {size} sont arrivés\u00a0: le téléchargement reprendra où il en est."
        ).format(done=megabytes(view.received), size=megabytes(view.size))
    return _ready_words(view)


def _ready_words(view: UpdateView) -> str:
    if view.on_server:
        return _(
            "Téléchargée. Les données sont sur un serveur\u00a0: tous les postes changent de "
            "version le même soir, après une sauvegarde du serveur. Lancez alors {file}."
        ).format(file=view.installer)
    if view.obstacles:
        return _("Téléchargée. Elle s’installe une fois la journée finie\u00a0:")
    if not view.target.on_windows:
        return _(
            "Téléchargée et vérifiée. Merchant Desk fait une copie de vos données, la rouvre à "
            "part pour la vérifier et se ferme\u00a0; glissez la nouvelle dans Applications."
        )
    return _(
        "Téléchargée et vérifiée. Merchant Desk fait une copie de vos données, la rouvre à part "
        "pour la vérifier, se ferme, s’installe et se rouvre. Comptez deux minutes."
    )


def megabytes(count: int) -> str:
    """Return a size in megabytes."""
    return _("{n}\u00a0Mo").format(n=number(max(1, round(count / _MEGA))))
