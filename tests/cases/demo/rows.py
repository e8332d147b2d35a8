"""Every row of a case in every table, with what differs from case to case taken out: ids, numbers, salts, recordings.

Digests and hashes are checked before they are taken out.
"""

from datetime import datetime

from cases.actions.changing import event_payload
from cases.models import (
    Answer,
    Assignment,
    Case,
    CasePage,
    Delivery,
    DueDate,
    Event,
    Extension,
    Rating,
    Report,
    Round,
    Standing,
    Story,
    Submission,
)
from cases.rules.events import GENESIS, chain_hash, text_digest

TABLES = {
    "case": (Case, "pk"),
    "report": (Report, "case_id"),
    "round": (Round, "case_id"),
    "due": (DueDate, "case_id"),
    "assignment": (Assignment, "case_id"),
    "answer": (Answer, "assignment__case_id"),
    "submission": (Submission, "answer__assignment__case_id"),
    "extension": (Extension, "assignment__case_id"),
    "rating": (Rating, "case_id"),
    "standing": (Standing, "case_id"),
    "event": (Event, "case_id"),
    "story": (Story, "case_id"),
    "page": (CasePage, "case_id"),
}
#: Columns that tell one case from another, and nothing else.
OWN = {"id", "pk", "number", "reference", "salt", "head_hash", "hash", "previous", "page_ptr_id", "path", "slug"}
OWN |= {"url_path", "translation_key"}
#: When we learned of something: the verbs say the moment each was made, in bulk it is one moment for all.
RECORDED = {"recorded_at", "decision_recorded_at", "published_in_tree"}


def rows_of(case_id):
    """Table → rows, comparable between cases."""
    names = _names(case_id)
    checked(case_id)
    return {
        table: sorted((_plain(table, row, names) for row in model.objects.filter(**{path: case_id}).values()), key=repr)
        for table, (model, path) in TABLES.items()
    }


def _names(case_id):
    """Ids → what they are called, in the order of their making."""
    charges = Assignment.objects.filter(case=case_id).order_by("pk").values_list("pk", flat=True)
    answers = Answer.objects.filter(assignment__case=case_id).order_by("pk").values_list("pk", flat=True)
    return {
        "case": {case_id: "the case"},
        "assignment": {pk: f"charge {n}" for n, pk in enumerate(charges)},
        "answer": {pk: f"answer {n}" for n, pk in enumerate(answers)},
    }


def _named(key, value, names):
    """Ids inside a row, an event's data or a story, by their names; digests of texts have been checked."""
    if isinstance(value, dict):
        return {inner: _named(inner, each, names) for inner, each in value.items()}
    if isinstance(value, list):
        return [_named(key.removesuffix("s"), each, names) for each in value]
    if key in ("case_id", "case"):
        return names["case"].get(value, value)
    if key in ("assignment_id", "assignment", "to_assignment", "clock_root_id"):
        return names["assignment"].get(value, value)
    if key in ("answer_id", "answer", "amends_id"):
        return names["answer"].get(value, value)
    return value


def _plain(table, row, names):
    kept = {}
    for key, value in row.items():
        if key in OWN:
            continue
        if key in RECORDED or (table == "page" and key.endswith("published_at")):
            kept[key] = isinstance(value, datetime)  # there or not
        else:
            kept[key] = _named(key, value, names)
    if table == "assignment":
        kept["called"] = names["assignment"][row["id"]]
    if table == "story":
        kept["data"] = _story(row["data"], names)
    if table == "event" and "text" in row["data"]:
        kept["data"]["text"] = "checked"
    return kept


def _story(data, names):
    """Ids of a story's charges and answers are called "id" there."""
    told = _named("data", data, names)
    for charge in told["assignments"]:
        charge["id"] = names["assignment"][charge["id"]]
    for answer in told["answers"]:
        answer["id"] = names["answer"][answer["id"]]
    return told


def checked(case_id):
    """Fail where a hash, a digest, the head, the number in an address or the outbox does not fit the rest."""
    case = Case.objects.get(pk=case_id)
    head = GENESIS
    for event in case.events.order_by("seq"):
        assert event.previous == head
        head = chain_hash(head, event_payload(event))
        assert event.hash == head
        if event.kind == "case.rate":
            rating = Rating.objects.get(case=case, rated_at=event.happened_at)
            told = text_digest(rating.salt, rating.reason) if rating.reason else None
            assert event.data.get("text") == told
        elif "text" in event.data:
            version = Submission.objects.get(answer=event.data["answer"], number=event.data["version"])
            assert event.data["text"] == text_digest(version.salt, version.text)
    assert case.head_hash == head
    assert len(case.salt) == 32
    assert case.reference == str(case.number)
    for page in CasePage.objects.filter(case=case):
        assert page.slug.endswith(f"-a{case.number}")
        assert page.url_path == f"{page.get_parent().url_path}{page.slug}/"
        assert page.path.startswith(page.get_parent().path)
        assert page.get_parent().numchild == page.get_parent().get_children().count()
    assert Delivery.objects.filter(case=case).order_by("-event_seq").first().event_seq == case.event_count
