"""How a PrestaShop key travels, what it lacks, and what a shop says when it is not recognised."""

import logging
from collections.abc import Iterator

import pytest

from merchant_desk.errors import UnavailableError
from merchant_desk.sync.errors import ShopRejectedCredentialsError
from merchant_desk.sync.intents import Outcome, RefundIntent, RefundLine, StockIntent
from merchant_desk.sync.redaction import redacted
from merchant_desk.values.money import Money
from tests.connectors.reading import goods, levels, order_now, pulled
from tests.storefronts.fake_server import Answer, Call, FakeServer, running
from tests.storefronts.prestashop import KEY
from tests.storefronts.prestashop_backend import PrestaShopBackend, opened


@pytest.fixture
def backend() -> Iterator[PrestaShopBackend]:
    with opened() as backend:
        yield backend


def test_where_the_host_strips_the_header_the_key_goes_into_the_address_once_found_out(
    backend: PrestaShopBackend,
) -> None:
    backend.shop.strips_header = True
    number = backend.order(("SAV-01", 1))

    records, _position = pulled(backend.connector.pull_orders)

    assert [each.remote_id for each in records] == [number]
    with_key = [f"ws_key={KEY}" in path for _method, path in backend.server.calls]
    assert with_key[0] is False
    assert all(with_key[1:])


@pytest.mark.parametrize("status", [401, 404])
def test_a_host_that_shows_pages_in_place_of_errors_is_seen_through(
    backend: PrestaShopBackend, status: int
) -> None:
    backend.shop.strips_header = status == 401

    def with_pages(call: Call) -> Answer:
        answer = backend.shop.answer(call)
        page = b"<!DOCTYPE html><html><body>Oups</body></html>"
        told = {name: each for name, each in answer.headers.items() if name.startswith("WWW")}
        return answer if answer.status != status else Answer(status, page, "text/html", told)

    backend.server.answer = with_pages

    assert backend.connector.fetch_order("999999") is None


def test_a_key_in_the_address_never_reaches_a_log(
    backend: PrestaShopBackend, caplog: pytest.LogCaptureFixture
) -> None:
    backend.shop.strips_header = True
    caplog.set_level(logging.DEBUG)

    pulled(backend.connector.pull_orders)

    assert "shop answered" in caplog.text
    assert KEY not in "".join(redacted(each.getMessage()) for each in caplog.records)


def test_a_key_revoked_in_mid_pull_is_told_and_not_tried_in_the_address(
    backend: PrestaShopBackend,
) -> None:
    pulled(backend.connector.pull_orders)
    backend.shop.key = "x" * 32

    with pytest.raises(ShopRejectedCredentialsError) as refused:
        backend.connector.pull_orders("")

    assert "clé du webservice" in refused.value.title
    assert not any("ws_key" in path for _method, path in backend.server.calls)


def test_a_webservice_that_is_switched_off_is_told_with_where_to_switch_it_on(
    backend: PrestaShopBackend,
) -> None:
    backend.shop.switched_off = True

    with pytest.raises(UnavailableError, match="désactivé") as refused:
        backend.connector.probe()

    assert "Webservice" in refused.value.advice


def test_an_address_without_webservice_is_told_with_what_to_do() -> None:
    def no_rules(_call: Call) -> Answer:
        return Answer(404, b"<!DOCTYPE html><html>Page introuvable</html>", "text/html")

    with opened() as backend, running(FakeServer(no_rules)) as elsewhere:
        backend.server.answer = elsewhere.answer
        with pytest.raises(UnavailableError, match="webservice n’a pas été trouvé") as refused:
            backend.connector.probe()

    assert "Trafic et SEO" in refused.value.advice


def test_the_probe_names_each_right_that_lacks(backend: PrestaShopBackend) -> None:
    backend.shop.closed |= {("order_slip", "post"), ("tax_rules", "get"), ("messages", "get")}
    backend.shop.closed |= {("messages", "post"), ("messages", "put")}

    with pytest.raises(ShopRejectedCredentialsError, match="tax_rules"):
        backend.connector.probe()
    backend.shop.closed -= {("tax_rules", "get")}
    facts = backend.reopened().probe()

    assert facts.rights_missing == (
        "messages\u00a0: Voir (GET)",
        "messages\u00a0: Ajouter (POST)",
        "order_slip\u00a0: Ajouter (POST)",
    )
    assert facts.can_write


def test_a_key_that_only_reads_is_found_out_without_writing(backend: PrestaShopBackend) -> None:
    backend.shop.closed |= {("stock_availables", "put"), ("stock_availables", "patch")}

    facts = backend.connector.probe()

    assert not facts.can_write
    assert {method for method, _path in backend.server.calls} == {"GET"}


def test_the_probe_reads_the_root_as_xml_for_as_json_it_is_a_crash(
    backend: PrestaShopBackend,
) -> None:
    root = Call("GET", "/api/", (("output_format", "JSON"), ("ws_key", KEY)), {}, b"", "")

    assert backend.shop.answer(root).status == 500
    assert backend.connector.probe().version == "9.1.0"


def test_what_the_key_may_not_read_but_orders_can_do_without_is_left_out(
    backend: PrestaShopBackend,
) -> None:
    for resource in ("messages", "order_payments", "order_cart_rules", "order_slip"):
        backend.shop.closed |= {(resource, each) for each in ("get", "put", "post")}
    number = backend.order(("SAV-01", 1))

    order = order_now(backend, number)
    records, _position = pulled(backend.connector.pull_orders)

    assert (order.payments, order.paid_at is not None) == ((), True)
    assert [each.remote_id for each in records] == [number]


def test_a_refund_without_the_right_to_leave_its_mark_is_never_sent(
    backend: PrestaShopBackend,
) -> None:
    backend.shop.closed |= {("messages", each) for each in ("get", "put", "post")}
    number = backend.order(("SAV-01", 2))
    line = RefundLine(goods(order_now(backend, number), "SAV-01").remote_id, 1, Money(690))

    with pytest.raises(ShopRejectedCredentialsError, match="messages"):
        backend.connector.push_refund(RefundIntent(number, "a1", Money(690), (line,)))

    assert list(backend.refunds(number)) == []


def test_a_stock_the_key_may_not_write_is_refused_with_the_words_of_the_shop(
    backend: PrestaShopBackend,
) -> None:
    backend.shop.closed |= {("stock_availables", "put"), ("stock_availables", "patch")}

    (result,) = backend.connector.push_stock([StockIntent(backend.article("SAV-01"), "", 3, None)])

    assert result.outcome is Outcome.REFUSED
    assert "not allowed" in result.reason
    assert backend.stock("SAV-01") == 40


@pytest.mark.parametrize(
    "body",
    [
        '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><prestashop><orders/></prestashop>',
        '<?xml version="1.0"?><prestashop><orders>',
        '<?xml version="1.0"?><other/>',
        "<?xml version='1.0'?>" + "<a>" * 500,
        "",
    ],
)
def test_a_document_that_no_shop_means_is_an_answer_not_understood(
    backend: PrestaShopBackend, body: str
) -> None:
    pulled(backend.connector.pull_orders)
    backend.server.answer = lambda _call: Answer(200, body.encode(), "text/xml;charset=utf-8")

    with pytest.raises(UnavailableError, match="comprise"):
        backend.connector.pull_orders("")


def test_a_stray_character_in_a_name_does_not_cost_the_page(backend: PrestaShopBackend) -> None:
    number = backend.order(("SAV-01", 1))
    backend.edit_note(number, "Sonnez\x0b deux fois ]]> & <b>merci</b>")

    assert order_now(backend, number).note == "Sonnez deux fois ]]> & <b>merci</b>"


def test_a_list_longer_than_an_answer_should_be_is_read_in_parts(
    backend: PrestaShopBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("merchant_desk.connectors.prestashop.calls._ROWS_AT_ONCE", 2)
    number = backend.order(*(("SAV-01", 1) for _each in range(5)))

    order = order_now(backend, number)

    assert len([each for each in order.lines if each.sku == "SAV-01"]) == 5
    assert len(levels(backend)) == 5
