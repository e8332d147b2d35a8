"""What a demo says on every page and in every file: that all of it is made up."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext


def sample_notice() -> str:
    """The sentence in the language of the request; "" where the data are a city's own."""
    if not settings.DEMO:
        return ""
    return gettext(
        "BẢN MẪU. Mọi phản ánh, đơn vị và số liệu đều do máy tạo, không phải của thành phố Huế. Xin đừng trích dẫn."
    )
