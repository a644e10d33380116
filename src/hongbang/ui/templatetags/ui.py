"""Which words do our templates have: icons, fields, dates, addresses, small charts?"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django import forms, template
from django.core.paginator import Page
from django.forms import BoundField
from django.template import Context
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import (
    SafeString,
    mark_safe,  # noqa: TID251 - `rich` below is the one place
)
from django.utils.translation import get_language

from hongbang.kernel.decision import Refused
from hongbang.kernel.period import BEIJING
from hongbang.kernel.refusal import Refusal
from hongbang.kernel.richtext import clean, from_markdown
from hongbang.ui import charts, dates, refusals
from hongbang.ui.display import replaced

register = template.Library()

SHORT_HASH = 8
EDGE_PAGES = 1
NEAR_PAGES = 2


# --- icons


@lru_cache(maxsize=1)
def _sprite() -> str:
    """Return the address of the one file that holds every icon."""
    return static("ui/icons.svg")


@register.simple_tag
def icon(name: str) -> SafeString:
    """Draw an icon beside words that say the same."""
    return _drawn_icon(name)


@lru_cache(maxsize=256)
def _drawn_icon(name: str) -> SafeString:
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#i-{}"></use></svg>',
        _sprite(),
        name,
    )


# --- what many rows show alike


@register.simple_tag
def drawn(name: str, **words: object) -> SafeString:
    """Draw a small template of a few plain words, once for each of them and each language.

    `made__state="listed"` is `made.state` there; of what is nothing there is no word. For lists:
    fifty rows show the same few states.
    """
    told = tuple(sorted((key, word) for key, word in words.items() if word not in (None, "")))
    return _drawn(name, get_language() or "", told)


@lru_cache(maxsize=1024)
def _drawn(name: str, _language: str, told: tuple[tuple[str, object], ...]) -> SafeString:
    context: dict[str, dict[str, object]] = {}
    for key, word in told:
        thing, _, attribute = key.partition("__")
        context.setdefault(thing, {})[attribute] = word
    return render_to_string(name, context)


# --- addresses


@register.simple_tag(takes_context=True)
def query(context: Context, **changes: object) -> str:
    """Write the current query string with these parameters replaced."""
    request = context.get("request")
    return replaced(request.META.get("QUERY_STRING", "") if request else "", changes)


@register.simple_tag(takes_context=True)
def here(context: Context) -> str:
    """Write the path of this page, without its parameters."""
    request = context.get("request")
    return str(request.path) if request else "/"


@register.simple_tag
def pages(page: Page[Any]) -> list[int | None]:
    """List the page numbers to offer; None stands for a gap."""
    numbers = page.paginator.get_elided_page_range(
        page.number, on_each_side=NEAR_PAGES, on_ends=EDGE_PAGES
    )
    return [number if isinstance(number, int) else None for number in numbers]


@register.inclusion_tag("ui/_th.html", takes_context=True)
def th(context: Context, key: str, label: str, kind: str = "") -> Mapping[str, object]:
    """Draw a sortable head: the first click sorts up, the next one down."""
    request = context.get("request")
    sort = request.GET.get("sort", "") if request else ""
    is_up, is_down = sort == key, sort == f"-{key}"
    query_string = request.META.get("QUERY_STRING", "") if request else ""
    address = replaced(query_string, {"sort": f"-{key}" if is_up else key, "page": None})
    return {
        "label": label,
        "address": address,
        "kind": kind,
        "order": "ascending" if is_up else "descending" if is_down else "",
    }


# --- dates


def _today(context: Context) -> date | None:
    """Return today as the page knows it; the template never asks the clock."""
    today = context.get("today")
    if today is None:
        today = getattr(context.get("request"), "today", None)
    return today if isinstance(today, date) else None


def _language() -> str:
    return get_language() or "zh-hans"


def _wrapped(machine: str, words: str) -> SafeString:
    return format_html('<time datetime="{}">{}</time>', machine, words)


def _beijing_date(value: date) -> date:
    return value.astimezone(BEIJING).date() if isinstance(value, datetime) else value


@register.filter
def joined(first: Sequence[object], more: Sequence[object] | str | None) -> list[object]:
    """Put what a later room tells behind what was told before."""
    return [*first, *(more or ())]


@register.filter(name="cn_date")
def cn_date_filter(value: date | None, today: date | None = None) -> SafeString | str:
    """Write a day with its weekday; give today, or the year is written out."""
    if value is None:
        return ""
    day = _beijing_date(value)
    return _wrapped(day.isoformat(), dates.day_words(day, today, _language()))


@register.simple_tag(name="cn_date", takes_context=True)
def cn_date_tag(context: Context, value: date | None) -> SafeString | str:
    """Write a day with its weekday, and the year when it is not this one."""
    return cn_date_filter(value, _today(context))


@register.filter
def cn_day(value: date | None) -> SafeString | str:
    """Write a day in full, as under a paper."""
    if value is None:
        return ""
    day = _beijing_date(value)
    return _wrapped(day.isoformat(), dates.plain_day_words(day, _language()))


@register.filter(name="cn_time")
def cn_time_filter(value: datetime | None, today: date | None = None) -> SafeString | str:
    """Write a moment: day, weekday, hour."""
    if value is None:
        return ""
    machine = value.astimezone(BEIJING).isoformat(timespec="minutes")
    return _wrapped(machine, dates.moment_words(value, today, _language()))


@register.simple_tag(name="cn_time", takes_context=True)
def cn_time_tag(context: Context, value: datetime | None) -> SafeString | str:
    """Write a moment, and the year when it is not this one."""
    return cn_time_filter(value, _today(context))


@register.simple_tag(takes_context=True)
def cn_until(context: Context, value: datetime | None) -> SafeString | str:
    """Write the end of a period; midnight becomes 24:00 of the day before."""
    if value is None:
        return ""
    machine = value.astimezone(BEIJING).isoformat(timespec="minutes")
    return _wrapped(machine, dates.deadline_words(value, _today(context), _language()))


@register.inclusion_tag("ui/_day.html", takes_context=True)
def day_box(context: Context, due_on: date | None) -> Mapping[str, object]:
    """Draw how many days are left, large; what is late is ink."""
    today = _today(context)
    if due_on is None or today is None:
        return {"due_on": None}
    days = (due_on - today).days
    return {"due_on": due_on, "days": days, "late_by": -days, "is_late": days < 0}


# --- words


@register.filter
def short_hash(value: str | None) -> str:
    """Return the first figures of a digest, enough to compare by eye."""
    return (value or "").rpartition(":")[2][:SHORT_HASH]


# --- forms


def _kind(bound: BoundField) -> str:
    """Say which layout a field's widget asks for."""
    widget = bound.field.widget
    if widget.is_hidden:
        return "hidden"
    if isinstance(widget, forms.CheckboxInput):
        return "check"
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return "group"
    return "editor" if "data-editor" in widget.attrs else "plain"


@register.inclusion_tag("ui/_field.html")
def field(bound: BoundField, html: str = "", output: str = "body_html") -> Mapping[str, object]:
    """Draw a form field: label, mark when optional, hint, control, errors, all bound together.

    A textarea with `data-editor` takes Markdown; where script runs it becomes an editor that
    begins with `html` (or with what was typed) and writes into the hidden field `output`.
    """
    kind = _kind(bound)
    drawn: dict[str, object] = {
        "bound": bound,
        "kind": kind,
        "is_optional": not bound.field.required,
    }
    if kind == "editor":
        drawn |= {"html": html or from_markdown(bound.value() or ""), "output": output}
    return drawn


@register.inclusion_tag("ui/_filter_field.html")
def filter_field(bound: BoundField) -> Mapping[str, object]:
    """Draw a field of a filter bar: small label, no marks."""
    return {"bound": bound, "kind": _kind(bound)}


# --- charts


@register.inclusion_tag("ui/_seat_bar.html")
def seat_bar(
    label: str,
    words: str,
    value: int,
    *,
    of: int,
    at_least: int | None = None,
    at_most: int | None = None,
) -> Mapping[str, object]:
    """Draw a share against what is asked of it; the words say the same."""
    bar = charts.seat_bar(value, of=of, at_least=at_least, at_most=at_most)
    return {"label": label, "words": words, "bar": bar}


@register.inclusion_tag("ui/_daily_bars.html")
def daily_bars(
    counts: Sequence[int], sentence: str, first: str, last: str, strong: int = 2
) -> Mapping[str, object]:
    """Draw counts day by day; the sentence says the same."""
    picture = charts.daily_bars(counts, strong=strong)
    return {"picture": picture, "sentence": sentence, "first": first, "last": last}


@register.inclusion_tag("ui/_spread.html")
def spread(picture: charts.Spread, sentence: str, band: str, line: str, where: str = "") -> Any:
    """Draw the spread of scores; the sentence says the same."""
    return {"picture": picture, "sentence": sentence, "band": band, "line": line, "where": where}


# --- words of the house


@register.simple_tag
def refusal_text(refusal: Refusal | Refused) -> str:
    """Say why something cannot be done, for a note beside a greyed button."""
    return refusals.sentence(refusal)


@register.simple_tag(takes_context=True)
def query_without(context: Context, name: str) -> str:
    """Write the current query string without one parameter, and from the first page."""
    return query(context, **{name: None, "page": None})


@register.filter
def rich(html: str) -> SafeString:
    """Draw a notice's text; cleaned once more on its way out.

    The one place where stored HTML is trusted (reliability.md demand 12).
    """
    return mark_safe(clean(html))  # noqa: S308 - cleaned in this very line


_QUOTED = re.compile(r"(“[^”]{1,30}”|《[^》]{1,30}》)")


@register.filter
def keep_quoted(title: str) -> SafeString:
    """Keep quoted names in a large title whole where they fit (look.md section 3)."""
    parts = _QUOTED.split(title)
    return format_html_join(
        "",
        "{}",
        (
            (
                format_html('<span class="keep">{}</span>', part)
                if _QUOTED.fullmatch(part)
                else part,
            )
            for part in parts
        ),
    )
