"""``shop match``: the articles of which a person says which product they are."""

import argparse
from typing import Any

from merchant_desk.cli.command import CliCommand, Counter
from merchant_desk.cli.products import named_product
from merchant_desk.cli.shop_words import named_shop
from merchant_desk.errors import RefusedError
from merchant_desk.operations.answer_match import match_anew, match_with
from merchant_desk.queries.match_questions import (
    MatchCandidate,
    MatchQuestion,
    match_candidates,
    match_questions,
)
from merchant_desk.values.ids import id_text
from merchant_desk.values.remote import RemoteProduct
from merchant_desk.values.texts import _, later


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("shop", metavar=_("BOUTIQUE"), help=_("nom de la boutique"))
    parser.add_argument("--article", metavar=_("NUMÉRO"), help=_("numéro dans la boutique"))
    answer = parser.add_mutually_exclusive_group()
    answer.add_argument("--sku", metavar=_("SKU"), help=_("c’est ce produit"))
    answer.add_argument("--new", action="store_true", help=_("c’est un nouveau produit"))


def _run(arguments: argparse.Namespace, counter: Counter) -> int:
    row = named_shop(counter, arguments.shop)
    questions = counter.ask(match_questions, row.shop_id)
    if arguments.article:
        asked = _asked(questions, arguments.article)
        _answer(counter, arguments, asked)
        questions = counter.ask(match_questions, row.shop_id)
    told = [(each, _article(counter, each)) for each in questions]
    facts = [
        _facts(each, article, counter.ask(match_candidates, row.shop_id, article))
        for each, article in told
    ]
    lines = [f"{each.remote_id:<12} {each.reason}" for each in questions]
    counter.answer(facts, "\n".join(lines) or _("Tous les articles sont rapprochés."))
    return 1 if questions else 0


def _asked(questions: tuple[MatchQuestion, ...], number: str) -> MatchQuestion:
    for each in questions:
        if each.remote_id == number:
            return each
    raise RefusedError(
        _("Rien n’a été rapproché\u00a0: l’article {number} ne pose pas de question.").format(
            number=number
        ),
        _("Voyez la liste avec «\u00a0shop match\u00a0»."),
    )


def _answer(counter: Counter, arguments: argparse.Namespace, asked: MatchQuestion) -> None:
    if arguments.new:
        article = _article(counter, asked)
        counter.do(match_anew, counter.gesture(), asked.record_id, article)
    elif arguments.sku:
        product_id = named_product(counter, arguments.sku).product_id
        counter.do(match_with, counter.gesture(), asked.record_id, product_id)
    else:
        raise RefusedError(
            _("Rien n’a été rapproché\u00a0: dites quel produit c’est."),
            _("Ajoutez --sku SKU, ou --new pour en faire un nouveau produit."),
        )


def _article(counter: Counter, question: MatchQuestion) -> RemoteProduct:
    article: RemoteProduct = counter.services["read_product"](question.platform, question.body)
    return article


def _facts(
    question: MatchQuestion, article: RemoteProduct, found: tuple[MatchCandidate, ...]
) -> dict[str, Any]:
    return {
        "article": question.remote_id,
        "name": article.name,
        "sku": article.sku,
        "ean": article.ean,
        "reason": question.reason,
        "candidates": [
            {
                "id": id_text(each.product_id),
                "sku": each.sku,
                "name": each.name,
                "same_sku": each.same_sku,
                "same_ean": each.same_ean,
                "sold_as": each.sold_as,
            }
            for each in found
        ],
    }


SHOP_MATCH = CliCommand(
    ("shop", "match"), later("Dire quel produit est un article de la boutique"), _arguments, _run
)
