"""Forms that no walk over pages fills in well enough, said out."""

from collections.abc import Iterator

from django.contrib.auth import get_user_model
from django.urls import reverse

from cases.actions.covering import covers_stamp
from cases.models import Agency, AgencyStatement, Appeal, Category, FigureReport, Photo, Submission
from tests.cases.editorial.matrix.forms import Form
from tests.cases.editorial.matrix.world import World
from tests.factories import LIGHTING, an_agency


def plausible(world: World) -> Iterator[Form]:
    """Each does what its address is for, if the role may."""
    charge, version = world.charge("open"), world.version("waiting")
    handed_in = {"seen": "", "text": "Đã thay năm bóng đèn ngày 20/11.", "outcome": "done", "hinted": "x"}
    yield _form("office_submit", charge, **handed_in)
    read = {"version": 1, "covers": _covers_of(Submission.objects.get(pk=version))}
    yield _form("review_decide", version, choice="approve", **read)
    yield _form("review_decide", version, choice="return", reason="return:thieu-anh", sentence="Cần ảnh", **read)
    appeal = Appeal.objects.get()
    yield _form("review_appeal_decide", appeal.pk, granted="1", words="Rõ", covers=_covers_of(appeal.version))
    said = {"agency": an_agency().pk, "since": "2020-01-01", "until": "2020-01-31", "text": "Mưa lớn cả tháng."}
    yield _form("office_statements", **said)
    wrong = {"agency": an_agency().pk, "page": "/qua-han/", "figure": "12", "expected": "10"}
    yield _form("office_report_figure", **wrong)
    yield _form("figure_report_decide", FigureReport.objects.get().pk, choice="accept", answer="Đã sửa")
    yield _form("statement_decide", AgencyStatement.objects.waiting().get().pk, choice="publish")
    yield from _center(world)
    account = get_user_model().objects.get(username="dong-nghiep")
    post = {"agency": an_agency().pk, "kind": "officer", "since": "2026-03-02", "until": ""}
    yield _form("post:add", account=account.pk, **post)
    yield _form("post:edit", world.accounts["officer"].posts.get().pk, **post | {"until": "2031-01-01"})


def _center(world: World) -> Iterator[Form]:
    case, other = world.walks["open"].case, world.walks["accepted"].case
    yield _form("center_contacts", world.walks["waiting"].case.number, purpose="tell")
    case.refresh_from_db()
    seen = {"seen": case.version}
    lighting = Agency.objects.get(name=LIGHTING)
    category = Category.objects.exclude(pk=case.category_id).first()
    told = {
        "gop": {"into": other.number, "told": other.number},
        "linh-vuc": {"category": category.slug},
        "muc": {"level": "figures", "level_reason": "Tố giác"},
        "them-don-vi": {"agency": lighting.slug},
        "gap": {},
        "noi": {"place": "Nơi khác", "reason": "ghi-nham"},
        "che": {"words": "Đèn", "what": "thông tin khác", "reason": "thong-tin-ca-nhan"},
    }
    for word, fields in told.items():
        yield _form("center_do", case.number, word, **seen, **fields)
    yield _form(
        "center_assign_many", so=other.number, **{"don-vi": lighting.slug, f"ban-{other.number}": other.version}
    )


def _covers_of(version: Submission) -> str:
    return covers_stamp(version, Photo.objects.filter(answer=version.answer_id))


def _form(name: str, *args, **fields) -> Form:
    return Form(reverse(name, args=args), tuple((key, str(value)) for key, value in fields.items()))
