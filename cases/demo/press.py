"""What invented papers wrote of the invented city: addresses of the reserved ending .example lead nowhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from cases.models import Agency, ArticleLanguage, PressMention, Snapshot, SnapshotAgency


@dataclass(frozen=True, kw_only=True)
class Article:
    """One article; `back` days after which the newest frozen day came, `of_agency`: about who was latest on it."""

    publication: str
    title: str
    slug: str
    back: int
    language: ArticleLanguage = ArticleLanguage.VIETNAMESE
    of_agency: bool = False
    of_day: bool = False
    published: bool = True


ARTICLES = (
    Article(publication="Báo Sông Mẫu", title="Ai đang để dân chờ lâu nhất?", slug="cho-lau", back=0, of_day=True),
    Article(
        publication="Đài Cầu Mẫu", title="Một đơn vị đứng đầu danh sách trễ hạn, và lý do", slug="dung-dau",
        back=3, of_agency=True, of_day=True,
    ),
    Article(
        publication="The Sample Post", title="A Vietnamese city names the offices that are late", slug="late-offices",
        back=12, language=ArticleLanguage.ENGLISH,
    ),
    Article(publication="Báo Sông Mẫu", title="Bài còn chờ biên tập xem", slug="nhap", back=1, published=False),
)  # fmt: skip


def write_press(today: date) -> int:
    """Keep what is missing, and nothing twice; how many there are then."""
    newest = Snapshot.objects.order_by("-date").first()
    latest = _latest(newest) if newest else None
    for article in ARTICLES:
        day = today - timedelta(days=article.back)
        PressMention.objects.get_or_create(
            address=f"https://bao-mau.example/{article.slug}",
            defaults={
                "publication": article.publication,
                "title": article.title,
                "day": day,
                "language": article.language,
                "agency": latest if article.of_agency else None,
                "frozen_on": _frozen_before(day) if article.of_day else None,
                "published": article.published,
            },
        )
    return PressMention.objects.count()


def _frozen_before(day: date) -> date | None:
    """The newest day that a paper of this day can have read of; None where none is frozen so early."""
    found = Snapshot.objects.filter(date__lt=day).order_by("-date").first()
    return found.date if found else None


def _latest(snapshot: Snapshot) -> Agency | None:
    """Who stands first on the list of that day; None where no agency does: what nobody is charged with is no news."""
    first = SnapshotAgency.objects.filter(snapshot=snapshot, is_agency=True).order_by("place").first()
    return first.agency if first else None
