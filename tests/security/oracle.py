"""Does an answer, read as browsers do, carry loose headers, or script and hosts not ours?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit

from django.http.response import HttpResponseBase

FORBIDDEN = {
    *("iframe", "frame", "object", "embed", "applet", "base", "style", "noscript", "math"),
    *("marquee", "video", "audio", "font", "foreignobject", "animate", "set"),
}
LOADS = {
    *(("script", "src"), ("img", "src"), ("link", "href"), ("use", "href"), ("source", "src")),
    *(("form", "action"), ("button", "formaction"), ("input", "formaction"), ("image", "href")),
}
LINK_SCHEMES = {"", "http", "https", "mailto", "tel"}
OUR_SCRIPTS = "/static/"
POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
    "object-src": "'none'",
}
EXACT = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
TELLTALE = ("Server", "X-Powered-By", "X-AspNet-Version", "Via")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.in_script = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.in_script = tag == "script"
        self.found += [f"<{tag}> {fault}" for fault in _faults(tag, given)]

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.in_script = False

    def handle_endtag(self, tag: str) -> None:
        self.in_script = self.in_script and tag != "script"

    def handle_data(self, data: str) -> None:
        if self.in_script and data.strip():
            self.found.append(f"inline script: {data[:40]}")


def _faults(tag: str, given: dict[str, str]) -> Iterator[str]:
    """Name what one tag must not be or carry."""
    if tag in FORBIDDEN:
        yield "has no place on a page"
    if tag == "script" and not given.get("src", "").startswith(OUR_SCRIPTS):
        yield "is not a file of ours"
    if tag == "meta" and given.get("http-equiv", "").lower() == "refresh":
        yield "leads away"
    for name, value in given.items():
        if name.startswith("on") or name in {"style", "srcdoc", "xlink:href", "background"}:
            yield f"carries {name}={value[:40]}"
        if (tag, name) in LOADS and not _is_ours(value):
            yield f"loads {value[:60]}"
        if name == "href" and _scheme(value) not in LINK_SCHEMES:
            yield f"leads to {value[:40]}"


def _is_ours(address: str) -> bool:
    if address.startswith("data:image/"):
        return True
    parts = urlsplit(address)
    return not parts.scheme and not parts.netloc and (address == "" or address[0] in "/#?")


def _scheme(address: str) -> str:
    tidy = "".join(sign for sign in address if sign > " ")
    return urlsplit(tidy).scheme.lower() if ":" in tidy else ""


def faults(html: str) -> list[str]:
    """Name everything on the page that a stranger could have put there, or that loads from afar."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.found


def policy_of(answer: HttpResponseBase) -> dict[str, str]:
    """Read the policy as a browser does."""
    parts = answer.headers.get("Content-Security-Policy", "").split(";")
    pairs = (part.strip().partition(" ") for part in parts if part.strip())
    return {name: value for name, _, value in pairs}


def header_faults(answer: HttpResponseBase, policy: Mapping[str, str] = POLICY) -> list[str]:
    """Name every header that is missing, loose or tells too much."""
    found = [
        f"{name}: {answer.headers.get(name)}"
        for name, value in EXACT.items()
        if answer.headers.get(name) != value
    ]
    if policy_of(answer) != policy:
        found.append(f"policy: {policy_of(answer)}")
    found += [f"tells {name}" for name in TELLTALE if name in answer.headers]
    return found


def body_of(answer: Any) -> str:
    whole = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return str(whole.decode("utf-8", errors="replace"))


def page_faults(answer: HttpResponseBase) -> list[str]:
    """Name what an HTML page must not hold; other answers are only read to their end."""
    body = body_of(answer)
    return faults(body) if answer.headers.get("Content-Type", "").startswith("text/html") else []
