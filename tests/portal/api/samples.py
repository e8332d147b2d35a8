"""The page about the API with two of its resources and three of its objects: the others differ in nothing but words."""

from django.utils.functional import lazy

from portal.api import docs
from tests.portal.samples import Sample, in_the_readers_language

SHOWN = {"cases", "agency", "FacetChoice", "PageLinks", "Rate"}


def api_page() -> Sample:
    """The page, in the language of whoever reads it."""
    several, one = lazy(lambda name: tuple(_part(name)), tuple), in_the_readers_language
    context = {
        "base": one(lambda: docs.context(docs.INVENTED)["base"]),
        "openapi": one(lambda: docs.context(docs.INVENTED)["openapi"]),
        "resources": several("resources"),
        "shapes": several("shapes"),
        "problems": docs.KINDS,
        "most": docs.MOST,
        "limit": 1200,
    }
    return Sample(template="portal/api.html", path="/api/v1/", context=context)


def _part(name: str):
    return (each for each in docs.context(docs.INVENTED)[name] if each.name in SHOWN)
