"""Words that the whole portal uses in one way: what has time left, what kept to it, and where marks of tones stand."""

import re

import polib
import pytest
from django.conf import settings

#: "Trong hạn" is said of open and answered ones together alone: by the name of the kind, and nowhere else.
BOTH = {"Trong hạn"}


@pytest.fixture(scope="module")
def texts():
    catalogue = polib.pofile(str(settings.BASE_DIR / "locale/en/LC_MESSAGES/django.po"))
    return [text for entry in catalogue for text in (entry.msgid, entry.msgid_plural) if text]


def test_open_ones_have_time_left_and_answered_ones_kept_to_it(texts):
    """design.md, section 3: open “Còn hạn”, answered “Đúng hạn”; one word for both only where both are meant."""
    assert {text for text in texts if re.search(r"\btrong hạn\b", text, re.IGNORECASE)} == BOTH


def test_tones_stand_on_the_second_vowel(texts):
    """Hoá, khoẻ, huỷ, as the portal writes them; what comes from elsewhere is spelt so, too."""
    torn = re.compile(r"[óòỏõọ][ae]\b|(?<![qQ])[úùủũụ]y\b")
    assert [text for text in texts if torn.search(text)] == []
