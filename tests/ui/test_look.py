"""Does the look keep its promises: contrast, icons, no inline script or style?"""

import re
from pathlib import Path

import pytest

from hongbang.ui.specimens import COLOURS, contrast

SOURCE = Path(__file__).resolve().parents[2] / "src" / "hongbang"
STYLES = (SOURCE / "ui/static/ui/hongbang.css").read_text()
TEMPLATES = sorted(SOURCE.glob("*/templates/**/*.html"))
GROUNDS = ("paper", "sheet", "desk")
TEXT = ("ink", "ink-2", "ink-3", "red", "blue", "green", "amber")


def tokens(head: str) -> dict[str, str]:
    block = STYLES.split(head, 1)[1].split("}", 1)[0]
    return dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{3,6});", block))


def long(colour: str) -> str:
    return colour if len(colour) == 7 else "#" + "".join(part * 2 for part in colour[1:])


@pytest.mark.parametrize("name", TEXT)
def test_text_stands_out_from_every_ground(name):
    normal = tokens(":root {")

    assert all(contrast(normal[name], normal[ground]) >= 5.7 for ground in GROUNDS)


@pytest.mark.parametrize("name", ["blue", "green", "amber", "red"])
def test_colour_stands_out_from_its_own_wash(name):
    normal = tokens(":root {")

    assert contrast(normal[name], normal[f"{name}-wash"]) >= 6.4


def test_edges_of_fields_can_be_seen():
    normal = tokens(":root {")

    assert all(contrast(normal["edge"], normal[ground]) >= 3 for ground in GROUNDS)


@pytest.mark.parametrize("name", TEXT)
def test_text_in_high_contrast_stands_out_tenfold(name):
    high = {name: long(value) for name, value in tokens('[data-contrast="high"] {').items()}

    assert contrast(high[name], "#ffffff") >= 10


def test_wish_of_the_system_gives_the_same_colours_as_the_switch():
    assert tokens('[data-contrast="high"] {') == tokens('[data-contrast="auto"] {')


def test_gallery_shows_the_colours_of_the_stylesheet():
    normal = tokens(":root {")

    assert {name: value for name, value, _ in COLOURS} == {
        name: normal[name] for name, _, _ in COLOURS
    }


def test_red_is_the_line_the_act_and_the_honour_and_nothing_else():
    parts = STYLES.split("@layer base", 1)[1]
    users = {
        " ".join(selector.split()[-1:])
        for selector, body in re.findall(r"([^{}]+)\{([^{}]*)\}", parts)
        if "var(--red)" in body
    }

    assert users == {
        ".mark__line",
        ".line",
        ".line::after",
        ".line--plain",
        ".btn--act",
        ".tag--honour",
        ".verdict",
        ".empty__line",
        ".t-red",
        ".redline",
        ".bang-box",
    }


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_template_has_no_inline_script_or_style(template):
    text = template.read_text()

    assert not re.search(r"\sstyle\s*=|<style|\son[a-z]+\s*=\s*[\"']", text)
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", text))


def test_every_icon_in_a_template_is_in_the_sprite():
    sprite = (SOURCE / "ui/static/ui/icons.svg").read_text()
    drawn = set(re.findall(r'<symbol id="i-([a-z]+)"', sprite))
    used = {
        name
        for template in TEMPLATES
        for name in re.findall(r'{% icon "([a-z]+)" %}', template.read_text())
    }

    assert used <= drawn


def test_every_class_in_a_template_is_in_the_stylesheet():
    defined = set(re.findall(r"\.([a-zA-Z][\w-]*)", STYLES))
    used = {
        name
        for template in TEMPLATES
        for words in re.findall(r'class="([^"{]*)"', template.read_text())
        for name in words.split()
    }

    assert sorted(used - defined) == []
