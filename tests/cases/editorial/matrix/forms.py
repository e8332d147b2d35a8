"""Forms as a page brings them, filled in as somebody would who means it: one for each of its buttons."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from bs4 import BeautifulSoup, SoupStrainer
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from tests.cases.actions.picture_files import saved
from tests.cases.editorial.matrix.asking import ALWAYS

#: What a field is given by its name; other empty ones get a word.
FILLED = {
    "email": "moi@example.vn",
    "username": "moi",
    "phone": "0905 111 222",
    "number": "1",
    "slug": "moi",
    "comment": "",
}
FILLED |= {
    "password1": "mot hai ba bon nam",
    "password2": "mot hai ba bon nam",
    "new_slug": "moi",
    "so": "1",
    "position": "3",
    "point": "16.45, 107.6",  # in the ward that stands first
}
FILLED |= {"planned_on": "", "legal_reason": ""}
NOT_TICKED = re.compile(r"(?i)-(DELETE|ORDER)$|-bo$|^xem$|^is_superuser$")
SECRET = re.compile(r"zq7\w+x")  # what another reads in a form is not told to who sends it
MOST = 6  # buttons of a form


@dataclass(frozen=True)
class Form:
    """Where it is sent, and what is in it."""

    path: str
    fields: tuple
    named: bool = False  # whether the last field is the button that was pressed

    @property
    def kind(self) -> tuple:
        """What tells it from other forms of the same place: its fields, and the button."""
        return tuple(sorted({name for name, _value in self.fields})), self.fields[-1:] if self.named else ()

    def data(self) -> dict:
        """For the client: files are made anew, since sending reads them."""
        told: dict = {}
        for name, value in self.fields:
            told.setdefault(name, []).append(_file(value) if value in FILES else value)
        return {**ALWAYS, **told}


FILES = {"@image": saved(), "@document": b"%PDF-1.4"}


def _file(kind):
    return SimpleUploadedFile(f"a{kind[1:]}.{'jpg' if kind == '@image' else 'pdf'}", FILES[kind])


def forms_of(path: str, body: bytes) -> Iterator[Form]:
    """The forms of a page that are sent by POST."""
    if b"post" not in body.lower():
        return
    for form in BeautifulSoup(body, "lxml", parse_only=SoupStrainer("form")).find_all("form"):
        where = (form.get("action") or path).split("#")[0]
        if form.get("method", "get").lower() == "post" and where.startswith("/cms/"):
            fields = [pair for tag in form.find_all(["input", "select", "textarea"]) for pair in _filled(tag)]
            chosen = _of_radios(form)
            for button in _buttons(form):
                yield Form(where, (*fields, *chosen, *button), named=bool(button))


def _buttons(form) -> list[tuple]:
    named = [tag for tag in form.find_all("button") if tag.get("name")]
    return [((tag["name"], tag.get("value", "")),) for tag in named[:MOST]] or [()]


def _of_radios(form) -> list[tuple]:
    """The first of each choice."""
    first: dict = {}
    for tag in form.find_all("input", type="radio"):
        first.setdefault(tag.get("name"), tag.get("value", "on"))
    return list(first.items())


def _filled(tag) -> Iterator[tuple]:
    name, kind = tag.get("name"), tag.get("type", "text") if tag.name == "input" else tag.name
    if not name or tag.has_attr("disabled") or kind in ("radio", "submit", "button", "image"):
        return
    if kind == "select":
        yield from _selected(tag, name)
    elif kind == "checkbox":
        if tag.has_attr("checked") or not NOT_TICKED.search(name):
            yield name, tag.get("value", "on")
    elif kind == "file":
        yield name, "@document" if "document" in str(tag.get("accept", "")) else "@image"
    elif kind == "hidden":
        yield name, SECRET.sub("hoa", tag.get("value", ""))
    else:
        yield name, SECRET.sub("hoa", _typed(name, kind, tag))


def _selected(tag, name) -> Iterator[tuple]:
    options = tag.find_all("option")
    chosen = [o for o in options if o.has_attr("selected") and o.get("value")]
    others = [o for o in options if o.get("value", o.text)]
    for option in chosen or others[:1]:
        yield name, option.get("value", option.text)


def _typed(name, kind, tag) -> str:
    value = tag.text.removeprefix("\n") if kind == "textarea" else tag.get("value", "")
    if name in FILLED and not value:
        return FILLED[name]
    if kind == "date" and not value:
        return (timezone.localdate() + timedelta(days=3)).isoformat()
    if kind == "number":
        return value or "1"
    if value:
        return f"{value} nữa" if name in ("title", "name", "label", "text", "first_name") else value
    return "Hoa phượng"
