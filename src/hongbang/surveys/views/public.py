"""What does a customer see who holds an invitation? No account, no script, no trace.

Whoever answers acts as nobody here, even from a browser in which somebody has signed in.
"""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from hongbang.kernel.actor import Actor
from hongbang.kernel.period import beijing_day
from hongbang.kernel.refusal import IllegalMove, NotFound
from hongbang.sheets.forms.answering import AnswerForm
from hongbang.surveys import operations as surveys
from hongbang.surveys import queries
from hongbang.surveys.queries import Survey
from hongbang.surveys.rules.commands import Answering
from hongbang.surveys.rules.lifecycle import RUNNING, stage
from hongbang.ui import clock, refusals
from hongbang.ui.doors import public
from hongbang.ui.request import Request


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer_survey(request: Request, token: str) -> HttpResponse:
    """Show the questions to whoever holds an invitation; on POST use it up and keep the answers."""
    try:
        survey = queries.invited(token)
    except NotFound:
        return _shut(request, None)
    if _stage(survey) != RUNNING:
        return _shut(request, survey)
    if request.method != "POST":
        return _asked(request, survey, AnswerForm(queries.definition(survey)))
    return _sent(request, survey, token)


@public
@never_cache
@require_safe
def thank(request: Request) -> HttpResponse:
    """Say that the answers have arrived; the page knows nothing of which."""
    return render(request, "surveys/thank.html")


def _sent(request: Request, survey: Survey, token: str) -> HttpResponse:
    """Take what was sent, unless a question has come up that was not asked yet."""
    definition = queries.definition(survey)
    plain = AnswerForm.taken(definition, request.POST)
    if _shown(plain) - {*request.POST.get("seen", "").split()}:
        return _asked(request, survey, plain, has_more=True)
    form = AnswerForm.taken(definition, request.POST, final=True)
    if form.blocking:
        return _asked(request, survey, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    by = Actor.nobody(request.request_id)
    try:
        surveys.answer(token, Answering(form.answers), by=by, at=clock.now())
    except NotFound:
        return _shut(request, None)
    except IllegalMove:
        return _shut(request, survey)
    return HttpResponseRedirect(reverse("surveys:thanks"))


def _stage(survey: Survey) -> str:
    return stage(survey.state, survey.starts_on, survey.ends_on, beijing_day(clock.now()))


def _shown(form: AnswerForm) -> set[str]:
    """Return the questions that are asked with these answers."""
    return {question.one.key for _section, _t, _h, many in form.sections for question in many}


def _asked(
    request: Request,
    survey: Survey,
    form: AnswerForm,
    *,
    has_more: bool = False,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    context = {
        "survey": survey,
        "form": form,
        "seen": " ".join(sorted(_shown(form))),
        "has_more": has_more,
    }
    return render(request, "surveys/answer_survey.html", context, status=status)


def _shut(request: Request, survey: Survey | None) -> HttpResponse:
    """Say why an invitation opens nothing: unknown or used, not begun yet, or over.

    Unknown and used look alike. Only who holds an invitation that is not used yet learns of the
    survey's days.
    """
    status = HTTPStatus.NOT_FOUND
    now = _stage(survey) if survey else ""
    if survey:
        status = HTTPStatus.OK if now == "coming" else HTTPStatus.GONE
    typed = [one for one in refusals.typed(request) if one != request.POST.get("seen")]
    context = {"survey": survey, "now": now, "typed": typed}
    return render(request, "surveys/shut.html", context, status=status)
