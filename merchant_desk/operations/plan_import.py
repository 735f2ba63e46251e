"""What an import would do, row by row, against the catalogue as it stands; writes nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.orm import Session

from merchant_desk.operations.import_rows import Code, codes_of
from merchant_desk.queries.known_catalogue import KnownCatalogue, KnownProduct, known_catalogue
from merchant_desk.values.catalogue_sheet import Article, Refusal, Understood
from merchant_desk.values.import_preview import ImportPreview
from merchant_desk.values.search_text import printed_code
from merchant_desk.values.texts import _

_TEXTS = ("name", "option_text", "family", "category", "image_url")
_LONGEST_NAME, _LONGEST_SKU = 500, 100
_FIGURES = ("price", "cost", "rate_bp", "weight_g")


@dataclass(frozen=True, slots=True)
class Change:
    """A known product and what the file would make of it."""

    product: KnownProduct
    article: Article
    fields: Mapping[str, Any]
    """The new values, as columns store them."""
    codes: tuple[Code, ...]
    stock: int
    """Units of opening stock; 0 when the product already has a story in the ledger."""


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What an import would do."""

    understood: Understood
    created: list[Article] = field(default_factory=list)
    changed: list[Change] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    remarks: list[Refusal] = field(default_factory=list)
    unchanged: list[int] = field(default_factory=list)
    """Lines of the file that say nothing new."""


def preview_import(session: Session, understood: Understood) -> ImportPreview:
    """Say what an import would do: the dry run."""
    return preview_of(plan_import(session, understood))


def plan_import(session: Session, understood: Understood) -> ImportPlan:
    """Compare every article of a file with the catalogue."""
    plan = ImportPlan(understood, remarks=list(understood.remarks))
    known = known_catalogue(session)
    if known.empty:
        plan.created.extend(each for each in understood.articles if _can_be_made(plan, each))
        return plan
    for article in understood.articles:
        _place(plan, known, article)
    return plan


def preview_of(plan: ImportPlan) -> ImportPreview:
    """Return the counts and refusals of a plan."""
    understood = plan.understood
    opening = [each.stock or 0 for each in plan.created] + [each.stock for each in plan.changed]
    refusals = sorted([*understood.refusals, *plan.refusals], key=lambda each: each.line)
    return ImportPreview(
        file_name=understood.file_name,
        encoding=understood.encoding,
        delimiter=understood.delimiter,
        decimal=understood.decimal,
        decimal_sure=understood.decimal_sure,
        from_woocommerce=understood.from_woocommerce,
        columns=understood.columns,
        rows=understood.row_count,
        created=len(plan.created),
        changed=len(plan.changed),
        unchanged=len(plan.unchanged),
        refused=len({each.line for each in refusals}),
        opening_units=sum(opening),
        restorable=sum(1 for each in refusals if each.proposal),
        refusals=tuple(refusals),
        remarks=tuple(plan.remarks),
    )


def _can_be_made(plan: ImportPlan, article: Article) -> bool:
    """Tell whether a new product can be made of a row; if not, note why."""
    if len(article.name) > _LONGEST_NAME or len(article.sku) > _LONGEST_SKU:
        reason = _("le nom ou la référence est trop long")
    elif not article.name:
        reason = _("le nom manque")
    elif article.price is None:
        reason = _("le prix de vente manque")
    elif not (article.sku or article.ean):
        reason = _("ni référence, ni code-barres")
    else:
        return True
    plan.refusals.append(Refusal(article.line, "", article.sku or article.name, reason))
    return False


def _place(plan: ImportPlan, known: KnownCatalogue, article: Article) -> None:
    """Decide whether a row makes a product, changes one, or changes nothing."""
    product = known.find(article.sku, article.ean)
    other = _already_taken(known, article, product)
    if other:
        plan.refusals.append(other)
    elif product is None:
        if _can_be_made(plan, article):
            plan.created.append(article)
    else:
        change = _change(plan, known, product, article)
        if change.fields or change.codes or change.stock:
            plan.changed.append(change)
        else:
            plan.unchanged.append(article.line)


def _already_taken(
    known: KnownCatalogue, article: Article, product: KnownProduct | None
) -> Refusal | None:
    for code in filter(None, (article.ean, article.carton_code)):
        owner = known.owner(code, product)
        if owner:
            return Refusal(
                article.line,
                "",
                printed_code(code),
                _("ce code-barres est déjà celui de «\u00a0{name}\u00a0» ({sku})").format(
                    name=owner.name, sku=owner.sku
                ),
            )
    if product is None:
        owner = known.owner_of_reference(article.sku, article.ean)
        if owner:
            return Refusal(
                article.line,
                "",
                article.sku,
                _("cette référence désigne déjà «\u00a0{name}\u00a0» ({sku})").format(
                    name=owner.name, sku=owner.sku
                ),
            )
    return None


def _change(
    plan: ImportPlan, known: KnownCatalogue, product: KnownProduct, article: Article
) -> Change:
    fields: dict[str, Any] = {}
    for name in _TEXTS:
        value = getattr(article, name)
        if value and value != getattr(product, name):
            fields[name] = value
    for name in _FIGURES:
        value = getattr(article, name)
        if value is not None and value != getattr(product, name):
            fields[name] = value
    active = True if product.import_undone and article.active is None else article.active
    if active is not None and active != product.active:
        fields["active"] = active
    codes = tuple(code for code in codes_of(article) if code[0] not in product.codes)
    return Change(product, article, fields, codes, _opening(plan, known, product, article))


def _opening(
    plan: ImportPlan, known: KnownCatalogue, product: KnownProduct, article: Article
) -> int:
    if not article.stock:
        return 0
    if product.id not in known.opened:
        return article.stock
    if product.on_hand != article.stock:
        plan.remarks.append(
            Refusal(
                article.line,
                "",
                str(article.stock),
                _("le stock tenu ici ({count}) est gardé\u00a0: le fichier n’en décide pas").format(
                    count=product.on_hand
                ),
            )
        )
    return 0
