"""A new count: its name, its place, its bins or articles, and whether it is blind."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from merchant_desk.operations.open_count import NewCount
from merchant_desk.queries.count_choices import CountChoices
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.field import Field
from merchant_desk.ui.widgets.select import Select
from merchant_desk.ui.widgets.switch import Switch
from merchant_desk.ui.widgets.text_label import TextLabel
from merchant_desk.values.count_scope import AbcClass, CountScope
from merchant_desk.values.ids import LocationId, PlaceId, SupplierId
from merchant_desk.values.texts import _

_ALL = ""


class OpenSheet(QObject):
    """``wanted`` carries the ``NewCount``."""

    wanted = Signal(object)

    def __init__(self, shell: Shell, screen: QWidget) -> None:
        super().__init__(screen)
        theme = shell.theme
        self._choices = CountChoices()
        self.sheet = shell.new_sheet(screen, _("Nouveau comptage"))
        self.name = Field(theme, _("Nom"), hint=_("Facultatif\u00a0: «\u00a0Vitrine\u00a0»."))
        self.location = Select(theme, _("Lieu"))
        self.bins = Field(theme, _("Emplacements"), hint=_("A1, A2… ou rien\u00a0: tous."))
        self.about = Select(theme, _("Articles"))
        self.blind = Switch(theme, _("À l’aveugle\u00a0: cacher les quantités attendues"))
        self.blind.setChecked(True)
        self.go = Button(theme, _("Ouvrir le comptage"), kind=Kind.PRIMARY)
        self._cancel = Button(theme, _("Annuler"))
        body = self.sheet.body
        body.addWidget(self.name)
        body.addWidget(TextLabel(theme, _("Lieu")))
        body.addWidget(self.location)
        body.addWidget(self.bins)
        body.addWidget(TextLabel(theme, _("Articles")))
        body.addWidget(self.about)
        body.addWidget(self.blind)
        body.addStretch(1)
        self.sheet.footer.addStretch(1)
        self.sheet.footer.addWidget(self._cancel)
        self.sheet.footer.addWidget(self.go)
        self._cancel.clicked.connect(self.sheet.close_sheet)
        self.go.clicked.connect(self._on_go)
        for field in (self.name, self.bins):
            field.input.returnPressed.connect(self._on_go)

    def open_with(self, choices: CountChoices) -> None:
        """Ask what is to be counted, among what there is."""
        self._choices = choices
        self._offer(self.location, [(_("Tous les lieux"), _ALL), *_locations(choices)])
        self._offer(self.about, [(_("Tous les articles"), _ALL), *_articles(choices)])
        self.name.set_value("")
        self.bins.set_value("")
        self.sheet.open_sheet(self.name.input)

    def _on_go(self) -> None:
        bins = self._bins()
        if bins is None:
            return
        kind, _sep, value = str(self.about.currentData() or "").partition(":")
        scope = CountScope(
            bins=bins,
            categories=(value,) if kind == "category" else (),
            suppliers=(SupplierId(bytes.fromhex(value)),) if kind == "supplier" else (),
            classes=(AbcClass(value),) if kind == "class" else (),
        )
        self.sheet.close_sheet()
        self.wanted.emit(
            NewCount(
                title=self.name.value,
                scope=scope,
                location_id=self._location(),
                blind=self.blind.isChecked(),
            )
        )

    def _location(self) -> LocationId | None:
        told = str(self.location.currentData() or "")
        return LocationId(bytes.fromhex(told)) if told else None

    def _bins(self) -> tuple[PlaceId, ...] | None:
        """Return the bins that are named, or None when one is not known."""
        location = self._location()
        named = [each.strip() for each in self.bins.value.replace(";", ",").split(",")]
        found = []
        for code in filter(None, named):
            known = [
                each.place_id
                for each in self._choices.bins
                if each.code.casefold() == code.casefold() and location in {None, each.location_id}
            ]
            if not known:
                self.bins.set_error(_("Aucun emplacement {code} ici.").format(code=code))
                self.bins.input.setFocus()
                return None
            found += known
        return tuple(found)

    def _offer(self, select: Select, entries: Sequence[tuple[str, str]]) -> None:
        select.clear()
        for words, key in entries:
            select.addItem(words, key)


def _locations(choices: CountChoices) -> list[tuple[str, str]]:
    return [(each.name, each.location_id.hex()) for each in choices.locations]


def _articles(choices: CountChoices) -> list[tuple[str, str]]:
    words = _("Classe {name}")
    told = [(words.format(name=each.value), f"class:{each.value}") for each in AbcClass]
    category = _("Catégorie {name}")
    told += [(category.format(name=each), f"category:{each}") for each in choices.categories]
    supplier = _("Fournisseur {name}")
    told += [
        (supplier.format(name=name), f"supplier:{supplier_id.hex()}")
        for supplier_id, name in choices.suppliers
    ]
    return told
