"""The sample shop beside its storefront: what ``demo`` opens, with or without a window."""

import os
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from merchant_desk.app.home import Home, open_home, seal_from_now
from merchant_desk.app.memory_keyring import use_memory_keyring
from merchant_desk.app.shop_errands import ShopErrands
from merchant_desk.app.storefronts import Storefronts
from merchant_desk.demo.orders import demo_orders
from merchant_desk.demo.storefront import DEMO_KEY, DEMO_SECRET, Storefront
from merchant_desk.operations.decide_masters import decide_masters
from merchant_desk.operations.save_profile import save_profile
from merchant_desk.operations.save_settings import add_person, save_setting
from merchant_desk.operations.take_shop_stock import take_shop_stock
from merchant_desk.sync.progress import Silent
from merchant_desk.sync.secrets import Secrets
from merchant_desk.values import settings as declared
from merchant_desk.values.bundled import RESOURCES
from merchant_desk.values.clock import utc_now
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ShopId
from merchant_desk.values.invoice_page import Seller
from merchant_desk.values.money import Money
from merchant_desk.values.remote import Address
from merchant_desk.values.shop_access import Masters, NewShop, ShopAccess
from merchant_desk.values.vat import VatTreatment
from merchant_desk.values.words import Master

PEOPLE = ("Camille", "Inès", "Hugo")
_OPEN_FOR, _LAIN_LONG = timedelta(days=200), 300
"""For how long the first articles have lain on the shelves: half a year can be told of them."""
LOGO = RESOURCES / "sample" / "logo.png"


class DemoShop:
    """A sample shop in a folder, its storefront on the loopback, and the errands between."""

    def __init__(self, folder: Path, now: datetime) -> None:
        if "PYTHON_KEYRING_BACKEND" not in os.environ:
            use_memory_keyring()
        self.storefront = Storefront(orders=demo_orders(now))
        self.storefront.start()
        self.home: Home = open_home(folder, {})
        self.secrets = Secrets()
        self.storefronts = Storefronts(self.home.lanes, self.gesture, self.secrets)
        self.errands = ShopErrands(self.home, self.storefronts)
        self.shop_id: ShopId | None = None

    def gesture(self) -> Gesture:
        """Return a gesture of the first person of the shop, now."""
        return Gesture(utc_now(), PEOPLE[0], self.home.station_id, self.home.signer)

    def prepare(self) -> ShopId:
        """Fill in who sells, connect the storefront, pull, and take its stock as opening stock."""
        lanes = self.home.lanes
        seal_from_now(self.home, self.gesture())
        lanes.write(save_profile, self.gesture(), sample_seller(), VatTreatment.NORMAL, _logo())
        for name in PEOPLE:
            lanes.write(add_person, name)
        lanes.write(save_setting, self.gesture(), declared.PERSON, PEOPLE[0]).result()
        access = ShopAccess("woocommerce", self.storefront.url, DEMO_KEY, DEMO_SECRET)
        facts = self.errands.probe_shop(access)
        added = self.errands.add_shop(self.gesture(), NewShop(access, "Maison Lavande", facts))
        self.errands.sync_shop(added.shop_id, Silent(), anyway=False)
        old = replace(self.gesture(), at=utc_now() - _OPEN_FOR)
        lanes.write(take_shop_stock, old, added.shop_id, None, _LAIN_LONG).result()
        self.errands.take_opening(self.gesture(), added.shop_id)
        masters = Masters(stock=Master.DESK, price=Master.DESK)
        lanes.write(decide_masters, self.gesture(), added.shop_id, masters).result()
        self.shop_id = added.shop_id
        return added.shop_id

    def close(self) -> None:
        """Close the desk, then the storefront."""
        self.storefronts.close()
        self.home.close()
        self.storefront.stop()


def sample_seller() -> Seller:
    """Return the identity of the sample shop; its numbers belong to nobody's shop."""
    return Seller(
        name="Maison Lavande",
        trade_name="Maison Lavande",
        address=Address(line1="12 rue des Simples", postcode="84000", city="Avignon"),
        siren="123456782",
        siret="12345678200010",
        legal_form="SARL",
        capital=Money(800_000),
        rcs_city="Avignon",
        vat_number="FR11123456782",
        phone="04 90 00 00 00",
        email="bonjour@maison-lavande.example",
        website="https://maison-lavande.example",
        mediator="Médiateur de la consommation, https://mediateur.example",
        iban="FR7630006000011234567890189",  # the example of the banks' own leaflets
        bic="AGRIFRPP",
        colour="#5B3EA6",
        footer="Merci de votre confiance. Nos savons sont coulés à la main à Avignon.",
    )


def _logo() -> bytes | None:
    return LOGO.read_bytes() if LOGO.is_file() else None
