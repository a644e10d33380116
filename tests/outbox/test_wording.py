"""Can the office, and only the office, put letters into its own words, and take them back?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from tests.cast import moment

from hongbang.audit.models import Entry
from hongbang.kernel.actor import Actor
from hongbang.kernel.refusal import NotAllowed, NotFound, RuleBroken, Stale
from hongbang.outbox import operations as outbox
from hongbang.outbox import queries, texts
from hongbang.outbox.models import Template, Wording
from hongbang.outbox.queries import LetterFilters
from hongbang.outbox.rules.commands import Act, Word
from hongbang.outbox.rules.letters import Letter, Words

pytestmark = pytest.mark.django_db
CODE = "notices.published"
OURS = Words(
    "办公室通知：{title}", "各位：\n《{title}》已公布。\n{link}", "{title} 已公布，见 {link}"
)
AUDITOR = Actor("YAN", "auditor", "O", "r")  # type: ignore[arg-type]  # a Role is a string


def drafted(
    by: Actor, words: Words = OURS, version: int = 0, language: str = "zh-hans"
) -> Template:
    return outbox.draft_words(Word(CODE, language, words, version), by=by, at=moment())


def published(by: Actor, words: Words = OURS, version: int = 0) -> Wording:
    template = drafted(by, words, version)
    return outbox.publish_words(template, Act(template.version), by=by, at=moment())


def fresh() -> Template:
    return Template.objects.get(code=CODE, language="zh-hans")


def test_a_draft_changes_no_letter(clerk: Actor) -> None:
    template = drafted(clerk)

    assert (template.version, template.is_ahead, template.in_force) == (1, True, 0)
    assert queries.words_in_force(CODE, "zh-hans") == texts.default_words("zh-hans", CODE)
    assert Entry.objects.filter(verb="outbox.template.drafted").count() == 1


def test_published_words_are_in_force_in_their_language_only(clerk: Actor) -> None:
    wording = published(clerk)

    assert (wording.place, fresh().in_force, fresh().is_ahead) == (1, 1, False)
    assert queries.words_in_force(CODE, "zh-hans") == OURS
    assert queries.words_in_force(CODE, "en") == texts.default_words("en", CODE)
    assert Entry.objects.filter(verb="outbox.template.published").count() == 1


def test_every_wording_stays_in_the_history(clerk: Actor) -> None:
    published(clerk)
    later = replace(OURS, heading="改过：{title}")

    published(clerk, later, fresh().version)

    kept = [(one.place, one.heading, one.until is None) for one in queries.wordings(fresh())]
    assert kept == [(2, later.heading, True), (1, OURS.heading, False)]
    assert queries.words_in_force(CODE, "zh-hans") == later


def test_reverting_brings_the_default_back(clerk: Actor) -> None:
    published(clerk)

    outbox.revert_words(fresh(), Act(fresh().version), by=clerk, at=moment())

    assert queries.words_in_force(CODE, "zh-hans") == texts.default_words("zh-hans", CODE)
    assert (fresh().in_force, fresh().is_ahead, len(queries.wordings(fresh()))) == (0, True, 1)
    outbox.publish_words(fresh(), Act(fresh().version), by=clerk, at=moment())
    assert (fresh().in_force, queries.words_in_force(CODE, "zh-hans")) == (2, OURS)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (replace(OURS, heading=" "), "outbox.no_heading"),
        (replace(OURS, body="{titel}"), "outbox.unknown_field"),
    ],
)
def test_words_that_cannot_go_out_are_not_kept(words: Words, code: str, clerk: Actor) -> None:
    with pytest.raises(RuleBroken) as refused:
        drafted(clerk, words)

    assert (refused.value.code, Template.objects.count()) == (code, 0)


@pytest.mark.parametrize(("code", "language"), [("notices.gone", "en"), (CODE, "fr")])
def test_a_letter_nobody_sends_has_no_words(code: str, language: str, clerk: Actor) -> None:
    with pytest.raises(NotFound) as refused:
        outbox.draft_words(Word(code, language, OURS, 0), by=clerk, at=moment())

    assert refused.value.code == "outbox.no_letter"


def test_two_first_drafts_have_one_winner(clerk: Actor) -> None:
    drafted(clerk)

    with pytest.raises(Stale):
        drafted(clerk, replace(OURS, heading="我的"))

    assert fresh().heading == OURS.heading


def test_stale_words_are_neither_published_nor_reverted(clerk: Actor) -> None:
    published(clerk)
    drafted(clerk, replace(OURS, heading="新"), fresh().version)

    for perform in (outbox.publish_words, outbox.revert_words):
        with pytest.raises(Stale):
            perform(fresh(), Act(1), by=clerk, at=moment())
    assert fresh().in_force == 1


def test_nothing_new_is_not_published_and_the_default_not_reverted(clerk: Actor) -> None:
    untouched = queries.template(CODE, "zh-hans")

    for perform, code in (
        (outbox.publish_words, "outbox.nothing_new"),
        (outbox.revert_words, "outbox.is_default"),
    ):
        with pytest.raises(RuleBroken) as refused:
            perform(untouched, Act(1), by=clerk, at=moment())
        assert refused.value.code == code


def test_only_the_office_words_letters(clerk: Actor) -> None:
    template = drafted(clerk)
    for perform in (
        lambda: drafted(AUDITOR, version=1),
        lambda: outbox.publish_words(template, Act(1), by=AUDITOR, at=moment()),
        lambda: outbox.revert_words(template, Act(1), by=AUDITOR, at=moment()),
    ):
        with pytest.raises(NotAllowed) as refused:
            perform()
        assert refused.value.code == "outbox.office_words"


def test_a_code_may_not_be_left_out(clerk: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    letter = Letter("验证码 %(code)s", needed=("code",), is_urgent=True)
    monkeypatch.setitem(texts.MESSAGES, "outbox.test", letter)

    with pytest.raises(RuleBroken) as refused:
        outbox.draft_words(
            Word("outbox.test", "zh-hans", Words("码", "没有码", "{code}"), 0),
            by=clerk,
            at=moment(),
        )

    assert refused.value.code == "outbox.lacks_field"
    assert "验证码 …" in texts.urgent()
    assert "outbox" not in texts.kinds()


def test_the_list_tells_every_letter_in_each_language(clerk: Actor) -> None:
    published(clerk)
    drafted(clerk, language="en")

    every = queries.rows(LetterFilters())
    stands = {
        state: [(row.code, row.language) for row in queries.rows(LetterFilters("", state))]
        for state in ("own", "ahead")
    }
    assert len(every) == 2 * len(texts.every_code())
    assert stands == {"own": [(CODE, "zh-hans")], "ahead": [(CODE, "en")]}
    assert {row.code for row in queries.rows(LetterFilters("通知公告 withdrawn"))} == {
        "notices.withdrawn"
    }


def test_fields_are_named_with_an_example() -> None:
    fields = {field.name: (field.label, field.sample) for field in queries.fields_of(CODE)}

    assert fields == {
        "title": ("标题", "关于申报的通知"),
        "site": ("平台名称", "红榜 · 上海市评选表彰公开平台"),
        "link": ("链接", "http://127.0.0.1:8000/inbox/"),
    }


def test_every_letter_of_the_house_can_be_written() -> None:
    for code in texts.every_code():
        for language in ("zh-hans", "en"):
            words = texts.default_words(language, code)
            written = queries.written_sample(code, language, words)
            assert "{" not in written.body + written.heading + written.short, code


def test_a_template_stands_as_it_must(clerk: Actor) -> None:
    template = drafted(clerk)
    changes: dict[str, Any] = {"in_force": 2}

    with pytest.raises(IntegrityError, match="newest_wording"), transaction.atomic():
        Template.objects.update(**changes)
    template.pk, template.public_id = None, "OTHER"
    with pytest.raises(IntegrityError, match=r"(?i)unique"), transaction.atomic():
        template.save(force_insert=True)


def test_a_wording_has_its_one_place(clerk: Actor) -> None:
    wording = published(clerk)

    with pytest.raises(IntegrityError, match="outbox_wording_from_one"), transaction.atomic():
        Wording.objects.update(place=0)
    wording.pk, wording.public_id = None, "OTHER"
    with pytest.raises(IntegrityError, match=r"(?i)unique"), transaction.atomic():
        wording.save(force_insert=True)
    assert str(fresh()) == "notices.published zh-hans"
