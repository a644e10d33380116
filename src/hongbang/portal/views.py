"""What do the pages of the public site show?"""

from __future__ import annotations

from datetime import UTC, date
from functools import lru_cache
from urllib.parse import quote

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hongbang.documents.exports import MEDIA, make
from hongbang.kernel.refusal import NotFound
from hongbang.portal import exports, queries
from hongbang.portal.rules.edition import Edition, edition_of
from hongbang.portal.rules.timetable import Step, picture
from hongbang.portal.texts import speech
from hongbang.programmes import exports as annexes
from hongbang.programmes import queries as programmes
from hongbang.programmes.texts import telling
from hongbang.register import queries as register
from hongbang.ui import clock
from hongbang.ui.doors import public
from hongbang.ui.request import Request

PAGES = ("about", "accessibility", "privacy", "security")
WIDE, NARROW = 1180, 960
EDITIONS = 20


@public
@require_safe
def show_home(request: Request) -> HttpResponse:
    """Show the red list, the timetable as a picture, and the latest notices."""
    edition = queries.edition(request.today)
    red_list = queries.red_list(request.today)
    context = {
        "edition": edition,
        "edition_name": _name(edition) if edition else "",
        "red_list": red_list,
        "honours": 0 if red_list else register.count(),
        "timetable": _drawn(request, edition),
        "news": queries.news(until=request.site_day),
    }
    return render(request, "portal/show_home.html", context)


@public
@require_safe
def show_edition(request: Request, edition_code: str) -> HttpResponse:
    """Show what an edition says to everybody: quotas, timetable, conditions, annexes."""
    found = programmes.public_edition(edition_code)
    edition = edition_of(found.code, found.chapters)
    told = {one.name: one for one in telling.told(found.chapters)}
    context = {
        "edition": edition,
        "edition_name": _name(edition),
        "theme": _in_language(edition.theme, edition.theme_en),
        "told": told,
        "annexes": annexes.annexes(found),
        "timetable": _drawn(request, edition),
        "revisions": programmes.revisions(found),
        "is_closed": found.state == "closed",
        "published_at": found.published_at,
        "approval": telling.approval(found.chapters["general"]),
        "others": [
            one for one in programmes.public_editions()[:EDITIONS] if one.code != edition_code
        ],
    }
    return render(request, "portal/show_edition.html", context)


@public
@require_safe
def fetch_annex(request: Request, edition_code: str, place: int, form: str) -> HttpResponse:
    """Give out an annex of a public edition, PDF or DOCX, made from what the edition says."""
    edition = programmes.public_edition(edition_code)
    if form not in MEDIA:
        raise NotFound("programmes.annex_missing")
    paper = annexes.paper(edition, place)
    made = make(paper, form)
    response = HttpResponse(made.content, content_type=made.media)
    name = quote(f"{paper.mark} {paper.title}.{form}")
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    return response


@public
@require_safe
def show_contacts(request: Request) -> HttpResponse:
    """Show how the office and the hosts are reached."""
    context = {"office": queries.office(), "hosts": queries.hosts()}
    return render(request, "portal/show_contacts.html", context)


@public
@require_safe
def search(request: Request) -> HttpResponse:
    """Search notices, bodies and names."""
    query = request.GET.get("q", "")[:60].strip()
    found = queries.search(query, request.today)
    return render(request, "portal/search.html", {"q": query, "found": found})


@public
@require_safe
def show_page(request: Request, slug: str) -> HttpResponse:
    """Show one of the standing pages."""
    if slug not in PAGES:
        raise Http404
    context = {"terms": queries.terms()} if slug == "privacy" else {}
    return render(request, f"portal/pages/{slug}.html", context)


@public
@require_safe
def feed(request: Request) -> HttpResponse:
    """Give the latest notices as an Atom feed."""
    title = _("%(place)s红榜 通知公告") % {
        "place": settings.HONGBANG_PLACE[request.display.language]
    }
    entries = queries.posted(30)
    body = exports.atom(entries, title, _("评选表彰的通知、释义和结果"))
    return HttpResponse(body, content_type="application/atom+xml; charset=utf-8")


@public
@require_safe
def calendar(request: Request) -> HttpResponse:
    """Give the timetable as a calendar file."""
    edition = queries.edition(request.today)
    if edition is None or not edition.steps:
        raise Http404
    body = exports.icalendar(edition, clock.now().astimezone(UTC))
    return HttpResponse(body, content_type="text/calendar; charset=utf-8")


@public
@require_safe
def sitemap(request: Request) -> HttpResponse:
    """List the public pages for search engines."""
    names = ["portal:home", "notices:list", "portal:contacts", "audit:public_proof"]
    pages = [reverse(name) for name in names]
    pages += [reverse("portal:page", args=[slug]) for slug in PAGES]
    editions = programmes.public_editions()
    pages += [reverse("portal:edition", args=[one.code]) for one in editions]
    context = {"base": settings.HONGBANG_BASE_URL, "pages": pages, "news": queries.posted(5000)}
    return render(request, "portal/sitemap.xml", context, content_type="application/xml")


@public
@require_safe
def robots(request: Request) -> HttpResponse:
    """Tell search engines what is public."""
    context = {"base": settings.HONGBANG_BASE_URL}
    return render(request, "portal/robots.txt", context, content_type="text/plain")


@lru_cache(maxsize=8)
def _timetable(edition: Edition, today: date, language: str) -> SafeString:
    """Draw the timetable, for wide windows and for narrower ones, once a day and language.

    The picture is half the cost of the home page, and the same for every visitor.
    """
    steps, words = _steps(edition), speech(today)
    wide, narrow = (picture(steps, today, width, speech=words) for width in (WIDE, NARROW))
    context = {"picture": wide, "narrow": narrow, "title": _("年度日程"), "today": today}
    return render_to_string("portal/_timetable.html", context)


def _drawn(request: Request, edition: Edition | None) -> SafeString | str:
    if edition is None or not edition.steps:
        return ""
    return _timetable(edition, request.today, request.display.language)


def _name(edition: Edition) -> str:
    return _in_language(edition.name, edition.name_en)


def _in_language(chinese: str, english: str) -> str:
    return english if get_language() == "en" else chinese


def _steps(edition: Edition) -> list[Step]:
    in_english = get_language() == "en"
    return [
        Step(
            step.name_en if in_english else step.name,
            step.note_en if in_english else step.note,
            step.starts_on,
            step.ends_on,
        )
        for step in edition.steps
    ]
