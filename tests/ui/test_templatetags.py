"""Do the words of our templates draw what they say?"""

from datetime import date, datetime

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, engines
from django.test import RequestFactory
from django.utils import translation

from hongbang.kernel.period import BEIJING, end_of
from hongbang.ui.display import Display
from hongbang.ui.templatetags import ui

TODAY = date(2026, 11, 3)


class Sample(forms.Form):
    name = forms.CharField(label="名称", help_text="写全称。")
    note = forms.CharField(label="备注", required=False)
    way = forms.ChoiceField(
        label="渠道", choices=[("a", "甲"), ("b", "乙")], widget=forms.RadioSelect
    )
    agree = forms.BooleanField(label="同意")
    body = forms.CharField(label="正文", widget=forms.Textarea(attrs={"data-editor": ""}))


def drawn(source: str, path: str = "/", language: str = "zh-hans", **context: object) -> str:
    request = RequestFactory().get(path)
    request.today, request.display = TODAY, Display(language=language)
    with translation.override(language):
        return engines["django"].from_string(source).render(context, request)


@pytest.mark.parametrize(
    ("language", "words"),
    [("zh-hans", "11月10日 周二 24:00"), ("en", "Tue 10 Nov, 24:00")],
)
def test_deadline_at_midnight_is_24_00_of_the_day_before(language, words):
    page = drawn("{% cn_until at %}", language=language, at=end_of(date(2026, 11, 10)))

    assert page == f'<time datetime="2026-11-11T00:00+08:00">{words}</time>'


def test_deadline_within_a_day_keeps_its_hour():
    at = datetime(2026, 11, 10, 17, tzinfo=BEIJING)

    assert "11月10日 周二 17:00" in drawn("{% cn_until at %}", at=at)


def test_date_of_another_year_is_written_with_its_year():
    assert "2025年12月18日 周四" in drawn("{% cn_date day %}", day=date(2025, 12, 18))


def test_dates_that_are_missing_draw_nothing():
    source = "{% cn_date no %}{% cn_time no %}{% cn_until no %}{{ no|cn_date }}{{ no|cn_day }}"

    assert drawn(source + "{{ no|cn_time }}", no=None) == ""


def test_day_under_a_paper_has_no_weekday():
    assert ">2026年10月19日<" in drawn("{{ day|cn_day }}", day=date(2026, 10, 19))
    assert ">19 Oct 2026<" in drawn("{{ day|cn_day }}", language="en", day=date(2026, 10, 19))


@pytest.mark.parametrize(
    ("day", "words"),
    [(1, "天前到期"), (2, "昨天"), (3, "今天"), (4, "明天"), (9, "6"), (None, "不限期")],
)
def test_day_box_says_how_long_is_left(day, words):
    due = date(2026, 11, day) if day else None

    assert words in drawn("{% day_box due %}", due=due)


def test_query_replaces_one_parameter_and_keeps_the_others():
    page = drawn("{% query page=2 %} {% query_without 'q' %}", path="/notices/?q=%E6%98%9F&page=3")

    assert page == "?q=%E6%98%9F&amp;page=2 ?"


def test_sortable_head_turns_round_and_says_its_order():
    page = drawn('{% th "sent" "送达" %}', path="/?sort=sent&page=4")

    assert 'aria-sort="ascending"' in page
    assert 'href="?sort=-sent"' in page


def test_pages_leave_gaps():
    page = Paginator(range(300), 10).page(15)

    assert ui.pages(page) == [1, None, 13, 14, 15, 16, 17, None, 30]


def test_short_hash_leaves_the_name_of_the_function_out():
    assert ui.short_hash("sm3:0123456789abcdef") == "01234567"
    assert ui.short_hash(None) == ""


def test_field_binds_label_hint_and_error():
    page = drawn("{% field form.name %}", form=Sample({}))

    assert '<label for="id_name">' in page
    assert 'aria-describedby="id_name_helptext id_name_error"' in page
    assert 'aria-invalid="true"' in page
    assert 'id="id_name_helptext"' in page
    assert 'id="id_name_error"' in page


def test_field_marks_only_what_may_be_left_out():
    page = drawn("{% field form.name %}|{% field form.note %}", form=Sample())

    assert [("可不填" in half) for half in page.split("|")] == [False, True]


def test_field_of_choices_is_a_group_with_a_legend():
    page = drawn("{% field form.way %}{% field form.agree %}", form=Sample({}))

    assert page.count("<legend>") == 1
    assert 'aria-describedby="id_way_error"' in page
    assert page.count('class="check"') == 3


def test_field_for_rich_text_begins_with_what_it_is_given():
    page = drawn("{% field form.body html %}", form=Sample(), html="<p>旧</p>")

    assert "&lt;p&gt;旧&lt;/p&gt;" in page


def test_field_for_rich_text_begins_with_the_typed_markdown_when_given_nothing():
    page = drawn("{% field form.body %}", form=Sample({"body": "**一**"}))

    assert "&lt;strong&gt;一&lt;/strong&gt;" in page


def test_summary_of_errors_leads_to_each_field():
    page = drawn('{% include "ui/_errors.html" %}', form=Sample({}))

    assert 'href="#id_name"' in page
    assert 'href="#id_way_0"' in page
    assert "有 4 处要改" in page


def test_template_without_a_request_still_draws():
    source = "{% load ui %}{% here %}{% query page=2 %}{% cn_date day %}"
    page = engines["django"].engine.from_string(source)

    assert page.render(Context({"day": TODAY})).startswith("/?page=2<time")
