"""The state of the stock for the accountant: on paper, and as a spreadsheet."""

from merchant_desk.queries.valuation.ageing import AgeBucket
from merchant_desk.queries.valuation.stock_statement import StockStatement
from merchant_desk.queries.valuation.stock_worth import StockWorth, WorthGroup
from merchant_desk.reports.accounting_csv import Cell, csv_bytes
from merchant_desk.rules.invoice_mentions import siren_groups
from merchant_desk.values.book_paper import BookColumn, BookPaper, BookSection
from merchant_desk.values.french import euros, long_date, number
from merchant_desk.values.money import total
from merchant_desk.values.stock_cost import PARTS, unit_cost_words
from merchant_desk.values.stock_method import StockMethod, method_words
from merchant_desk.values.texts import _


def stock_paper(statement: StockStatement) -> BookPaper:
    """Return the statement: sums by category and age, then a line an article."""
    seller, worth = statement.seller, statement.worth
    notes = [
        _("Méthode\u00a0: {method} (PCG, art. 213-34). Montants hors taxes.").format(
            method=method_words(worth.method).lower()
        ),
        _("Les articles sans unité ni valeur ce jour-là ne sont pas listés."),
    ]
    below = [each for each in worth.rows if each.units < 0]
    if below:
        notes.append(
            _("Articles au stock négatif, à compter\u00a0: {names}.").format(
                names=", ".join(each.sku for each in below[:20])
            )
        )
    return BookPaper(
        title=_("État du stock"),
        shop="" if seller is None else seller.trade_name or seller.name,
        siren="" if seller is None else _("SIREN {n}").format(n=siren_groups(seller.siren)),
        period=_("au {day} au soir").format(day=long_date(statement.day)),
        sections=(_categories(statement), _ages(statement), _articles(worth)),
        notes=tuple(notes),
    )


def stock_csv(worth: StockWorth) -> bytes:
    """Return a line an article; the unit cost has four decimals, which a spreadsheet reads."""
    heads = (
        _("Référence"), _("Article"), _("Catégorie"), _("Unités"), _("Coût unitaire HT"),
        _("Valeur HT"),
    )  # fmt: skip
    rows: list[tuple[Cell, ...]] = [
        (each.sku, each.title, each.category, each.units, _decimal(each.unit_cost), each.amount)
        for each in worth.rows
    ]
    return csv_bytes(heads, rows)


def group_words(group: WorthGroup) -> str:
    """Return the name of a group, as it is shown."""
    return group.name or _("Sans nom")


def age_words(bucket: AgeBucket) -> str:
    """Return « 31 à 60 jours »."""
    if bucket.to_days is None:
        return _("plus de {n} jours").format(n=number(bucket.over_days))
    if not bucket.over_days:
        return _("{n} jours au plus").format(n=number(bucket.to_days))
    return _("{first} à {last} jours").format(
        first=number(bucket.over_days + 1), last=number(bucket.to_days)
    )


def _categories(statement: StockStatement) -> BookSection:
    rows = tuple(
        (group_words(each), number(each.units), _plain(euros(each.amount)))
        for each in statement.categories
    )
    worth = statement.worth
    columns = (
        BookColumn(_("Catégorie"), 60, strong=True),
        BookColumn(_("Unités"), 20, figures=True),
        BookColumn(_("Valeur HT"), 20, figures=True, strong=True),
    )
    whole = (_("Total"), number(worth.units), _plain(euros(worth.amount)))
    return BookSection(_("Par catégorie"), columns, rows, whole, _("Le stock est vide."))


def _ages(statement: StockStatement) -> BookSection:
    rows = tuple(
        (age_words(each), number(each.units), _plain(euros(each.amount))) for each in statement.ages
    )
    columns = (
        BookColumn(_("Entré depuis"), 60, strong=True),
        BookColumn(_("Unités"), 20, figures=True),
        BookColumn(_("Valeur HT"), 20, figures=True, strong=True),
    )
    whole = (
        _("Total"),
        number(sum(each.units for each in statement.ages)),
        _plain(euros(total(each.amount for each in statement.ages))),
    )
    title = _("Par ancienneté (premier entré, premier sorti)")
    empty = _("Le stock est vide.")
    return BookSection(title, columns, rows, whole, empty, _why_it_differs(statement))


def _why_it_differs(statement: StockStatement) -> str:
    """Say why the stock by age does not sum up to the value of the stock; empty when it does."""
    worth, ages = statement.worth, statement.ages
    told = []
    same_units = worth.units == sum(each.units for each in ages)
    if worth.amount != total(each.amount for each in ages):
        if worth.method is StockMethod.AVERAGE:
            words = _(
                "Ce total n’est pas la valeur du stock, {amount}, seule à inscrire\u00a0: ici "
                "chaque unité garde le prix de son arrivée, là elle est au coût moyen."
            )
            told.append(words.format(amount=euros(worth.amount)))
        elif same_units:
            told.append(_("À quelques centimes près\u00a0: chaque ligne est arrondie."))
    if not same_units:
        told.append(_("Un stock négatif n’a pas d’âge\u00a0: il n’est pas compté ici."))
    return " ".join(told)


def _articles(worth: StockWorth) -> BookSection:
    columns = (
        BookColumn(_("Référence"), 18, strong=True),
        BookColumn(_("Article"), 36),
        BookColumn(_("Unités"), 12, figures=True),
        BookColumn(_("Coût unitaire HT"), 17, figures=True),
        BookColumn(_("Valeur HT"), 17, figures=True, strong=True),
    )
    rows = tuple(
        (
            each.sku,
            each.title,
            number(each.units),
            _plain(unit_cost_words(each.unit_cost)),
            _plain(euros(each.amount)),
        )
        for each in worth.rows
    )
    whole = (_("Total"), "", number(worth.units), "", _plain(euros(worth.amount)))
    return BookSection(_("Articles"), columns, rows, whole, _("Le stock est vide."))


def _plain(words: str) -> str:
    """Return an amount without its sign: the head of the column says euros."""
    return words.removesuffix("\u00a0€")


def _decimal(tenthousandths: int) -> str:
    sign = "-" if tenthousandths < 0 else ""
    whole, rest = divmod(abs(tenthousandths), PARTS)
    return f"{sign}{whole},{rest:04d}"
