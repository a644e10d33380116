"""What do heads, the office and the system administrator do with people and registrations?"""

from __future__ import annotations

import secrets
from collections.abc import Callable

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hongbang.accounts import access, adapters, exports, queries
from hongbang.accounts import operations as accounts
from hongbang.accounts.forms.people import (
    BecauseForm,
    HandOverForm,
    InvitationFilterForm,
    InviteForm,
    PeopleFilterForm,
)
from hongbang.accounts.forms.registration import DecideForm, RegistrationFilterForm
from hongbang.accounts.texts import INVITATION_STATES, REGISTRATION_STATES, ROLES
from hongbang.documents.exports import XLSX
from hongbang.kernel.actor import Role
from hongbang.kernel.period import BEIJING
from hongbang.kernel.refusal import IllegalMove, NotFound, Refusal, RuleBroken, Stale
from hongbang.orgs import queries as orgs
from hongbang.orgs.texts import NATURES
from hongbang.privacy import access as privacy_access
from hongbang.privacy import operations as privacy
from hongbang.privacy.forms import RevealForm
from hongbang.privacy.rules.classes import DataClass
from hongbang.privacy.rules.masking import masked_contact
from hongbang.ui import clock, refusals
from hongbang.ui.doors import acts_only, grave, seated
from hongbang.ui.request import Request

PAGE = 50
Perform = Callable[..., object]


# --- colleagues
@seated("accounts.people.list")
@require_safe
def list_people(request: Request) -> HttpResponse:
    """Show the people this seat answers for, filtered by what the address says."""
    access.require("see_people", request.actor)
    form = PeopleFilterForm(request.GET)
    found = queries.people(request.actor, form.filters(), request.today)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    rows = [{"seat": seat, "role": ROLES[Role(seat.role)]} for seat in page]
    context = {
        "form": form,
        "page": page,
        "rows": rows,
        "may_invite": access.may("invite", request.actor),
        "everybody": access.sees_everybody(request.actor),
    }
    return render(request, "accounts/list_people.html", context)


@seated("accounts.people.export")
@acts_only("accounts:people")
def export_people(request: Request) -> FileResponse:
    """Give out the list as the address filters it, and record that it left the house."""
    form, at = PeopleFilterForm(request.GET), clock.now()
    wanted = "；".join(f"{label} {words}" for _name, label, words in form.active()) or _("在任的")
    accounts.note_export(wanted, by=request.actor, at=at)
    note = _("%(seat)s 于 %(at)s 导出。筛选：%(wanted)s") % {
        "seat": request.seat.person.name,
        "at": at.astimezone(BEIJING).strftime("%Y-%m-%d %H:%M"),
        "wanted": wanted,
    }
    table = exports.people_xlsx(request.actor, form.filters(), request.today, note)
    return FileResponse(table, as_attachment=True, filename="people.xlsx", content_type=XLSX)


def _seat_page(request: Request, code: str, **forms: object) -> dict[str, object]:
    seat = queries.colleague(request.actor, code)
    people = [(one.public_id, one.name) for one in queries.colleagues(seat, request.today)]
    lent = queries.delegations(request.actor).filter(seat=seat, revoked_at__isnull=True)
    return {
        "seat": seat,
        "role": ROLES[Role(seat.role)],
        "words": [
            (field, label, word)
            for field, label, word in (
                ("mobile", _("手机号"), seat.person.mobile),
                ("email", _("邮箱"), seat.person.email),
            )
            if word
        ],
        "may_reveal": privacy_access.may("reveal", request.actor, DataClass.CONTACT),
        "reveal_form": RevealForm(auto_id="reveal_%s"),
        "may": access.may("suspend", request.actor, seat),
        "is_me": seat.person.public_id == request.actor.person,
        "people": people,
        "lent": lent.filter(ends_on__gte=request.today),
        "suspend_form": BecauseForm(),
        "hand_form": HandOverForm(people, request.today),
    } | forms


@seated("accounts.people.show")
@require_safe
def show_seat(request: Request, seat: str) -> HttpResponse:
    """Show a colleague's seat, with what can be done."""
    access.require("see_people", request.actor)
    return render(request, "accounts/show_seat.html", _seat_page(request, seat))


@seated("accounts.people.reveal")
@acts_only("accounts:seat", "seat")
@grave
def reveal(request: Request, seat: str) -> HttpResponse:
    """Show how a colleague is reached, whole, once; who looked and why is recorded."""
    form, found = RevealForm(request.POST, auto_id="reveal_%s"), queries.colleague
    if form.is_valid():
        person = found(request.actor, seat).person
        try:
            word = privacy.reveal(person, form.command(), by=request.actor, at=clock.now())
        except RuleBroken as refusal:
            form.add_error(None, refusals.sentence(refusal))
        else:
            context = _seat_page(request, seat, shown=word or _("没有登记"))
            return render(request, "accounts/show_seat.html", context)
    return _reveal_again(request, seat, form)


def _reveal_again(request: Request, code: str, form: RevealForm) -> HttpResponse:
    """Show the page again with what is to be mended, to a seat that may be shown words at all."""
    privacy_access.require("reveal", request.actor, DataClass.CONTACT)
    context = _seat_page(request, code, reveal_form=form)
    return render(request, "accounts/show_seat.html", context, status=422)


def _because(request: Request, code: str, act: Perform, said: str) -> HttpResponse:
    """Do something to a seat, with a reason; a refusal is shown where it was asked for."""
    seat = queries.colleague(request.actor, code)
    form = BecauseForm(request.POST)
    if form.is_valid():
        try:
            act(seat, form.command(), by=request.actor, at=clock.now())
        except RuleBroken as refusal:
            form.add_error(None, refusals.sentence(refusal))
        else:
            messages.success(request, said)
            return HttpResponseRedirect(reverse("accounts:seat", args=[code]))
    return _seat_again(request, code, suspend_form=form)


def _seat_again(request: Request, code: str, **forms: object) -> HttpResponse:
    """Show the page again with what is to be mended, to a seat that may act here at all."""
    access.require("suspend", request.actor, queries.colleague(request.actor, code))
    context = _seat_page(request, code, **forms)
    return render(request, "accounts/show_seat.html", context, status=422)


@seated("accounts.seat.suspend")
@acts_only("accounts:seat", "seat")
@grave
def suspend(request: Request, seat: str) -> HttpResponse:
    """Suspend a colleague from a seat."""
    return _because(request, seat, accounts.suspend, _("席位已停用，本人的登录已结束。"))


@seated("accounts.seat.reinstate")
@acts_only("accounts:seat", "seat")
@grave
def reinstate(request: Request, seat: str) -> HttpResponse:
    """Let a suspended colleague sit again."""
    return _because(request, seat, accounts.reinstate, _("席位已恢复，本人可以登录了。"))


@seated("accounts.seat.hand_over")
@acts_only("accounts:seat", "seat")
@grave
def hand_over(request: Request, seat: str) -> HttpResponse:
    """Give a leaver's seats in this organisation to a successor."""
    leaving = queries.colleague(request.actor, seat)
    people = [(one.public_id, one.name) for one in queries.colleagues(leaving, request.today)]
    form = HandOverForm(people, request.today, request.POST)
    if form.is_valid():
        try:
            accounts.hand_over(leaving, form.command(), by=request.actor, at=clock.now())
        except RuleBroken as refusal:
            form.add_error(None, refusals.sentence(refusal))
        else:
            messages.success(request, _("席位已移交。没办完的事属于单位，接任人接着办。"))
            return HttpResponseRedirect(reverse("accounts:people"))
    return _seat_again(request, seat, hand_form=form)


# --- invitations
@seated("accounts.invitation.list")
@require_safe
def list_invitations(request: Request) -> HttpResponse:
    """Show the invitations this seat answers for."""
    access.require("invite", request.actor)
    form, at = InvitationFilterForm(request.GET), clock.now()
    found = queries.invitations(request.actor, form.filters(), at)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    rows = []
    for one in page:
        is_open = not (one.accepted_at or one.withdrawn_at)
        state = "accepted" if one.accepted_at else "withdrawn" if one.withdrawn_at else "open"
        state = "over" if is_open and one.expires_at <= at else state
        row = {"one": one, "role": ROLES[Role(one.role)], "is_open": is_open, "state": state}
        rows.append(
            row | {"words": INVITATION_STATES[state], "contact": masked_contact(one.contact)}
        )
    context = {"form": form, "page": page, "rows": rows}
    return render(request, "accounts/list_invitations.html", context)


@seated("accounts.invitation.send")
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: Request) -> HttpResponse:
    """Invite somebody into a seat."""
    access.require("invite", request.actor)
    form, is_tried = _invite_form(request)
    if is_tried and form.is_valid():
        try:
            token = adapters.drawn_token()
            accounts.invite(form.command(), token, by=request.actor, at=clock.now())
        except RuleBroken as refusal:
            form.add_error(None, refusals.sentence(refusal))
            form.data = {**request.POST.dict(), "key": secrets.token_hex(16)}  # may be sent anew
        else:
            messages.success(request, _("邀请已发出，七天内有效。"))
            return HttpResponseRedirect(reverse("accounts:invitations"))
    context = {"form": form, "many": len(form.fields["organisation"].choices) > 1}  # type: ignore[attr-defined]  # a choice field
    return render(request, "accounts/invite.html", context, status=422 if form.errors else 200)


def _invite_form(request: Request) -> tuple[InviteForm, bool]:
    """Build the form with the seats of the chosen body; listing them keeps what was typed."""
    bodies = list(queries.inviting_bodies(request.actor))
    told = (request.POST or request.GET).get("organisation", request.actor.organisation)
    body = next((one for one in bodies if one.public_id == told), bodies[0] if bodies else None)
    granted = queries.grantable_in(request.actor, body) if body else []
    choices = [(one.public_id, one.name) for one in bodies]
    seats = [(str(role), ROLES[role]) for role in granted]
    is_tried = request.method == "POST" and "pick" not in request.POST
    start = {"key": secrets.token_hex(16), "organisation": body.public_id if body else ""}
    typed = {name: request.POST[name] for name in ("name", "contact") if name in request.POST}
    data = request.POST if is_tried else None
    return InviteForm(choices, seats, data, initial=start | typed), is_tried


@seated("accounts.invitation.resend")
@acts_only("accounts:invitations")
def resend(request: Request, invitation: str) -> HttpResponse:
    """Send an invitation anew."""
    sent = queries.invitation(request.actor, invitation)
    accounts.resend(sent, adapters.drawn_token(), by=request.actor, at=clock.now())
    messages.success(request, _("邀请已重发，先前的链接不能再用。"))
    return HttpResponseRedirect(reverse("accounts:invitations"))


@seated("accounts.invitation.withdraw")
@acts_only("accounts:invitations")
def withdraw(request: Request, invitation: str) -> HttpResponse:
    """Take an invitation back."""
    sent = queries.invitation(request.actor, invitation)
    accounts.withdraw(sent, by=request.actor, at=clock.now())
    messages.success(request, _("邀请已撤回，链接不能再用。"))
    return HttpResponseRedirect(reverse("accounts:invitations"))


# --- registrations of units
@seated("accounts.registration.list")
@require_safe
def list_registrations(request: Request) -> HttpResponse:
    """Show the registrations that wait for this organ."""
    access.require("see_registrations", request.actor)
    form = RegistrationFilterForm(request.GET)
    found = queries.registrations(request.actor, form.filters())
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    rows = [{"one": one, "state": REGISTRATION_STATES[one.state]} for one in page]
    context = {"form": form, "page": page, "rows": rows}
    return render(request, "accounts/list_registrations.html", context)


def _registration_page(request: Request, code: str, **forms: object) -> dict[str, object]:
    one = queries.registration(request.actor, code)
    start = {"version": one.version}
    try:
        area, _language = orgs.area(one.area).said_in(get_language())
    except NotFound:
        area = ""
    return {
        "one": one,
        "area": area,
        "nature": dict(NATURES).get(one.nature, ""),
        "state": REGISTRATION_STATES[one.state],
        "contact": masked_contact(one.contact),
        "alike": queries.likeness(one) if one.state in {"sent", "returned"} else [],
        "waiting": queries.waiting_alike(one),
        "may": access.may("accept", request.actor, one),
        "accept_form": DecideForm(initial=start, auto_id="accept_%s"),
        "return_form": DecideForm(initial=start, auto_id="return_%s"),
        "refuse_form": DecideForm(initial=start, auto_id="refuse_%s"),
    } | forms


@seated("accounts.registration.show")
@require_safe
def show_registration(request: Request, registration: str) -> HttpResponse:
    """Show one registration, what is like it, and the ways to decide."""
    access.require("see_registrations", request.actor)
    context = _registration_page(request, registration)
    return render(request, "accounts/show_registration.html", context)


def _decided(request: Request, code: str, verb: str, act: Perform, said: str) -> HttpResponse:
    """Decide on a registration; a refusal is shown where it was asked for."""
    one, status = queries.registration(request.actor, code), 422
    form = DecideForm(request.POST, auto_id=f"{verb}_%s")
    refusal: Refusal | None = None
    if form.is_valid():
        try:
            act(one, form.command(), by=request.actor, at=clock.now())
        except (RuleBroken, IllegalMove, Stale) as no:
            refusal, status = no, refusals.status_of(no)
        else:
            messages.success(request, said)
            return HttpResponseRedirect(reverse("accounts:registrations"))
    access.require(verb, request.actor, one)  # before the page is shown again
    context = _registration_page(request, code)
    version = queries.registration(request.actor, code).version
    typed = {"version": version, "reason": request.POST.get("reason", "")}
    context[f"{verb}_form"] = DecideForm(initial=typed, auto_id=f"{verb}_%s")
    context["refusal"] = refusals.sentence(refusal) if refusal else _("没有办成：请再看一遍。")
    context["tried"] = verb
    return render(request, "accounts/show_registration.html", context, status=status)


@seated("accounts.registration.accept")
@acts_only("accounts:registration", "registration")
def accept(request: Request, registration: str) -> HttpResponse:
    """Let the unit in."""
    said = _("单位已登记，申请人收到了通知。")
    return _decided(request, registration, "accept", accounts.accept_registration, said)


@seated("accounts.registration.return")
@acts_only("accounts:registration", "registration")
def return_(request: Request, registration: str) -> HttpResponse:
    """Give the registration back to be put right."""
    said = _("已退回补正，理由发给了申请人。")
    return _decided(request, registration, "return", accounts.return_registration, said)


@seated("accounts.registration.refuse")
@acts_only("accounts:registration", "registration")
def refuse(request: Request, registration: str) -> HttpResponse:
    """Turn the registration down."""
    said = _("已答复不同意，理由发给了申请人。")
    return _decided(request, registration, "refuse", accounts.refuse_registration, said)
