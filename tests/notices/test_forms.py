"""Do typed strings become exactly the commands that were meant?"""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests import worlds

from hongbang.files.rules.incoming import Held
from hongbang.kernel.actor import Actor
from hongbang.notices.forms import ActForm, AttachForm, DropForm, FilterForm, TextForm
from hongbang.notices.queries import Filters
from hongbang.notices.rules.commands import Act, Draft, Drop, Edit
from hongbang.notices.rules.publishing import Text

TYPED = {
    "kind": "notice",
    "title": " 关于申报的通知 ",
    "number": "",
    "author": "活动办公室",
    "body_text": "一\n\n- 二",
    "key": "k" * 32,
    "version": "7",
}
TEXT = Text("notice", "关于申报的通知", "", "活动办公室", "<p>一</p><ul><li>二</li></ul>")


def test_text_form_makes_a_draft_and_an_edit() -> None:
    form = TextForm(TYPED)

    assert form.is_valid()
    assert form.draft() == Draft(TEXT, "k" * 32)
    assert form.edit() == Edit(TEXT, 7)


def test_text_form_without_a_version_edits_nothing_that_is() -> None:
    form = TextForm(TYPED | {"version": ""})

    assert form.is_valid()
    assert form.edit().version == 0


def test_text_form_gives_the_body_even_beside_faults() -> None:
    form = TextForm(TYPED | {"title": ""})

    assert form.body() == TEXT.body_html
    assert list(form.errors) == ["title"]


def test_text_form_lets_the_editors_html_win_and_cleans_it() -> None:
    form = TextForm(TYPED | {"body_html": "<h1 onclick=x()>一</h1>"})

    assert form.body() == "<h2>一</h2>"
    assert TextForm().body() == ""


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"kind": "poem"}, "kind"),
        ({"kind": ""}, "kind"),
        ({"title": "　"}, "title"),
        ({"title": "长" * 81}, "title"),
        ({"title": "一\x00"}, "title"),
        ({"number": "长" * 41}, "number"),
        ({"author": ""}, "author"),
        ({"author": "长" * 101}, "author"),
        ({"key": "k" * 65}, "key"),
        ({"version": "0"}, "version"),
        ({"version": "七"}, "version"),
    ],
)
def test_text_form_names_the_field_at_fault(changes: dict[str, str], field: str) -> None:
    assert list(TextForm(TYPED | changes).errors) == [field]


@pytest.mark.django_db
def test_text_form_shows_what_is_kept(clerk: Actor) -> None:
    notice = worlds.drafted(clerk, body="<h2>一</h2><p>二</p>")

    shown = TextForm.showing(notice).initial

    assert shown == {
        "kind": "notice",
        "title": "关于申报的通知",
        "number": "沪创办〔2026〕3号",
        "author": "活动办公室",
        "edition": "",
        "body_text": "## 一\n\n二",
        "version": 1,
    }


def test_attach_form_hands_the_file_over_in_blocks() -> None:
    sent: Any = {"file": SimpleUploadedFile("条件.pdf", worlds.PDF)}
    form = AttachForm({"title": "附件1", "version": "3"}, sent)

    assert form.is_valid()
    incoming = form.incoming()
    held = Held("条件.pdf", "pdf", len(worlds.PDF), "0" * 64, "/nowhere")
    command = form.command(held)
    assert (incoming.name, incoming.size) == ("条件.pdf", len(worlds.PDF))
    assert b"".join(incoming.blocks) == worlds.PDF
    assert (command.title, command.upload, command.version) == ("附件1", held, 3)


def test_drop_and_act_forms_make_their_commands() -> None:
    drop = DropForm({"annex": "ABC", "version": "2"})
    act = ActForm({"reason": " 日期写错了 ", "version": "5"})

    assert (drop.is_valid(), act.is_valid()) == (True, True)
    assert drop.command() == Drop("ABC", 2)
    assert act.command() == Act(5, "日期写错了")


@pytest.mark.parametrize(
    ("typed", "filters", "chips"),
    [
        ({}, Filters(), []),
        ({"q": " 质量 ", "state": "draft"}, Filters("质量", "draft"), ["q", "state"]),
        ({"kind": "ruling"}, Filters(kind="ruling"), ["kind"]),
        ({"state": "lost", "kind": "poem"}, Filters(), []),
        ({"q": "长" * 61, "kind": "result"}, Filters(kind="result"), ["kind"]),
        ({"q": "\x00"}, Filters(), []),
    ],
)
def test_filter_form_takes_what_it_knows_and_leaves_the_rest(
    typed: dict[str, str], filters: Filters, chips: list[str]
) -> None:
    form = FilterForm(typed)

    assert form.filters() == filters
    assert [name for name, _label, _words in form.active()] == chips
