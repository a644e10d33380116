"""How is it kept what a body was called and where it stood? Instruments of this room's deeds."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from hongbang.orgs.models import Change, Organisation
from hongbang.orgs.rules.bodies import check_day


def begin(bodies: Iterable[Organisation], on: date, reason: str = "") -> None:
    """Open the newest page of bodies, with their words as they are now."""
    Change.objects.bulk_create(
        (
            Change(
                organisation=body,
                name=body.name,
                name_en=body.name_en,
                channel=body.channel,
                area_id=body.area_id,
                parent_id=body.parent_id,
                is_open=body.closed_at is None,
                reason=reason,
                from_on=on,
            )
            for body in bodies
        ),
        batch_size=90,
    )


def turn(body: Organisation, on: date, reason: str) -> None:
    """Close the newest page on `on` and open another with the body's words as they are now."""
    turn_all([body], on, reason)


def turn_all(bodies: list[Organisation], on: date, reason: str) -> None:
    """Turn the page of many bodies at once; one that had no page before `on` ends there."""
    newest = Change.objects.filter(organisation__in=bodies, until_on__isnull=True)
    newest.filter(from_on__gt=on).update(from_on=on)
    newest.update(until_on=on)
    begin(bodies, on, reason)


def day_of(body: Organisation, on: date | None, today: date) -> date:
    """Return the day a change of this body holds from. Refuses: `orgs.wrong_day`."""
    newest = Change.objects.filter(organisation=body, until_on__isnull=True).first()
    return check_day(on, newest.from_on if newest else today, today)
