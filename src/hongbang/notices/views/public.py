"""What does everybody see of notices?"""

from __future__ import annotations

from io import BytesIO
from urllib.parse import quote

import segno
from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from hongbang.documents.exports import MEDIA, make
from hongbang.files import queries as files
from hongbang.kernel.refusal import NotFound
from hongbang.notices import access, queries
from hongbang.notices.exports import made_for, paper_of
from hongbang.notices.queries import Notice, Revision
from hongbang.notices.rules.changes import changes
from hongbang.notices.rules.lifecycle import PUBLIC
from hongbang.notices.texts import KINDS, lines
from hongbang.ui.doors import public
from hongbang.ui.request import Request

PAGE = 20


@public
@require_safe
def list_notices(request: Request) -> HttpResponse:
    """List the public notices, newest first, by words and kind."""
    kind = request.GET.get("kind", "")
    kind = kind if kind in dict(KINDS) else ""
    query = request.GET.get("q", "")[:60]
    page = Paginator(queries.public_list(query, kind), PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "q": query, "kind": kind, "kinds": KINDS}
    return render(request, "notices/list_notices.html", context)


@public
@require_safe
def show_notice(request: Request, code: str) -> HttpResponse:
    """Show a notice as it is public now, with its corrections."""
    notice = queries.get(request.actor, code)
    if notice.state not in PUBLIC:  # the office's own drafts are read at the desk
        return HttpResponseRedirect(reverse("notices:preview", args=[code]))
    texts = queries.revisions(notice)
    return render(request, "notices/show_notice.html", _paper(request, notice, texts[0], texts))


@public
@require_safe
def show_revision(request: Request, code: str, place: int) -> HttpResponse:
    """Show an earlier public text, and what the next one changed."""
    notice = queries.get(request.actor, code)
    shown = queries.revision(notice, place)
    texts = queries.revisions(notice)
    context = _paper(request, notice, shown, texts)
    following = next((text for text in texts if text.place == place + 1), None)
    if following:
        before, after = (
            lines(queries.text_of(one), queries.annex_titles(notice, one.place))
            for one in (shown, following)
        )
        context |= {"following": following, "changes": changes(before, after)}
    return render(request, "notices/show_notice.html", context)


@public
@require_safe
def fetch_annex(request: Request, code: str, annex: str) -> HttpResponse:
    """Give out an annex through a ticket that lasts a minute."""
    notice = queries.get(request.actor, code)
    found = queries.annex(request.actor, notice, annex)
    bound_to = "" if found.from_revision else request.session.session_key or ""
    ticket = files.grant(found.file, bound_to)
    return HttpResponseRedirect(reverse("files:deliver", args=[ticket]))


@public
@require_safe
def fetch_paper(request: Request, code: str, form: str) -> HttpResponse:
    """Give out the public text as a formal paper, PDF or DOCX."""
    notice = queries.get(request.actor, code)
    if form not in MEDIA or notice.state not in PUBLIC:
        raise NotFound("notices.missing")
    revision = queries.revision(notice, notice.revision)
    annexes = queries.annex_titles(notice, revision.place)
    paper = paper_of(queries.text_of(revision), annexes, revision.published_at)
    made = make(paper, form)
    response = HttpResponse(made.content, content_type=made.media)
    name = quote(f"{paper.title}.{form}")
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    return response


@public
@require_safe
def draw_qr(request: Request, code: str) -> HttpResponse:
    """Draw the QR code of a notice's address."""
    notice = queries.get(request.actor, code)
    out = BytesIO()
    segno.make(_address(notice), error="m").save(out, kind="svg", border=4, xmldecl=False)
    return HttpResponse(out.getvalue(), content_type="image/svg+xml")


def _address(notice: Notice) -> str:
    return settings.HONGBANG_BASE_URL + reverse("notices:show", args=[notice.public_id])


def _paper(
    request: Request, notice: Notice, shown: Revision, texts: list[Revision]
) -> dict[str, object]:
    return {
        "notice": notice,
        "text": shown,
        "texts": texts,
        "is_current": shown.place == notice.revision,
        "annexes": [*queries.annexes_of(notice, shown.place)],
        "made": made_for(shown.edition),
        "edition": shown.edition,
        "address": _address(notice),
        "may_edit": access.may("edit", request.actor).ok,
    }
