"""What the calendar says of a bar and of a day: for the pointer and for the screen reader."""

from datetime import date

from merchant_desk.queries.promotion_calendar import CalendarBar, PromotionCalendar
from merchant_desk.ui.promotions.words import channels_text, kind_name, state_name
from merchant_desk.values.french import long_date, number, weekday_date
from merchant_desk.values.texts import _, ngettext


def dates_text(bar: CalendarBar) -> str:
    """Return from when to when an operation runs."""
    first = long_date(bar.first)
    if bar.last is None:
        return _("à partir du {first}, sans date de fin").format(first=first)
    if bar.last == bar.first:
        return _("le {first}").format(first=first)
    return _("du {first} au {last}").format(first=first, last=long_date(bar.last))


def bar_text(bar: CalendarBar) -> str:
    """Return everything about an operation in a few lines."""
    row = bar.row
    articles = ngettext("{n} article", "{n} articles", row.articles).format(n=number(row.articles))
    lines = [
        f"{row.title} ({kind_name(row.kind)}, {state_name(row.state)})",
        dates_text(bar),
        f"{articles}, {channels_text(row.channels)}",
    ]
    if row.conflicts:
        lines.append(
            ngettext(
                "En conflit avec {n} autre opération sur un même article",
                "En conflit avec {n} autres opérations sur un même article",
                len(row.conflicts),
            ).format(n=len(row.conflicts))
        )
    return "\n".join(lines)


def day_text(shown: PromotionCalendar, day: date) -> str:
    """Return what a day is: its name, its holiday or event, the soldes that run."""
    lines = [weekday_date(day), *(each.name for each in shown.marks if each.day == day)]
    for name, periods in (
        (_("Soldes en magasin"), shown.local),
        (_("Soldes en ligne"), shown.online),
    ):
        if any(each.start.date() <= day <= each.end.date() for each in periods):
            lines.append(name)
    return "\n".join(lines)
