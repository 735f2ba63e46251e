"""Files of the bank on their way in: read, previewed one by one, imported when she says so."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from merchant_desk.documents.bank.bank_path import read_bank_path
from merchant_desk.documents.bank.csv_columns import ChosenColumns, UnknownColumnsError
from merchant_desk.errors import DeskError
from merchant_desk.operations.import_bank_file import import_bank_file
from merchant_desk.operations.plan_bank_import import plan_bank_import
from merchant_desk.queries.bank_accounts import AccountRow
from merchant_desk.ui.cash_bank.account_choice import AccountChoice
from merchant_desk.ui.cash_bank.columns_card import ColumnsCard
from merchant_desk.ui.cash_bank.doubtful_card import DoubtfulCard
from merchant_desk.ui.cash_bank.plan_parts import PlanCard
from merchant_desk.ui.desk import Desk, Ticket
from merchant_desk.ui.screen import Screen
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.banner import Banner, BannerText
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.values.bank_file import BankFile
from merchant_desk.values.bank_import import BankChoice, BankImported, BankPlan
from merchant_desk.values.french import moment, number
from merchant_desk.values.ids import CashAccountId
from merchant_desk.values.texts import _, ngettext


class ImportSheet(QObject):
    """``take`` brings files; each is shown before anything is written."""

    def __init__(self, desk: Desk, shell: Shell, screen: Screen) -> None:
        super().__init__(screen)
        self._desk = desk
        self._shell = shell
        self._screen = screen
        self._folder = ""
        self._waiting: list[Path] = []
        self._path: Path | None = None
        self._columns: ChosenColumns | None = None
        self._file: BankFile | None = None
        self._ticket: Ticket[BankFile] | None = None
        self.plan: BankPlan | None = None
        self.stands_on: CashAccountId | None = None
        theme = shell.theme
        self.sheet = shell.new_sheet(screen, _("Importer un relevé"))
        self.banner = Banner(theme)
        self.account = AccountChoice(theme)
        self.columns = ColumnsCard(theme)
        self.doubtful = DoubtfulCard(theme)
        self.card = PlanCard(theme)
        self.skip = Button(theme, _("Passer"))
        self.go = Button(theme, _("Importer"), kind=Kind.PRIMARY, icon="check")
        self._build()

    def _build(self) -> None:
        for part in (self.banner, self.columns, self.account, self.doubtful, self.card):
            self.sheet.body.addWidget(part)
        self.sheet.body.addStretch(1)
        self.sheet.footer.addStretch(1)
        self.sheet.footer.addWidget(self.skip)
        self.sheet.footer.addWidget(self.go)
        self.account.changed.connect(self._ask_plan)
        self.doubtful.answered.connect(self._offer)
        self.skip.clicked.connect(self._next)
        self.go.clicked.connect(self._on_go)
        self.sheet.closed.connect(self._on_closed)

    def choose_files(self) -> None:
        """Ask for files."""
        chosen, _kind = QFileDialog.getOpenFileNames(
            self._screen.window(),
            _("Choisir des relevés de banque"),
            self._folder,
            _(
                "Relevés (*.ofx *.qfx *.xml *.csv *.txt *.afb *.cfo *.120 *.dat);;"
                "Tous les fichiers (*)"
            ),
        )
        self.take([Path(each) for each in chosen])

    def take(self, paths: Sequence[Path]) -> None:
        """Show these files one after the other, after those that wait."""
        files = [inside for path in paths for inside in _files(path)]
        if not files:
            return
        self._folder = str(files[0].parent)
        self._waiting += files
        if self._path is None:
            self._next()

    def show_accounts(self, accounts: Sequence[AccountRow]) -> None:
        """Know the accounts a file may be of."""
        self.account.show_accounts(accounts)

    def _next(self, *_checked: object) -> None:
        self._path = self._waiting.pop(0) if self._waiting else None
        self._columns = self._file = self.plan = None
        if self._path is None:
            self.sheet.close_sheet()
            return
        self.banner.hide()
        for part in (self.columns, self.account, self.doubtful, self.card):
            part.hide()
        self.account.reset()
        self.sheet.subtitle.setText(self._path.name)
        self.skip.say(_("Passer au suivant") if self._waiting else _("Annuler"))
        self._read(self._path)

    def _read(self, path: Path) -> None:
        self.go.setEnabled(False)
        self.go.say(_("Lecture…"))
        self._ticket = self._desk.network(self._show_file, read_bank_path, path, self._columns)
        self._ticket.or_else(self._show_unread)
        self.sheet.open_sheet(self.skip)

    def _show_unread(self, error: DeskError) -> None:
        if isinstance(error, UnknownColumnsError):
            self.columns.show_table(error)
            self.columns.show()
            self.go.say(_("Lire ainsi"))
            self.go.setEnabled(True)
            self.columns.day.setFocus()
            title = _("Les colonnes de ce fichier ne sont pas reconnues.")
            self.banner.show_message(BannerText(Tone.WARN, title, _("Dites laquelle dit quoi.")))
            return
        self.go.say(_("Rien à importer"))
        self._show_trouble(error)

    def _show_file(self, file: BankFile) -> None:
        self._file = file
        self.banner.hide()
        self.columns.hide()
        self._ask_plan()

    def _choice(self) -> BankChoice:
        chosen = self.account.account_id or self.stands_on
        return BankChoice(
            account_id=chosen,
            name=self.account.name.value,
            new_account=True,
            other_account=True,
            same=self.doubtful.chosen(),
        )

    def _ask_plan(self) -> None:
        if self._file is not None:
            self.doubtful.show_lines(())
            ticket = self._desk.read(self._show_plan, plan_bank_import, self._file, self._choice())
            ticket.or_else(self._show_trouble)

    def _show_plan(self, plan: BankPlan) -> None:
        self.plan = plan
        self.card.show_plan(plan)
        self.card.show()
        self.account.show_plan(plan)
        self.doubtful.show_lines(plan.doubtful)
        self._warn(plan)
        self._offer()
        if self.sheet.isVisible():
            first = next(iter(self.doubtful.choices.values()), self.skip)
            (self.go if self.go.isEnabled() else first).setFocus()

    def _warn(self, plan: BankPlan) -> None:
        if plan.past is not None:
            text = _("Ce fichier a déjà été importé\u00a0: {when}, {name}.").format(
                when=moment(plan.past.at), name=plan.past.file_name
            )
            self.banner.show_message(BannerText(Tone.INFO, text, _("Il n’y a rien à faire.")))
        elif any(each.other for each in plan.accounts):
            text = _("Ce relevé est d’un autre compte que celui affiché.")
            advice = _("Vérifiez le compte ci-dessous avant d’importer.")
            self.banner.show_message(BannerText(Tone.WARN, text, advice))
        elif any(each.new for each in plan.accounts):
            text = _("Ce compte n’est pas encore connu.")
            advice = _("L’importer l’ajoute à la trésorerie de la boutique.")
            self.banner.show_message(BannerText(Tone.INFO, text, advice))
        else:
            self.banner.hide()

    def _offer(self) -> None:
        plan = self.plan
        if plan is None:
            return
        unnamed = any(each.unnamed for each in plan.accounts)
        ready = plan.past is None and not unnamed and self.doubtful.complete
        count = plan.added + sum(not same for same in self.doubtful.chosen().values())
        words = ngettext("Importer {n} opération", "Importer {n} opérations", count)
        self.go.say(words.format(n=number(count)) if ready and count else _("Importer"))
        self.go.setEnabled(ready)

    def _on_go(self) -> None:
        if self._file is None:
            self._columns = self.columns.chosen()
            if self._columns is None or self._path is None:
                title = _("Il manque la date, le libellé ou le montant.")
                advice = _("Le montant est dans une colonne, ou dans deux\u00a0: débit et crédit.")
                self.banner.show_message(BannerText(Tone.WARN, title, advice))
                return
            self._read(self._path)
            return
        self.go.setEnabled(False)
        self._desk.write(
            self._show_imported, import_bank_file, self._desk.gesture(), self._file, self._choice()
        ).or_else(self._show_trouble)

    def _show_imported(self, done: BankImported) -> None:
        text = ngettext(
            "{n} opération ajoutée depuis {name}.",
            "{n} opérations ajoutées depuis {name}.",
            done.added,
        )
        self._shell.toast(text.format(n=number(done.added), name=done.file_name))
        self._next()

    def _show_trouble(self, error: DeskError) -> None:
        self.banner.show_message(BannerText(Tone.BAD, error.title, error.advice))
        self._offer()

    def _on_closed(self) -> None:
        if self._ticket is not None:
            self._ticket.cancel()
        self._waiting = []
        self._path = self._file = self.plan = None


def _files(path: Path) -> list[Path]:
    """Return a file, or those of a folder."""
    if not path.is_dir():
        return [path]
    return sorted(each for each in path.iterdir() if each.is_file() and each.name[0] != ".")
