"""Does a season run through the house, and is the house in order after it?

Every check between the rooms is silent on the season as it was played, and speaks when its own
fault is planted.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db.models import F
from tests.cast import moment

from hongbang.applications.models import Application, Evidence, Revision
from hongbang.approvals.models import Decision
from hongbang.audit.models import Entry, LastDeed, new_code
from hongbang.awards import queries as awards
from hongbang.awards.models import Award, Batch
from hongbang.files.models import StoredFile
from hongbang.ops.invariants import CHECKS
from hongbang.ops.season import account
from hongbang.ops.season.play import Play
from hongbang.outbox.models import Delivery
from hongbang.oversight.models import Case, Draw, Visit
from hongbang.programmes.models import Category
from hongbang.publicity.models import Name, Objection
from hongbang.recommendations.models import (
    Opinion,
    QuotaEntry,
    Recommendation,
    Transmittal,
)
from hongbang.register import queries as honours
from hongbang.register.models import Honour
from hongbang.reviews.models import WORKS_FOR, Closing, ScoreSheet, Standing, Tie
from hongbang.selections.models import Run, Seat
from hongbang.surveys import operations as surveys
from hongbang.surveys.models import Survey
from hongbang.surveys.rules.commands import OpenSurvey

Plant = Callable[[Play], object]
pytestmark = pytest.mark.once


def first(model: Any, **where: Any) -> Any:
    """Return the first row there is."""
    return model.objects.filter(**where).order_by("pk")[0]


def put(model: Any, where: dict[str, Any], **wrong: Any) -> int:
    """Write into the first row that fits what no operation writes."""
    return int(model.objects.filter(pk=first(model, **where).pk).update(**wrong))


ROOMS = {
    *("accounts", "orgs", "programmes", "applications", "recommendations", "reviews"),
    *("selections", "approvals", "publicity", "register", "awards", "oversight"),
}


def test_everybody_who_came_through_is_honoured(play: Play) -> None:
    counts = play.counts

    assert counts["sent in time"] + counts["too late"] == play.size
    chosen = counts["chosen: team"] + counts["chosen: individual"]
    struck, moved = counts["objections upheld"], counts["reserves who moved up"]
    honoured = counts["honoured: team"] + counts["honoured: individual"]
    assert (chosen, struck) == (counts["names posted"], 1)
    assert honoured == chosen - struck + moved


def test_trouble_is_refused_and_counted(play: Play) -> None:
    trouble = ("too late", "tried twice", "returned and sent again", "withdrawn")
    more = ("experts who stood aside", "objections rejected", "honours revoked", "rectified")

    assert {told: play.counts[told] >= 1 for told in (*trouble, *more)} == dict.fromkeys(
        (*trouble, *more), True
    )


def test_every_room_has_told_the_ledger(play: Play) -> None:
    verbs = Entry.objects.values_list("verb", flat=True).distinct()

    assert {verb.partition(".")[0] for verb in verbs} >= ROOMS


def test_one_honour_is_revoked_since_the_spring(play: Play) -> None:
    [batch] = awards.batches().filter(edition=play.edition)
    rows = [one.honour for one in awards.awards_of(batch)]

    revoked = [one for one in rows if one.state == "revoked"]
    assert len(revoked) == 1
    day = revoked[0].ended_on
    assert day is not None
    assert honours.status(revoked[0], day, honours.turns(revoked[0])) == "revoked"
    assert {one.state for one in rows if one not in revoked} == {"valid"}


def test_the_account_fits_one_page(play: Play) -> None:
    lines = [*account.page(play, 12.0)]

    assert lines[0] == "shanghai-service-star-2016: 24 entrants, 2017-04-25 reached, 12 s"
    assert len(lines) <= 60
    assert lines[-1].endswith(account.honours_digest(play))


@pytest.fixture(scope="module")
def silent(played: Play, django_db_blocker: Any) -> set[str]:
    """Return the checks that find nothing in the season as it was played."""
    with django_db_blocker.unblock():
        return {one.name for one in CHECKS if not [*one.find()]}


def test_a_season_leaves_the_house_in_order(play: Play, silent: set[str]) -> None:
    assert silent == {one.name for one in CHECKS}
    assert len(silent) >= 20


def other_unit(one: Any) -> int:
    """Return the key of a unit that an application is not of."""
    return int(Application.objects.exclude(unit=one.unit_id)[0].unit_id)


def foreign_team(_play: Play) -> None:
    one = first(Application, team__isnull=False)
    Application.objects.filter(pk=one.pk).update(unit=other_unit(one))


def foreign_file(_play: Play) -> None:
    one = first(Evidence, field="evidence", application__revision__gte=1)
    other = Application.objects.exclude(pk=one.application_id)[0]
    Evidence.objects.filter(pk=one.pk).update(application=other)


def held_by_another_unit(_play: Play) -> None:
    one = first(Application, state="submitted")
    Application.objects.filter(pk=one.pk).update(holder=other_unit(one))


def uncounted_answer(play: Play) -> None:
    unit = first(Application, team__isnull=False)
    command = OpenSurvey(
        *("team", unit.team.public_id, play.edition.code, 3),
        *(date(2016, 10, 1), date(2016, 10, 30), "k" * 32),
    )
    clerk = next(one.clerk for one in play.entrants if one.unit == unit.unit.name)
    surveys.open_survey(command, by=clerk, at=moment("2016-10-01 09:00"))
    Survey.objects.update(answered=1)


def judged_own(_play: Play) -> None:
    sheet = first(ScoreSheet, state="signed")
    unit = sheet.dossier.application.unit
    Tie.objects.create(member=sheet.member, body=unit, kind=WORKS_FOR)


def quota_of_one(_play: Play) -> None:
    """Two fixed lists have more than one chosen; the organs more than one place."""
    Category.objects.update(quota=1)


def on_two_lists(_play: Play) -> None:
    one = first(Seat, kind="chosen")
    Seat.objects.filter(pk=one.pk).update(kind="reserve")


def honoured_again(_play: Play) -> None:
    """The edition of the next year honours somebody whose honour still runs."""
    one = first(Honour, team__isnull=False)
    edition, category = one.category.edition, one.category
    for row in (edition, category):
        row.pk, row.public_id = None, new_code()
    edition.code, edition.year = "next-year", edition.year + 1
    edition.save()
    category.edition = edition
    category.save()
    one.pk, one.public_id, one.number = None, new_code(), "2017-01-0001-8"
    one.source = "A" * 14
    one.category, one.first_on = category, one.first_on + timedelta(days=365)
    one.save()


def visited_by_a_friend(_play: Play) -> None:
    visit = first(Visit)
    type(visit.seat).objects.filter(pk=visit.seat_id).update(organisation=visit.honour.unit)


def unheard(_play: Play) -> None:
    case = first(Case, move="revoke")
    Case.objects.filter(pk=case.pk).update(
        statement="", stated_at=None, hears_until=case.decided_at.date() + timedelta(days=1)
    )


WRONG = "0" * 64
PLANTED: dict[str, Plant] = {
    "the_ledger_verifies": lambda _play: put(LastDeed, {}, verb="orgs.body.invented"),
    "files_are_there": lambda _play: put(StoredFile, {}, sha256=WRONG),
    "letters_end_after_they_began": lambda _play: put(
        Delivery, {}, handed_over_at=moment("2001-01-01 09:00")
    ),
    "submitted_has_its_revision": lambda _play: put(Application, {"revision": 1}, revision=2),
    "revisions_are_as_they_were": lambda _play: put(Revision, {}, findings=[]),
    "subjects_are_of_their_unit": foreign_team,
    "holders_fit_states": held_by_another_unit,
    "evidence_is_of_its_form": foreign_file,
    "surveys_count_their_answers": uncounted_answer,
    "places_are_what_was_entered": lambda _play: put(QuotaEntry, {}, seats=77),
    "places_stay_within_the_quota": quota_of_one,
    "lists_hold_what_they_count": lambda _play: put(
        Recommendation, {"verdict": "recommended"}, verdict="reserve"
    ),
    "owners_spoke_before_they_put_forward": lambda _play: Opinion.objects.filter(
        organ=F("revision__application__recommendation__organ")
    ).update(stand="abstain", words="没有到过现场"),
    "lists_are_as_they_were_sent": lambda _play: put(Transmittal, {}, content="{}"),
    "nobody_judges_their_own": judged_own,
    "files_under_review_were_accepted": lambda _play: put(
        Recommendation, {"state": "accepted"}, state="forwarded", ruled_at=None
    ),
    "signed_totals_are_right": lambda _play: put(ScoreSheet, {"state": "signed"}, total=Decimal(1)),
    "closings_are_as_they_were": lambda _play: put(Closing, {}, content={}),
    "every_file_has_its_place": lambda _play: put(Standing, {"place": 1}, place=99),
    "lists_are_proved": lambda _play: put(Run, {}, brief={}),
    "seats_are_what_was_found": on_two_lists,
    "lists_stay_within_quota": quota_of_one,
    "hosts_signed_what_was_put": lambda _play: put(Decision, {}, digest=WRONG),
    "nothing_passed_without_every_host": lambda _play: put(
        Decision, {}, state="sent_back", opinion="请再议"
    ),
    "names_posted_were_approved": lambda _play: put(
        Name, {}, application=first(Application, state="draft")
    ),
    "upheld_objections_strike": lambda _play: put(Name, {"state": "struck"}, state="cleared"),
    "nobody_is_cleared_while_looked_into": lambda _play: Objection.objects.filter(
        state="rejected"
    ).update(state="accepted", answer="", answered_at=None),
    "honours_came_through_the_notice": lambda _play: put(Honour, {}, source="A" * 14),
    "numbers_check": lambda _play: put(Honour, {}, number="2016-01-0001-0"),
    "honours_stand_as_they_turned": lambda _play: put(Honour, {"state": "valid"}, state="warned"),
    "nobody_is_honoured_twice_at_once": honoured_again,
    "batches_are_as_they_were": lambda _play: put(Batch, {}, paper="示范发〔2016〕99号"),
    "every_honour_has_its_award": lambda _play: Award.objects.filter(pk=first(Award).pk).delete(),
    "draws_can_be_drawn_again": lambda _play: put(Draw, {}, result=[]),
    "inspectors_have_no_tie": visited_by_a_friend,
    "grave_sanctions_were_heard": unheard,
}


def test_every_check_has_its_planted_fault() -> None:
    assert set(PLANTED) == {one.name for one in CHECKS}


@pytest.mark.parametrize("name", PLANTED)
def test_a_check_finds_what_was_planted(name: str, play: Play) -> None:
    check = next(one for one in CHECKS if one.name == name)

    PLANTED[name](play)

    assert [*check.find()] != []


def test_the_command_names_what_fails(play: Play) -> None:
    out = StringIO()
    call_command("invariants", stdout=out)
    assert out.getvalue().endswith(f"invariants: {len(CHECKS)} checks, 0 failed\n")

    late = first(Delivery)
    put(Delivery, {}, handed_over_at=moment("2001-01-01 09:00"))
    told = StringIO()
    with pytest.raises(CommandError, match="1 failed"):
        call_command("invariants", stdout=told)
    assert f"✗ 1 letters end after they began\n    {late.code}\n" in told.getvalue()
