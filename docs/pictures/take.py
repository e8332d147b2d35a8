"""Takes the README's pictures from a demo that is being served: `make pictures PORT=8000`."""

from __future__ import annotations

import shutil
import sys
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

HERE = Path(__file__).parent
LARGEST = 60_000  # bytes
DESK, PHONE = (1280, 800), (390, 1000)  # pixels
TRIED = 20  # broken promises looked at for one with a photo
#: Name → address, and how large the window is. The address of a case is looked for.
PICTURES = {
    "front": ("/", DESK),
    "list": ("/phan-anh/?verdict=overdue", PHONE),
    "overdue": ("/qua-han/", DESK),
    "case": ("", DESK),
    "agency": ("/don-vi/so-xay-dung-mau/", PHONE),
}


def broken_promise(page: Page, base: str) -> str:
    """The address of a case whose promised day has passed, with a photo where one of the first has it."""
    page.goto(f"{base}/phan-anh/?verdict=promise_broken")
    found = [link.get_attribute("href") or "" for link in page.locator("main h2 a, main h3 a").all()[:TRIED]]
    for address in found:
        page.goto(f"{base}{address}")
        if page.locator(".evid img").count():
            return address
    return found[0]


def take(browser: Browser, base: str, address: str, size: tuple[int, int]) -> bytes:
    """One picture, in the best quality that is small enough."""
    page = browser.new_page(viewport={"width": size[0], "height": size[1]}, locale="vi-VN", color_scheme="light")
    response = page.goto(f"{base}{address}", wait_until="networkidle")
    if response is None or not response.ok:
        raise SystemExit(f"{base}{address} does not answer; is a demo being served there?")
    shot = Image.open(BytesIO(page.screenshot()))
    page.close()
    for quality in range(84, 20, -6):
        written = BytesIO()
        shot.convert("RGB").save(written, "WEBP", quality=quality, method=6)
        if written.tell() <= LARGEST:
            break
    return written.getvalue()


def main(base: str) -> None:
    """Take them all."""
    with sync_playwright() as tools:
        browser = tools.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        found = broken_promise(browser.new_page(), base)
        for name, (address, size) in PICTURES.items():
            target = HERE / f"{name}.webp"
            target.write_bytes(take(browser, base, address or found, size))
            sys.stdout.write(f"{target.name}\t{target.stat().st_size}\n")
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/"))
