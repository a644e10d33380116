"""What does a request carry once it has passed the middleware?"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from hongbang.kernel.actor import Actor

if TYPE_CHECKING:
    from hongbang.ui.display import Display


class Request(HttpRequest):
    """A request whose visitor, seat and display wishes are known."""

    request_id: str
    today: date
    site_day: date | None  # the day on which an office seat looks at a public page
    actor: Actor
    seat: Any  # the Sitting of accounts, which stand above us, or None
    must_enrol: bool  # a second factor is asked for, and there is none yet
    is_proven: bool  # password or code was given within the last ten minutes
    display: Display
    htmx: HtmxDetails
