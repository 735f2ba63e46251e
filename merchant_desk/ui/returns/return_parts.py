"""What the sheet of a return shows: its articles, its money, its limits, its story."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QGridLayout, QWidget

from merchant_desk.queries.return_card import ReturnCard, ReturnedLine
from merchant_desk.ui.orders.sheet_section import SheetSection
from merchant_desk.ui.orders.tint_box import TintBox
from merchant_desk.ui.returns.clock_lines import clock_line
from merchant_desk.ui.returns.columns import state_chip
from merchant_desk.ui.stock.lines import Line
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.chip import Chip
from merchant_desk.values.french import euros, items, moment, number
from merchant_desk.values.goods_words import Grade, ReturnState
from merchant_desk.values.money import ZERO, total
from merchant_desk.values.return_reasons import reason_words
from merchant_desk.values.return_words import event_words, grade_words, kind_words
from merchant_desk.values.texts import _, ngettext

_ODD = (Grade.RESELL, Grade.REPAIR, Grade.SUPPLIER, Grade.SCRAP)
_LEAVES = (Grade.RESELL, Grade.SUPPLIER, Grade.SCRAP)
_ACROSS = 3
Choose = Callable[[ReturnedLine, Grade], None]


def goods_and_money(theme: Theme, card: ReturnCard, choose: Choose) -> list[QWidget]:
    """Return what came and what is owed, one under the other."""
    to_refund = bool(card.due) and card.state is ReturnState.RECEIVED
    parts: list[QWidget] = [Chip(theme, state_chip(card.state, to_refund=to_refund))]
    if card.late is not None:
        parts.append(_late(theme, card))
    return [*parts, _articles(theme, card, choose), _money(theme, card)]


def limits_and_story(theme: Theme, card: ReturnCard) -> list[QWidget]:
    """Return the legal limits, and what happened."""
    parts: list[QWidget] = []
    if card.clocks:
        limits = SheetSection(theme, _("Délais"))
        for clock in card.clocks:
            limits.body.addWidget(clock_line(theme, clock))
        parts.append(limits)
    story = SheetSection(theme, _("Histoire"))
    for each in card.story:
        words = " · ".join(filter(None, (event_words(each.kind), each.detail)))
        story.body.addWidget(Line(theme, words, note=f"{moment(each.at)} · {each.by}"))
    return [*parts, story]


def _late(theme: Theme, card: ReturnCard) -> TintBox:
    """Say how late the refund is, what it owes more, and what to do."""
    late = card.late
    days = 0 if late is None else late.days
    title = ngettext(
        "Remboursement en retard de {n}\u00a0jour",
        "Remboursement en retard de {n}\u00a0jours",
        days,
    ).format(n=number(days))
    if late is None or late.owed is None:
        words = _("Des intérêts sont dus (C. conso. L242-4)\u00a0: remboursez aujourd’hui.")
    else:
        told = _(
            "Majoration de {percent}\u00a0% (C. conso. L242-4)\u00a0: rendez {owed} au lieu de "
            "{due}, soit {more} de plus, aujourd’hui."
        )
        words = told.format(
            percent=late.percent.replace(".", ","),
            owed=euros(late.owed),
            due=euros(card.due),
            more=euros(late.owed - card.due),
        )
    return TintBox(theme, Tone.BAD, "clock-alert", title, words)


def _articles(theme: Theme, card: ReturnCard, choose: Choose) -> SheetSection:
    section = SheetSection(theme, kind_words(card.kind))
    for line in card.lines:
        told = number(line.received)
        if line.expected:
            told = _("{n} sur {total}").format(n=told, total=number(line.expected))
        grade = grade_words(line.grade) if line.grade and line.received else ""
        reason = reason_words(line.reason) if line.reason else ""
        note = " · ".join(filter(None, (grade, reason, line.note)))
        section.body.addWidget(Line(theme, line.name, told, note))
        _add_choices(theme, section, line, choose)
    if card.note:
        section.add_text(card.note)
    return section


def _add_choices(theme: Theme, section: SheetSection, line: ReturnedLine, choose: Choose) -> None:
    """Offer what is left to decide of an article that was kept aside."""
    choices = _ODD if line.odd else _LEAVES if line.aside else ()
    grid = QGridLayout()
    grid.setSpacing(8)
    for place, grade in enumerate(choices):
        button = Button(theme, grade_words(grade))
        named = _("{what}\u00a0: {items}").format(
            what=grade_words(grade), items=items(line.received)
        )
        button.setAccessibleName(named)
        button.clicked.connect(partial(_chosen, choose, line, grade))
        grid.addWidget(button, place // _ACROSS, place % _ACROSS)
    if choices:
        held = QWidget()
        held.setProperty("ground", "none")
        grid.setContentsMargins(0, 0, 0, 4)
        held.setLayout(grid)
        section.body.addWidget(held)


def _chosen(choose: Choose, line: ReturnedLine, grade: Grade, _checked: bool = False) -> None:
    choose(line, grade)


def _money(theme: Theme, card: ReturnCard) -> SheetSection:
    section = SheetSection(theme, _("Argent"))
    amounts = [line.refund for line in card.lines]
    section.add_pair(_("Articles"), euros(total(amounts) if amounts else ZERO))
    if card.carriage_out:
        section.add_pair(_("Livraison rendue"), euros(card.carriage_out))
    if card.carriage_back:
        section.add_pair(_("Port du retour payé par vous"), euros(card.carriage_back))
    section.add_pair(_("Reste à rendre"), euros(card.due))
    return section
