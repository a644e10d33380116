"""What does a strict reader see wrong on a page: by axe-core, by measure, by counting?"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page

LINES = ".line, .line--plain, .bang-box, .verdict"
TITLES = {"zh-hans": "zh-Hans", "en": "en"}
RULES = {"target-size": {"enabled": True}}

AXE = """async (rules) => {
  const seen = await axe.run(document, { rules, resultTypes: ["violations"] });
  return seen.violations.map((one) => ({
    rule: one.id, impact: one.impact, where: one.nodes.map((node) => node.html.slice(0, 160)),
  }));
}"""

SHELL = """(lines) => {
  const drawn = (it) => it.getClientRects().length > 0;
  const root = document.documentElement;
  return {
    wide: Math.max(root.scrollWidth, document.body.scrollWidth) - root.clientWidth,
    heads: document.querySelectorAll("h1").length,
    lang: root.lang,
    doubled: [...document.querySelectorAll("[id]")].map((it) => it.id).filter(
      (id, place, all) => id && all.indexOf(id) !== place),
    lines: [...document.querySelectorAll(lines)].filter(drawn).length,
  };
}"""

# a link within a sentence may be as high as its line (WCAG 2.5.8 says the same)
TARGETS = """() => {
  const all = "a[href], button, input:not([type=hidden]), select, textarea, summary";
  const big = ".btn, .tools a, .nav a, .acct a, .acct button";
  const small = [];
  for (const it of document.querySelectorAll(all)) {
    const shape = getComputedStyle(it);
    if (!it.getClientRects().length || shape.display === "inline") continue;
    if (it.closest(".vh, .skip") || shape.visibility === "hidden") continue;
    const whole = it.matches("[type=checkbox], [type=radio]") ? it.closest("label") ?? it : it;
    const { width, height } = whole.getBoundingClientRect();
    const least = it.matches(big) ? 44 : 24;
    if (width + 0.5 < least && !it.matches(".nav a") || height + 0.5 < least) {
      small.push(`${Math.round(width)}×${Math.round(height)} < ${least}: ` +
                 it.outerHTML.slice(0, 140));
    }
  }
  return small;
}"""

# text that a box of fixed size hides; names of bodies are never cut
CUT = """() => {
  const cut = [];
  for (const it of document.querySelectorAll("main *, header *, footer *")) {
    const shape = getComputedStyle(it);
    if (shape.overflowX !== "hidden" && shape.textOverflow !== "ellipsis") continue;
    if (it.closest(".vh, svg") || shape.clipPath !== "none") continue;
    if (it.scrollWidth > it.clientWidth + 1) cut.push(it.outerHTML.slice(0, 140));
  }
  return cut;
}"""

# Chinese on an English page is marked as such, or it is a text that lacks its English
UNMARKED = r"""() => {
  // a name within an English sentence needs no mark of its own
  const english = /\b[a-z]{2,}\b|^\W*[A-Z][a-z]+\b/;
  const chinese = (text) => /\p{Script=Han}/u.test(text) && !english.test(text);
  const found = new Set();
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const it = node.parentElement;
    const marked = it.closest("[lang^=zh]");
    if (marked && /\b[a-z]{4,}\b/.test(node.data) && !/\p{Script=Han}/u.test(node.data))
      found.add(`English marked as Chinese: ${node.data.trim().slice(0, 60)}`);
    if (chinese(node.data) && !marked && !it.closest("script, template"))
      found.add(`${node.data.trim().slice(0, 60)} in ${it.outerHTML.slice(0, 90)}`);
  }
  const worded = ["aria-label", "alt", "title", "placeholder", "data-l"];
  for (const it of document.body.querySelectorAll(worded.map((name) => `[${name}]`).join())) {
    for (const name of worded) {
      if (chinese(it.getAttribute(name) ?? "") && !it.closest("[lang^=zh]"))
        found.add(`${name}: ${it.getAttribute(name)}`);
    }
  }
  return [...found];
}"""


def by_axe(page: Page, axe: str) -> list[str]:
    """Return what axe-core finds, of any impact."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(axe)
    found: list[dict[str, Any]] = page.evaluate(AXE, RULES)
    return [f"axe {one['rule']} ({one['impact']}): {one['where']}" for one in found]


def by_measure(page: Page, language: str, lines: int) -> list[str]:
    """Return what is too wide, too small, cut, doubled, or in the wrong language."""
    shell: dict[str, Any] = page.evaluate(SHELL, LINES)
    found = []
    if shell["wide"] > 0:
        found.append(f"scrolls sideways by {shell['wide']} px")
    if shell["heads"] != 1:
        found.append(f"{shell['heads']} h1")
    if shell["lang"] != TITLES[language]:
        found.append(f"lang is {shell['lang']}")
    found += [f"two elements are called {name}" for name in shell["doubled"]]
    if shell["lines"] > lines:
        found.append(f"{shell['lines']} red lines")
    found += [f"small target {one}" for one in page.evaluate(TARGETS)]
    found += [f"cut: {one}" for one in page.evaluate(CUT)]
    if language == "en":
        found += [f"Chinese: {one}" for one in page.evaluate(UNMARKED)]
    return found


Look = Callable[[Page, int], list[str]]


def strictly(language: str, lines: int, axe: str, axe_widths: tuple[int, ...]) -> Look:
    """Look by measure, and at some widths by axe-core too, while the page is laid out so."""

    def look(page: Page, width: int) -> list[str]:
        found = by_measure(page, language, lines)
        return found + (by_axe(page, axe) if width in axe_widths else [])

    return look


def at_widths(page: Page, widths: tuple[int, ...], look: Look) -> dict[int, list[str]]:
    """Look at the page at each width; only widths with findings are returned."""
    found = {}
    for width in widths:
        page.set_viewport_size({"width": width, "height": 900})
        if faults := look(page, width):
            found[width] = faults
    return found
