"""What a file would bring, in short lines: counts, proofs of balances, notes."""

from collections.abc import Iterator

from merchant_desk.ui.stock.lines import Line, clear
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.card import Card
from merchant_desk.ui.widgets.chip import Chip, ChipText
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.bank_import import AccountPlan, BankPlan, StatementProof
from merchant_desk.values.french import euros, number, short_date
from merchant_desk.values.texts import _, ngettext

_PROOFS = 4


class PlanCard(Card):
    """What the file brings to each account."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, _("Ce que le fichier apporte"))
        self._theme = theme

    def show_plan(self, plan: BankPlan) -> None:
        """Say it, account by account."""
        clear(self.body)
        for each in plan.accounts:
            for line in self._lines(each):
                self.body.addWidget(line)
        for note in plan.notes:
            self.body.addWidget(TextLabel(self._theme, note, ink=Ink.TEXT2, wraps=True))

    def _lines(self, plan: AccountPlan) -> Iterator[Line]:
        theme = self._theme
        days = _("du {first} au {last}").format(
            first=short_date(plan.first_day), last=short_date(plan.last_day)
        )
        head = Line(theme, plan.name, note=days)
        if plan.new:
            head.add(Chip(theme, ChipText(_("Nouveau compte"), Tone.INFO)))
        elif plan.other:
            head.add(Chip(theme, ChipText(_("Autre compte"), Tone.WARN)))
        yield head
        moved = _("{money_in} d’entrées, {money_out} de sorties").format(
            money_in=euros(plan.money_in), money_out=euros(plan.money_out)
        )
        new = ngettext("Ligne nouvelle", "Lignes nouvelles", plan.added)
        yield Line(theme, new, number(plan.added), moved if plan.added else "")
        if plan.known:
            known = _("Déjà connues d’un autre relevé\u00a0: elles ne seront pas doublées")
            yield Line(theme, known, number(plan.known))
        if plan.absent:
            absent = _("Connues entre ces dates, et que ce fichier ne dit pas")
            yield Line(theme, absent, number(plan.absent))
        for proof in plan.proofs[-_PROOFS:]:
            yield self._proof(proof)

    def _proof(self, proof: StatementProof) -> Line:
        if proof.closing is None:
            return Line(self._theme, _("Ce relevé ne dit pas de solde\u00a0: rien ne le prouve."))
        closing = _("Solde au {day}").format(day=short_date(proof.last_day))
        if proof.opening is None:
            return Line(self._theme, closing, euros(proof.closing))
        words = _("{opening} au départ, {moved} d’opérations").format(
            opening=euros(proof.opening), moved=euros(proof.movements)
        )
        line = Line(self._theme, closing, euros(proof.closing), words)
        fine = not proof.difference
        chip = ChipText(_("Prouvé"), Tone.OK) if fine else ChipText(_("Écart"), Tone.BAD)
        line.add(Chip(self._theme, chip))
        return line
