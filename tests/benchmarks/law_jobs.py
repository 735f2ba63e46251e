"""LAW: the verdict on an operation of a thousand articles, and a thousand questions.

The verdict counts from the end of the pause after a key until its findings are on the screen: the
facts are read from the file, put as a question, judged by every rule, and shown.
"""

import json
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from sqlalchemy.orm import Session

from merchant_desk.database.database import open_database
from merchant_desk.migrations.upgrade import upgrade
from merchant_desk.models.product import Product
from merchant_desk.operations.save_product import note_price
from merchant_desk.rules.legal.engine import answer_json
from merchant_desk.rules.legal.moment import Moment
from merchant_desk.rules.legal.parts import Text
from merchant_desk.rules.promotion_draft import Pricing, PromotionDraft
from merchant_desk.ui.promotions.plan_page import PlanPage
from merchant_desk.ui.scanner import Scanner
from merchant_desk.ui.shell import Services, Shell
from merchant_desk.ui.sound_players import SilentPlayer
from merchant_desk.ui.sounds import Sounds
from merchant_desk.values.clock import utc_now
from merchant_desk.values.ids import ProductId, id_text
from merchant_desk.values.money import Money
from tests.benchmarks.desk_file import GESTURE
from tests.benchmarks.measuring import Figure, Spread
from tests.benchmarks.stage import Stage, look_in, on_stage
from tests.benchmarks.workbench import Workbench
from tests.law.open_cases import open_cases
from tests.makers import make_product, make_profile, make_station

ARTICLES, QUESTIONS, PRESSES = 1000, 1000, 20
_VERDICT_MS, _ANSWERS_S = 150, 1.0
_COST = 20_000
"""Two euros, in ten-thousandths."""


def law(bench: Workbench) -> list[Figure]:
    """The verdict in the window, and questions without one."""
    look_in(bench.folder)
    database = open_database(f"sqlite:///{bench.fresh('law.sqlite3')}")
    upgrade(database, utc_now())
    with database.write() as session:
        products = _stock_up(session)
    with on_stage(database) as stage:
        spread = _presses(stage, products)
    database.close()
    return [
        Figure(
            job="LAW",
            what=f"pause over → verdict on {ARTICLES} articles shown: p50, bar {_VERDICT_MS} ms",
            value=spread.at(50) * 1e3,
            unit="ms",
            ratio=spread.at(50) * 1e3 / _VERDICT_MS,
            must=1,
            timed=True,
        ),
        Figure(
            job="LAW",
            what=f"the same: p95, bar {_VERDICT_MS} ms",
            value=spread.at(95) * 1e3,
            unit="ms",
            ratio=spread.at(95) * 1e3 / _VERDICT_MS,
            must=1,
            timed=True,
        ),
        _questions(),
    ]


def _stock_up(session: Session) -> list[ProductId]:
    """A thousand articles with a cost, whose price changed five times in the year."""
    make_station(session, GESTURE)
    make_profile(session)
    made = []
    for number in range(ARTICLES):
        cents = 500 + number
        product_id = make_product(
            session, f"SKU-{number}", name=f"Article {number}", ean=None, price_cents=cents
        )
        session.get_one(Product, product_id).cost_tenthousandths = _COST
        for change in range(5):
            at = utc_now() - timedelta(days=300 - 55 * change)
            price = Money(cents + change % 2 * 40)
            note_price(session, replace(GESTURE, at=at), product_id, price, "desk")
        made.append(product_id)
    return made


def _presses(stage: Stage, products: list[ProductId]) -> Spread:
    sounds = Sounds(player=SilentPlayer())
    page = PlanPage(stage.desk, Shell(stage.theme, Scanner(sounds), sounds, Services()))
    page.resize(1200, 760)
    page.show()
    seen: list[int] = []
    page.panel.acknowledged_changed.connect(lambda: seen.append(1))
    taken = []
    for percent in range(10, 10 + PRESSES + 1):
        page._draft = _draft(products, percent)
        seen.clear()
        start = time.perf_counter()
        page._judge()
        stage.until(lambda: bool(seen))
        page.panel.repaint()
        taken.append(time.perf_counter() - start)
    page.close()
    page.deleteLater()
    return Spread(tuple(taken[1:]))


def _draft(products: list[ProductId], percent: int) -> PromotionDraft:
    starts = datetime.combine((utc_now() + timedelta(days=6)).date(), datetime.min.time(), UTC)
    return PromotionDraft(
        title="Black Friday",
        kind="promotion",
        starts_at=starts,
        ends_at=starts + timedelta(days=4),
        products=tuple(id_text(each) for each in products),
        pricing=Pricing(by="percent", value=100 * percent, ending="90"),
        texts=(Text(text="Black Friday", place="web", on=Moment.of_day(starts.date())),),
    )


def _questions() -> Figure:
    asked = [json.loads(json.dumps(case.question)) for case in open_cases()]
    many = (asked * (QUESTIONS // len(asked) + 1))[:QUESTIONS]
    answer_json(many[0])
    start = time.perf_counter()
    for question in many:
        answer_json(question)
    took = time.perf_counter() - start
    return Figure(
        job="LAW",
        what=f"{QUESTIONS} questions answered in one process, bar {_ANSWERS_S:g} s",
        value=took,
        unit="s",
        ratio=took / _ANSWERS_S,
        must=1,
        timed=True,
    )
