"""Cards of suppliers are found however their name is written, kept once, and merged."""

from dataclasses import replace

import pytest
from sqlalchemy import func, select

from merchant_desk.database.database import Database
from merchant_desk.errors import RefusedError
from merchant_desk.models.purchasing import Supplier, SupplierArticle, SupplierPrice
from merchant_desk.operations.find_supplier import supplier_called, supplier_named
from merchant_desk.operations.merge_suppliers import merge_suppliers
from merchant_desk.operations.purchase_questions import ZeroPriceError
from merchant_desk.operations.save_supplier import save_supplier
from merchant_desk.operations.save_supplier_article import (
    remove_supplier_article,
    save_supplier_article,
)
from merchant_desk.queries.supplier_articles import (
    preferred_suppliers,
    supplier_terms,
    terms_of_articles,
)
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ProductId, SupplierId, new_id
from merchant_desk.values.money import Money
from merchant_desk.values.purchases import ArticleTerms, PriceBreak, SupplierTerms
from tests.operations.purchase_desk import GARRIGUE, SOAP, card_of, make_buying, sent


def test_a_card_says_what_was_kept(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        supplier_id = save_supplier(session, gesture, GARRIGUE)

        assert supplier_terms(session, supplier_id) == GARRIGUE


def test_a_name_has_one_card_however_it_is_written(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        first = supplier_named(session, gesture, "Élevage  du Pré")

        again = supplier_named(session, gesture, " ELEVAGE DU PRE ")

        assert again == first
        assert session.scalar(select(func.count()).select_from(Supplier)) == 1


def test_kept_twice_without_its_id_a_supplier_has_one_card(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        first = save_supplier(session, gesture, GARRIGUE)

        again = save_supplier(session, gesture, replace(GARRIGUE, phone="04 91 00 00 00"))

        assert again == first
        assert supplier_terms(session, first).phone == "04 91 00 00 00"


def test_a_name_of_another_card_is_refused(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        save_supplier(session, gesture, GARRIGUE)
        other = save_supplier(session, gesture, SupplierTerms(name="Moulin bleu"))

        with pytest.raises(RefusedError, match="existe déjà"):
            save_supplier(session, gesture, replace(GARRIGUE, siren=""), other)


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": "   "},
        {"name": "x" * 121},
        {"name": "a\nb\x07"},
        {"siren": "552100555"},
        {"email": "commandes chez garrigue"},
        {"lead_days": -1},
        {"lead_days": 100_000},
        {"payment_days": -1},
        {"minimum": Money(-1)},
        {"free_carriage_from": Money(-100)},
    ],
)
def test_terms_that_cannot_be_keep_no_card(
    database: Database, gesture: Gesture, wrong: dict[str, object]
) -> None:
    with database.write() as session:
        with pytest.raises(RefusedError, match="n’a pas été enregistré"):
            save_supplier(session, gesture, replace(GARRIGUE, **wrong))  # type: ignore[arg-type]  # fields of the table above

        assert session.scalar(select(func.count()).select_from(Supplier)) == 0


def test_a_card_that_is_gone_is_refused(database: Database, gesture: Gesture) -> None:
    with database.write() as session, pytest.raises(RefusedError, match="n’existe pas"):
        save_supplier(session, gesture, GARRIGUE, SupplierId(new_id()))


def test_terms_of_an_article_are_kept_with_their_breaks(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        buying = make_buying(session, gesture)
        changed = replace(SOAP, breaks=(PriceBreak(48, 20_000),))

        save_supplier_article(session, gesture, buying.supplier, buying.soap, changed)

        assert terms_of_articles(session, buying.supplier) == {buying.soap: changed}


def test_one_supplier_of_an_article_is_preferred(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        buying = make_buying(session, gesture)
        other = save_supplier(session, gesture, SupplierTerms(name="Moulin bleu"))
        preferred = ArticleTerms(preferred=True)

        save_supplier_article(session, gesture, other, buying.soap, preferred)

        assert preferred_suppliers(session) == {buying.soap: other}
        assert not terms_of_articles(session, buying.supplier)[buying.soap].preferred


def test_a_price_of_zero_is_asked_about(database: Database, gesture: Gesture) -> None:
    free = ArticleTerms(cost_tenthousandths=0)
    with database.write() as session:
        buying = make_buying(session, gesture)

        with pytest.raises(ZeroPriceError, match="zéro"):
            save_supplier_article(session, gesture, buying.supplier, buying.balm, free)
        save_supplier_article(
            session, gesture, buying.supplier, buying.balm, free, accept_zero=True
        )

        assert terms_of_articles(session, buying.supplier)[buying.balm] == free


@pytest.mark.parametrize(
    "wrong",
    [
        ArticleTerms(pack_units=0),
        ArticleTerms(minimum_units=0),
        ArticleTerms(cost_tenthousandths=-1),
        ArticleTerms(breaks=(PriceBreak(1, 10_000),)),
        ArticleTerms(breaks=(PriceBreak(12, 10_000), PriceBreak(12, 9_000))),
        ArticleTerms(breaks=(PriceBreak(12, -5),)),
        ArticleTerms(supplier_sku="x" * 61),
    ],
)
def test_terms_that_cannot_be_change_no_article(
    database: Database, gesture: Gesture, wrong: ArticleTerms
) -> None:
    with database.write() as session:
        buying = make_buying(session, gesture)

        with pytest.raises(RefusedError, match="n’a pas été gardé"):
            save_supplier_article(session, gesture, buying.supplier, buying.soap, wrong)

        assert terms_of_articles(session, buying.supplier)[buying.soap] == SOAP


def test_an_article_that_is_gone_is_refused(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        buying = make_buying(session, gesture)

        with pytest.raises(RefusedError, match="n’existe pas"):
            save_supplier_article(
                session, gesture, buying.supplier, ProductId(new_id()), ArticleTerms()
            )


def test_a_removed_article_leaves_no_price(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        buying = make_buying(session, gesture)

        assert remove_supplier_article(session, buying.supplier, buying.soap)

        assert not remove_supplier_article(session, buying.supplier, buying.soap)
        assert session.scalar(select(func.count()).select_from(SupplierPrice)) == 0


def test_a_merged_card_gives_all_it_had_and_its_name_leads_on(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        buying = make_buying(session, gesture)
        purchase_id = sent(session, gesture, buying)
        kept = save_supplier(session, gesture, SupplierTerms(name="Garrigue SARL"))
        save_supplier_article(session, gesture, kept, buying.soap, ArticleTerms("NEW"))
        save_supplier_article(session, gesture, buying.supplier, buying.balm, ArticleTerms("B"))

        merge_suppliers(session, gesture, kept, buying.supplier)

        found = supplier_called(session, "savonnerie de la GARRIGUE")
        assert found is not None
        assert found.id == kept
        assert card_of(session, purchase_id).supplier_id == kept
        sold = terms_of_articles(session, kept)
        assert {key: each.supplier_sku for key, each in sold.items()} == {
            buying.soap: "NEW",
            buying.balm: "B",
        }
        assert supplier_terms(session, kept).email == GARRIGUE.email
        assert session.scalar(select(func.count()).select_from(SupplierArticle)) == 2


def test_two_companies_and_one_card_are_not_merged(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        first = save_supplier(session, gesture, GARRIGUE)
        other = save_supplier(
            session, gesture, SupplierTerms(name="Moulin bleu", siren="732829320")
        )

        with pytest.raises(RefusedError, match="SIREN"):
            merge_suppliers(session, gesture, first, other)
        with pytest.raises(RefusedError, match="même fiche"):
            merge_suppliers(session, gesture, first, first)
