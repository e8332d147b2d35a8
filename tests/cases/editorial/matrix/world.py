"""A city with a secret in all that somebody may not read, and one account of every role."""

from dataclasses import dataclass, field
from datetime import timedelta

from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.admin.models import EditingSession
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import Collection, UploadedFile

from cases.actions import covering, deciding, evidence, notes, photos, urgency, withdrawing
from cases.actions.actor import CENTER, OFFICER, Actor, Role
from cases.actions.due import days_to_promise
from cases.contacts.access import keep_contact
from cases.contacts.models import ContactOfReport
from cases.models import (
    AgencyStatement,
    Case,
    CasePage,
    ChartNote,
    FigureReport,
    PendingDecision,
    Photo,
    Post,
    PressMention,
    Remark,
    Report,
    StockSentence,
    Submission,
)
from home.models import CenterContacts, Menus, NewsIndexPage, NewsPage
from search.outbox import drain
from tests.accounts import LONG_AGO, an_account
from tests.cases.actions.picture_files import saved, sheet
from tests.factories import BOARD, KIM_LONG, LIGHTING, Walk, an_agency
from tests.home.test_blocks import a_picture

KNOWN = "Hoa phượng"  # in every title, so that searches find what they may
PHONE = "0905731882"


def secret(name):
    """A word that stands nowhere but in what it was planted in."""
    return f"zq7{name}x"


@dataclass
class World:
    """What addresses are about."""

    walks: dict = field(default_factory=dict)
    accounts: dict = field(default_factory=dict)
    rows: dict = field(default_factory=dict)
    doers: dict = field(default_factory=dict)  # deed → roles, once it was asked

    def charge(self, name):
        """The newest assignment of a walk."""
        return self.walks[name].assignment.pk

    def version(self, name):
        """The newest version of a walk's answer."""
        return self.walks[name].answer.submissions.latest("number").pk


def a_world():
    """Accounts first: one of them stands in the stories."""
    world = World(accounts=accounts())
    world.walks = {name: story(name) for name, story in STORIES.items()}
    persons(world)
    pictures(world)
    pages_and_files(world)
    for model in (Case, Submission):
        model.objects.update(salt=secret("salt"))
    Case.objects.update(extra={"x": secret("extra")})
    drain()
    return world


def accounts():
    """One of each role; None is nobody. Whoever worked for Kim Long until two days ago works for the board today."""
    left = timezone.localdate() - timedelta(days=2)
    found = {
        "nobody": None,
        "stranger": an_account(username="khach"),
        "officer": an_account("answer", agency=KIM_LONG, username="hoa"),
        "other": an_account("answer", agency=LIGHTING, username="nam"),
        "former": an_account("answer", agency=KIM_LONG, until=left, username="tu"),
        "follow": an_account("follow", agency=KIM_LONG, username="mai"),
        "editor": an_account("edit", username="lan"),
        "approver": an_account("decide", username="binh"),
        "head": an_account("head", username="chi"),
        "administrator": an_account("administer", username="quan"),
    }
    Post.objects.create(account=found["former"], agency=an_agency(BOARD), since=LONG_AGO)
    get_user_model().objects.create_user("dong-nghiep", email=f"{secret('colleague')}@example.vn")
    found["root"] = get_user_model().objects.create_superuser("goc", email=f"{secret('colleague')}@example.vn")
    return found


# --- stories ---------------------------------------------------------------------------------------------------------


def begun(name, days=3, **report):
    """A report of some days ago, accepted: what the public reads of it, and what was sent."""
    sent = {"title": f"{KNOWN} {secret('report')}", "text": secret("report"), "place": secret("report"), **report}
    walk = Walk(at=timezone.now() - timedelta(days=days), ward="kim-long", lat=16.46, lon=107.56, **sent)
    return walk.later(hours=1).accept(title=f"{KNOWN} {name}", text=f"{KNOWN} {name}", place="Kim Long")


def given(name, days=3, **report):
    """The same, assigned two days ago."""
    return begun(name, days, **report).later(hours=20).assign().until(timezone.now() - timedelta(hours=5))


def handed_in(name, said="", **more):
    """The same with an answer that says its secret, and awaits a decision."""
    return (
        given(name)
        .submit(text=f"{secret(name)} {said}".strip(), outcome="done", **more)
        .until(timezone.now() - timedelta(hours=3))
    )


def answered(name):
    """The same with an answer that was approved, which is public."""
    return given(name).submit(text=f"{KNOWN} trả lời").until(timezone.now() - timedelta(hours=4)).approve()


def pending(name):
    """A decision of the approver's that does not count for a day yet."""
    walk = handed_in("decided")
    by = Actor(role=Role.CENTER, user_id=get_user_model().objects.get(username="binh").pk)
    said = {"reason": "thieu-anh", "sentence": secret("pending"), "by": by}
    deciding.decide(answer=walk.answer, version=1, choice="return", at=timezone.now(), **said)
    PendingDecision.objects.update(effective_at=timezone.now() + timedelta(days=1))
    return walk


def remarked(name):
    """An answer that waits, with what a reviewer told the next one."""
    walk = handed_in(name, said="Gọi 0905123456 hoặc 0905654321.")  # one is covered, the other could be
    version = walk.answer.submissions.get()
    start = version.text.index("0905")
    covering.cover(
        version=version,
        start=start,
        end=start + 10,
        kind="số điện thoại",
        reason="thong-tin-ca-nhan",
        by=CENTER,
        at=walk.at,
    )
    Remark.objects.create(version=version, kind="skip", text=secret("remark"), written_at=timezone.now())
    return walk


def noted(name):
    """An answer that is being written, and what the agency's people tell one another: two days ago, and today."""
    walk = given(name, days=6).draft(text=secret("draft"), outcome="done")
    for said, at in (("oldnote", timezone.now() - timedelta(days=2)), ("note", timezone.now())):
        notes.write_note(assignment=walk.assignment, text=secret(said), by=OFFICER, at=at)
    return walk


def urged(name):
    """The Center marked it as urgent."""
    walk = given(name)
    urgency.urge(case=walk.case, by=CENTER, at=timezone.now())
    return walk


def promised(name):
    """An agency took more time, to the first day that it could promise."""
    walk = given(name, days=6)  # over a weekend no day passes by which one could promise more
    term_end = walk.assignment.due_dates.latest("pk").due_at
    days = days_to_promise(walk.case, walk.at, after=timezone.localdate(term_end))
    return walk.extend(days[0], sentence="Chờ bóng đèn")


def to_be_withdrawn(name):
    """Two people withdraw it, and the second has not said so yet."""
    walk = given(name)
    by = Actor(role=Role.CENTER, user_id=an_account("decide", username="thu-nhat").pk)
    asked = {"reason": "an-ninh", "legal_basis": secret("basis"), "by": by}
    withdrawing.ask_withdrawal(case=walk.case, at=timezone.now(), **asked)
    return walk


#: Each under its name; what an agency wrote in it is the secret of that name.
STORIES = {
    "drafted": noted,
    "waiting": remarked,
    "pending": pending,
    "returned": lambda name: handed_in(name).return_answer(),
    "refused": lambda name: handed_in(name).refuse(),
    "recalled": lambda name: handed_in(name).recall(),
    "appealed": lambda name: handed_in("objected").return_answer().appeal(sentence=secret("appeal")),
    "notours": lambda name: given(name).not_ours(sentence=secret("notours")),
    "answered": lambda name: (
        answered(name).rate("not_satisfied", reason=secret("rating")).ask_reopen(text=secret("request"))
    ),
    "amended": lambda name: answered(name).amend(text=secret("amendment")).submit(),
    "extended": promised,
    "old": lambda name: (
        begun(name).later(hours=20).assign().until(timezone.now() - timedelta(days=2)).submit(text=secret(name))
    ),
    "open": given,
    "urged": urged,
    "accepted": begun,
    "withdrawn": lambda name: hidden(handed_in("answerwithdrawn")).withdraw(),
    "basis": to_be_withdrawn,
    "merged": lambda name: hidden(given(name)).merge(),
    "double": lambda name: given(name).merge(into=answered("into").case),
    "received": lambda name: Walk(
        at=timezone.now() - timedelta(days=1), title=f"{KNOWN} {secret('received')}", text=secret("received")
    ),
    "declined": lambda name: Walk(title=f"{KNOWN} {secret('declined')}", text=secret("declined")).decline(),
    "figures": lambda name: Walk(title=f"{KNOWN} {secret('figures')}", text=secret("figures")).accept(
        level="figures", level_reason=secret("level")
    ),
}


#: Those that the agency has, or had.
AT_THE_AGENCY = ("drafted", "waiting", "pending", "returned", "refused", "recalled", "appealed", "notours", "amended")
AT_THE_AGENCY += ("old", "withdrawn", "merged")


def hidden(walk):
    """The page's own words are a secret once it is off the portal."""
    words = {name: f"{KNOWN} {secret('gone')}" for name in ("title", "draft_title", "text", "place")}
    CasePage.objects.filter(case=walk.case).update(**words)
    return walk


# --- what else there is ----------------------------------------------------------------------------------------------


def persons(world):
    """How to reach those who reported, and an agency's own phrases."""
    for walk in world.walks.values():
        keep_contact(walk.case, name=secret("person"), phone=PHONE, email=f"{secret('person')}@example.vn")
    said = {"since": LONG_AGO, "until": LONG_AGO, "written_at": timezone.now()}
    AgencyStatement.objects.create(agency=an_agency(LIGHTING), text=secret("statement"), **said)
    public = {"text": KNOWN, "state": "published", "published_at": timezone.now()}
    AgencyStatement.objects.create(agency=an_agency(), **public, **said)
    said = {"page": "/so-lieu/", "figure": secret("wrongfigure"), "expected": secret("wrongfigure")}
    wrong = FigureReport.objects.create(**said, agency=an_agency(), sent_at=timezone.now())
    ContactOfReport.objects.create(report=wrong, email=f"{secret('person')}@example.vn")
    world.rows["stock"] = StockSentence.objects.create(agency=an_agency(), kind="opening", text=secret("stock"))


def pictures(world):
    """Of a report, of a draft, of an answer that waits; where the files lie is nobody's business."""
    case, by = world.walks["waiting"].case, CENTER
    world.rows["reported"] = photos.add_photo(
        case=case, data=saved(), by=by, at=timezone.now(), caption=secret("caption")
    )
    draft = world.walks["drafted"].answer
    world.rows["drawn"] = evidence.attach(
        answer=draft, data=saved(), kind="after", by=OFFICER, caption=secret("draftcaption")
    )
    world.rows["handed"] = Photo.objects.get(pk=world.rows["reported"].pk)
    world.rows["handed"].pk, world.rows["handed"].answer = None, world.walks["waiting"].answer
    world.rows["handed"].caption = secret("handedcaption")
    Photo.objects.bulk_create([world.rows["handed"]])
    world.rows["handed"] = Photo.objects.get(caption=secret("handedcaption"))
    for photo in Photo.objects.all():
        with photos.storage().open(str(photo.file.name)) as file:
            kept = photos.storage().save(f"originals/{secret('path')}{photo.pk}.jpg", ContentFile(file.read()))
        Photo.objects.filter(pk=photo.pk).update(file=kept)


def pages_and_files(world):
    """Drafts of editors, files of theirs, and whatever else has a number."""
    editor = world.accounts["editor"]
    page = CasePage.objects.get(case=world.walks["open"].case)
    draft = CasePage.objects.get(pk=page.pk)
    draft.title, draft.text, draft.editors_note = (secret("pagedraft") for _ in range(3))
    world.rows["revision"] = draft.save_revision(user=editor)
    page.get_workflow().start(draft, editor)
    world.rows["page"] = page
    world.rows["gone"] = CasePage.objects.get(case=world.walks["withdrawn"].case)
    index = NewsIndexPage.objects.get()
    news = index.add_child(instance=NewsPage(title=f"{KNOWN} {secret('news')}", slug="nhap", live=False))
    news.save_revision(user=editor)
    world.rows["news"] = news
    world.rows["image"] = a_picture(f"{KNOWN} {secret('image')}", width=40)
    Image.objects.update(uploaded_by_user=editor)
    file = ContentFile(b"%PDF-1.4", f"{secret('file')}.pdf")
    world.rows["document"] = Document.objects.create(title=f"{KNOWN} {secret('document')}", file=file)
    world.rows["collection"] = Collection.get_first_root_node().add_child(name=f"{KNOWN} {secret('collection')}")
    ChartNote.objects.create(since="2026-03-01", until="2026-03-03", text="Lũ", text_en="Flood")
    PressMention.objects.create(title="Bài", publication="Báo", address="https://bao.vn/", day="2026-03-01")
    an_agency().names.create(name="UBND xã Kim Long", until="2025-06-30")
    world.rows["menus"] = Menus.load()
    CenterContacts.objects.create(pk=world.rows["menus"].pk)
    world.rows["redirect"] = Redirect.objects.create(old_path="/cu", redirect_link="/moi")
    kept = ContentFile(saved("PNG", sheet()), "a.png")
    world.rows["upload"] = UploadedFile.objects.create(
        file=kept, uploaded_by_user=editor, for_content_type=ContentType.objects.get_for_model(Image)
    )
    world.rows["session"] = EditingSession.objects.create(
        user=editor,
        content_type=ContentType.objects.get_for_model(CasePage),
        object_id=page.pk,
        last_seen_at=timezone.now(),
    )
    assert Report.objects.filter(text=secret("received")).exists()
