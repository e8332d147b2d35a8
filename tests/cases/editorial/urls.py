"""Every address of the CMS that takes a page, found by walking the URL resolver, with values for its parameters."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.admin.views.bulk_action.registry import bulk_action_registry

PARAMETER = re.compile(
    r"<(?:(?P<converter>\w+):)?(?P<name>\w+)>|\(\?P<(?P<named>\w+)>(?P<regex>(?:[^()]|\([^()]*\))*)\)"
)

APP_AND_MODEL = (("app_label", "app_name"), "model_name")  # how these parameters' names end


@dataclass(frozen=True)
class Route:
    """One pattern below the CMS: its text as Django shows it, and the names of its parameters."""

    text: str
    parameters: tuple[str, ...]

    @property
    def takes_a_page(self) -> bool:
        """By a parameter named for it, by standing below the pages, or by taking any object of any model."""
        names = set(self.parameters)
        return bool(names) and (
            "page" in self.text or "page" in " ".join(names) or {"app_label", "model_name"} <= names
        )

    def addresses(self, values: dict[str, list[object]], models: list[tuple[str, str]]) -> Iterator[str]:
        """All addresses this pattern has for these values; KeyError for a parameter nobody gave a value.

        An app and a model are one value, a pair of `models`.
        """
        plain = self.text.replace("^", "").replace("$", "").replace("\\.", ".")
        app, model = (next((n for n in self.parameters if n.endswith(end)), "") for end in APP_AND_MODEL)
        others = [name for name in self.parameters if name not in {app, model}]
        for pair in models if app else [("", "")]:
            for chosen in itertools.product(*(values[name] for name in others)):
                given = {**dict(zip(others, chosen, strict=True)), app: pair[0], model: pair[1]}
                yield "/" + PARAMETER.sub(lambda m, given=given: str(given[m["name"] or m["named"]]), plain)


def routes() -> list[Route]:
    """Every pattern below the CMS."""
    below = settings.CMS_PATH.lstrip("/")
    return [route for route in _walk(get_resolver(), "") if route.text.startswith(below)]


def _walk(resolver: URLResolver, prefix: str) -> Iterator[Route]:
    for pattern in resolver.url_patterns:
        text = prefix + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield Route(text, tuple(m["name"] or m["named"] for m in PARAMETER.finditer(text)))
        else:
            yield from _walk(pattern, text)


def api_actions() -> list[str]:
    """What the CMS's own API can do to a page."""
    return sorted(PagesAdminAPIViewSet.actions)


def bulk_actions() -> list[str]:
    """What the CMS can do to many pages at once."""
    return sorted(a.action_type for a in bulk_action_registry.get_bulk_actions_for_model("wagtailcore", "page"))
