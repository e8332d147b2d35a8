"""Hold the translations complete: `python -m tests.translations` names what is missing, fuzzy, left over or stale.

Message ids are Vietnamese, so only English is translated. The overlay in `locale/wagtail` is the other way round: it
says in Vietnamese what other packages say in English only; a walk through the CMS finds what it lacks.

Finding the ids in use needs gettext; where it is missing that part is left out, which CI does not allow.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import polib

from tests.shared_data import ROOT

PARTS = ("portal", "home", "cases", "search", "templates")
LANGUAGE = "en"
OVERLAY = Path("locale/wagtail/vi/LC_MESSAGES")

Key = tuple[str | None, str, str]  # context, id, plural id


def key(entry: polib.POEntry) -> Key:
    """Return what makes an entry the same as another."""
    return entry.msgctxt, entry.msgid, entry.msgid_plural


def untranslated(entry: polib.POEntry) -> bool:
    """Say whether an entry, or one of its plural forms, has no translation."""
    return not all(entry.msgstr_plural.values()) if entry.msgid_plural else not entry.msgstr


def compare(used: Iterable[polib.POEntry], catalogue: Iterable[polib.POEntry]) -> Iterator[str]:
    """Yield a sentence for every id that is used and missing, or kept and no longer used."""
    in_use = {key(entry): entry for entry in used}
    kept = {key(entry) for entry in catalogue if not entry.obsolete}
    for missing in sorted(set(in_use) - kept, key=str):
        places = ", ".join(f"{file}:{line}" for file, line in in_use[missing].occurrences[:3])
        yield f"not in the catalogue: {missing[1]!r} ({places})"
    for left_over in sorted(kept - set(in_use), key=str):
        yield f"no longer used: {left_over[1]!r}"


def unsound(catalogue: polib.POFile) -> Iterator[str]:
    """Yield a sentence for every entry that is fuzzy or without translation."""
    for entry in catalogue:
        if entry.obsolete:
            continue
        if entry.fuzzy:
            yield f"fuzzy: {entry.msgid!r}"
        elif untranslated(entry):
            yield f"not translated: {entry.msgid!r}"


def stale(catalogue: polib.POFile, compiled: Path) -> Iterator[str]:
    """Yield a sentence when the compiled catalogue does not say the same."""
    said = {key(entry): (entry.msgstr, entry.msgstr_plural) for entry in catalogue.translated_entries()}
    if not compiled.exists() or said != {
        key(entry): (entry.msgstr, entry.msgstr_plural) for entry in polib.mofile(str(compiled))
    }:
        yield f"{compiled.name} is stale: run `make messages`"


def ids_in_use(root: Path) -> polib.POFile:
    """Find every message id of the project, in a copy, so that the catalogue stays as it is."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        for part in PARTS:
            if (root / part).exists():
                ignored = shutil.ignore_patterns("static", "migrations", "__pycache__", "*.mo")
                shutil.copytree(root / part, copy / part, ignore=ignored)
        (copy / "locale").mkdir()
        command = [sys.executable, "-m", "django", "makemessages", "--locale", LANGUAGE, "--verbosity=0"]
        subprocess.run(command, cwd=copy, env=_without_settings(), stdin=subprocess.DEVNULL, check=True)
        found = copy / "locale" / LANGUAGE / "LC_MESSAGES" / "django.po"
        return polib.pofile(str(found)) if found.exists() else polib.POFile()


def _without_settings() -> dict[str, str]:
    """Return an environment in which the copy's own `locale` is taken, not the one that the settings name."""
    return {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}


def complaints(root: Path) -> Iterator[str]:
    """Yield everything that is wrong with the English catalogue, and with the overlay where there is one."""
    for overlay in sorted((root / OVERLAY).glob("*.po")):
        entries = polib.pofile(str(overlay))
        yield from unsound(entries)
        yield from stale(entries, overlay.with_suffix(".mo"))
    folder = root / "locale" / LANGUAGE / "LC_MESSAGES"
    catalogue = polib.pofile(str(folder / "django.po")) if (folder / "django.po").exists() else polib.POFile()
    yield from unsound(catalogue)
    yield from stale(catalogue, folder / "django.mo")
    if shutil.which("xgettext"):
        yield from compare(ids_in_use(root), catalogue)
    elif os.environ.get("CI"):
        yield "gettext is missing, so nobody knows which ids are in use"
    else:
        print("translations: gettext is not installed, ids in use were not looked for", file=sys.stderr)


if __name__ == "__main__":
    found = list(complaints(ROOT))
    print("\n".join(found) or "translations: all well")
    sys.exit(1 if found else 0)
