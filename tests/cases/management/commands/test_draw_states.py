from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from cases.management.commands.draw_states import BEGIN, END, with_picture
from cases.rules.states import picture

pytestmark = pytest.mark.pure


@pytest.fixture
def page(tmp_path):
    file = tmp_path / "states.md"
    file.write_text(f"# States\n\n{BEGIN}\nwhat stood there\n{END}\n\nMore.\n", encoding="utf-8")
    return file


def test_the_picture_in_the_docs_is_that_of_the_tables():
    call_command("draw_states", check=True)
    text = (Path(settings.BASE_DIR) / "docs" / "states.md").read_text(encoding="utf-8")
    assert f"```mermaid\n{picture()}```" in text


def test_drawing_replaces_what_is_between_the_marks_and_nothing_else(page):
    call_command("draw_states", file=page, stdout=StringIO())
    text = page.read_text(encoding="utf-8")
    assert text.startswith(f"# States\n\n{BEGIN}\n")
    assert text.endswith(f"{END}\n\nMore.\n")
    assert picture() in text
    assert "what stood there" not in text


def test_a_stale_picture_is_found_and_left_alone(page):
    before = page.read_bytes()
    with pytest.raises(CommandError, match=r"The picture in states\.md is stale: run manage\.py draw_states\."):
        call_command("draw_states", check=True, file=page)
    assert page.read_bytes() == before


def test_what_is_drawn_is_not_stale(page):
    call_command("draw_states", file=page)
    drawn = page.stat().st_mtime_ns
    call_command("draw_states", check=True, file=page)
    call_command("draw_states", file=page)
    assert page.stat().st_mtime_ns == drawn  # not written again


@pytest.mark.parametrize("text", ["", BEGIN, END, f"{END}\n{BEGIN}"])
def test_without_its_marks_a_page_is_refused(text):
    with pytest.raises(CommandError, match="one of them is missing"):
        with_picture(text)
