"""English names of what documents name in Vietnamese: categories and wards. Agencies have but one name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from django.db.models import Value
from django.utils.translation import get_language

from cases.models import Category, Ward
from search.question import Facet

Names = Mapping[Facet, Mapping[str, str]]


def shown_names() -> Names:
    """Names by facet and value, where the reader's language has others than documents do: one query, or none."""
    if get_language() != "en":
        return {}
    category, ward = (
        model.objects.exclude(name_en="").order_by().values_list(Value(facet.value), "slug", "name_en")
        for model, facet in ((Category, Facet.CATEGORY), (Ward, Facet.WARD))
    )
    names: defaultdict[Facet, dict[str, str]] = defaultdict(dict)
    for facet, slug, name in category.union(ward, all=True):
        names[Facet(facet)][slug] = name
    return names
