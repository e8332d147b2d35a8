"""Every kind of public page, file and picture; what stands in braces is looked up in the city that is measured.

`{case}` is the address of a case, `{year}` and `{month}` are its own; `{agency}` and `{category}` have most cases.
tests/house/test_bench.py holds this to the portal's addresses.
"""

from __future__ import annotations

from home.explaining import EXPLAINED

PICTURE = "anh-chia-se.png"
#: Those that go along with a picture when they are shared.
PAGES = (
    "/",
    "/phan-anh/",
    "{case}",
    "/qua-han/",
    "/don-vi/",
    "/don-vi/{agency}/",
    "/phuong-xa/",
    "/phuong-xa/kim-long/",
    "/linh-vuc/",
    "/linh-vuc/{category}/",
    "/ton-dong/",
    "/so-lieu/",
    "/phan-anh/{year}/",
    "/phan-anh/{year}/{month}/",
    "/tin/",
    *(f"/{slug}/" for slug in EXPLAINED),
)
FILES = (
    "/phan-anh/feed.atom",
    "/phan-anh/feed.json",
    "/phan-anh/cases.csv",
    "/phan-anh/cases.geojson",
    "/qua-han.csv",
    "/qua-han.json",
    "/sitemap.xml",
    "/sitemap-trang.xml",
    "/sitemap-don-vi.xml",
    "/sitemap-phan-anh-{year}-{month}.xml",
    "/robots.txt",
    "/healthz",
    "/readyz",
)
ROWS = (*PAGES, "/en/", "/en{case}", *FILES, *(f"{page}{PICTURE}" for page in PAGES))
