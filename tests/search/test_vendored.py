"""The one script of others on public pages is the one that was read."""

import re
from hashlib import sha256

from tests.shared_data import ROOT

FOLDER = ROOT / "portal" / "static" / "vendor" / "htmx"


def test_htmx_is_the_file_that_docs_and_notice_name():
    mark = sha256((FOLDER / "htmx.min.js").read_bytes()).hexdigest()
    told = [
        re.findall(r"\b[0-9a-f]{64}\b", path.read_text()) for path in (FOLDER / "NOTICE", ROOT / "docs" / "search.md")
    ]
    assert told == [[mark], [mark]]
    assert "Zero-Clause BSD" in (FOLDER / "LICENSE").read_text()
