"""What do all browser tests share: a house, a Chromium, people signed in, a strict recorder."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    Response,
    StorageState,
    sync_playwright,
)

from hongbang.ops.demo.people import PASSWORD
from tests.browser.house import Site, serving
from tests.browser.pages import codes_of

FLAGS = [
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
QUICK = 10_000  # milliseconds; a page that needs longer is a fault


class PageFor(Protocol):
    """Opens a window of its own for a person of the demonstration; "" is a stranger."""

    def __call__(
        self,
        person: str = "",
        width: int = 1440,
        language: str = "zh-hans",
        *,
        script: bool = True,
    ) -> Page: ...


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Serve one house for all tests of this process."""
    own = tmp_path_factory.getbasetemp()
    worker = os.environ.get("PYTEST_XDIST_WORKER", "")
    shared = own.parent if worker else own  # by all processes of this run
    with serving(shared / f"house-{worker}") as served:
        yield served
        assert served.faults() == []


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Start one Chromium; it ends with the folder, as its event loop is in Django's way."""
    if CHROMIUM is None:
        pytest.skip("no Chromium here: sudo apt-get install -y chromium")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


class Recorder:
    """Writes down what no page may do: complain, reach for another host, break."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.faults: list[str] = []

    def watch(self, context: BrowserContext) -> None:
        """Listen to everything that happens in this window and those it opens."""
        context.on("console", self.on_console)
        context.on("request", self.on_request)
        context.on("response", self.on_response)
        context.on("weberror", lambda error: self.faults.append(f"script: {error.error}"))

    def on_console(self, message: ConsoleMessage) -> None:
        # Chromium repeats every refusal (403, 404, 409, 422) here; on_response judges those
        if message.text.startswith("Failed to load resource"):
            return
        if message.type in {"error", "warning"}:
            self.faults.append(f"console: {message.text}")

    def on_request(self, request: Request) -> None:
        if not request.url.startswith((self.site.url + "/", "data:", "blob:", "about:")):
            self.faults.append(f"another host: {request.url}")

    def on_response(self, response: Response) -> None:
        is_page = response.request.resource_type == "document"
        if response.status >= (500 if is_page else 400):
            self.faults.append(f"{response.status}: {response.url}")


@pytest.fixture
def recorder(site: Site) -> Iterator[Recorder]:
    """Fail the test on anything that the recorder wrote down."""
    kept = Recorder(site)
    yield kept
    assert kept.faults == []


@pytest.fixture(scope="package")
def signed_in(site: Site, browser: Browser) -> dict[str, StorageState]:
    """Keep whom we have signed in already: one session per person and process."""
    return {}


@pytest.fixture
def page_for(
    site: Site, browser: Browser, recorder: Recorder, signed_in: dict[str, StorageState]
) -> Iterator[PageFor]:
    """Return a function that opens a window, signed in and in the language that is wanted."""
    contexts: list[BrowserContext] = []

    def open_window(
        person: str = "",
        width: int = 1440,
        language: str = "zh-hans",
        *,
        script: bool = True,
    ) -> Page:
        if person and person not in signed_in:
            signed_in[person] = session_of(person, site, browser)
        known = signed_in[person] if person else None
        context = window(site, browser, known, width, language, script=script)
        recorder.watch(context)
        contexts.append(context)
        return context.new_page()

    yield open_window
    for context in contexts:
        context.close()


def window(
    site: Site,
    browser: Browser,
    known: StorageState | None,
    width: int,
    language: str,
    *,
    script: bool = True,
) -> BrowserContext:
    """Open a window for somebody whose session is known, or for a stranger."""
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        java_script_enabled=script,
        base_url=site.url,
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
        reduced_motion="reduce",  # a colour half way to another is no colour of ours
        storage_state=known,
    )
    context.set_default_timeout(QUICK)
    if language != "zh-hans":
        context.add_cookies([{"name": "display_lang", "value": language, "url": site.url}])
    return context


@dataclass
class Reading:
    """Windows that stay open from test to test, for pages that are only read: (who, language)."""

    recorder: Recorder
    pages: dict[tuple[str, str], Page]


@pytest.fixture(scope="package")
def reading(site: Site, browser: Browser) -> Iterator[Reading]:
    """Keep the windows of those who only read; a new one for each page costs more than the page."""
    kept = Reading(Recorder(site), {})
    yield kept
    for page in kept.pages.values():
        page.context.close()
    assert kept.recorder.faults == []


@pytest.fixture
def page_of_reader(
    site: Site,
    browser: Browser,
    axe: str,
    signed_in: dict[str, StorageState],
    reading: Reading,
) -> Iterator[Callable[[str, str], Page]]:
    """Return a function that gives somebody's open window, with axe-core on every page of it."""

    def open_window(person: str, language: str) -> Page:
        if person and person not in signed_in:
            signed_in[person] = session_of(person, site, browser)
        if (person, language) not in reading.pages:
            context = window(site, browser, signed_in.get(person), 1440, language)
            context.add_init_script(axe)
            reading.recorder.watch(context)
            reading.pages[person, language] = context.new_page()
        return reading.pages[person, language]

    yield open_window
    found, reading.recorder.faults = reading.recorder.faults, []  # one that comes late is told next
    assert found == []


def session_of(person: str, site: Site, browser: Browser) -> StorageState:
    """Sign a person in once, and return what the browser keeps of it."""
    context = browser.new_context(base_url=site.url, java_script_enabled=False)
    page = context.new_page()
    sign_in(page, person)
    kept = context.storage_state()
    context.close()
    return kept


def sign_in(page: Page, person: str, password: str = PASSWORD) -> None:
    """Fill in the sign-in page as a person does."""
    page.goto("/sign-in/")
    page.locator("#id_login").fill(f"{person}@hongbang.example")
    page.locator("#id_password").fill(password)
    page.locator("main form button[type=submit]").click()
    page.wait_for_url(re.compile(r"/desk/$"))


@pytest.fixture(scope="package")
def known_codes() -> dict[str, str]:
    """Keep which notice has which code, once one test has looked."""
    return {}


@pytest.fixture
def codes(known_codes: dict[str, str], page_for: PageFor) -> dict[str, str]:
    """Return the codes of the demonstration's notices by the names that the tests use."""
    if not known_codes:
        known_codes.update(codes_of(page_for))
    return known_codes


@pytest.fixture(scope="session")
def axe() -> str:
    """Return the source of axe-core."""
    found = Path(__file__).resolve().parents[2] / "var" / "vendor" / "axe.js"
    if not found.exists():
        pytest.skip("no axe-core here: make setup")
    return found.read_text()
