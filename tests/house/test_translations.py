"""`tests.translations` finds what is missing, fuzzy, left over or stale."""

import re
import shutil
from pathlib import Path

import polib
import pytest

from tests import translations

ENGLISH = translations.ROOT / "locale/en/LC_MESSAGES/django.po"
#: Texts that stand in the code or a template without a number and without a context.
ALONE = re.compile(r"""(?:(?<![np])gettext(?:_lazy)?\(\s*|\b_\(|{% translate )"([^"]+)"(?! context)""")


def entry(msgid: str, msgstr: str = "", **options) -> polib.POEntry:
    return polib.POEntry(msgid=msgid, msgstr=msgstr, **options)


def catalogue(*entries: polib.POEntry) -> polib.POFile:
    made = polib.POFile()
    made.extend(entries)
    return made


def project(root: Path, *entries: polib.POEntry, compiled: bool = True, template: str = "") -> Path:
    """Make a small project with one template and an English catalogue."""
    folder = root / "locale/en/LC_MESSAGES"
    folder.mkdir(parents=True)
    made = catalogue(*entries)
    made.metadata = {"Content-Type": "text/plain; charset=UTF-8"}
    made.save(folder / "django.po")
    if compiled:
        made.save_as_mofile(folder / "django.mo")
    (root / "templates").mkdir()
    (root / "templates/page.html").write_text(f"{{% load i18n %}}{template}", encoding="utf-8")
    return root


# --- one catalogue ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "complaints"),
    [
        (entry("Quá hạn", "Past due"), []),
        (entry("Quá hạn"), ["not translated: 'Quá hạn'"]),
        (entry("Quá hạn", "Past due", flags=["fuzzy"]), ["fuzzy: 'Quá hạn'"]),
        (entry("Quá hạn", obsolete=True), []),
        (entry("%(n)s ngày", msgid_plural="%(n)s ngày", msgstr_plural={0: "a day", 1: "days"}), []),
        (
            entry("%(n)s ngày", msgid_plural="%(n)s ngày", msgstr_plural={0: "a day", 1: ""}),
            ["not translated: '%(n)s ngày'"],
        ),
    ],
)
def test_unsound_entries(written, complaints):
    assert list(translations.unsound(catalogue(written))) == complaints


def test_ids_in_use_and_ids_kept_must_be_the_same():
    used = [entry("Còn hạn", occurrences=[("a.html", "3")]), entry("Trễ hạn")]
    kept = [entry("Trễ hạn", "Overdue"), entry("Lỡ hẹn", "Promise broken"), entry("Cũ", "Old", obsolete=True)]
    assert list(translations.compare(used, kept)) == [
        "not in the catalogue: 'Còn hạn' (a.html:3)",
        "no longer used: 'Lỡ hẹn'",
    ]


def test_context_and_plural_make_an_id_another_one():
    used = [entry("Hạn", msgctxt="due"), entry("ngày", msgid_plural="ngày")]
    kept = [entry("Hạn", "Limit"), entry("ngày", "day")]
    assert len(list(translations.compare(used, kept))) == 4
    assert list(translations.compare(used, [entry("Hạn", "Due", msgctxt="due"), used[1]])) == []


# --- compiled --------------------------------------------------------------------------------------------------------


def test_a_compiled_catalogue_that_says_the_same_is_fine(tmp_path):
    plural = entry("%(n)s ngày", msgid_plural="%(n)s ngày", msgstr_plural={0: "%(n)s day", 1: "%(n)s days"})
    root = project(tmp_path, entry("Quá hạn", "Past due", msgctxt="list"), plural)
    folder = root / "locale/en/LC_MESSAGES"
    assert list(translations.stale(polib.pofile(str(folder / "django.po")), folder / "django.mo")) == []


def test_a_changed_translation_makes_the_compiled_one_stale(tmp_path):
    root = project(tmp_path, entry("Quá hạn", "Past due"))
    changed = catalogue(entry("Quá hạn", "Overdue"))
    (complaint,) = translations.stale(changed, root / "locale/en/LC_MESSAGES/django.mo")
    assert "make messages" in complaint


def test_a_missing_compiled_catalogue_is_stale(tmp_path):
    root = project(tmp_path, entry("Quá hạn", "Past due"), compiled=False)
    assert len(list(translations.stale(catalogue(), root / "locale/en/LC_MESSAGES/django.mo"))) == 1


# --- a whole project -------------------------------------------------------------------------------------------------


needs_gettext = pytest.mark.skipif(shutil.which("xgettext") is None, reason="gettext is not installed")


@needs_gettext
def test_a_project_that_is_complete(tmp_path):
    root = project(tmp_path, entry("Quá hạn", "Past due"), template="{% translate 'Quá hạn' %}")
    assert list(translations.complaints(root)) == []


@needs_gettext
def test_ids_are_found_in_templates_and_in_python(tmp_path):
    root = project(tmp_path, template="{% translate 'Quá hạn' %}")
    (root / "cases").mkdir()
    (root / "cases/a.py").write_text('from x import gettext as _\nA = _("Còn hạn")\n', encoding="utf-8")
    found = [complaint for complaint in translations.complaints(root) if "not in the catalogue" in complaint]
    assert found == [
        "not in the catalogue: 'Còn hạn' (cases/a.py:2)",
        "not in the catalogue: 'Quá hạn' (templates/page.html:1)",
    ]


@needs_gettext
def test_the_catalogue_itself_is_not_touched(tmp_path):
    root = project(tmp_path, template="{% translate 'Quá hạn' %}")
    before = (root / "locale/en/LC_MESSAGES/django.po").read_bytes()
    list(translations.complaints(root))
    assert (root / "locale/en/LC_MESSAGES/django.po").read_bytes() == before


@pytest.mark.parametrize("compiled", [True, False])
@pytest.mark.parametrize(("msgstr", "flags", "faults"), [("Lưu", [], 0), ("", [], 1), ("Lưu", ["fuzzy"], 1)])
def test_the_overlay_is_held_too(tmp_path, monkeypatch, compiled, msgstr, flags, faults):
    monkeypatch.setattr(translations.shutil, "which", lambda name: None)
    monkeypatch.setenv("CI", "")
    root = project(tmp_path, entry("Quá hạn", "Past due"))
    folder = root / translations.OVERLAY
    folder.mkdir(parents=True)
    made = catalogue(entry("Save", msgstr, flags=flags))
    made.save(folder / "django.po")
    if compiled:
        made.save_as_mofile(folder / "django.mo")
    assert len(list(translations.complaints(root))) == faults + (not compiled)


def test_messages_leave_the_overlay_alone_and_compile_it():
    makefile = (translations.ROOT / "Makefile").read_text(encoding="utf-8")
    (collect, compile_) = [line for line in makefile.splitlines() if "messages --locale" in line]
    assert "makemessages --locale en " in collect
    assert "--locale vi" not in collect
    assert "--locale vi" in compile_


@pytest.mark.parametrize(("ci", "complaints"), [("true", 1), ("", 0)])
def test_without_gettext_only_ci_complains(tmp_path, monkeypatch, ci, complaints):
    root = project(tmp_path, entry("Quá hạn", "Past due"))
    monkeypatch.setattr(translations.shutil, "which", lambda name: None)
    monkeypatch.setenv("CI", ci)
    assert len(list(translations.complaints(root))) == complaints


def test_no_id_is_both_counted_and_said_alone():
    """Pythons before 3.11.3 find an id that has plurals only by its number: said alone it would stay Vietnamese."""
    counted = {e.msgid for e in polib.pofile(str(ENGLISH)) if e.msgid_plural and not e.msgctxt}
    folders = (translations.ROOT / part for part in translations.PARTS)
    found = [
        (path.relative_to(translations.ROOT).as_posix(), said)
        for folder in folders
        for path in folder.rglob("*")
        if path.suffix in {".py", ".html", ".txt"}
        for said in ALONE.findall(path.read_text(encoding="utf-8"))
        if said in counted
    ]
    assert len(counted) > 100
    assert found == []
