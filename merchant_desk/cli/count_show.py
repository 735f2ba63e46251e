"""``count show``: the counts, what one found, what was found of an article."""

import argparse

from merchant_desk.cli.command import Counter
from merchant_desk.cli.count_facts import (
    article_count_facts,
    head_facts,
    review_facts,
    review_text,
)
from merchant_desk.cli.count_words import count_meant
from merchant_desk.cli.products import named_product
from merchant_desk.queries.article_counts import article_counts
from merchant_desk.queries.count_review import count_review
from merchant_desk.queries.stock_counts import stock_counts
from merchant_desk.values.french import moment, number
from merchant_desk.values.texts import _


def show_arguments(parser: argparse.ArgumentParser) -> None:
    """Take a count, or an article."""
    parser.add_argument(
        "count", metavar=_("COMPTAGE"), nargs="?", default="",
        help=_("numéro\u00a0; sans lui, la liste des comptages"),
    )  # fmt: skip
    parser.add_argument(
        "--product", metavar=_("PRODUIT"), default="", help=_("les comptages de cet article")
    )


def show(arguments: argparse.Namespace, counter: Counter) -> int:
    """Show it."""
    if arguments.product:
        return _show_article(arguments.product, counter)
    if not arguments.count:
        return _show_list(counter)
    head = count_meant(counter, arguments.count)
    review = counter.ask(count_review, head.count_id)
    assert review is not None  # noqa: S101 - counts are never deleted
    counter.answer(review_facts(review), review_text(review))
    return 0


def _show_list(counter: Counter) -> int:
    rows = counter.ask(stock_counts)
    facts = [
        {
            **head_facts(each.head),
            "bins": each.bins,
            "bins_done": each.bins_done,
            "articles": each.articles,
            "units": each.units,
            "worth_cents": each.worth.cents,
        }
        for each in rows
    ]
    lines = [
        f"{each.head.number}  {moment(each.opened_at):<18} {each.bins_done}/{each.bins}  "
        f"{each.head.title}"
        for each in rows
    ]
    counter.answer(facts, "\n".join(lines) or _("Aucun comptage."))
    return 0


def _show_article(words: str, counter: Counter) -> int:
    card = named_product(counter, words)
    rows = counter.ask(article_counts, card.product_id)
    lines = [
        f"{each.number}  {moment(each.at):<18} {each.bin:<8} "
        f"{number(each.expected)} → {number(each.counted)}  {each.by}"
        for each in rows
    ]
    facts = {"sku": card.sku, "counts": [article_count_facts(each) for each in rows]}
    counter.answer(facts, "\n".join([card.title, *lines]))
    return 0
