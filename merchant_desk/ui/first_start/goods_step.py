"""Step 2: where the articles come from: a storefront, a file, or nothing yet."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from merchant_desk.queries.first_start import FirstStart
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.first_start.step_page import StepPage
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.importing.importing import Importing
from merchant_desk.ui.settings.storefronts_page import StorefrontsPage
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.card import Card
from merchant_desk.ui.widgets.icon_label import IconLabel
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.french import number
from merchant_desk.values.texts import _, ngettext


class GoodsStep(StepPage):
    """The storefronts are connected on their own page, shown inside this step."""

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__(
            desk,
            shell,
            _("Vos articles"),
            _("D’où viennent-ils\u00a0? L’un n’empêche pas l’autre, et tout peut attendre."),
        )
        self.storefronts: StorefrontsPage | None = None
        self.importing = Importing(desk, shell, self)
        theme = shell.theme
        self.connect_shop = Button(theme, _("Connecter une boutique"), kind=Kind.SECONDARY)
        self.bring_file = Button(theme, _("Importer un fichier"))
        self.nothing = Button(theme, _("Commencer sans rien"))
        self.shop_note = TextLabel(theme, "", Role.BODY, Ink.TEXT2, wraps=True)
        self.file_note = TextLabel(theme, "", Role.BODY, Ink.TEXT2, wraps=True)
        self._build()
        self.connect_shop.clicked.connect(self._on_connect)
        self.bring_file.clicked.connect(self.importing.choose_file)
        self.nothing.clicked.connect(self._on_nothing)

    def _build(self) -> None:
        alone = _("Créez vos articles un à un dans Produits, ou scannez-les à la caisse.")
        note = TextLabel(self.shell.theme, alone, Role.BODY, Ink.TEXT2, wraps=True)
        for icon, title, words, button in (
            ("globe", _("Une boutique en ligne"), self.shop_note, self.connect_shop),
            ("file-spreadsheet", _("Un fichier"), self.file_note, self.bring_file),
            ("pencil", _("Rien pour l’instant"), note, self.nothing),
        ):
            self.cards.addWidget(self._way(icon, title, words, button))

    def _way(self, icon: str, title: str, words: TextLabel, button: Button) -> Card:
        theme = self.shell.theme
        card = Card(theme)
        text = QVBoxLayout()
        text.setSpacing(3)
        text.addWidget(TextLabel(theme, title, Role.CARD_TITLE))
        text.addWidget(words)
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(IconLabel(theme, icon, Ink.ACCENT, 22))
        row.addLayout(text, 1)
        row.addWidget(button)
        card.body.addLayout(row)
        return card

    def reload(self) -> None:
        """Ask again for the storefronts, while they are shown."""
        if self.storefronts is not None:
            self.storefronts.reload()

    def show_facts(self, facts: FirstStart) -> None:
        """Say what is there already."""
        if facts.shops:
            self.shop_note.setText(
                _("Connectée\u00a0: {names}.").format(names=", ".join(facts.shops))
            )
            self.connect_shop.say(_("Voir mes boutiques"))
        else:
            self.shop_note.setText(
                _(
                    "WooCommerce, PrestaShop, Shopify, Magento, Adobe Commerce, Vendure\u00a0: "
                    "ses articles et ses commandes arrivent tout seuls."
                )
            )
            self.connect_shop.say(_("Connecter une boutique"))
        known = ngettext(
            "{n} article est déjà là.", "{n} articles sont déjà là.", facts.products
        ).format(n=number(facts.products))
        ways = _("CSV, Excel ou LibreOffice\u00a0: vous voyez tout avant que rien ne soit importé.")
        self.file_note.setText(f"{known} {ways}" if facts.products else ways)

    def went_back(self) -> bool:
        """Leave the storefronts for the choice."""
        if self.layers.currentWidget() is self.page:
            return False
        self.layers.setCurrentWidget(self.page)
        return True

    def first_control(self) -> QWidget | None:
        """Begin with the storefront."""
        return self.connect_shop if self.layers.currentWidget() is self.page else None

    def _on_connect(self) -> None:
        fresh = self.storefronts is None
        if self.storefronts is None:
            self.storefronts = StorefrontsPage(self.desk, self.shell)
            self.layers.addWidget(self.storefronts)
        self.layers.setCurrentWidget(self.storefronts)
        self.storefronts.reload()
        if fresh and self.connect_shop.text() == _("Connecter une boutique"):
            self.storefronts.sheets.add.open_sheet()

    def _on_nothing(self) -> None:
        self.done.emit()
