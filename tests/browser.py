"""Fixtures of tests in a real browser: Chromium of the machine, a page that must stay quiet, accessibility."""

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.core.signals import request_finished, request_started
from django.db import connections
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Error, Page, Request, Response

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright's synchronous interface runs an event loop
# Because of that loop Django would give this thread other connections than before, which the live server does not know.
connections._connections = threading.local()

#: The first is Chromium without a window's furniture: the same engine opens a page in a sixth of the time.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
#: Only faults are described: describing what is right as well takes axe half as long again.
AUDIT = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}
#: Faults alone come back: to carry all that is right out of the browser as well takes longer than to look.
#: A colour that is on its way to another is looked at when it is there.
FAULTS = """options => {
  for (const moving of document.getAnimations()) try { moving.finish(); } catch { /* it never ends */ }
  return axe.run(options).then(found => found.violations.flatMap(
    ({id, impact, help, nodes}) => nodes.map(node => ({id, impact, help, html: node.html.slice(0, 300)}))
  ));
}"""
LOOPBACK = {"localhost", "127.0.0.1", "::1"}


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Launch the machine's own Chromium; CHROMIUM names another."""
    found = shutil.which(os.environ.get("CHROMIUM") or "") or next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        pytest.skip("Chromium is not installed; install it or name it in CHROMIUM")
    arguments = ["--no-sandbox", "--disable-dev-shm-usage"]
    return {**browser_type_launch_args, "executable_path": found, "args": arguments}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """Browse as somebody in the city would."""
    return {**browser_context_args, "locale": "vi-VN", "timezone_id": "Asia/Ho_Chi_Minh"}


class Requests:
    """Those the server is answering; a connection that is only kept open for a next one is none."""

    def __init__(self) -> None:
        self._open = 0
        self._changed = threading.Condition()

    def began(self, **_: object) -> None:
        self._count(1)

    def ended(self, **_: object) -> None:
        self._count(-1)

    def _count(self, by: int) -> None:
        with self._changed:
            self._open += by
            self._changed.notify_all()

    def wait(self, seconds: float) -> None:
        """Return when all are answered, or the time is over."""
        with self._changed:
            self._changed.wait_for(lambda: self._open <= 0, timeout=seconds)


@pytest.fixture
def _all_answered() -> Iterator[None]:
    """Let the server finish what the closed browser still asked for, before the database is emptied."""
    requests = Requests()
    request_started.connect(requests.began)
    request_finished.connect(requests.ended)
    yield
    requests.wait(seconds=10)
    request_started.disconnect(requests.began)
    request_finished.disconnect(requests.ended)


@pytest.fixture
def new_context(_all_answered: None, new_context: Callable[..., BrowserContext]) -> Callable[..., BrowserContext]:
    """Open browser windows that are closed before the server is waited for."""
    return new_context


@contextmanager
def quiet(page: Page) -> Iterator[Page]:
    """Within this block the page must be quiet: no script error, nothing blocked, missing or from elsewhere."""
    complaints: list[str] = []

    def missing(response: Response) -> None:
        if response.status >= 400 and response.request.resource_type != "document":
            complaints.append(f"{response.status} {response.url}")

    def foreign(request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in {"http", "https", "ws", "wss"} and parts.hostname not in LOOPBACK:
            complaints.append(f"asked a third party: {request.url}")

    def said(message: ConsoleMessage) -> None:
        if message.type == "error" and "Failed to load resource" not in message.text:  # `missing` names the address
            complaints.append(f"console: {message.text}")

    def failed(error: Error) -> None:
        complaints.append(f"script error: {error}")

    listeners: dict[Any, Callable[[Any], None]] = {
        "pageerror": failed,
        "request": foreign,
        "response": missing,
        "console": said,
    }
    for event, listener in listeners.items():
        page.on(event, listener)
    yield page
    for event, listener in listeners.items():
        page.remove_listener(event, listener)
    assert not complaints, "\n".join(complaints)


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """Open a page; it must have been quiet at the end."""
    with quiet(context.new_page()) as page:
        yield page


@pytest.fixture(scope="session")
def kept_window(browser: Browser, browser_context_args: dict[str, Any]) -> Iterator[Page]:
    """Keep one window for many tests that only look: opening one takes as long as looking."""
    context = browser.new_context(**browser_context_args)
    yield context.new_page()
    context.close()


@pytest.fixture
def axe() -> Callable[[Page], None]:
    """Return a function that fails when the page, as it stands, has an accessibility fault."""

    def check(page: Page) -> None:
        if not page.evaluate("'axe' in window"):  # a page is looked at again in other light and at another width
            page.evaluate(AXE_SCRIPT)
        found = page.evaluate(FAULTS, AUDIT)
        faults = [f"{fault['id']} ({fault['impact']}): {fault['help']}\n    {fault['html']}" for fault in found]
        assert not faults, f"{page.url}\n" + "\n".join(faults)

    return check


@pytest.fixture
def pictures(tmp_path: Path) -> Callable[[Page, str], Path]:
    """Return a function that keeps a picture of the page, for a look after a failure."""

    def keep(page: Page, name: str) -> Path:
        target = tmp_path / f"{name}.png"
        page.screenshot(path=target, full_page=True)
        return target

    return keep
