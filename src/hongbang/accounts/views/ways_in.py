"""What does the page do that an invitation leads to?"""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from hongbang.accounts import adapters, queries
from hongbang.accounts import operations as accounts
from hongbang.accounts.forms.people import JoinForm
from hongbang.accounts.rules.commands import Join
from hongbang.accounts.texts import ROLES
from hongbang.kernel.actor import Role
from hongbang.kernel.refusal import NotFound, RuleBroken
from hongbang.privacy.rules.masking import masked_contact
from hongbang.ui import clock, refusals
from hongbang.ui.doors import public
from hongbang.ui.request import Request


@public
@sensitive_post_parameters("password", "again")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: Request, token: str) -> HttpResponse:
    """Show an invitation to whoever holds its link; on POST take the seat."""
    try:
        invitation = queries.invitation_by_token(token, clock.now())
    except NotFound:
        return render(request, "accounts/invitation_over.html", status=404)
    is_known, start = bool(request.actor.person), {"name": invitation.name}
    form = JoinForm(request.POST if request.method == "POST" else None, initial=start)
    refusal = ""
    if request.method == "POST" and (is_known or form.is_valid()):
        try:
            return _joined(request, invitation, form)
        except RuleBroken as no:
            refusal = refusals.sentence(no)
            weak = no.code == "accounts.weak_password"
            form.add_error("password" if weak else None, refusal)
    context = {
        "invitation": invitation,
        "role": ROLES[Role(invitation.role)],
        "contact": masked_contact(invitation.contact),
        "form": form,
        "is_known": is_known,
        "has_account": not is_known and queries.is_login_taken(invitation.contact),
        "refusal": refusal if is_known else "",
    }
    status = 422 if refusal or form.errors else 200
    return render(request, "accounts/join.html", context, status=status)


def _joined(request: Request, invitation: queries.Invitation, form: JoinForm) -> HttpResponse:
    """Take the seat, and lead to it."""
    by = request.actor
    if by.person:
        accounts.accept_invitation(invitation, Join(""), by=by, at=clock.now())
        messages.success(request, _("席位已接受。要从那里办事，请坐过去。"))
        return HttpResponseRedirect(reverse("accounts:seats"))
    hashed = queries.hashed(form.cleaned_data["password"])
    person = accounts.accept_invitation(invitation, form.command(hashed), by=by, at=clock.now())
    messages.success(request, _("账号已建好。请用刚才设的密码登录。"))
    answer = HttpResponseRedirect(reverse("accounts:sign_in"))
    adapters.remember_device(request, answer, person.public_id)
    return answer
