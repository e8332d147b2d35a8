"""Walks the CMS in Vietnamese and lists what it says in English: ids of other packages that no catalogue translates."""

import gettext as gnu
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from unittest.mock import patch

import polib
from django.utils import translation
from django.utils.translation import trans_real

from tests.shared_data import ROOT

OURS = ROOT / "locale/en/LC_MESSAGES/django.po"  # its ids are Vietnamese
#: The same word in Vietnamese, so that a catalogue is right to give it back.
SAME = {"Email", "URL", "%s KB", "%s MB"}
CONTEXT = gnu.GNUTranslations.CONTEXT  # "%s\x04%s": how catalogues keep an id that has a context


def key(context: str | None, msgid: str) -> str:
    """The key of an id in a catalogue."""
    return CONTEXT % (context, msgid) if context else msgid


def knows(catalogue: object, told: str) -> bool:
    """Whether a catalogue has an id, alone or as the first of a plural."""
    parts = catalogue._catalogs  # type: ignore[attr-defined]
    return any(told in part or any((told, n) in part for n in range(3)) for part in parts)


def is_given_back(catalogue: object, told: str) -> bool:
    """Whether the first catalogue that has an id gives it back as it is, though it is words of another language."""
    parts = catalogue._catalogs  # type: ignore[attr-defined]
    given = next((part[told] for part in parts if told in part), None)
    return given == told and told not in SAME and any(letter.isalpha() for letter in told)


@contextmanager
def listening() -> Iterator[set[str]]:
    """Collect every id that is asked for while Vietnamese is active."""
    asked: set[str] = set()
    real = {name: getattr(trans_real, name) for name in ("gettext", "pgettext", "ngettext", "npgettext")}

    def note(name: str, pick: Callable[..., str]) -> Callable[..., str]:
        def said(*args: object) -> str:
            if translation.get_language() == "vi":
                asked.add(pick(*args))
            return str(real[name](*args))

        return said

    wrapped = {
        "gettext": note("gettext", lambda msgid: key(None, msgid)),
        "pgettext": note("pgettext", key),
        "ngettext": note("ngettext", lambda one, many, n: key(None, one)),
        "npgettext": note("npgettext", lambda context, one, many, n: key(context, one)),
    }
    with patch.multiple(translation._trans, **wrapped):
        yield asked


def english(asked: set[str]) -> list[str]:
    """Those among the ids that Vietnamese readers get in English: no catalogue knows them, and they are not ours.

    Packages say what they have not yet written into their own catalogues, too; and some catalogues give a word back.
    """
    catalogue = trans_real.translation("vi")._catalog
    ours = {key(entry.msgctxt, entry.msgid) for entry in polib.pofile(str(OURS))}
    return sorted(
        told
        for told in asked
        if told and told not in ours and (not knows(catalogue, told) or is_given_back(catalogue, told))
    )
