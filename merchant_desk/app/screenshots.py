"""Pictures of every screen with the sample shop, in both looks, at the sizes that must work."""

import os
import tempfile
from datetime import date
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from merchant_desk.app.demo_shop import DemoShop
from merchant_desk.app.program import Program
from merchant_desk.app.sample_bills import Bill, bill_page
from merchant_desk.app.sample_goods import fill_goods
from merchant_desk.app.sample_papers import write_invoices
from merchant_desk.app.sample_promotions import plan_sample
from merchant_desk.app.sample_purchases import receive_sample
from merchant_desk.app.sample_treasury import live_treasury
from merchant_desk.app.sample_troubles import leave_troubles
from merchant_desk.app.screenshot_views import views
from merchant_desk.app.window import make_application
from merchant_desk.documents import draw_factur_x
from merchant_desk.documents.writing.bring_out import bring_out_as_pdf
from merchant_desk.operations.make_wave import make_wave
from merchant_desk.operations.open_parcel import open_parcel
from merchant_desk.operations.scan_item import scan_at_packing
from merchant_desk.queries import demo_report as figures
from merchant_desk.ui.screens import SCREENS
from merchant_desk.ui.theme import Look, Mode, Theme
from merchant_desk.values.clock import paris_date, utc_now
from merchant_desk.values.received_invoice import ReceivedFile
from merchant_desk.values.scan import scan_of_text

SIZES = ((1093, 614), (1280, 800), (1440, 900), (1920, 1080))
MODES = (Mode.LIGHT, Mode.DARK)
_FIRST_VISIT_MS = 1500
_SETTLE_MS = 1200
_WAVE = 6


def take_all(folder: Path) -> list[str]:
    """Write the pictures into the folder; return their names."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    folder.mkdir(parents=True, exist_ok=True)
    app = make_application()
    with tempfile.TemporaryDirectory(prefix="merchant-desk-shots-") as temporary:
        shop = DemoShop(Path(temporary), utc_now())
        shop.prepare()
        _begin_a_morning(shop)
        program = Program(app, shop.home, Theme(app), shop.secrets)
        try:
            return _take(app, program, shop.storefront.url, folder)
        finally:
            program.window.close()
            program.close()
            shop.storefront.stop()


def _begin_a_morning(shop: DemoShop) -> None:
    """Leave a wave behind and a parcel half full, so that no screen is empty."""
    lanes, today = shop.home.lanes, paris_date(utc_now())
    lanes.write(write_invoices, shop.gesture(), today).result()
    ready = lanes.read(figures.orders_with_stock).result()
    wave = lanes.write(make_wave, shop.gesture(), ready[:_WAVE]).result()
    for order_id in wave.order_ids:
        codes = lanes.read(figures.codes_to_scan, order_id).result()
        if len(codes.article_codes) > 2:  # noqa: PLR2004 - enough to be half full
            opened = lanes.write(open_parcel, shop.gesture(), order_id).result()
            scan = scan_of_text(codes.article_codes[0], utc_now())
            lanes.write(scan_at_packing, shop.gesture(), opened.parcel_id, scan).result()
            break
    bring_out_as_pdf(lanes, shop.gesture(), shop.home.folder)
    leave_troubles(shop)
    plan_sample(shop)
    receive_sample(shop, _drawn)
    lanes.write(fill_goods, shop.gesture()).result()
    live_treasury(shop)


def _drawn(bill: Bill, today: date) -> ReceivedFile:
    return ReceivedFile(f"{bill.number}.pdf", draw_factur_x(bill_page(bill, today)))


def _take(app: QApplication, program: Program, url: str, folder: Path) -> list[str]:
    app.setCursorFlashTime(0)
    program.window.show()
    for spec in SCREENS:  # the first visit builds a screen and reads for the first time
        program.shell.navigate(spec.key)
        QTest.qWait(_FIRST_VISIT_MS)
    seen = views(url)
    names = []
    for mode in MODES:
        program.theme.use(Look(mode=mode, reduced_motion=True))
        for width, height in SIZES:
            program.window.resize(width, height)
            for view in seen:
                view.open(program)
                QTest.qWait(_SETTLE_MS)
                name = f"{view.name}_{mode.value}_{width}x{height}.png"
                program.window.grab().save(str(folder / name))
                names.append(name)
                if view.leave is not None:
                    view.leave(program)
    return names
