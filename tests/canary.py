"""A canary in every field that is not public: planted here, looked for in test_canary.

Every text field of `cases` and `cases.contacts` is either in PUBLIC or in SECRET; a new one has to be put into one of
them, and what is secret is then planted and looked for without further ado.
"""

from dataclasses import dataclass

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import models
from wagtail.fields import StreamField

from cases.actions import deciding
from cases.actions.actor import CENTER, IMPORT
from cases.actions.changing import changing
from cases.contacts.models import Contact, ContactAccess, ContactOfReport
from cases.models import (
    AgencyStatement,
    Case,
    CasePage,
    FigureReport,
    InternalNote,
    Mail,
    Photo,
    PressMention,
    Rating,
    ReasonCode,
    Remark,
    ReopenRequest,
    Submission,
    Withdrawal,
)
from tests.factories import DUE, LIGHTING, Walk, an_agency, walk_to

MARK = "zq7"  # in no word of ours; outputs are searched for it in lower case
KNOWN = "Hoa phượng rơi"  # in what is public, so that an output that tells nothing is noticed
POINT = (16.4631772, 107.5909118)  # of a case that shows a coarse one only
EXACT = ("4631772", "5909118")

#: Text fields by model: codes and names that anyone may read, or nothing but machinery.
PUBLIC = {
    "Agency": {"name", "slug", "kind", "source_name"},
    "AgencyName": {"name"},
    "AgencyStatement": {"state", "reason"},  # why it was declined is public
    "Answer": {"state", "outcome"},
    "Appeal": {"against", "against_sentence", "outcome", "words"},
    "Assignment": {"kind", "state"},
    "Calendar": {"slug", "name", "zone", "days_off"},
    "CalendarChange": {"days", "role"},
    "CalendarDay": {"kind", "name"},
    "Case": {"source", "reference", "state", "state_before", "level", "flags", "head_hash", "source_digest"},
    "CasePage": {
        "text",
        "place",
        "location",
        "editors_note",
        "press",
    },  # those of a case that is not public are planted apart
    "Category": {"slug", "name", "name_en", "publication_level"},
    "ChartNote": {"text", "text_en"},
    "CategoryTerm": {"kind", "legal_act", "law_for"},
    "Delivery": {"consumer"},
    "DueDate": {"cause"},
    "Event": {"kind", "role", "data", "previous", "hash"},  # held to be without texts by the test itself
    "Extension": {"sentence"},  # until the Center strikes it
    "FigureReport": {"page", "state", "answer"},
    "FormerStanding": {"phase"},
    "FormerWard": {"code", "name"},
    "Mail": {"kind"},
    "KeptFigures": {"event_hash", "data", "parts"},  # numbers, and whose they are
    "HintsShown": {"kinds"},  # kinds and counts
    "PendingDecision": {"choice", "hints"},
    "PressMention": {"language"},
    "Photo": {"kind", "shown", "covers"},
    "Post": {"kind"},
    "Rating": {"value", "source"},
    "Remark": {"kind", "advises"},
    "HintPhrase": {"kind", "words"},
    "ReopenRequest": {"complaint", "state"},
    "StockSentence": {"kind", "text"},
    "ReasonCode": {"kind", "code", "label", "label_en"},
    "Ruling": {"cause", "outcome", "words"},
    # Names of agencies, numbers and codes; a correction's reason is a sentence that is public at once.
    "Snapshot": {"ledger_digest", "csv_sha256", "json_sha256", "caveats"},
    "SnapshotAgency": {"name", "slug", "cases"},
    "SnapshotChange": {"name", "slug", "reference", "kind", "verdict", "reason"},
    "SnapshotCorrection": {"reason"},
    "Standing": {"phase"},
    "Story": {"data"},  # likewise
    "SameWords": {"words", "kind"},
    "Submission": {"outcome", "decision", "sentence", "covers"},  # places and kinds of what is covered, never words
    "Ward": {"code", "slug", "name", "name_en", "boundary"},
    "Withdrawal": {"outcome"},
}
SECRET = {
    "AgencyStatement": {"text"},  # of one that waits, or was taken back
    "Appeal": {"sentence"},
    "Answer": {"text", "legal_reason"},  # what is published stands in the approved submission
    "Case": {"level_reason", "salt", "source_texts", "channel", "extra"},
    "Contact": {"name", "email", "phone", "token"},
    "ContactAccess": {"account_name", "purpose"},
    "ContactOfReport": {"email"},
    "Delivery": {"last_error"},
    "FigureReport": {"figure", "expected", "source", "sender"},  # of one that waits
    "InternalNote": {"text"},
    "Mail": {"last_error"},
    "Photo": {"file", "caption"},  # of one that no editor has made public
    "PendingDecision": {"sentence"},  # public with the decision, once it counts
    "PressMention": {"publication", "title", "address"},  # of one that no editor has published
    "Rating": {"reason", "salt"},
    "Remark": {"text"},
    "ReopenRequest": {"text", "salt", "sender"},
    "Report": {"title", "text", "place"},
    "Ruling": {"sentence"},
    "Submission": {"text", "legal_reason", "salt"},  # but those of an approved one
    "Withdrawal": {"legal_basis"},
}
TEXTS = (models.CharField, models.TextField, models.JSONField, models.FileField, StreamField)


def text_fields():
    """Every text field of ours, by model: {"Case": {"source", …}, …}."""
    ours = [m for app in ("cases", "contacts") for m in apps.get_app_config(app).get_models()]
    found = {m.__name__: {f.name for f in m._meta.local_fields if isinstance(f, TEXTS)} for m in ours}
    return {name: fields for name, fields in found.items() if fields}


@dataclass
class City:
    """Cases in every state, with canaries in all that is not public."""

    public: list
    hidden: list

    @property
    def cases(self):
        return [*self.public, *self.hidden]


def a_city():
    """Make it: lives first, canaries then, and every story told once more with the canaries in place."""
    public = [walk.case for walk in lives()]
    hidden = [walk_to(state, title=f"{MARK} {state}").case for state in ("received", "declined", "withdrawn", "merged")]
    asked = ReasonCode.objects.get(kind="withdraw", code="an-ninh")
    for case in (public[0], hidden[2]):  # one that waits, and one that has been withdrawn
        Withdrawal.objects.create(case=case, reason=asked, legal_basis=".", asked_at=DUE)
    hidden.append(Walk(title=f"{MARK} figures").accept(level="figures", level_reason="Tố giác").case)
    plant_persons(public)
    plant_fields()
    plant_pages(public, hidden)
    for case in public + hidden:
        with changing(case, by=IMPORT, at=DUE) as change:
            change.record("case.update")
    return City(public=public, hidden=hidden)


def lives():
    """Public cases with every kind of text that never becomes public."""
    told = {"title": KNOWN, "text": KNOWN, "place": KNOWN, "ward": "kim-long"}
    secret = {"text": f"{MARK} answer", "outcome": "not_possible", "legal_reason": f"{MARK} law"}
    yield walk_to("assigned", **told).draft(**secret)
    yield on_the_desk(walk_to("assigned", **told).submit(**secret))
    yield walk_to("assigned", **told).submit(**secret).recall()
    yield walk_to("assigned", **told).submit(**secret).return_answer()
    yield walk_to("assigned", **told).submit(**secret).refuse().transfer(an_agency(LIGHTING))
    yield walk_to("assigned", **told).submit(**secret).approve().retract()
    yield walk_to("assigned", **told).submit(**secret).withdraw().restore()
    yield walk_to("assigned", **told).submit(text=KNOWN).approve().amend(text=f"{MARK} amendment")
    yield walk_to("answered", **told).rate("acceptable").rate("not_satisfied", reason=f"{MARK} rating")
    yield walk_to("amended", **told).amend(text=f"{MARK} amendment").submit()
    yield walk_to("planned", **told).escalate().submit(**secret).return_answer()
    yield walk_to("overdue", **told).extend(sentence=KNOWN, promised_on=DUE.date().replace(day=20))
    yield walk_to("overdue", **told).extend(sentence=f"{MARK} struck", promised_on=DUE.date().replace(day=20)).strike()
    yield walk_to("assigned", **told).submit(**secret).return_answer().appeal(sentence=f"{MARK} appeal")
    yield walk_to("appealed", **told).decide_appeal(granted=True)
    yield (
        walk_to("assigned", **told).not_ours(sentence=f"{MARK} not ours").rule().ask_higher(sentence=f"{MARK} question")
    )
    yield walk_to("reopened", **told)
    yield walk_to("answered", **told).ask_reopen(text=f"{MARK} request", sender=f"{MARK} sender")
    lat, lon = POINT
    yield (
        Walk(title=f"{MARK} accused", text=f"{MARK} accused", lat=lat, lon=lon)
        .accept(level="summary", level_reason=f"{MARK} level", title=KNOWN, text=KNOWN, place=f"{MARK} house number")
        .assign()
    )


def on_the_desk(walk):
    """With a decision that does not count yet, and a remark of the reviewers."""
    said = {"reason": "thieu-anh", "sentence": "."}
    deciding.decide(answer=walk.answer, version=1, choice="return", by=CENTER, at=walk.at, **said)
    Remark.objects.create(version=walk.answer.submissions.get(), kind="skip", text=".", written_at=DUE)
    return walk


def plant_persons(cases):
    """Those who reported, those who work on it, and what they tell one another."""
    user = get_user_model().objects.create_user(
        username=f"{MARK}-user", email=f"{MARK}@example.vn", first_name=f"{MARK} first", last_name=f"{MARK} last"
    )
    CasePage.objects.update(owner=user, latest_revision=None)
    said = {"agency": an_agency(), "text": ".", "since": DUE.date(), "until": DUE.date(), "written_at": DUE}
    AgencyStatement.objects.create(**said)
    PressMention.objects.create(publication=".", title=".", address=".", day=DUE.date(), agency=an_agency())
    wrong = FigureReport.objects.create(page="/so-lieu/", figure=".", expected=".", sent_at=DUE)
    ContactOfReport.objects.create(report=wrong, email=f"{MARK}@example.vn")
    AgencyStatement.objects.create(**said, state="withdrawn", published_at=DUE, ended_at=DUE)
    for case in cases:
        Contact.objects.create(case=case, token=f"{MARK}-{case.pk}")
        ContactAccess.objects.create(case=case, account=user, purpose="tell", read_at=DUE)
        InternalNote.objects.create(case=case, author=user, text=".", written_at=DUE)
        sent = {"kind": "urgent", "account": user, "case": case, "event_seq": 1}
        Mail.objects.create(**sent, made_at=DUE, try_at=DUE)
        Photo.objects.create(case=case, file=f"originals/{MARK}.jpg", width=4, height=3)


def plant_fields():
    """Whatever SECRET names, by plain updates past the actions."""
    for name, fields in SECRET.items():
        model = apps.get_model("contacts" if name.startswith("Contact") else "cases", name)
        rows = model._base_manager.all()
        if model is Submission:
            rows = rows.exclude(decision="approved", retracted_at=None)
        for field in fields - {"token", "salt", "file"}:
            is_json = isinstance(model._meta.get_field(field), models.JSONField)
            rows.update(**{field: {MARK: f"{MARK} {name}.{field}"} if is_json else f"{MARK} {name}.{field}"})
    for model in (Case, Rating, ReopenRequest, Submission):
        for row in model.objects.all():
            model.objects.filter(pk=row.pk).update(salt=f"{MARK}{row.pk}")


def plant_pages(public, hidden):
    """Drafts of editors, and all the words of pages that are not public."""
    for page in CasePage.objects.filter(case__in=public):
        draft = CasePage.objects.get(pk=page.pk)
        draft.title, draft.text, draft.editors_note = f"{MARK} draft", f"{MARK} draft", f"{MARK} draft"
        draft.save_revision()
    words = {name: f"{MARK} {name}" for name in ("title", "draft_title", "text", "place", "editors_note", "seo_title")}
    CasePage.objects.filter(case__in=hidden).update(**words)
