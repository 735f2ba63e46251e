"""The order to a supplier says what it needs to deliver, on paper and in the mail beside it."""

from dataclasses import replace
from datetime import date

import pytest

from merchant_desk.database.database import Database
from merchant_desk.documents import draw_purchase_order
from merchant_desk.errors import RefusedError
from merchant_desk.operations.close_purchase import cancel_purchase
from merchant_desk.operations.draft_purchase import change_purchase_lines
from merchant_desk.queries.purchase_page import purchase_page
from merchant_desk.rules.purchasing.order_mail import order_mail
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import PurchaseId, new_id
from merchant_desk.values.money import Money
from merchant_desk.values.purchase_page import PurchasePage, PurchasePageLine
from merchant_desk.values.purchases import PurchaseDraft, PurchaseWish
from merchant_desk.values.remote import Address
from tests.documents.kinds import SHOP
from tests.documents.reading import page_texts, whole_text
from tests.documents.samples import logo
from tests.makers import make_profile
from tests.operations.purchase_desk import draft, make_buying, sent

SOAP = PurchasePageLine(
    supplier_sku="GAR-LAV",
    sku="SAV-LAV-100",
    title="Savon lavande 100 g",
    ean="3760123456784",
    quantity=60,
    pack_units=12,
    cost_tenthousandths=19_875,
    rebate_bp=500,
    total=Money(11_329),
)
PAGE = PurchasePage(
    number="CF2026-0042",
    ordered_on=date(2026, 11, 22),
    draft=False,
    shop=SHOP,
    logo=logo(),
    supplier="Savonnerie de la Garrigue",
    supplier_address=Address(line1="8 chemin des Olives", postcode="30000", city="Nîmes"),
    supplier_email="commandes@garrigue.example",
    customer_number="C-1042",
    delivery=("Maison Lavande", "3 cour basse", "84000 Apt"),
    wanted_on=date(2026, 12, 3),
    lines=(SOAP,),
    goods=Money(11_329),
    carriage=Money(1_500),
    total=Money(12_829),
    unknown_prices=0,
    note="Sonner chez « Lavande ».",
    person="Camille",
)


def test_the_order_says_what_a_supplier_needs() -> None:
    told = whole_text(draw_purchase_order(PAGE))

    for words in (
        "Bon de commande", "CF2026-0042", "22 novembre 2026", "Savonnerie de la Garrigue",
        "8 chemin des Olives", "C-1042", "3 décembre 2026", "3 cour basse", "84000 Apt", "GAR-LAV",
        "Savon lavande 100 g", "3760123456784", "SAV-LAV-100", "5 × 12", "1,9875", "5 %", "113,29",
        "15,00", "128,29", "Sonner chez", "Camille",
    ):  # fmt: skip
        assert words in told.replace("\u202f", " ").replace("\u00a0", " "), words


def test_the_same_order_gives_the_same_bytes() -> None:
    assert draw_purchase_order(PAGE) == draw_purchase_order(PAGE)


def test_a_draft_says_so_and_a_price_not_known_is_asked_for() -> None:
    unknown = replace(SOAP, cost_tenthousandths=None, total=None, rebate_bp=0)

    told = whole_text(
        draw_purchase_order(replace(PAGE, draft=True, lines=(unknown,), unknown_prices=1))
    )

    assert "Projet de commande" in told
    assert "n’est pas indiqué" in told
    assert "Remise" not in told


def test_two_hundred_lines_flow_over_numbered_pages() -> None:
    lines = tuple(replace(SOAP, supplier_sku=f"GAR-{place:03}") for place in range(200))

    pages = page_texts(draw_purchase_order(replace(PAGE, lines=lines)))

    assert len(pages) > 3
    assert all(f"page {place}/{len(pages)}" in text for place, text in enumerate(pages, 1))
    assert all("Votre référence" in text for text in pages[:-1])
    assert "GAR-199" in " ".join(pages)


def test_hostile_texts_do_not_break_the_page() -> None:
    wild = replace(
        SOAP, supplier_sku="X" * 60, title="Ş漢\u202e\x00 " + "long " * 80, quantity=1_000_000
    )

    told = whole_text(draw_purchase_order(replace(PAGE, lines=(wild,), note="a\n" * 90)))

    assert "CF2026-0042" in told


def test_the_mail_says_what_the_file_says() -> None:
    mail = order_mail(PAGE)

    assert (mail.to, mail.subject) == (
        "commandes@garrigue.example",
        "Commande CF2026-0042 de Maison Lavande",
    )
    assert "- 60 unités · GAR-LAV · Savon lavande 100 g" in mail.body
    assert "128,29" in mail.body
    assert "3 décembre 2026" in mail.body
    assert mail.whole.startswith(mail.subject)


def test_a_long_order_keeps_its_mail_short() -> None:
    mail = order_mail(replace(PAGE, lines=(SOAP,) * 80))

    assert mail.body.count("GAR-LAV") == 25
    assert "et 55 autres références" in mail.body


def test_the_page_of_an_order_is_what_was_kept(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        buying = make_buying(session, gesture)
        make_profile(session)
        purchase_id = sent(session, gesture, buying)

        page = purchase_page(session, purchase_id)

    assert (page.number, page.draft, page.person) == ("CF2026-0001", False, "Camille")
    assert (page.goods, page.carriage, page.total) == (
        Money(11_925),
        Money(1_500),
        Money(13_425),
    )
    assert page.delivery[1] == "12 rue des Simples"
    assert "GAR-LAV" in whole_text(draw_purchase_order(page))


def test_goods_come_to_another_address_when_the_order_says_so(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        buying = make_buying(session, gesture)
        make_profile(session)
        purchase_id = draft(session, gesture, buying).purchase_id
        change = PurchaseDraft(
            supplier_id=buying.supplier,
            lines=(PurchaseWish(buying.soap, 12),),
            deliver_to=" Atelier du  Calavon ,, 3 rue des Lilas, 84400 Apt ",
        )

        change_purchase_lines(session, gesture, purchase_id, change)

        page = purchase_page(session, purchase_id)
    assert page.delivery == ("Atelier du Calavon", "3 rue des Lilas", "84400 Apt")
    assert "Atelier du Calavon" in whole_text(draw_purchase_order(page))


def test_no_paper_is_made_of_what_cannot_be_ordered(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        buying = make_buying(session, gesture)
        purchase_id = draft(session, gesture, buying).purchase_id

        with pytest.raises(RefusedError, match="nom"):
            purchase_page(session, purchase_id)
        make_profile(session)
        cancel_purchase(session, gesture, purchase_id)
        for gone in (purchase_id, PurchaseId(new_id())):
            with pytest.raises(RefusedError, match="vide ou annulée"):
                purchase_page(session, gone)
