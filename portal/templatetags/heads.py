"""`{% load heads %}`: what a page says of itself to machines that share, index and quote it.

Linked data (schema.org, JSON-LD) stand in a data block: a browser never runs it, so the policy against inline scripts
does not concern it and no nonce is needed. Only what a page also shows is said, and a case is called no article: it is
a citizen's report, for which schema.org has no word.
"""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from django import template
from django.conf import settings
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from cases.public.sample import sample_notice

register = template.Library()

LOCALES = {"vi": "vi_VN", "en": "en_GB"}
#: What could end the block, or begin something else, inside it.
_ESCAPES = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}


class _Captured(template.Node):
    """Renders once what is needed several times."""

    def __init__(self, nodelist: template.NodeList, name: str) -> None:
        self.nodelist, self.name = nodelist, name

    def render(self, context: template.Context) -> SafeString:
        """Put the rendered text, with single spaces, under the name; show nothing."""
        text = " ".join(self.nodelist.render(context).split())
        context[self.name] = mark_safe(text)  # noqa: S308 - escaped when it was rendered
        return SafeString("")


@register.tag
def captured(parser: template.base.Parser, token: template.base.Token) -> _Captured:
    """`{% captured as name %}…{% endcaptured %}`: a block of a template can stand in it, which may stand only once."""
    words = token.split_contents()
    if len(words) != 3 or words[1] != "as":
        raise template.TemplateSyntaxError("captured is written {% captured as name %}")
    nodelist = parser.parse(("endcaptured",))
    parser.delete_first_token()
    return _Captured(nodelist, words[2])


@register.filter
def locale_name(code: str) -> str:
    """vi_VN for vi, as Open Graph names languages."""
    return LOCALES.get(code, code)


def data_block(data: dict[str, Any]) -> SafeString:
    """The data as JSON-LD, safe inside HTML."""
    text = json.dumps({"@context": "https://schema.org", **data}, ensure_ascii=False).translate(_ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308 - escaped above


def _absolute(address: str) -> str:
    return f"{settings.PUBLIC_URL}{address}"


@register.simple_tag
def website_data(front: str, search: str) -> SafeString:
    """The site, and how to search it: addresses of the front page and of the list."""
    return data_block(
        {
            "@type": "WebSite",
            "name": "Minh Bạch",
            "url": _absolute(front),
            "inLanguage": get_language(),
            "potentialAction": {
                "@type": "SearchAction",
                "target": {"@type": "EntryPoint", "urlTemplate": f"{_absolute(search)}?q={{search_term_string}}"},
                "query-input": "required name=search_term_string",
            },
        }
    )


@register.simple_tag
def breadcrumb_data(*steps: str) -> SafeString:
    """Where a page lies: label, address, label, address, …; a step without address is left out."""
    pairs = [(label, address) for label, address in zip(steps[::2], steps[1::2], strict=True) if address]
    return data_block(
        {
            "@type": "BreadcrumbList",
            "itemListElement": [
                {"@type": "ListItem", "position": position, "name": str(label), "item": _absolute(address)}
                for position, (label, address) in enumerate(pairs, start=1)
            ],
        }
    )


@register.simple_tag
def dataset_data(*, name: str, description: str, address: str, at: datetime, csv: str, json_: str) -> SafeString:
    """Figures that can be downloaded: what they are, as of when, and the addresses of page, CSV and JSON."""
    files = [("text/csv", csv), ("application/json", json_)]
    return data_block(
        {
            "@type": "Dataset",
            "name": str(name),
            "description": " ".join(filter(None, (str(description), sample_notice()))),
            "url": _absolute(address),
            "inLanguage": get_language(),
            "dateModified": at.isoformat(timespec="seconds"),
            "isAccessibleForFree": True,
            "spatialCoverage": {"@type": "Place", "name": "Huế"},
            "creator": {"@type": "Organization", "name": "Minh Bạch", "url": _absolute("/")},
            "distribution": [
                {"@type": "DataDownload", "encodingFormat": kind, "contentUrl": _absolute(file)} for kind, file in files
            ],
        }
    )
