"""The form of an operation, judged while she writes: cards left, the verdict right."""

from datetime import date
from functools import partial

from msgspec.structs import replace
from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from merchant_desk.errors import RefusedError
from merchant_desk.operations.plan_promotion import plan_promotion, save_draft
from merchant_desk.operations.turn_promotions import cancel_promotion
from merchant_desk.queries.draft_lines import DraftLine, DraftLines, draft_lines
from merchant_desk.queries.law_shop import shop_zone
from merchant_desk.queries.promotion_reading import PromotionReading
from merchant_desk.queries.promotion_verdict import Verdict, promotion_verdict
from merchant_desk.queries.promotions import PromotionCard, promotion_card
from merchant_desk.rules.legal.zones import clock_of
from merchant_desk.rules.promotion_dates import check_dates, dates_fit
from merchant_desk.rules.promotion_draft import OwnPrice, PromotionDraft
from merchant_desk.ui.desk import Desk, Ticket
from merchant_desk.ui.promotions.finding_words import FindingGroup
from merchant_desk.ui.promotions.mending import mended
from merchant_desk.ui.promotions.new_draft import new_draft
from merchant_desk.ui.promotions.own_price_sheet import OwnPriceSheet
from merchant_desk.ui.promotions.plan_form import PlanForm
from merchant_desk.ui.promotions.plan_head import PlanHead
from merchant_desk.ui.promotions.print_part import PrintPart
from merchant_desk.ui.promotions.verdict_panel import VerdictPanel
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.widgets.card import Card
from merchant_desk.values.clock import PARIS, utc_now
from merchant_desk.values.ids import ProductId, PromotionId, id_text, new_id, parse_id
from merchant_desk.values.texts import _
from merchant_desk.values.words import PromotionState

_PAUSE_MS = 300
_READ = frozenset({
    "product", "price_change", "promotion", "promotion_line", "product_law", "category_law",
    "batch", "stock_level", "shop_profile", "setting",
})  # fmt: skip
_PANEL, _LEAST_PANEL = 400, 280


class PlanPage(QWidget):
    """One operation; ``closed`` when she goes back to the calendar."""

    opened = Signal()
    closed = Signal()

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__()
        self._desk = desk
        self._shell = shell
        self._id = PromotionId(new_id())
        self._known = False
        self._state = PromotionState.DRAFT
        self._draft = new_draft(utc_now().date())
        self._asked: Ticket[Verdict] | None = None
        self._kept: PromotionDraft | None = self._draft
        self._verdict: Verdict | None = None
        self._read: PromotionReading | None = None
        self.papers = PrintPart(desk, shell)
        self.head = PlanHead(shell.theme, self.papers)
        self.form = PlanForm(desk, shell)
        self.panel = VerdictPanel(shell.theme)
        self.own: OwnPriceSheet | None = None
        self._pause = QTimer(self, interval=_PAUSE_MS)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._judge)
        self._build()
        self._connect()

    def _build(self) -> None:
        side = Card(self._shell.theme)
        side.body.addWidget(self.panel, 1)
        side.setMinimumWidth(_LEAST_PANEL)
        side.setMaximumWidth(_PANEL)
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(self.form, 5)
        row.addWidget(side, 3)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.head)
        column.addLayout(row, 1)

    def _connect(self) -> None:
        self.form.edited.connect(self._on_edited)
        self.form.articles.opened.connect(self._on_article)
        self.head.left.connect(self._on_left)
        self.head.kept.connect(self._on_keep)
        self.head.planned.connect(self._on_plan)
        self.head.cancelled.connect(self._on_cancel)
        self.panel.remedy_wanted.connect(self._on_remedy)
        self.panel.rule_wanted.connect(self._on_rule)
        self.panel.acknowledged_changed.connect(self._show_state)
        self._desk.changed.connect(self._on_changed)

    def plan_on(self, day: date, products: tuple[ProductId, ...] = ()) -> None:
        """Begin an operation that starts on a day."""
        self._id, self._known = PromotionId(new_id()), False
        self._state = PromotionState.DRAFT
        self._begin(new_draft(day, tuple(id_text(each) for each in products)), ())

    def open(self, promotion_id: PromotionId) -> None:
        """Open an operation that was kept."""
        self._desk.read(self._show_card, promotion_card, promotion_id)

    def _show_card(self, card: PromotionCard | None) -> None:
        if card is None:
            self._shell.banner(_("Cette opération n’existe plus."))
            return
        self._id, self._known, self._state = card.row.id, True, card.row.state
        self._begin(card.draft, tuple(each.rule for each in card.acknowledged))

    def _begin(self, draft: PromotionDraft, read: tuple[str, ...]) -> None:
        self._draft, self._kept, self._verdict, self._read = draft, draft, None, None
        self.panel.begin(read)
        self.form.begin()
        self.form.show_lines(DraftLines(), ())
        self._show_draft()
        self.opened.emit()
        self.form.basics.name.input.setFocus()
        self._desk.read(self._show_zone, shop_zone)
        self._judge()

    def _show_zone(self, zone: str | None) -> None:
        self.form.use_clock(clock_of(zone) if zone else PARIS, self._draft)

    def _show_draft(self) -> None:
        self.form.show_draft(self._draft)
        self._show_state()

    def _show_state(self) -> None:
        self.papers.show_for(self._id, self._draft.title, self._state)
        over = self._state in (PromotionState.ENDED, PromotionState.CANCELLED)
        self.head.show_state(
            self._draft.title,
            self._state,
            may_keep=self._state is PromotionState.DRAFT,
            may_plan=self.panel.may_plan and not over,
            may_cancel=self._known and not over,
        )

    def _on_edited(self) -> None:
        self._draft = self.form.put_into(self._draft)
        self.head.show_title(self._draft.title)
        self.panel.show_waiting()
        self._pause.start()

    def _judge(self) -> None:
        self._pause.stop()
        self.form.result.ask(self._id, self._state, self._draft.kind)
        if self._asked is not None:
            self._asked.cancel()
        try:
            check_dates(self._draft)
        except RefusedError as refusal:
            if self._draft.title:
                self.panel.show_trouble(refusal.title, refusal.advice)
                return
        self._asked = self._desk.read(
            self._show_verdict,
            promotion_verdict,
            self._draft,
            utc_now(),
            self._id,
            read=self._read,
        )

    def _on_changed(self, tables: frozenset[str]) -> None:
        """Forget what was read of the articles once something of it may be another."""
        if not _READ.isdisjoint(tables):
            self._read = None

    def _show_verdict(self, verdict: Verdict) -> None:
        self._read = verdict.read
        self._verdict = verdict
        self.panel.show_verdict(verdict)
        skus = tuple(each.sku for each in verdict.facts)
        self.form.show_lines(draft_lines(verdict), skus)

    def show_refusal(self, title: str, advice: str) -> bool:
        """Say in the panel why nothing could be checked or kept."""
        if not self.isVisible():
            return False
        self.panel.show_refusal(title, advice)
        return True

    def _on_remedy(self, group: FindingGroup) -> None:
        if self._verdict is None:
            return
        products = {each.sku: id_text(each.product_id) for each in self._verdict.facts}
        draft = mended(self._draft, group, products, self.form.clock)
        if draft == self._draft:
            self._go_to(group, [products[each] for each in group.skus if each in products])
            return
        self._draft = draft
        self._show_draft()
        self._judge()

    def _go_to(self, group: FindingGroup, products: list[str]) -> None:
        """Go where only she can put it right: an input, the card of the article, the rule."""
        remedy = group.finding.remedy
        if remedy is not None and self.form.point_out(remedy):
            return
        product = parse_id(products[0]) if products else None
        if remedy is not None and remedy.kind == "complete_data" and product is not None:
            self._shell.navigate("products", product_id=product)
        else:
            self._on_rule(group.finding.rule)

    def _on_rule(self, rule: str) -> None:
        self._shell.help(rule)

    def _on_article(self, row: DraftLine) -> None:
        if self.own is None:
            self.own = OwnPriceSheet(self._shell, self)
            self.own.told.connect(self._on_own)
        self.own.open_for(row, self._draft)

    def _on_own(self, product: str, own: tuple[OwnPrice, ...]) -> None:
        others = tuple(each for each in self._draft.own_prices if each.product != product)
        self._draft = replace(self._draft, own_prices=(*others, *own))
        self._on_edited()

    def _on_left(self) -> None:
        """Keep a draft that was changed; what cannot be kept is left, and can be taken up again."""
        self._pause.stop()
        draft = self._draft
        named = draft if draft.title else replace(draft, title=_("Opération sans nom"))
        if draft != self._kept and self._state is PromotionState.DRAFT and dates_fit(named):
            self._desk.write(self._on_kept, save_draft, self._desk.gesture(), named, self._id)
        elif draft != self._kept:
            back = partial(self._come_back, self._id, self._state, known=self._known, draft=draft)
            self._shell.toast(_("Changements laissés de côté"), back)
        self.closed.emit()

    def _come_back(
        self,
        promotion_id: PromotionId,
        state: PromotionState,
        *,
        known: bool,
        draft: PromotionDraft,
    ) -> None:
        """Take up again what was left."""
        self._id, self._known, self._state = promotion_id, known, state
        self._begin(draft, ())
        self._kept = None

    def _has_name(self) -> bool:
        name = self.form.basics.name
        if name.validate():
            return True
        name.input.setFocus()
        return False

    def _on_keep(self) -> None:
        if not self._has_name():
            return
        gesture = self._desk.gesture()
        self._desk.write(self._on_kept, save_draft, gesture, self._draft, self._id)

    def _on_plan(self) -> None:
        if not self._has_name():
            return
        self._desk.write(
            self._on_planned,
            plan_promotion,
            self._desk.gesture(),
            self._draft,
            self.panel.acknowledged,
            self._id,
        )

    def _on_cancel(self) -> None:
        self._desk.write(self._on_cancelled, cancel_promotion, self._desk.gesture(), self._id)

    def _on_kept(self, promotion_id: PromotionId) -> None:
        self._shell.toast(_("Brouillon enregistré"))
        if promotion_id == self._id:
            self._known, self._kept = True, self._draft
            self._show_state()

    def _on_planned(self, promotion_id: PromotionId) -> None:
        self._shell.toast(_("Opération planifiée"))
        if promotion_id == self._id:
            self.closed.emit()

    def _on_cancelled(self, _answer: None) -> None:
        self._shell.toast(_("Opération annulée"))
        self.closed.emit()
