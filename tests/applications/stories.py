"""Which stories of applications do tests begin in? Told by operations, never by inserting rows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from tests import cast
from tests.cast import SYSTEM, Member, moment
from tests.files import samples as file_samples
from tests.programmes import sample
from tests.programmes import stories as edition_stories
from tests.sheets import stories as sheet_stories
from tests.sheets.samples import options, question, sheet, words
from tests.surveys import stories as survey_stories

from hongbang.applications import operations as applications
from hongbang.applications.models import Application, Evidence, Return, Revision
from hongbang.applications.rules.commands import Act, Attach, Begin, Save
from hongbang.applications.rules.commands import Return as SendBack
from hongbang.audit.models import new_code
from hongbang.files import operations as files
from hongbang.files.rules.incoming import Incoming
from hongbang.kernel.actor import Actor, Role
from hongbang.orgs import operations as orgs
from hongbang.orgs.models import Nominee, Organisation, Team
from hongbang.orgs.rules.commands import AddNominee, AddTeam
from hongbang.programmes.models import Category, Edition
from hongbang.sheets import queries as sheets
from hongbang.surveys import operations as surveys
from hongbang.surveys.operations import Given
from hongbang.surveys.rules.commands import TEAM, OpenSurvey

IN_TIME = moment("2026-11-03 10:00")
LATER = moment("2026-11-04 15:00")

FORM = sheet(
    question("team_name", "text", "班组名称", required=True, max=60),
    question("unit_name", "text", "单位"),
    question("district", "choice", "所属区", options_from="districts"),
    question(
        "level", "choice", "职务", options=options(none="无", team_leader="班组长", top="厂长")
    ),
    question("mobile", "text", "手机", pattern="mobile"),
    question(
        "on_time_rate",
        "ratio",
        "及时率",
        numerator=words("及时办结"),
        denominator=words("全部"),
        required=True,
    ),
    question("satisfaction_index", "decimal", "满意度指数", least=0, most=100),
    question("lawful_employer", "yes_no", "守法"),
    question(
        "honours",
        "table",
        "荣誉",
        columns=[question("title", "text", "名称"), question("on", "date", "日期")],
    ),
    question("story", "long_text", "事迹"),
    question("proof", "file", "证明", kinds=["pdf", "png"], max_count=2, max_mb=1, captions=True),
    question("seen", "yes_no", "有没有照片"),
    question("photo", "file", "照片", kinds=["png"], show_if="seen"),
)


def condition(key: str, indicator: str, operator: str, kind: str = "hard", **more: Any) -> Any:
    """Return a condition of the edition."""
    return {
        "id": key,
        "words": words(f"条件{key}"),
        "applies": ["team", "individual", "unit"],
        "indicator": indicator,
        "operator": operator,
        "kind": kind,
        "origin": "default",
        **more,
    }


CONDITIONS = [
    condition(
        "E06",
        "on_time_rate",
        ">",
        value="95",
        unit="%",
        window_months=12,
        evidence=words("服务台账"),
    ),
    condition("E05", "satisfaction_index", ">=", value="80", unit="分"),
    condition("E15", "earlier_honours", ">=", "soft", value="1", unit="项"),
    condition("E19", "lawful_employer", "declared", "veto"),
    condition("E20", "holds_same_honour", "=", value="0"),
]


def with_form() -> None:
    """Tell of the form, where there is none yet."""
    if "team_form" not in sheets.latest_numbers():
        sheet_stories.published(SYSTEM, "team_form", FORM)


def category(key: str, kind: str) -> dict[str, Any]:
    """Return a category of the edition."""
    return {
        "key": key,
        "track": "city",
        "name": words(f"服务明星{key}", f"Star {key}"),
        "kind": kind,
        "quota": 100,
        "form": "team_form",
    }


def opened(
    by: Actor, conditions: list[Any] | None = None, form: Any = None, review: Any = None
) -> Edition:
    """Tell of an open edition with three categories, a form and conditions."""
    sheet_stories.published(SYSTEM, "team_form", form or FORM)
    edition_stories.with_sheets()
    made = sample.chapters()
    kinds = (("team", "team"), ("individual", "individual"), ("unit", "unit"))
    made["categories"] = {"categories": [category(key, kind) for key, kind in kinds]}
    made["conditions"] = {"conditions": CONDITIONS if conditions is None else conditions}
    scores = [{"category": key, "sheet": "team_score"} for key, _kind in kinds]
    made["review"] = made["review"] | {"score_sheets": scores} | (review or {})
    return edition_stories.published(by, made)


@dataclass(frozen=True)
class House:
    """A unit below an organ, with their clerks, beside another organ with its unit."""

    edition: Edition
    organ: Organisation
    organ_clerk: Member
    unit: Organisation
    clerk: Member
    head: Member
    team: Team
    nominee: Nominee
    other_organ_clerk: Member
    other_clerk: Member
    other_team: Team

    def category(self, key: str = "team") -> Category:
        """Return a category of the edition."""
        return Category.objects.get(edition=self.edition, key=key)


def house(head_of_office: Actor, review: Any = None) -> House:
    """Tell of the house that applications are tried in; `review` changes how it is reviewed."""
    organ = cast.organ()
    unit = cast.unit("示范百货有限公司", organ, nature="state_held", address="示范东路 12 号")
    other_organ = cast.organ("黄浦区妇女联合会", "women")
    other = cast.unit("示范书城有限公司", other_organ)
    return House(
        edition=opened(head_of_office, review=review),
        organ=organ,
        organ_clerk=cast.member(Role.ORGAN_CLERK, organ, "陆文静"),
        unit=unit,
        clerk=cast.member(Role.UNIT_CLERK, unit, "沈一帆"),
        head=cast.member(Role.UNIT_HEAD, unit, "顾长青"),
        team=team(unit),
        nominee=nominee(unit),
        other_organ_clerk=cast.member(Role.ORGAN_CLERK, other_organ, "何思源"),
        other_clerk=cast.member(Role.UNIT_CLERK, other, "褚行远"),
        other_team=team(other, "导读组"),
    )


def team(unit: Organisation, name: str = "化妆品柜组") -> Team:
    """Tell of a team."""
    return orgs.add_team(unit, AddTeam(name=name), by=SYSTEM, at=moment())


def nominee(unit: Organisation, name: str = "钱亦舒") -> Nominee:
    """Tell of a nominee."""
    return orgs.add_nominee(unit, AddNominee(name=name), by=SYSTEM, at=moment())


def answers(**changed: Any) -> dict[str, Any]:
    """Return answers that may be sent."""
    found: dict[str, Any] = {
        "team_name": "化妆品柜组",
        "mobile": "13800000000",
        "on_time_rate": {
            "numerator": "290",
            "denominator": "300",
            "from": "2025-10",
            "to": "2026-09",
            "source": "服务台账",
        },
        "satisfaction_index": "91.5",
        "lawful_employer": True,
        "story": "去年冬天连着下了九天雪。",
    }
    return {key: value for key, value in (found | changed).items() if value is not None}


def begun(told: House, at: datetime = IN_TIME, **whom: Any) -> Application:
    """Tell of an application that was begun, for the team where nobody else is said."""
    kind = whom.get("kind", "team")
    by: Member = whom.get("by", told.clerk)
    one_team = whom.get("team", told.team) if kind == "team" else None
    one_nominee = whom.get("nominee", told.nominee) if kind == "individual" else None
    command = Begin(
        told.category(kind).public_id,
        one_team.public_id if one_team else "",
        one_nominee.public_id if one_nominee else "",
        new_code() * 2,
    )
    return applications.begin(command, by=by.actor, at=at)


def filled(told: House, at: datetime = IN_TIME, **changed: Any) -> Application:
    """Tell of a draft that may be sent."""
    draft = begun(told, at, **changed.pop("whom", {}))
    save = Save(answers(**changed), draft.version)
    return applications.save(draft, save, by=_clerk(told, draft), at=at)


def submitted(told: House, at: datetime = IN_TIME, **changed: Any) -> Revision:
    """Tell of an application that was sent."""
    draft = filled(told, at, **changed)
    return applications.submit(draft, Act(draft.version), by=_clerk(told, draft), at=at)


def surveyed(told: House, count: int, ends_on: date = date(2026, 10, 30)) -> Given:
    """Tell of a survey of the team that so many customers answered on its second day."""
    days = date(2026, 10, 20), ends_on
    command = OpenSurvey(
        TEAM, told.team.public_id, told.edition.code, count + 2, *days, new_code() * 2
    )
    given = surveys.open_survey(command, by=told.clerk.actor, at=moment("2026-10-20 09:00"))
    for token in given.tokens[:count]:
        survey_stories.answered(token, "2026-10-21 11:00")
    return given


def returned(told: House, at: datetime = LATER, **changed: Any) -> Return:
    """Tell of an application that was sent back."""
    return sent_back(told, submitted(told, **changed).application, at)


def sent_back(told: House, application: Application, at: datetime = LATER) -> Return:
    """Send an application back until 14 November."""
    command = SendBack(fresh(application).version, "第 6 条请附台账", date(2026, 11, 14))
    by = told.organ_clerk.actor
    return applications.return_for_correction(application, command, by=by, at=at)


def resubmitted(told: House, at: datetime = LATER) -> Revision:
    """Tell of an application that was corrected and sent again."""
    current = fresh(returned(told).revision.application)
    save = Save(answers(satisfaction_index="92"), current.version)
    kept = applications.save(current, save, by=told.clerk.actor, at=at)
    return applications.resubmit(kept, Act(kept.version), by=told.clerk.actor, at=at)


def withdrawn(told: House, **changed: Any) -> Application:
    """Tell of an application that was taken back after it was sent."""
    current = fresh(submitted(told, **changed).application)
    act = Act(current.version, "换一个班组申报")
    return applications.withdraw(current, act, by=told.clerk.actor, at=LATER)


def attached(
    told: House, application: Application, field: str = "proof", name: str = "台账.png"
) -> Evidence:
    """Tell of a file that was put to an application."""
    content = file_samples.png()
    with files.holding(Incoming(name, len(content), [content])) as held:
        command = Attach(field, held)
        return applications.attach(application, command, by=told.clerk.actor, at=IN_TIME)


def sent_and_unsent(
    unit: Organisation, clerk: Member, canary: str
) -> tuple[dict[str, object], dict[str, object]]:
    """Tell of an application with a file that was sent, and of a draft with a canary and a file.

    They are for the open edition of 2025 that the matrix stands in.
    """
    edition = Edition.objects.get(state="published")
    by, at = replace(clerk.actor, organisation=unit.public_id), moment("2025-11-03 10:00")
    found = []
    for name in ("送出的班组", canary):
        begin = Begin(
            Category.objects.get(edition=edition, key="team").public_id,
            team(unit, name).public_id,
            "",
            new_code() * 2,
        )
        draft = applications.begin(begin, by=by, at=at)
        content = file_samples.png()
        with files.holding(Incoming(f"{name}.png", len(content), [content])) as held:
            file = applications.attach(draft, Attach("proof", held), by=by, at=at)
        proof = [{"file": file.public_id, "caption": name}]
        save = Save(answers(team_name=name, proof=proof), draft.version)
        found.append((applications.save(draft, save, by=by, at=at), file))
    (sent, file), (unsent, spare) = found
    applications.submit(sent, Act(sent.version), by=by, at=at)
    return (
        {"application": sent.public_id, "evidence": file.public_id},
        {"application": unsent.public_id, "evidence": spare.public_id},
    )


def fresh(application: Application) -> Application:
    """Return the application as it is kept now."""
    return Application.objects.get(pk=application.pk)


def _clerk(told: House, application: Application) -> Actor:
    is_own = application.unit_id == told.unit.pk
    return (told.clerk if is_own else told.other_clerk).actor
