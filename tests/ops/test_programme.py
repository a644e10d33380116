"""Is a programme's directory checked file by file, loaded by operations, and dumped whole?"""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from hypothesis import HealthCheck, given, settings
from tests.cast import moment
from tests.programmes import sample, stories
from tests.programmes.generators import some_chapter
from tests.sheets import stories as sheet_stories
from tests.sheets.generators import definitions
from tests.sheets.samples import SCORES, TEAM, question, sheet, words
from tests.surveys.samples import sheet as survey_sheet

from hongbang.audit.models import Entry
from hongbang.kernel.actor import Actor
from hongbang.ops.demo.editions import open_edition
from hongbang.ops.programme import files
from hongbang.orgs import queries as orgs
from hongbang.orgs.models import Organisation
from hongbang.programmes.models import Edition, Programme
from hongbang.sheets import queries
from hongbang.sheets.rules.definition import plain, read

SYSTEM = Actor.system("tests")
SURVEY = survey_sheet()
RETURN = sheet(question("units", "whole", "单位数"), kind="return")
pytestmark = pytest.mark.django_db


def told(*words: str | Path) -> tuple[int, str]:
    """Give a command; return its exit code and all it said."""
    out = StringIO()
    try:
        call_command("programme", *[str(word) for word in words], stdout=out, stderr=out)
    except SystemExit as left:
        return int(str(left.code)), out.getvalue()
    return 0, out.getvalue()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return sample.write(tmp_path / "star", sample.without_sheets())


def test_a_sound_directory_is_told_so(folder: Path) -> None:
    assert told("check", folder) == (0, "sound: 18 chapters, 0 sheets\n")


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("chapters/tracks.toml", "[[tracks]\n", "chapters/tracks.toml: 不是正确的 TOML："),
        ("chapters/colours.toml", "a = 1\n", "chapters/colours.toml: 不认识这个文件。"),
        ("chapters/review.toml", "trim = 1\n", "chapters/review.toml: readings: 还没写。"),
        (
            "chapters/review.toml",
            "readings = 5\nx = 1\n",
            "chapters/review.toml: x: 不认识“x”这一项。",
        ),
        ("programme.toml", 'code = "A"\n', "programme.toml: name: 还没写。"),
        ("programme.toml", 'code = "A"\n', "programme.toml: code: 代号用小写字母、数字和短横"),
        (
            "organs.toml",
            "[[offices]]\nname = 'a'\n[[offices]]\nname = 'b'\n",
            "organs.toml: offices: 工作办公室只能有一个。",
        ),
        (
            "organs.toml",
            "[[offices]]\nname = 'a'\n[[offices]]\nname = 'a'\n",
            "organs.toml: offices.a.name: “a”用了两次",
        ),
        (
            "organs.toml",
            "[[areas]]\nkind = 'moon'\nname = 'x'\n",
            "organs.toml: areas.x.kind: 只能从这些里选",
        ),
        (
            "organs.toml",
            "[[organs]]\nname='o'\nchannel='women'\narea='火星'\nparent='p'\n",
            "organs.toml: organs.o.area: 没有“火星”这个区域。",
        ),
        (
            "organs.toml",
            (
                "[[areas]]\nkind='group'\nname='g'\n[[organs]]\nname='o'\n"
                "channel='women'\narea='g'\nparent='p'\n"
            ),
            "organs.toml: organs.o.channel: 这类区域没有这个渠道的推荐单位。",
        ),
        (
            "organs.toml",
            "[[organs]]\nname='o'\nchannel='union'\narea='黄浦区'\nparent='p'\n",
            "organs.toml: organs.o.parent: 没有“p”这个上级。",
        ),
    ],
)
def test_each_fault_names_file_key_and_reason(
    name: str, text: str, line: str, folder: Path
) -> None:
    (folder / name).write_text(text, encoding="utf-8")

    code, said = told("check", folder)

    assert code == 1
    assert any(one.startswith(line) for one in said.splitlines()), said


def test_a_file_that_is_no_text_and_a_missing_one_are_named(folder: Path) -> None:
    (folder / "programme.toml").unlink()
    (folder / "chapters" / "texts.toml").write_bytes(b"\xff\xfe")

    code, said = told("check", folder)

    assert code == 1
    assert "programme.toml: 缺少这个文件。" in said
    assert "chapters/texts.toml: 不是 UTF-8 文字。" in said
    assert told("check", folder / "nowhere")[0] == 1


def test_load_brings_bodies_programme_and_edition_by_operations(folder: Path) -> None:
    assert told("load", folder) == (0, "loaded: service-star-2026 (draft)\n")

    edition = Edition.objects.get()
    assert edition.chapters == sample.without_sheets()
    assert [host.name for host in orgs.hosts()] == ["示范质量协会", "示范总工会"]
    organ = Organisation.objects.get(name="示范黄浦工会")
    assert (organ.parent.name, organ.area.name) == ("示范总工会", "黄浦区")  # type: ignore[union-attr]  # an organ has both
    verbs = set(Entry.objects.values_list("verb", flat=True))
    assert {"orgs.organisation.added", "programmes.edition.drafted"} <= verbs


def test_loading_twice_is_loading_once_and_a_change_is_brought(folder: Path) -> None:
    told("load", folder)
    entries = Entry.objects.count()

    told("load", folder)
    assert Entry.objects.count() == entries

    made = sample.without_sheets()
    made["review"]["readings"] = 7
    del made["texts"]
    told("load", sample.write(folder.parent / "next", made))

    edition = Edition.objects.get()
    assert edition.chapters == made
    assert Programme.objects.count() == 1
    assert Entry.objects.count() == entries + 2


def test_a_faulty_directory_is_not_loaded(folder: Path) -> None:
    (folder / "chapters" / "tracks.toml").unlink()

    assert told("load", folder)[0] == 1
    assert not Edition.objects.exists()
    assert not Organisation.objects.exists()


@pytest.mark.usefixtures("db")
def test_a_public_edition_is_not_loaded_over(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told("load", folder)
    Edition.objects.update(state="published", published_at="2026-10-01T00:00:00+08:00")
    assert told("load", folder)[0] == 0  # the same again

    made = sample.without_sheets()
    made["review"]["readings"] = 7
    other = sample.write(folder.parent / "next", made)
    with pytest.raises(CommandError, match="2026 年度已经有了"):
        told("load", other)


def test_dump_and_load_lose_nothing(folder: Path, tmp_path: Path) -> None:
    told("load", folder)

    assert told("dump", "service-star-2026", tmp_path / "out")[0] == 0

    first, again = files.read(folder), files.read(tmp_path / "out")
    assert files.check(again) == ()
    assert (again.programme, again.chapters) == (first.programme, first.chapters)
    for table in ("hosts", "offices", "organs"):
        assert again.organs[table] == first.organs[table]
    entries = Entry.objects.count()
    told("load", tmp_path / "out")
    assert Entry.objects.count() == entries


def with_sheets() -> dict[str, sample.Plain]:
    return {"team_form": TEAM, "team_score": SCORES, "survey": SURVEY, "activity_return": RETURN}


def test_sheets_are_published_once_and_again_when_they_change(tmp_path: Path) -> None:
    told("load", sample.write(tmp_path / "a", sample.chapters(), sheets=with_sheets()))
    assert queries.latest_numbers() == dict.fromkeys(with_sheets(), 1)
    entries = Entry.objects.count()

    told("load", tmp_path / "a")
    assert Entry.objects.count() == entries

    changed = with_sheets() | {"survey": SURVEY | {"title": words("另一张调查表")}}
    told("load", sample.write(tmp_path / "b", sample.chapters(), sheets=changed))
    assert queries.latest_numbers() == dict.fromkeys(with_sheets(), 1) | {"survey": 2}


def test_a_sheet_begun_on_screen_is_finished_by_loading(tmp_path: Path) -> None:
    sheet_stories.drafted(SYSTEM, "survey")

    told("load", sample.write(tmp_path / "a", sample.chapters(), sheets=with_sheets()))

    assert queries.published("survey").content["title"] == SURVEY["title"]


def test_a_faulty_sheet_is_named_with_its_place(tmp_path: Path) -> None:
    broken = with_sheets() | {"survey": SURVEY | {"colour": "red"}, "Bad-Name": SURVEY}

    code, said = told("check", sample.write(tmp_path / "a", sample.chapters(), sheets=broken))

    assert code == 1
    assert "sheets/survey.toml: colour: " in said
    assert "sheets/Bad-Name.toml: 表单代号写得不对" in said


@pytest.mark.parametrize(
    ("satisfied_by", "said"),
    [
        ("overall", "sound: 18 chapters, 1 sheets\n"),
        ("colour", "chapters/survey.toml: “colour”这一题与调查表对不上，或顾客没法答。\n"),
    ],
)
def test_how_surveys_are_counted_fits_their_sheet(
    satisfied_by: str, said: str, tmp_path: Path
) -> None:
    made = sample.without_sheets()
    made["general"]["survey_sheet"] = "survey"
    made["survey"]["satisfied_by"] = satisfied_by
    folder = sample.write(tmp_path / "star", made, sheets={"survey": SURVEY})

    assert told("check", folder)[1].startswith(said)


def test_dump_and_load_lose_no_sheet(tmp_path: Path) -> None:
    told("load", sample.write(tmp_path / "a", sample.chapters(), sheets=with_sheets()))

    told("dump", "service-star-2026", tmp_path / "out")

    again = files.read(tmp_path / "out")
    assert files.check(again) == ()
    assert again.chapters == sample.chapters()
    assert again.sheets == {code: plain(read(one)) for code, one in with_sheets().items()}
    entries = Entry.objects.count()
    told("load", tmp_path / "out")
    assert Entry.objects.count() == entries


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.too_slow,
        HealthCheck.filter_too_much,
    ],
)
@given(definitions(), some_chapter())
def test_any_sheet_and_any_chapter_survive_their_files(
    tmp_path: Path, made: sample.Plain, chapter: tuple[str, sample.Plain]
) -> None:
    name, content = chapter
    folder = sample.write(
        tmp_path / "any", sample.chapters() | {name: content}, sheets={"survey": made}
    )

    found = files.read(folder)

    assert found.sheets == {"survey": made}
    assert found.chapters[name] == content


def test_dump_names_sheets_without_their_versions(tmp_path: Path) -> None:
    stories.with_sheets()
    made = sample.chapters()
    made["categories"]["categories"][0]["form"] = "team_form@1"
    stories.drafted(SYSTEM, made)

    told("dump", "service-star-2026", tmp_path / "out")

    again = files.read(tmp_path / "out")
    assert again.chapters == sample.chapters()


def test_dump_refuses_an_edition_whose_sheets_are_not_there(tmp_path: Path) -> None:
    stories.drafted(SYSTEM)

    with pytest.raises(CommandError):
        told("dump", "service-star-2026", tmp_path / "out")


def test_dump_writes_into_an_empty_directory_only(folder: Path) -> None:
    told("load", folder)

    with pytest.raises(CommandError, match="not an empty directory"):
        told("dump", "service-star-2026", folder)
    with pytest.raises(CommandError, match="没有这个年度"):
        told("dump", "service-star-1999", folder.parent / "out")


# --- the demonstration


def test_the_demonstration_opens_the_reference_in_this_year(tmp_path: Path) -> None:
    folder = sample.write(tmp_path / "a", sample.chapters(), sheets=with_sheets())

    opened = open_edition(folder, moment("2028-10-20 09:00"))

    assert opened is not None
    assert (opened.year, opened.state, opened.cloned_from is not None) == (2028, "published", True)
    assert "虚构" in opened.chapters["general"]["approval_reference"]
    assert opened.chapters["general"]["ends_on"] == "2028-12-31"


def test_the_demonstration_of_this_very_year_is_no_copy(tmp_path: Path) -> None:
    folder = sample.write(tmp_path / "a", sample.chapters(), sheets=with_sheets())

    opened = open_edition(folder, moment("2026-10-20 09:00"))

    assert opened is not None
    assert (opened.year, opened.cloned_from) == (2026, None)


def test_the_demonstration_goes_without_a_directory_but_not_with_a_faulty_one(
    folder: Path,
) -> None:
    assert open_edition(folder / "nowhere", moment()) is None
    (folder / "chapters" / "tracks.toml").unlink()

    with pytest.raises(CommandError, match=r"chapters/tracks\.toml"):
        open_edition(folder, moment())
