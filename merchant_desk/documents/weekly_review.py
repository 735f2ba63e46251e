"""The review of the week on one page: the account, the margin, who owes, the stock, what is due."""

from merchant_desk.documents.drawing.cash_chart import draw_cash_chart
from merchant_desk.documents.drawing.flow import MARGIN, RIGHT, ROOM
from merchant_desk.documents.drawing.ink import (
    ACCENT_SOFT,
    BAD,
    BAD_SOFT,
    BODY,
    FIGURES,
    FIGURES_STRONG,
    HEIGHT,
    LINE,
    MM,
    SMALL,
    SOFT,
    STRONG_LINE,
    TEXT,
    TITLE,
    WIDTH,
    Ink,
    Style,
)
from merchant_desk.documents.drawing.paper import Page, Paper
from merchant_desk.documents.drawing.shop_colour import shop_colour
from merchant_desk.documents.drawing.typeface import Face, plain_line, typeface
from merchant_desk.rules.cash_chart import chart_of
from merchant_desk.rules.cash_sentences import (
    first_red,
    low_words,
    red_low,
    red_title,
    signed,
    source_words,
)
from merchant_desk.rules.chart_scale import ChartArea
from merchant_desk.values.cash_flow import Flow, Reading
from merchant_desk.values.french import day_month, euros, long_date, number, rate, short_date
from merchant_desk.values.money import Money
from merchant_desk.values.texts import _, ngettext
from merchant_desk.values.weekly_review import WeeklyReview, WeekSales

_SECTION = Style(11, Face.HEAVY)
_FIGURE = Style(15, Face.HEAVY)
_NAME = Style(8.2, Face.TEXT, SOFT)
_TASK = Style(9.5)
_BAND = 2.4 * MM
_GAP = 8 * MM
_ROW = 5.4 * MM
_LEADING = 4.4 * MM
_NOTE = 3.4 * MM
_CHART, _LEAST_CHART = 66 * MM, 30 * MM
_ROWS = 5
"""Of the margin."""


def render(review: WeeklyReview) -> bytes:
    """Return the page as a PDF."""
    title = _("Revue de la semaine du {day}").format(day=long_date(review.week.first))
    paper = Paper(plain_line(title), plain_line(review.shop))
    page = paper.page()
    page.fill(0, 0, WIDTH, _BAND, shop_colour(review.colour).band)
    y = _draw_head(page, review)
    y = _draw_figures(page, review, y)
    y = _draw_red_day(page, review, y)
    chart = chart_of(review.forecast, review.past)
    tall = max(_LEAST_CHART, min(_CHART, HEIGHT - 27 * MM - _below(review) - y))
    draw_cash_chart(page, ChartArea(MARGIN, y, ROOM, tall), chart)
    y += tall
    page.text(MARGIN, y + 4 * MM, _shortened(_legend(), SMALL, ROOM), SMALL)
    y += 11 * MM
    half = (ROOM - _GAP) / 2
    left = _draw_late(page, review, y, half)
    left = _draw_margin(page, review, left + 5 * MM, half)
    right = _draw_dues(page, review, MARGIN + half + _GAP, y)
    _draw_tasks(page, review, max(left, right) + 5 * MM)
    _draw_foot(page, review)
    return paper.finish()


def _below(review: WeeklyReview) -> float:
    """Return how tall the lists and the tasks are: the chart takes what they leave."""
    titles, noted = 18 * MM, _ROW + _NOTE
    others = review.late_payers > len(review.late) or not review.late
    left = titles + len(review.late) * noted + (_ROWS + others + bool(review.week.uncosted)) * _ROW
    right = 6.5 * MM + len(review.dues) * noted + _ROW
    return max(left, right) + 5 * MM + _tasks_tall(_task_lines(review))


def _draw_head(page: Page, review: WeeklyReview) -> float:
    page.text(MARGIN, 19 * MM, _("Revue de la semaine"), TITLE)
    told = _("du {first} au {last}").format(
        first=day_month(review.week.first), last=long_date(review.week.last)
    )
    page.text(MARGIN, 25.5 * MM, plain_line(told), BODY.but(size=10, ink=SOFT))
    shop = _shortened(review.shop, Style(11, Face.STRONG), 70 * MM)
    page.right(RIGHT, 19 * MM, shop, Style(11, Face.STRONG))
    return 31 * MM


def _draw_figures(page: Page, review: WeeklyReview, y: float) -> float:
    """Draw the four figures one looks for first."""
    forecast = review.forecast
    low = forecast.low(Reading.LIKELY)
    known = forecast.opening_on
    bank = _("banque connue au {day}").format(day=short_date(known)) if known else _("sans relevé")
    units = ngettext("{n} unité, hors taxes", "{n} unités, hors taxes", review.stock_units)
    red, bare = low.balance < forecast.floor, forecast.opening < forecast.floor
    parts: tuple[tuple[str, Money, str, Ink], ...] = (
        (_("Solde à ce jour"), forecast.opening, bank, BAD if bare else TEXT),
        (_("Au plus bas"), low.balance, long_date(low.day), BAD if red else TEXT),
        (_("Marge de la semaine"), review.week.margin, _margin_words(review.week), TEXT),
        (
            _("Valeur du stock"),
            review.stock_value,
            units.format(n=number(review.stock_units)),
            TEXT,
        ),
    )
    wide = ROOM / len(parts)
    page.line(MARGIN, y, RIGHT, STRONG_LINE, 1)
    for place, (name, amount, note, ink) in enumerate(parts):
        x, room = MARGIN + place * wide, wide - 4 * MM
        page.text(x, y + 5.5 * MM, _shortened(name, _NAME, room), _NAME)
        page.text(x, y + 12.5 * MM, *_fitted(euros(amount), _FIGURE.but(ink=ink), room))
        page.text(x, y + 17 * MM, _shortened(note, SMALL, room), SMALL)
    page.line(MARGIN, y + 20 * MM, RIGHT, LINE)
    return y + 23 * MM


def _draw_red_day(page: Page, review: WeeklyReview, y: float) -> float:
    """Say when the account is under the floor, else why its lowest day is low."""
    forecast = review.forecast
    title, red = red_title(forecast), first_red(forecast)
    words = low_words(forecast, Reading.LIKELY if red is None else red[0])
    if title:
        words = f"{red_low(forecast)} {words}"
    elif forecast.opening_on is None:
        words = _("Aucun relevé de la banque\u00a0: le solde part de zéro.")
    lines = typeface(Face.TEXT).wrapped(plain_line(words), BODY.size, ROOM - 8 * MM)
    lines[1:] = [_shortened(" ".join(lines[1:]), BODY, ROOM - 8 * MM)] if lines[1:] else []
    tall = (len(lines) + bool(title)) * _LEADING + 3.4 * MM
    page.fill(MARGIN, y, ROOM, tall, BAD_SOFT if title else ACCENT_SOFT)
    if title:
        page.fill(MARGIN, y, 1 * MM, tall, BAD)
        y += _LEADING
        page.text(MARGIN + 4 * MM, y + 0.8 * MM, plain_line(title), Style(9.5, Face.STRONG, BAD))
        tall -= _LEADING
    for place, line in enumerate(lines, 1):
        page.text(MARGIN + 4 * MM, y + place * _LEADING + 0.4 * MM, line, BODY)
    return y + tall + 3 * MM


def _draw_late(page: Page, review: WeeklyReview, y: float, room: float) -> float:
    total = euros(review.late_total) if review.late else ""
    y = _title(page, MARGIN, y, room, (_("Clients en retard"), total))
    for each in review.late:
        count = ngettext("{n} document", "{n} documents", each.documents)
        note = _("depuis le {day}, {count}").format(
            day=short_date(each.since), count=count.format(n=number(each.documents))
        )
        y = _row(page, (MARGIN, y, room), each.name, note, euros(each.left))
    rest = review.late_payers - len(review.late)
    if rest > 0:
        words = ngettext("et {n} autre client", "et {n} autres clients", rest)
        page.text(MARGIN, y + 4 * MM, words.format(n=number(rest)), SMALL)
        y += _ROW
    if not review.late:
        page.text(MARGIN, y + 4 * MM, _("Personne n’est en retard."), BODY.but(ink=SOFT))
        y += _ROW
    return y


def _draw_margin(page: Page, review: WeeklyReview, y: float, room: float) -> float:
    week, before = review.week, review.week_before
    y = _title(page, MARGIN, y, room, (_("Marge de la semaine"), ""))
    rows = (
        (_("Vendu hors taxes"), euros(week.sold)),
        (_("dont articles au coût connu"), euros(week.costed)),
        (_("Leur coût"), euros(-week.cost)),
        (_("Marge"), euros(week.margin)),
        (_("La semaine d’avant"), euros(before.margin)),
    )
    for name, amount in rows:
        y = _row(page, (MARGIN, y, room), name, "", amount)
    if week.uncosted:
        words = ngettext(
            "{n} unité vendue sans coût connu", "{n} unités vendues sans coût connu", week.uncosted
        )
        page.text(MARGIN, y + 4 * MM, words.format(n=number(week.uncosted)), SMALL)
        y += _ROW
    return y


def _draw_dues(page: Page, review: WeeklyReview, x: float, y: float) -> float:
    room = RIGHT - x
    y = _title(page, x, y, room, (_("Prochaines échéances"), ""))
    for each in review.dues:
        y = _row(page, (x, y, room), each.label, _due_note(each), signed(each.amount))
    if review.more_dues:
        words = ngettext("et {n} autre échéance", "et {n} autres échéances", review.more_dues)
        page.text(x, y + 4 * MM, words.format(n=number(review.more_dues)), SMALL)
        y += _ROW
    if not review.dues:
        words = _("Rien n’est à payer dans les semaines qui viennent.")
        page.text(x, y + 4 * MM, _shortened(words, BODY, room), BODY.but(ink=SOFT))
        y += _ROW
    return y


def _due_note(flow: Flow) -> str:
    return f"{short_date(flow.day)} · {source_words(flow.source)}"


def _draw_tasks(page: Page, review: WeeklyReview, y: float) -> None:
    lines = _task_lines(review)
    tall = _tasks_tall(lines)
    y = min(y, HEIGHT - 16 * MM - tall)
    page.fill(MARGIN, y, ROOM, tall, ACCENT_SOFT)
    page.text(MARGIN + 4 * MM, y + 6.5 * MM, _("À faire"), _SECTION)
    level = y + 7.5 * MM
    for first, line in lines:
        level += 5 * MM
        if first:
            page.frame(MARGIN + 4 * MM, level - 2.8 * MM, 3 * MM, 3 * MM, SOFT)
        page.text(MARGIN + 10 * MM, level, line, _TASK)


def _task_lines(review: WeeklyReview) -> list[tuple[bool, str]]:
    """Return each line of the tasks, and whether one begins there."""
    face = typeface(_TASK.face)
    return [
        (place == 0, line)
        for task in review.tasks
        for place, line in enumerate(face.wrapped(plain_line(task), _TASK.size, ROOM - 14 * MM))
    ]


def _tasks_tall(lines: list[tuple[bool, str]]) -> float:
    return len(lines) * 5 * MM + 11 * MM


def _draw_foot(page: Page, review: WeeklyReview) -> None:
    words = _("Revue faite le {day}. La prévision vient des documents de la boutique.")
    page.text(MARGIN, HEIGHT - 10 * MM, words.format(day=long_date(review.today)), SMALL)


def _title(page: Page, x: float, y: float, room: float, words: tuple[str, str]) -> float:
    page.text(x, y + 4 * MM, words[0], _SECTION)
    page.right(x + room, y + 4 * MM, plain_line(words[1]), FIGURES_STRONG)
    page.line(x, y + 6 * MM, x + room, STRONG_LINE, 0.8)
    return y + 6.5 * MM


def _row(page: Page, place: tuple[float, float, float], name: str, note: str, amount: str) -> float:
    x, y, room = place
    figure = plain_line(amount)
    wide = typeface(FIGURES.face).width(figure, FIGURES.size) + 3 * MM
    page.right(x + room, y + 4 * MM, figure, FIGURES)
    if note:
        face = typeface(SMALL.face)
        told = face.shortened(plain_line(note), SMALL.size, room - wide)
        page.text(x, y + 7.4 * MM, told, SMALL)
    page.text(x, y + 4 * MM, _shortened(name, BODY, room - wide), BODY)
    y += _ROW + (_NOTE if note else 0)
    page.line(x, y, x + room, LINE, 0.35)
    return y


def _margin_words(week: WeekSales) -> str:
    if week.sold.cents <= 0:
        return _("rien de vendu")
    if week.costed.cents <= 0:
        return _("coûts inconnus")
    share = (10_000 * week.margin.cents) // week.costed.cents
    return _("{share} des ventes au coût connu").format(share=rate(round(share, -2)))


def _legend() -> str:
    return _(
        "Trait plein\u00a0: probable. Bande\u00a0: jusqu’au prudent. Trait fin\u00a0: certain. "
        "Tirets\u00a0: seuil d’alerte. À gauche d’aujourd’hui\u00a0: ce que la banque a dit."
    )


def _shortened(text: str, style: Style, room: float) -> str:
    return typeface(style.face).shortened(plain_line(text), style.size, room)


def _fitted(text: str, style: Style, room: float) -> tuple[str, Style]:
    """Return a figure in the largest size that fits."""
    words = plain_line(text)
    wide = typeface(style.face).width(words, style.size)
    return words, style if wide <= room else style.but(size=style.size * room / wide)
