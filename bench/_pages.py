"""Every kind of public page, file and picture; what stands in braces is looked up in the city that is measured.

`{case}` is the address of a case, `{number}`, `{year}` and `{month}` are its own; `{agency}` and `{category}` have most
cases; `{day}` is frozen, in the year `{year_of_day}`; of `{today}` there are open data.
tests/house/test_bench.py holds this to the portal's addresses.
"""

from __future__ import annotations

from home.explaining import EXPLAINED

PICTURE = "anh-chia-se.png"
#: Those that go along with a picture when they are shared.
PAGES = (
    "/",
    "/phan-anh/",
    "/ban-do/",
    "{case}",
    "/qua-han/",
    "/qua-han/{day}/",
    "/don-vi/",
    "/don-vi/{agency}/",
    "/phuong-xa/",
    "/phuong-xa/kim-long/",
    "/linh-vuc/",
    "/linh-vuc/{category}/",
    "/ton-dong/",
    "/so-lieu/",
    "/da-go/",
    "/du-lieu/",
    "/bao-chi/",
    "/phan-anh/{year}/",
    "/phan-anh/{year}/{month}/",
    "/tin/",
    *(f"/{slug}/" for slug in EXPLAINED),
    "/api/v1/",
)
#: Pages of figures: counted ahead, they have a limit at any size (figures.py).
COUNTED = (
    "/",
    "/qua-han/",
    "/qua-han/{day}/",
    "/don-vi/",
    "/don-vi/{agency}/",
    "/phuong-xa/",
    "/linh-vuc/",
    "/linh-vuc/{category}/",
    "/ton-dong/",
    "/so-lieu/",
    "/da-go/",
)
FILES = (
    "/nhung/phan-anh/{number}/",
    "/nhung/don-vi/{agency}/",
    "/nhung/hom-nay/",
    "/api/v1/cases",
    "/api/v1/cases?limit=100&facets=yes",
    "/api/v1/cases/{number}",
    "/api/v1/agencies",
    "/api/v1/agencies/{agency}",
    "/api/v1/figures",
    "/api/v1/overdue",
    "/api/v1/snapshots",
    "/api/v1/snapshots/{day}",
    "/api/v1/categories",
    "/api/v1/wards",
    "/api/v1/openapi.json",
    "/phan-anh/feed.atom",
    "/phan-anh/feed.json",
    "/phan-anh/suggest.json",
    "/phan-anh/cases.csv",
    "/phan-anh/cases.geojson",
    "/ban-do/cells.json?bbox=-71.2,42.2,-70.9,42.4&zoom=13",
    "/don-vi/?theo=giu-loi",
    "/qua-han.csv",
    "/qua-han.json",
    "/phuong-phap.json",
    "/so-lieu/bao-sai/",
    "/so-lieu/thang.csv",
    "/so-lieu/don-vi.json",
    "/da-go.csv",
    "/so-lieu/theo-thang.csv",
    "/so-lieu/ty-le-theo-thang.csv",
    "/so-lieu/dang-mo-bao-lau.csv",
    "/so-lieu/cho-bao-lau.csv",
    "/so-lieu/danh-gia.csv",
    "/don-vi/{agency}/theo-thang.csv",
    "/phuong-xa.csv",
    "/linh-vuc.csv",
    "/phan-anh/{year}.csv",
    "/du-lieu/moi-nhat/wards.csv",
    "/du-lieu/{today}/",
    "/du-lieu/{today}/wards.csv",
    "/qua-han/{day}.csv",
    "/qua-han/{day}.json",
    "/qua-han/{day}/{agency}/",
    "/qua-han/ngay/",
    "/qua-han/ngay/{year_of_day}/",
    "/qua-han/feed.atom",
    "/sitemap.xml",
    "/sitemap-trang.xml",
    "/sitemap-don-vi.xml",
    "/sitemap-ngay-da-chot.xml",
    "/sitemap-phan-anh-{year}-{month}.xml",
    "/robots.txt",
    "/healthz",
    "/readyz",
)
ROWS = (*PAGES, "/en/", "/en{case}", *FILES, *(f"{page}{PICTURE}" for page in PAGES))
