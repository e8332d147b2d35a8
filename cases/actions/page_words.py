"""Words of a case's page that a verb changes: on the page, and in its drafts, so that no draft brings back what was."""

from __future__ import annotations

from collections.abc import Callable

from wagtail.models import Page, Revision

from cases.actions.case_tree import page_slug
from cases.actions.changing import Change
from cases.actions.page_rows import refuse_long
from cases.models import CasePage
from cases.rules.events import text_digest

Mend = Callable[[str, str], str]  # the name of a field and what it says → what it says from now on


def rewrite(change: Change, page: CasePage, fields: tuple[str, ...], mend: Mend, *, history: bool) -> list[str]:
    """Let these fields of a page say what `mend` makes of them; the names of those that say something else now.

    Its newest draft says the same from then on; with `history` every older state of it that could be brought back.
    Where its title changes, the words in its address do: the number in it leads there as before.
    """
    new = {name: mend(name, getattr(page, name)) for name in fields}
    changed = {name: value for name, value in new.items() if value != getattr(page, name)}
    refuse_long(**{name: changed[name] for name in ("title", "place") if name in changed})
    own = {name: value for name, value in changed.items() if name != "title"}
    if own:
        CasePage.objects.filter(pk=page.pk).update(**own)
    if "title" in changed:
        _retitle(page, changed["title"], change.case.number)
    _mend_drafts(page, fields, mend, history=history)
    return sorted(changed)


def digests(change: Change, page: CasePage) -> dict[str, str]:
    """Salted digests of what the page says now, as the ledger holds them of every edit."""
    now = CasePage.objects.get(pk=page.pk).edited()
    return {name: text_digest(change.case.salt, now[name]) for name in sorted(now)}


def _retitle(page: CasePage, title: str, number: int) -> None:
    slug = page_slug(title, number)
    above = page.url_path.rstrip("/").rpartition("/")[0]
    Page.objects.filter(pk=page.pk).update(title=title, draft_title=title, slug=slug, url_path=f"{above}/{slug}/")


def _mend_drafts(page: CasePage, fields: tuple[str, ...], mend: Mend, *, history: bool) -> None:
    """Rewrite what revisions say of these fields: of the newest one, or of all."""
    found = Revision.objects.for_instance(page).order_by("-created_at", "-pk")
    for revision in found if history else found[:1]:
        content = dict(revision.content)
        for name in (*fields, *(("draft_title",) if "title" in fields else ())):
            if isinstance(content.get(name), str):
                content[name] = mend(name, content[name])
        if content != revision.content:
            Revision.objects.filter(pk=revision.pk).update(content=content, object_str=str(content["title"]))
