"""Does a workbook come in whole or not at all, with progress, once, and survive a death?"""

from __future__ import annotations

import time
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from django.db import connection
from django.utils.translation import override
from tests import cast, worlds
from tests.cast import moment
from tests.orgs import workbooks
from tests.orgs.conftest import Tree

from hongbang.audit.models import Disclosure, Entry
from hongbang.files import operations as files
from hongbang.files.rules.incoming import Held, Incoming
from hongbang.kernel.actor import Actor, Role
from hongbang.kernel.refusal import IllegalMove, NotAllowed, NotFound, RuleBroken, Stale
from hongbang.orgs import exports, jobs, queries
from hongbang.orgs import operations as orgs
from hongbang.orgs.forms import workbook
from hongbang.orgs.models import Area, Change, Import, Organisation
from hongbang.orgs.queries import Filters
from hongbang.orgs.rules.commands import AddTeam, EditOrganisation, UploadSheet
from hongbang.ui import clock
from hongbang.work import operations as work

ORGAN = "黄浦区总工会"


def imported(content: bytes, by: Actor) -> Import:
    asked = workbooks.requested(content, by)
    assert jobs.run(clock.now()) == 1
    asked.refresh_from_db()
    return asked


def held(content: bytes, kind: str = "xlsx", size: int | None = None, at: str = "") -> Held:
    return Held("机构.xlsx", kind, size or len(content), "x" * 64, at)


def book(*rows: list[Any]) -> bytes:
    """Write any cells, as a stranger's spreadsheet program would."""
    out = BytesIO()
    made = xlsxwriter.Workbook(out)
    sheet = made.add_worksheet()
    for line, row in enumerate(rows):
        sheet.write_row(line, 0, row)
    made.close()
    return out.getvalue()


def code_of(content: bytes) -> str:
    with pytest.raises(RuleBroken) as refused:
        workbooks.command(content)
    return refused.value.code


# --- reading


def test_a_workbook_is_read_as_text_with_the_rows_numbers_and_the_columns_letters() -> None:
    content = book(
        ["本表由某人导出"],
        ["名称", "种类", "邮编", "电话", "传真", "邮箱"],
        [" 示范店\n二层 ", "申报单位", 200000, 55550110.0, True, None],
        ["", "", "", "", "", ""],
        ["'=示范", "unit", "200 000", "'+86 21", "'好", 1.5],
    )

    read = workbooks.command(content)

    assert [line for line, _cells in read.rows] == [3, 5]
    assert read.rows[0][1] == {
        "name": "示范店 二层",
        "kind": "unit",
        "postcode": "200000",
        "telephone": "55550110",
        "fax": "1",
        "email": "",
    }
    assert [read.rows[1][1][name] for name in ("name", "kind", "telephone", "fax", "email")] == [
        "=示范",
        "unit",
        "+86 21",
        "'好",
        "1.5",
    ]
    assert read.heads["email"] == ("F", "邮箱")


def test_headings_and_choices_are_known_in_each_language() -> None:
    with override("en"):
        heads = [str(workbook.HEADS[name]) for name in ("name", "kind", "channel")]
        kind, channel = (
            str(dict(one)[key])
            for one, key in ((workbook.KINDS, "organ"), (workbook.CHANNELS, "women"))
        )

    read = workbooks.command(book(heads, ["某妇联", kind, channel]))

    assert read.rows[0][1] == {"name": "某妇联", "kind": "organ", "channel": "women"}


def test_a_date_is_written_as_a_day() -> None:
    out = BytesIO()
    made = xlsxwriter.Workbook(out)
    sheet = made.add_worksheet()
    sheet.write_row(0, 0, ["名称", "种类", "电话"])
    sheet.write_row(1, 0, ["店", "unit"])
    sheet.write_datetime(
        1, 2, moment().replace(tzinfo=None), made.add_format({"num_format": "yyyy-mm-dd"})
    )
    made.close()

    assert workbooks.command(out.getvalue()).rows[0][1]["telephone"] == "2026-11-10"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (book(["名称"], ["店"]), "orgs.sheet_heads"),
        (book(["甲", "乙"], ["店", "unit"]), "orgs.sheet_heads"),
        (book(), "orgs.sheet_heads"),
        (book(["名称", "种类", "经度"], ["店", "unit", 1]), "orgs.sheet_head_unknown"),
        (book(["名称", "种类", "名称"], ["店", "unit", "店"]), "orgs.sheet_head_unknown"),
        (book(["名称", "种类"]), "orgs.sheet_empty"),
        (book(["名称", "种类"], ["", ""]), "orgs.sheet_empty"),
        (book(["名称", "种类"], *(["店", "unit"] for _ in range(5001))), "orgs.sheet_large"),
        (book(["名称", "种类"], *([] for _ in range(5100)), ["店", "unit"]), "orgs.sheet_large"),
        (book(["名称", "种类", *[""] * 70, "邮编"], ["店", "unit"]), "orgs.sheet_large"),
        (worlds.PDF, "orgs.sheet_not_xlsx"),
        (b"name,kind\n", "files.kind"),
    ],
)
def test_what_is_no_table_of_bodies_is_refused(content: bytes, code: str) -> None:
    assert code_of(content) == code


def test_a_workbook_that_is_too_large_or_broken_is_refused(tmp_path: Path) -> None:
    content = book(["名称", "种类"], ["店", "unit"])
    place = tmp_path / "book"
    place.write_bytes(content)

    with pytest.raises(RuleBroken) as large:
        workbook.read(held(content, size=6 * 2**20, at=str(place)))
    with Incoming_without_sheets(place) as broken, pytest.raises(RuleBroken) as unreadable:
        workbook.read(held(content, at=str(broken)))

    assert large.value.code == "orgs.sheet_large"
    assert unreadable.value.code == "orgs.sheet_unreadable"


class Incoming_without_sheets:  # noqa: N801 - reads as a sentence where it is used
    """A zip that says it is a workbook, and has no sheet in it."""

    def __init__(self, place: Path) -> None:
        self.place = place.with_suffix(".broken")

    def __enter__(self) -> Path:
        import zipfile  # noqa: PLC0415 - only here

        with zipfile.ZipFile(self.place, "w") as packed:
            packed.writestr("xl/workbook.xml", "<workbook/>")
        return self.place

    def __exit__(self, *_: object) -> None:
        self.place.unlink()


# --- what it does


def test_three_hundred_units_come_in_with_one_entry_and_their_history(
    tree: Tree, keeper: Actor
) -> None:
    entries = Entry.objects.count()

    asked = imported(workbooks.written(workbooks.units(300, ORGAN)), keeper)

    assert (asked.state, asked.added, asked.changed, asked.kept) == ("finished", 300, 0, 0)
    assert (asked.done, asked.total) == (300, 300)
    assert queries.children(tree.organ).count() == 302
    assert [entry.verb for entry in Entry.objects.order_by("sequence")[entries:]] == [
        "orgs.sheet.uploaded",
        "orgs.import.requested",
        "orgs.import.applied",
    ]
    entry = Entry.objects.order_by("-sequence")[0]
    words = dict(Disclosure.objects.filter(sequence=entry.sequence).values_list("name", "value"))
    assert entry.subjects == [asked.subject.as_list(), asked.sheet.subject.as_list()]
    assert entry.on_behalf_of == keeper.person
    assert (words["added"], words["sha256"]) == ("300", asked.sheet.sha256)
    one = Organisation.objects.get(name="示范服务000a单位")
    assert one.line == f"{tree.organ.line}{one.public_id}/"
    assert one in queries.directory(keeper, Filters("sffw"))
    assert [page.reason for page in queries.history(one)] == ["导入 机构.xlsx"]


def test_one_bad_row_refuses_all_and_is_named(tree: Tree, keeper: Actor) -> None:
    rows = workbooks.units(300, ORGAN)
    rows[150]["area"] = "黄埔区"
    bodies = Organisation.objects.count()
    sheet = workbooks.uploaded(workbooks.written(rows), keeper)

    faults = queries.plan_of(sheet).faults
    with pytest.raises(RuleBroken) as refused:
        orgs.request_import(sheet, by=keeper, at=moment())

    assert [(one.line, one.column, one.code) for one in faults] == [
        (153, "area", "orgs.sheet_district")
    ]
    assert sheet.heads["area"] == ["G", "片区"]
    assert refused.value.code == "orgs.sheet_faulty"
    assert (Organisation.objects.count(), Import.objects.count()) == (bodies, 0)


def test_a_tree_comes_in_with_its_areas_and_moves_what_stands(tree: Tree, keeper: Actor) -> None:
    cast.area("浦东新区", "310115")
    rows = [
        {"kind": "unit", "name": "新单位", "area": "浦东新区", "parent": "集团质协"},
        {
            "kind": "organ",
            "name": "集团质协",
            "channel": "quality",
            "area_kind": "集团公司",
            "area": "示范集团",
        },
        {
            "kind": "organ",
            "name": ORGAN,
            "channel": "union",
            "area": "浦东新区",
            "parent": "浦东总工会",
        },
        {
            "kind": "organ",
            "name": "浦东总工会",
            "channel": "union",
            "area": "浦东新区",
            "parent": "上海市总工会",
        },
        {"kind": "unit", "name": "示范医院", "area": "黄浦区", "parent": "黄浦区妇女联合会"},
    ]

    asked = imported(workbooks.written(rows, workbooks.NAMED), keeper)

    assert (asked.state, asked.added, asked.changed, asked.kept) == ("finished", 3, 1, 1)
    group = Area.objects.get(kind="group")
    new, above = (Organisation.objects.get(name=name) for name in ("新单位", "浦东总工会"))
    organ = Organisation.objects.get(pk=tree.organ.pk)
    unit = Organisation.objects.get(pk=tree.unit.pk)
    assert new.parent is not None
    assert (new.parent.name, new.parent.area) == ("集团质协", group)
    assert above.line == f"{tree.host.line}{above.public_id}/"
    assert organ.line == f"{above.line}{organ.public_id}/"
    assert unit.line == f"{organ.line}{unit.public_id}/"
    assert [page.reason for page in queries.history(organ)] == ["导入 机构.xlsx", ""]
    assert organ.version == 2


def test_export_edit_import_goes_round(tree: Tree, keeper: Actor) -> None:
    edit = EditOrganisation(
        name=tree.unit.name,
        version=1,
        uscc="91310115MA1H8R7C6D",
        uscc_reason="证照如此",
        nature="state",
        address="示范路 1 号",
        telephone="+86 21 5555 0110",
        email="unit@hongbang.example",
    )
    orgs.edit(tree.unit, edit, by=keeper, at=moment())
    everything = Filters(stand="")

    for language in ("zh-hans", "en"):
        with override(language):
            out = exports.directory_xlsx(keeper, everything, "说明").getvalue()
        plan = queries.plan_of(workbooks.uploaded(out, keeper))
        assert ([step.verb for step in plan.steps], plan.faults) == (["keep"] * 7, ())

    rows = [dict(queries.as_row(body).cells) for body in queries.directory(keeper, everything)]
    for row in rows:
        row["telephone"] = row["telephone"] or "021-5555-0100"
    asked = imported(workbooks.written(rows), keeper)

    assert (asked.added, asked.changed, asked.kept) == (0, 6, 1)
    assert Organisation.objects.filter(telephone="021-5555-0100").count() == 6


def test_the_template_has_the_columns_that_the_import_reads() -> None:
    assert code_of(exports.template_xlsx().getvalue()) == "orgs.sheet_empty"


def test_a_name_changed_by_a_workbook_keeps_the_old_one(tree: Tree, keeper: Actor) -> None:
    row = {"code": tree.unit.public_id, "kind": "unit", "name": "示范商城"}

    imported(workbooks.written([row], ("code", "kind", "name")), keeper)

    assert [page.name for page in queries.history(tree.unit)] == ["示范商城", "示范百货有限公司"]


# --- asking, stopping, dying


def test_the_same_upload_sent_twice_is_one_sheet(tree: Tree, keeper: Actor) -> None:
    sent = workbooks.command(workbooks.written(workbooks.units(2, ORGAN)))
    twice = UploadSheet(
        name=sent.name, sha256=sent.sha256, rows=sent.rows, heads=sent.heads, key="k" * 32
    )

    first = orgs.upload_sheet(twice, by=keeper, at=moment())

    assert orgs.upload_sheet(twice, by=keeper, at=moment()) == first


def test_an_import_is_asked_for_once(tree: Tree, keeper: Actor) -> None:
    asked = workbooks.requested(workbooks.written(workbooks.units(2, ORGAN)), keeper)

    for _ in range(2):
        with pytest.raises(IllegalMove) as refused:
            orgs.request_import(asked.sheet, by=keeper, at=moment())
        assert refused.value.code == "orgs.sheet_done"
        jobs.run(clock.now())
    assert Organisation.objects.filter(kind="unit").count() == 5
    assert jobs.run(clock.now()) == 0


def test_others_may_not_import_nor_see_the_sheet(tree: Tree, keeper: Actor) -> None:
    sheet = workbooks.uploaded(workbooks.written(workbooks.units(1, ORGAN)), keeper)
    asked = orgs.request_import(sheet, by=keeper, at=moment())
    clerk = tree.seat(Role.ORGAN_CLERK)

    with pytest.raises(NotFound):
        queries.sheet(clerk, sheet.public_id)
    with pytest.raises(NotFound):
        orgs.request_import(sheet, by=clerk, at=moment())
    with pytest.raises(NotAllowed):
        orgs.upload_sheet(
            workbooks.command(workbooks.written(workbooks.units(1, ORGAN))), by=clerk, at=moment()
        )
    with pytest.raises(NotAllowed):
        orgs.stop_import(asked, by=clerk, at=moment())
    with pytest.raises(NotAllowed):
        orgs.apply_import(asked, {}, by=clerk, at=moment())


def test_an_upload_without_rows_is_refused(tree: Tree, keeper: Actor) -> None:
    with pytest.raises(RuleBroken) as refused:
        orgs.upload_sheet(
            UploadSheet(name="空", sha256="x", rows=(), heads={}), by=keeper, at=moment()
        )

    assert refused.value.code == "orgs.sheet_empty"


def test_a_stopped_import_writes_nothing_and_can_be_asked_for_again(
    tree: Tree, keeper: Actor
) -> None:
    asked = workbooks.requested(workbooks.written(workbooks.units(2, ORGAN)), keeper)
    claimed = work.claim(Import, "w1", moment())
    assert claimed

    orgs.stop_import(asked, by=keeper, at=moment())

    with pytest.raises(Stale):
        orgs.apply_import(claimed, jobs_found(claimed), by=cast.SYSTEM, at=moment())
    assert Organisation.objects.filter(kind="unit").count() == 3
    with pytest.raises(IllegalMove) as over:
        orgs.stop_import(asked, by=keeper, at=moment())
    assert over.value.code == "orgs.import_over"
    assert orgs.request_import(asked.sheet, by=keeper, at=moment()).state == "requested"


def jobs_found(asked: Import) -> Any:
    """Prepare without the marks of progress, which a stopped import refuses."""
    from hongbang.orgs.rules.commands import Found  # noqa: PLC0415 - only here

    return {step.line: Found("x", "x") for step in queries.plan_of(asked.sheet).steps}


def test_an_import_stopped_while_it_is_prepared_ends_quietly(
    tree: Tree, keeper: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = workbooks.requested(workbooks.written(workbooks.units(120, ORGAN)), keeper)
    first = jobs.work.advance

    def stop_then_advance(*args: Any) -> None:
        orgs.stop_import(asked, by=keeper, at=clock.now())
        monkeypatch.setattr(jobs.work, "advance", first)
        first(*args)

    monkeypatch.setattr(jobs.work, "advance", stop_then_advance)

    assert jobs.run(clock.now()) == 1
    asked.refresh_from_db()
    assert (asked.state, Organisation.objects.filter(kind="unit").count()) == ("cancelled", 3)


def test_a_list_that_changed_meanwhile_refuses_all_and_says_so(tree: Tree, keeper: Actor) -> None:
    asked = workbooks.requested(workbooks.written(workbooks.units(2, ORGAN)), keeper)
    rename = EditOrganisation(name="黄浦工会", version=1, reason="改名")
    orgs.edit(tree.organ, rename, by=keeper, at=moment())

    assert jobs.run(clock.now()) == 1

    asked.refresh_from_db()
    assert (asked.state, asked.fault, asked.fault_params) == (
        "failed",
        "orgs.sheet_outdated",
        {"line": 3},
    )
    assert Organisation.objects.filter(kind="unit").count() == 3
    assert [one.pk for one in queries.failed_imports(keeper, clock.now())] == [asked.pk]


def test_a_dead_workers_import_is_done_by_another_once(tree: Tree, keeper: Actor) -> None:
    asked = workbooks.requested(workbooks.written(workbooks.units(2, ORGAN)), keeper)
    dead = work.claim(Import, "dead", moment())
    assert dead

    jobs.run(moment("2026-11-10 10:05"))

    asked.refresh_from_db()
    assert (asked.state, asked.tries) == ("finished", 2)
    with pytest.raises(Stale):
        orgs.apply_import(dead, jobs_found(dead), by=cast.SYSTEM, at=moment())
    assert Organisation.objects.filter(kind="unit").count() == 5


class Died(BaseException):
    """The power goes."""


@pytest.mark.parametrize(
    ("table", "nth"),
    [
        ("orgs_organisation", 1),
        ("orgs_organisation", 4),
        ("orgs_change", 1),
        ("audit_entry", 1),
        ("audit_disclosure", 1),
    ],
)
def test_a_death_in_the_middle_leaves_nothing_half(
    table: str, nth: int, tree: Tree, keeper: Actor
) -> None:
    asked = workbooks.requested(workbooks.written(workbooks.units(120, ORGAN)), keeper)
    before = Organisation.objects.count(), Change.objects.count(), Entry.objects.count()
    left = [nth]

    def die(execute: Any, sql: str, *rest: Any) -> Any:
        if sql.startswith(f'INSERT INTO "{table}"'):
            left[0] -= 1
            if left[0] == 0:
                raise Died
        return execute(sql, *rest)

    with connection.execute_wrapper(die), pytest.raises(Died):
        jobs.run(moment())

    assert (Organisation.objects.count(), Change.objects.count(), Entry.objects.count()) == before
    asked.refresh_from_db()
    assert asked.state == "running"
    assert jobs.run(clock.now() + timedelta(minutes=5)) == 1  # the lease has run out
    asked.refresh_from_db()
    assert (asked.state, Organisation.objects.count()) == ("finished", before[0] + 120)


def test_desks_tell_of_imports_at_work_and_done(tree: Tree, keeper: Actor) -> None:
    asked = workbooks.requested(workbooks.written(workbooks.units(2, ORGAN)), keeper)

    assert [*queries.imports_at_work(keeper)] == [asked]
    jobs.run(clock.now())

    assert [*queries.imports_at_work(keeper)] == []
    assert [*queries.finished_imports(keeper, clock.now())] == [asked]
    assert [*queries.finished_imports(tree.seat(Role.AUDITOR), clock.now())] == []
    assert str(asked) == "机构.xlsx requested"


def test_teams_stay_with_a_unit_that_a_workbook_changes(tree: Tree, keeper: Actor) -> None:
    team = orgs.add_team(tree.unit, AddTeam(name="前台班组"), by=keeper, at=moment())
    row = {"kind": "unit", "name": tree.unit.name, "telephone": "021-5555-0199"}

    imported(workbooks.written([row], ("kind", "name", "telephone")), keeper)

    assert [*queries.teams(tree.unit)] == [team]


@pytest.mark.nightly
def test_three_thousand_bodies_come_in_within_a_minute(
    tree: Tree, keeper: Actor, record_property: Any
) -> None:
    content = workbooks.written(workbooks.units(3000, ORGAN))

    begun = time.perf_counter()
    sheet = workbooks.uploaded(content, keeper)
    assert queries.plan_of(sheet).count("add") == 3000
    read = time.perf_counter() - begun
    orgs.request_import(sheet, by=keeper, at=moment())
    begun = time.perf_counter()
    jobs.run(clock.now())
    seconds = time.perf_counter() - begun

    record_property("seconds", f"read and planned {read:.1f}, imported {seconds:.1f}")
    assert Import.objects.get().added == 3000
    assert seconds < 60


def test_a_file_that_no_form_sent_is_not_kept(tree: Tree, keeper: Actor) -> None:
    content = workbooks.written(workbooks.units(1, ORGAN))
    with files.holding(Incoming("机构.xlsx", len(content), [content])) as kept:
        place = Path(kept.place)
        workbook.read(kept)

    assert not place.exists()
