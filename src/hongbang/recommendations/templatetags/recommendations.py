"""How does a page say what an organ thinks, decided, or got?"""

from __future__ import annotations

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from hongbang.recommendations.queries import QuotaEntry
from hongbang.recommendations.rules.joint import ABSTAIN, AGREE, DISAGREE
from hongbang.recommendations.texts import OPINIONS, VERDICTS
from hongbang.ui.templatetags.ui import icon

register = template.Library()
SIGNS = {AGREE: ("ok", "check"), DISAGREE: ("late", "cross"), ABSTAIN: ("soon", "half")}


@register.simple_tag
def opinion_words(stand: str) -> str:
    """Say what an organ thinks; an organ that is silent has not spoken."""
    return str(OPINIONS[stand or ""])


@register.simple_tag
def opinion_tag(stand: str | None) -> SafeString:
    """Draw what an organ thinks, with its sign."""
    look, sign = SIGNS.get(stand or "", ("none", "wait"))
    words = OPINIONS[stand or ""]
    return format_html('<span class="tag tag--{}">{}{}</span>', look, icon(sign), words)


@register.simple_tag
def verdict_words(verdict: str) -> str:
    """Say what was decided."""
    return str(VERDICTS[verdict])


@register.simple_tag
def entry_words(entry: QuotaEntry) -> SafeString:
    """Say what a line of the ledger of places did; names of bodies are Chinese in any language."""
    is_more = entry.seats > 0
    words = {
        ("granted", True): _("%(organ)s分到 %(n)s 个"),
        ("granted", False): _("%(organ)s收回 %(n)s 个"),
        ("lent", True): _("%(organ)s从%(partner)s借入 %(n)s 个"),
        ("lent", False): _("%(organ)s借给%(partner)s %(n)s 个"),
        ("returned", True): _("%(organ)s收到%(partner)s还来的 %(n)s 个"),
        ("returned", False): _("%(organ)s还给%(partner)s %(n)s 个"),
    }
    return _told(words[entry.kind, is_more], entry, n=abs(entry.seats))


@register.simple_tag
def loan_words(loan: QuotaEntry, left: int) -> SafeString:
    """Say who lent to whom and how much is still out."""
    return _told(_("%(organ)s借给%(partner)s，还有 %(n)s 个没还"), loan, n=left)


def _told(words: str, entry: QuotaEntry, *, n: int) -> SafeString:
    """Put the names of both sides into a sentence, each marked as Chinese."""
    named = {
        "organ": _chinese(entry.allotment.organ.name),
        "partner": _chinese(entry.partner.name) if entry.partner else "",
        "n": str(n),
    }
    return format_html(words.replace("%(", "{").replace(")s", "}"), **named)


def _chinese(name: str) -> SafeString:
    return format_html('<span lang="zh-Hans">{}</span>', name)
