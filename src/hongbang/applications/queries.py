"""Which applications are there, for whom, how do they stand, and what do they say?"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import override

from hongbang.applications import access
from hongbang.applications.models import STANDING
from hongbang.applications.models import Application as Application  # others name rows
from hongbang.applications.models import Evidence as Evidence
from hongbang.applications.models import Return as Return
from hongbang.applications.models import Revision as Revision
from hongbang.applications.rules import calling, eligibility, freezing, keeping
from hongbang.applications.rules.eligibility import Judged
from hongbang.applications.rules.indicators import HELD
from hongbang.applications.rules.lifecycle import EDITABLE, RETURNED, SUBMITTED
from hongbang.applications.rules.timeline import Facts as TimelineFacts
from hongbang.applications.rules.timeline import Step, Timeline, timeline
from hongbang.kernel.actor import Actor
from hongbang.kernel.period import Period, beijing_day, end_of
from hongbang.kernel.refusal import NotFound
from hongbang.kernel.search import search_terms
from hongbang.orgs import queries as orgs
from hongbang.orgs.access import current
from hongbang.orgs.queries import Nominee, Organisation, Team
from hongbang.orgs.texts import CHANNELS
from hongbang.programmes import queries as programmes
from hongbang.programmes.queries import Category as Category
from hongbang.programmes.queries import Edition as Edition
from hongbang.programmes.rules.shapes import rows_of
from hongbang.register import queries as register
from hongbang.register.queries import Honour
from hongbang.sheets import queries as sheets
from hongbang.sheets.queries import Sheet
from hongbang.sheets.rules.answers import Lists
from hongbang.sheets.rules.definition import Definition
from hongbang.sheets.rules.reading import Facts, Reading, date_of
from hongbang.sheets.rules.shape import Option, Words
from hongbang.surveys import queries as surveys
from hongbang.surveys.queries import Survey as Survey

TOGETHER = ("category__edition__programme", "unit", "team", "nominee__team", "holder")

SHOWN = (
    *("public_id", "state", "submitted_at", "changed_at", "unit__name", "holder__name"),
    *("team__name", "nominee__name", "nominee__team__name", "category__name", "category__name_en"),
    *("category__edition__year", "category__edition__programme__name"),
)


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list of applications is narrowed to."""

    query: str = ""
    state: str = ""
    category: str = ""


def visible(by: Actor) -> QuerySet[Application]:
    """Return the applications `by` may see."""
    return access.visible_to(by, Application.objects.all())


def get(by: Actor, code: str) -> Application:
    """Return one application; refuses with `NotFound` what is missing or not for this seat."""
    found = visible(by).select_related(*TOGETHER, "sheet", "unit__parent", "unit__area")
    application = found.filter(public_id=code).first()
    if application is None:
        raise NotFound("applications.missing")
    return application


def listed(by: Actor, filters: Filters) -> QuerySet[Application]:
    """Return the applications as filtered, last changed first, without their answers.

    Who sees only what was sent is not told when the unit last worked on a correction.
    """
    found = Q()
    for term in search_terms(filters.query):
        found &= Q(search_text__contains=term)
    if filters.state:
        found &= Q(state=filters.state)
    if filters.category:
        found &= Q(category__public_id=filters.category)
    order = "-changed_at" if access.sees_drafts(by) else "-submitted_at"
    return _rows(by).filter(found).order_by(order, "-pk")


def shown(by: Actor, filters: Filters) -> QuerySet[Application]:
    """Return the applications as filtered, with what a list shows of each and nothing else."""
    return listed(by, filters).only(*SHOWN)


def open_ones(by: Actor) -> QuerySet[Application]:
    """Return what a unit still has to finish, drafts and what was returned, longest untouched."""
    return _rows(by).filter(state__in=EDITABLE).order_by("changed_at", "pk")


def corrected_by(found: Iterable[Application]) -> dict[int, date]:
    """Return until when those that were returned are to be corrected, by application."""
    back = [one.pk for one in found if one.state == RETURNED]
    days = Return.objects.filter(revision__application__in=back).order_by("pk")
    return dict(days.values_list("revision__application", "until_on")) if back else {}


def sent_ones(by: Actor) -> QuerySet[Application]:
    """Return what a unit waits for, longest first."""
    return _rows(by).filter(state=SUBMITTED).order_by("submitted_at", "pk")


def _rows(by: Actor) -> QuerySet[Application]:
    heavy = ("answers", "category__edition__chapters", "category__edition__pins")
    return visible(by).select_related(*TOGETHER).defer(*heavy)


def categories_listed(by: Actor) -> QuerySet[Category]:
    """Return the categories that this seat sees applications for, for the filter."""
    seen = Exists(visible(by).filter(category=OuterRef("pk")))
    found = Category.objects.filter(seen).select_related("edition")
    return found.defer("edition__chapters", "edition__pins").order_by("-edition__year", "place")


# --- what one can apply for


def open_categories(at: datetime) -> list[Category]:
    """Return the categories of published editions whose application step is not over."""
    found = Category.objects.filter(edition__state="published").select_related("edition")
    return [
        one
        for one in found.order_by("-edition__year", "edition__pk", "place")
        if (calling.closes_at(steps(one.edition)) or at) > at
    ]


def to_begin(unit: Organisation, at: datetime) -> list[tuple[Edition, date]]:
    """Return the editions a unit can apply in now and has not begun to, with their last days."""
    there = {
        "team": orgs.teams(unit).exists(),
        "individual": orgs.nominees(unit).exists(),
        "unit": True,
    }
    there["manager"] = there["individual"]
    begun = Application.objects.filter(STANDING, unit=unit)
    taken = set(begun.values_list("category__edition", flat=True))
    found: dict[Edition, date] = {}
    for one in open_categories(at):
        periods = steps(one.edition)
        end = calling.closes_at(periods)
        is_running = any(period.starts_at <= at for period in periods)
        if end and is_running and there[one.kind] and one.edition_id not in taken:
            found[one.edition] = calling.last_day(end)
    return [*found.items()]


def category(code: str) -> Category:
    """Return a category of a published edition; refuses with `NotFound`."""
    found = Category.objects.filter(public_id=code, edition__state="published")
    one = found.select_related("edition__programme").first()
    if one is None:
        raise NotFound("applications.no_category")
    return one


def standing(
    category: Category, unit: Organisation, team: Team | None, nominee: Nominee | None
) -> Application | None:
    """Return the application that stands already for the same subject."""
    found = Application.objects.filter(STANDING, category=category)
    if team or nominee:
        return found.filter(team=team, nominee=nominee).first()
    return found.filter(unit=unit, team__isnull=True, nominee__isnull=True).first()


def taken_subjects(unit: Organisation) -> set[tuple[int, str]]:
    """Return what this unit applies for already, as (category, code of the subject)."""
    found = Application.objects.filter(STANDING, unit=unit).values_list(
        "category", "team__public_id", "nominee__public_id"
    )
    return {(category, team or nominee or unit.public_id) for category, team, nominee in found}


def steps(edition: Edition, stage: str = "application") -> tuple[Period, ...]:
    """Return the periods of a stage in the edition's timetable."""
    return calling.steps(programmes.chapter(edition, "timetable"), stage)


def last_days(editions: Collection[int], stage: str) -> dict[int, date]:
    """Return the last day of a stage, by edition; one statement for all of them."""
    found = Edition.objects.filter(pk__in=editions) if editions else []
    ends = {one.pk: calling.closes_at(steps(one, stage)) for one in found}
    return {edition: calling.last_day(end) for edition, end in ends.items() if end is not None}


def form_of(category: Category) -> Sheet:
    """Return the version of the form that a published edition has pinned for a category.

    Refuses: `applications.no_form`.
    """
    rows = rows_of(programmes.chapter(category.edition, "categories"), "categories")
    named = next((row.get("form", "") for row in rows if row["key"] == category.key), "")
    code, _at, number = named.partition("@")
    pinned = int(number) if number else category.edition.pins.get(code)
    if not code or pinned is None:
        raise NotFound("applications.no_form")
    return sheets.published(code, pinned)


# --- what a form asks, and what is known


def facts_of(edition: Edition, at: datetime) -> Facts:
    """Return what expressions may ask of the edition and the day."""
    general = programmes.chapter(edition, "general")
    days = {f"edition_{key}": date_of(general.get(key)) for key in ("starts_on", "ends_on")}
    known = {name: day for name, day in days.items() if day is not None}
    return known | {"today": beijing_day(at)}


def lists_for(definition: Definition, edition: Edition, unit: Organisation) -> Lists:
    """Return the lists that this form chooses from, and only those."""
    wanted = {one.options_from for one in definition.fields() if one.options_from}
    return {name: make(edition, unit) for name, make in _LISTS.items() if name in wanted}


Make = Callable[[Edition, Organisation], Sequence[Option]]


def _districts(_edition: Edition, _unit: Organisation) -> list[Option]:
    return [
        Option(one.name, Words(one.name, one.name_en or one.name)) for one in orgs.areas("district")
    ]


def _organs(_edition: Edition, _unit: Organisation) -> list[Option]:
    return [
        Option(one.public_id, Words(one.name, one.name_en or one.name)) for one in orgs.organs()
    ]


def _channels(edition: Edition, _unit: Organisation) -> list[Option]:
    hosts = rows_of(programmes.chapter(edition, "hosts"), "hosts")
    known = {row["channel"] for row in hosts if "channel" in row}
    said = {}
    for language in ("zh-hans", "en"):
        with override(language):
            said[language] = {key: str(words) for key, words in CHANNELS}
    return [
        Option(key, Words(said["zh-hans"][key], said["en"][key]))
        for key, _words in CHANNELS
        if key in known
    ]


def _rows_of_chapter(chapter: str, table: str, key: str, words: str) -> Make:
    def made(edition: Edition, _unit: Organisation) -> list[Option]:
        rows = rows_of(programmes.chapter(edition, chapter), table)
        return [Option(row[key], Words(row[words]["zh"], row[words]["en"])) for row in rows]

    return made


def _teams(_edition: Edition, unit: Organisation) -> list[Option]:
    return [Option(one.public_id, Words(one.name, one.name)) for one in orgs.teams(unit)]


def _nominees(_edition: Edition, unit: Organisation) -> list[Option]:
    return [Option(one.public_id, Words(one.name, one.name)) for one in orgs.nominees(unit)]


def _units(_edition: Edition, unit: Organisation) -> list[Option]:
    return [Option(unit.public_id, Words(unit.name, unit.name_en or unit.name))]


_LISTS: Mapping[str, Make] = {
    "districts": _districts,
    "organs": _organs,
    "channels": _channels,
    "industries": _rows_of_chapter("industries", "industries", "key", "name"),
    "categories": _rows_of_chapter("categories", "categories", "key", "name"),
    "conditions": _rows_of_chapter("conditions", "conditions", "id", "words"),
    "units": _units,
    "teams": _teams,
    "nominees": _nominees,
}


def known_of(application: Application) -> dict[str, str]:
    """Return what the house knows of a unit and who applies, by the question that asks it."""
    unit = application.unit
    district = unit.area.name if unit.area and unit.area.kind == "district" else ""
    return {
        "team_name": application.team.name if application.team else "",
        "name": application.nominee.name if application.nominee else "",
        "unit_name": unit.name,
        "uscc": unit.uscc,
        "unit_nature": _NATURES.get(unit.nature, unit.nature),
        "district": district,
        "channel": unit.parent.channel if unit.parent else "",
        "address": unit.address,
        "postcode": unit.postcode,
    }


# Forms of the reference programme name two natures otherwise than the register of bodies does.
_NATURES = {"social": "society", "authority": "government"}


# --- conditions


def conditions_of(category: Category) -> list[dict[str, Any]]:
    """Return the conditions that apply to a category, as its edition has them."""
    rows = rows_of(programmes.chapter(category.edition, "conditions"), "conditions")
    return [row for row in rows if category.key in row["applies"]]


def judged(
    application: Application, answers: Mapping[str, Any], at: datetime, *, final: bool = False
) -> tuple[Judged, ...]:
    """Judge the conditions for these answers."""
    category = application.category
    definition = sheets.definition(application.sheet)
    facts = facts_of(category.edition, at)
    reading, conditions = Reading(definition, answers, facts), conditions_of(category)
    known, told = {}, {}
    if any(row["indicator"] == HELD for row in conditions):
        known[HELD], told[HELD] = _held(application, facts)
    return eligibility.judge(conditions, category.key, reading, known=known, told=told, final=final)


def same_honours(application: Application, day: date) -> list[Honour]:
    """Return the honours of the same programme's same category that its subject holds on a day."""
    category = application.category
    held = register.held_by(application.unit, application.team, application.nominee, day)
    return [
        one
        for one in held
        if one.category.key == category.key
        and one.category.edition.programme_id == category.edition.programme_id
        and one.source != application.public_id
    ]


def _held(application: Application, facts: Facts) -> tuple[Fraction, tuple[str, Mapping[str, str]]]:
    """Ask the register for the same honour, still valid when the edition starts."""
    found = same_honours(application, facts.get("edition_starts_on", facts["today"]))
    last = max(found, key=lambda one: one.last_on, default=None)
    params = {"number": last.number, "last": last.last_on.isoformat()} if last else {}
    return Fraction(len(found)), ("held", params)


# --- what customers said


def survey_of(application: Application, at: datetime) -> dict[str, Any]:
    """Return what a submission freezes of the customer survey; empty where none has ended."""
    of = application.team or application.nominee
    found = surveys.frozen_for(application.category.edition, of, at) if of else None
    return freezing.as_kept(found, at) if found else {}


def running_survey(application: Application, at: datetime) -> Survey | None:
    """Return the customer survey that a submission would leave out, as it has not ended."""
    of = application.team or application.nominee
    found = surveys.standing(application.category.edition, of) if of else None
    return found if found is not None and surveys.is_running(found, at) else None


# --- what was sent, and what happened


def revisions(application: Application) -> QuerySet[Revision]:
    """Return what was submitted, the latest first."""
    found = application.revisions.select_related("sheet", "organ", "returned__organ")
    return found.order_by("-place")


def revision(application: Application, place: int) -> Revision:
    """Return one submitted revision; refuses with `NotFound`."""
    found = revisions(application).filter(place=place).first()
    if found is None:
        raise NotFound("applications.missing")
    return found


def latest(application: Application) -> Revision:
    """Return the revision submitted last; refuses with `NotFound` where nothing was."""
    return revision(application, application.revision)


def digest_of(revision: Revision) -> str:
    """Compute the digest of a revision again from what is kept of it."""
    sheet = revision.sheet
    form = {"code": sheet.code, "number": sheet.number, "digest": sheet.digest}
    given = keeping.from_text(revision.answers)
    code = revision.application.public_id
    kept = revision.findings
    return keeping.digest(code, revision.place, form, given, kept, survey=revision.survey)


def last_return(application: Application) -> Return | None:
    """Return why and until when an application that was returned is to be corrected."""
    if application.state != RETURNED:
        return None
    found = Return.objects.filter(revision__application=application).select_related("organ")
    return found.order_by("-pk").first()


def evidence(application: Application) -> dict[str, Evidence]:
    """Return every file that was ever put to an application, by its code."""
    return {one.public_id: one for one in application.evidence.select_related("file")}


def evidence_for(by: Actor, application: Application, code: str) -> Evidence:
    """Return one file that `by` may fetch: outside the unit, only what was submitted.

    Refuses: `applications.evidence_missing`.
    """
    found = application.evidence.select_related("file").filter(public_id=code).first()
    if found is None or not (access.sees_drafts(by) or _was_sent(application, found)):
        raise NotFound("applications.evidence_missing")
    return found


def _was_sent(application: Application, evidence: Evidence) -> bool:
    return any(
        part.get("file") == evidence.public_id
        for one in application.revisions.all()
        for part in one.given.get(evidence.field, [])
    )


def organ_of(unit: Organisation) -> Organisation | None:
    """Return the organ that a unit sends its applications to: the one it comes under today."""
    return current(unit.parent)


def timeline_of(application: Application) -> Timeline:
    """Return what happened to an application and who has it now, from this room's facts."""
    edition, unit = application.category.edition, application.unit.name
    sent = [*revisions(application)]
    steps_so_far = [Step("begun", application.begun_at, body=unit)]
    for one in sent:
        code = "submitted" if one.place == 1 else "resubmitted"
        params = {"organ": one.organ.name, "receipt": one.public_id}
        steps_so_far.append(Step(code, one.submitted_at, params, unit))
        back = getattr(one, "returned", None)
        if back is not None:
            told = {"reason": back.reason, "until": back.until_on.isoformat()}
            steps_so_far.append(Step("returned", back.returned_at, told, back.organ.name))
    if application.withdrawn_at:
        told = {"reason": application.withdrawn_reason}
        steps_so_far.append(Step("withdrawn", application.withdrawn_at, told, unit))
    back = getattr(sent[0], "returned", None) if sent else None
    is_with_organ = application.holder.kind == "organ"  # after that, later rooms' days count
    return timeline(
        TimelineFacts(
            application.state,
            unit,
            application.holder.name,
            calling.closes_at(steps(edition)),
            calling.closes_at(steps(edition, "recommendation")) if is_with_organ else None,
            end_of(back.until_on) if back is not None else None,
            steps_so_far,
        )
    )
