"""The large parts on sheets, for looking."""

from PySide6.QtWidgets import QWidget

from merchant_desk.ui.theme import Theme
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.avatar import Avatar
from merchant_desk.ui.widgets.banner import Banner, BannerText
from merchant_desk.ui.widgets.bulk_bar import BulkBar
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.card import Card
from merchant_desk.ui.widgets.empty_state import EmptyState, EmptyText
from merchant_desk.ui.widgets.field import Field
from merchant_desk.ui.widgets.scan_hero import ScanHero
from merchant_desk.ui.widgets.scan_hero_text import HeroAction, HeroState, HeroText
from merchant_desk.ui.widgets.search_field import SearchField
from merchant_desk.ui.widgets.side_sheet import SideSheet
from merchant_desk.ui.widgets.toast import Toast
from tests.ui.gallery_rows import column, row

HEROES = (
    HeroText(
        state=HeroState.ADDED,
        caption="Ajouté au colis · encore 1",
        title="Savon lavande 100 g",
        detail="Étagère B2   ·   3 760123 456784",
        done=2,
        total=3,
    ),
    HeroText(
        state=HeroState.WRONG,
        caption="Pas dans ce colis",
        title="Bougie figuier 180 g",
        detail="Remettez-la en Étagère C1.",
        actions=(HeroAction("close", "J’ai compris (Échap)"),),
    ),
    HeroText(
        state=HeroState.UNKNOWN,
        caption="Code inconnu",
        title="3 760123 999990",
        actions=(HeroAction("create", "Créer le produit"), HeroAction("link", "Associer")),
    ),
    HeroText(
        state=HeroState.COMPLETE,
        caption="Colis complet",
        title="#1042 · Camille Roux",
        detail="Bon de livraison et facture à l’impression",
        done=8,
        total=8,
    ),
    HeroText(title="Scannez le premier article", detail="ou saisissez son code"),
)


def heroes(theme: Theme) -> QWidget:
    """Show the scan panel in each state."""
    return column(*(ScanHero(theme, hero) for hero in HEROES))


def narrow_heroes(theme: Theme) -> QWidget:
    """Show the scan panel where there is little room."""
    long = "Coffret découverte lavande, verveine et fleur d’oranger 3 × 100 g"
    texts = [
        HeroText(state=HeroState.ADDED, caption="Ajouté", title=long, done=12, total=24),
        HEROES[0],
        HEROES[1],
    ]
    panels = [ScanHero(theme, text) for text in texts]
    for panel in panels:
        panel.setFixedSize(460, 160)
    panels[0].setFixedSize(400, 180)
    return column(*panels)


def messages(theme: Theme) -> QWidget:
    """Show inline messages and fields."""
    banners = [
        BannerText(Tone.WARN, "La boutique ne répond pas.", "Rien n’est perdu.", "Réessayer"),
        BannerText(Tone.BAD, "Le bon n’est pas imprimé.", "Vérifiez le papier.", "Imprimer"),
        BannerText(Tone.INFO, "3 commandes attendent un regard.", closable=True),
    ]
    shown: list[QWidget] = []
    for text in banners:
        banner = Banner(theme)
        banner.show_message(text)
        shown.append(banner)
    right = Field(theme, "SIREN", hint="9 chiffres")
    right.set_value("732 829 320")
    wrong = Field(theme, "Quantité", check=str)
    wrong.set_value("douze")
    wrong.set_error("La quantité est un nombre entier, par exemple 12.")
    search = SearchField(theme, "Rechercher, scanner ou lancer une action", "Ctrl+K")
    search.setMinimumWidth(360)
    return column(*shown, row(right, wrong), row(search, Avatar(theme, "Claire Renaud")))


def floating(theme: Theme) -> QWidget:
    """Show what floats over a page."""
    host = Card(theme, "Commandes")
    host.setFixedHeight(420)
    empty = EmptyText(
        "package-open",
        "Aucune commande à préparer",
        "Les nouvelles commandes de vos boutiques arrivent ici toutes seules.",
        "Synchroniser",
        "Importer un CSV",
    )
    host.body.addWidget(EmptyState(theme, empty))
    bar = BulkBar(theme, host)
    bar.add_action("Préparer ensemble", "scan-barcode")
    bar.add_action("Bons de préparation", "printer")
    bar.show_selection("3 sélectionnées")
    return host


def sheets(theme: Theme) -> QWidget:
    """Show a side sheet and a toast."""
    host = Card(theme, "Commandes")
    host.setFixedHeight(420)
    Toast(theme, host).say("Commande #1042 mise de côté", undo=host.update)
    sheet = SideSheet(theme, host, "#1042")
    sheet.subtitle.setText("Camille Roux")
    sheet.body.addWidget(Field(theme, "Note", hint="Visible à l’emballage"))
    sheet.body.addStretch(1)
    sheet.footer.addStretch(1)
    sheet.footer.addWidget(Button(theme, "Enregistrer", kind=Kind.PRIMARY))
    sheet.open_sheet()
    return host
