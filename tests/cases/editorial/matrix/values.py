"""Values for the parameters of every address of the CMS; one that nobody gave a value stops the walk by its name."""

from collections.abc import Iterator
from functools import cache

from django.contrib.auth.models import Group
from django.urls import resolve
from wagtail.models import Site, Task, Workflow

from cases.editorial.center.lists import Listing
from cases.editorial.center.verbs import VERBS
from cases.editorial.desk.exercises import EXERCISES
from cases.editorial.registers.group import REGISTERS
from cases.models import AgencyStatement, Appeal, Extension, FigureReport, Post, Ruling
from tests.cases.editorial.matrix.world import AT_THE_AGENCY, World
from tests.cases.editorial.urls import Route, api_actions, routes
from tests.cases.models.frozen import a_snapshot

#: They end what the walk needs, or are made to fail.
NOT_ASKED = ("logout/", "failwhale/", "test404/", "sprite/", "jsi18n/", "^.*")
_FILES = ("add_tags", "add_to_collection", "delete")
BULK = {
    ("wagtailcore", "page"): ("delete", "move", "publish", "unpublish"),
    ("auth", "user"): ("assign_role", "delete", "set_active_state"),
    ("wagtailimages", "image"): _FILES,
    ("wagtaildocs", "document"): _FILES,
    ("cases", "answer"): ("delete",),
    ("contacts", "contact"): ("delete",),
}
#: Pairs of these names are models, which `models` gives; an action goes with its model, by BULK.
OF_MODELS = {"app_label", "app_name", "model_name", "action", "content_type_app_name", "content_type_model_name"}
ANY_MODEL = [("cases", "casepage"), ("cases", "submission"), ("contacts", "contact")]
_EXPORTS = ("?export=csv", "?export=xlsx")
#: What may follow an address: searches, filters, files.
ASKED = {
    "pages/search/": ["?q=Hoa"],
    "choose-page/search/": ["?q=Hoa"],
    "choose-page/chosen-multiple/": ["?id={news}&id={gone}"],
    "api/main/pages/": ["?fields=*", "?child_of={month}&fields=*", "?search=Hoa"],
    "api/main/images/": ["?fields=*"],
    "api/main/documents/": ["?fields=*"],
    "images/chooser/chosen-multiple/": ["?id={image}"],
    "documents/chooser/chosen-multiple/": ["?id={document}"],
    **{
        f"reports/{name}/": _EXPORTS for name in ("locked", "workflow", "workflow_tasks", "site-history", "aging-pages")
    },
    "bao-cao/theo-doi-han/": (*_EXPORTS, "?thieu=all"),
    "duyet/phan-anh/": ["?so={number}"],
    "tim/": ["?q=Hoa", "?q={number}"],
    "don-vi-toi/": ["?muc=tra-lai", "?muc=cho-duyet", "?muc=da-tra-loi", "?don-vi=ubnd-phuong-kim-long"],
    "trung-tam/danh-sach/<slug:which>/": ["?q=Hoa"],
    "tag-autocomplete/": ["?term=z"],
    "anh/<int:pk>/tep.jpg": ["?goc", "?nho"],
}


def place_of(path: str) -> str:
    """The pattern of an address, as tables name it; where one pattern is for many deeds, with the deed's own word."""
    return _place(path.partition("?")[0])


@cache  # the same few hundred, for every role and method
def _place(path: str) -> str:
    match = resolve(path)
    place = match.route.removeprefix("cms/").replace("^", "")
    for name in ("verb", "app_label", "model_name", "action"):
        for converter in ("slug", "str"):
            if name in match.kwargs and (name == "verb" or place.startswith("bulk/")):
                place = place.replace(f"<{converter}:{name}>", match.kwargs[name])
    return place


def short(route: Route) -> str:
    """A pattern as tables name it."""
    return route.text.removeprefix("cms/").replace("^", "")


def asked_routes() -> list[Route]:
    """Every pattern of the CMS but those that are not asked."""
    return [route for route in routes() if not route.text.removeprefix("cms/").startswith(NOT_ASKED)]


def addresses(world: World) -> Iterator[str]:
    """Every address, with every value for its parameters; what is asked of it besides comes after."""
    table = values(world)
    for route in asked_routes():
        place = short(route)
        plain = list(_plain(route, _given(table, place)))
        yield from plain
        for question in ASKED.get(place, ()):
            yield plain[0] + question.format(**table["?"])


def _given(table: dict, place: str) -> dict:
    """What the table says of a pattern: by how it begins, or, ending with $, of itself alone. Later lines say more."""
    fits = (told for start, told in table.items() if f"{place}$".startswith(start))
    return {name: of for told in fits for name, of in told.items()}


def _plain(route: Route, given: dict) -> Iterator[str]:
    missing = [name for name in route.parameters if name not in given and name not in OF_MODELS]
    if missing:
        raise KeyError(f"{route.text}: no value for {missing}; say in tests/cases/editorial/matrix/values.py which")
    if "action" not in route.parameters:
        yield from route.addresses(given, given["models"])
        return
    for (app, kind), actions in BULK.items():
        for action in actions:
            yield f"/cms/bulk/{app}/{kind}/{action}/?id={given['bulk'].get(kind, 1)}"


def values(world: World) -> dict[str, dict]:
    """How patterns begin → parameter → values; below "?" the words of questions."""
    return {**_of_cms(world), **_of_pages(world), **_of_desks(world)}


def _of_cms(world: World) -> dict[str, dict]:
    rows, accounts = world.rows, world.accounts
    image, document = rows["image"].pk, rows["document"].pk
    upload = {"uploaded_file_id": [rows["upload"].pk]}
    groups = Group.objects.filter(name__in=["Người duyệt", "Quản trị"]).values_list("pk", flat=True)
    users = [accounts["officer"].pk, accounts["root"].pk]
    return {
        "": {
            "models": ANY_MODEL,
            "session_id": [rows["session"].pk],
            "uidb64": ["MQ"],
            "token": ["set-password"],
            "bulk": {"page": rows["news"].pk, "user": accounts["root"].pk, "image": image, "document": document},
        },
        "?": {
            "month": rows["page"].get_parent().pk,
            "news": rows["news"].pk,
            "gone": rows["gone"].pk,
            "image": image,
            "document": document,
            "number": world.walks["waiting"].case.number,
        },
        "api/main/documents/": {"pk": [document]},
        "api/main/images/": {"pk": [image]},
        "documents/": {"document_id": [document], "doc_id": [document], "pk": [document], **upload},
        "images/": {"image_id": [image], "pk": [image], "filter_spec": ["width-20"], **upload},
        "collections/": {"pk": [rows["collection"].pk], "collection_id": [rows["collection"].pk]},
        "users/": {"pk": users, "user_id": users},
        "groups/": {"pk": list(groups)},
        "sites/": {"pk": [Site.objects.get().pk]},
        "settings/": {"models": [("home", "menus"), ("home", "centercontacts")], "pk": [rows["menus"].pk]},
        "redirects/": {"redirect_id": [rows["redirect"].pk]},
        "tag-autocomplete/": {"models": [("taggit", "tag"), ("cases", "submission")]},
        **{f"{register.url_prefix}/": {"pk": [register.model.objects.latest("pk").pk]} for register in REGISTERS},
        "danh-muc/vi-tri-cong-tac/": {"pk": [Post.objects.first().pk]},
    }


def _of_pages(world: World) -> dict[str, dict]:
    rows = world.rows
    pages = [rows["page"].pk, rows["gone"].pk, rows["news"].pk]
    month, state = rows["page"].get_parent().pk, rows["page"].current_workflow_task_state
    return {
        "api/main/pages/": {"pk": pages, "action_name": api_actions()},
        "pages/": {
            **dict.fromkeys(("pk", "page_id", "page_to_move_id"), pages),
            "parent_page_id": [month, rows["news"].get_parent().pk],
            "destination_id": [rows["gone"].get_parent().get_parent().pk],
            "revision_id": [rows["revision"].pk],
            "revision_id_a": ["live"],
            "revision_id_b": ["latest"],
            "workflow_state_id": [rows["page"].workflow_states.get().pk],
            "task_state_id": [state.pk],
            "task_id": [state.task_id],
            "action_name": ["approve"],
            "models": [("cases", "casepage"), ("home", "newspage")],
        },
        "choose-page/": {"parent_page_id": [month, rows["news"].get_parent().pk]},
        "workflows/": {
            "pk": [Workflow.objects.first().pk],
            "page_pk": [rows["page"].get_ancestors()[1].pk],
            "workflow_pk": [Workflow.objects.first().pk],
            "task_id": [Task.objects.first().pk],
            "models": [("wagtailcore", "groupapprovaltask"), ("cases", "submission")],
        },
        "workflows/tasks/": {"pk": [Task.objects.first().pk]},
        "editing-sessions/": {"object_id": [rows["page"].pk]},
    }


def _of_desks(world: World) -> dict[str, dict]:
    """Each by itself: what a new address of ours takes has to be said."""
    walks, charge, version = world.walks, world.charge, world.version
    number = {name: walk.case.number for name, walk in walks.items()}
    told = (
        "drafted",
        "waiting",
        "accepted",
        "withdrawn",
        "basis",
        "merged",
        "received",
        "declined",
        "figures",
        "urged",
        "answered",
    )
    photos = [world.rows[name].pk for name in ("reported", "drawn", "handed")]
    mine = {"pk": [charge("drafted")]}
    return {
        "duyet/<int:pk>/$": {"pk": [version(name) for name in ("waiting", "pending", "refused", "amended")]},
        "duyet/<int:pk>/quyet-dinh/$": {"pk": [version("waiting")]},
        "duyet/<int:pk>/hoan-tac/$": {"pk": [version("pending")]},
        "duyet/<int:pk>/ghi-chu/$": {"pk": [version("waiting")]},
        "duyet/<int:pk>/che/$": {"pk": [version("waiting")]},
        "duyet/<int:pk>/bo-che/$": {"pk": [version("waiting")]},
        "duyet/khieu-nai/<int:pk>/": {"pk": [Appeal.objects.get().pk]},
        "duyet/phan-xu/<int:pk>/": {"pk": list(Ruling.objects.values_list("pk", flat=True))},
        "duyet/tap-su/<slug:slug>/$": {"slug": [EXERCISES[0].slug]},
        "duyet/trung/<int:pk>/": {"pk": [walks["double"].case.pk]},
        "duyet/phan-anh/<int:number>/$": {
            "number": [number[name] for name in ("answered", "extended", "withdrawn", "received")]
        },
        "duyet/huy-duyet/<int:pk>/$": {"pk": [walks["answered"].answer.pk]},
        "duyet/gach/<int:pk>/$": {"pk": [Extension.objects.get().pk]},
        "don-vi-toi/<int:pk>/$": {"pk": [charge(name) for name in AT_THE_AGENCY]},
        "don-vi-toi/<int:pk>/xem-truoc/$": {"pk": [charge("drafted"), charge("waiting")]},
        "don-vi-toi/<int:pk>/nhap/$": mine,
        "don-vi-toi/<int:pk>/nop/$": mine,
        "don-vi-toi/<int:pk>/gia-han/$": mine,
        "don-vi-toi/<int:pk>/ghi-chu/$": mine,
        "don-vi-toi/<int:pk>/khong-thuoc-tham-quyen/$": mine,
        "don-vi-toi/<int:pk>/xin-y-kien/$": mine,
        "don-vi-toi/<int:pk>/rut/$": {"pk": [charge("waiting")]},
        "don-vi-toi/loi/": {"pk": [AgencyStatement.objects.published().get().pk]},
        "bao-sai/": {"pk": [FigureReport.objects.get().pk]},
        "loi-don-vi/": {"pk": [AgencyStatement.objects.waiting().get().pk]},
        "don-vi-toi/<int:pk>/khieu-nai/$": {"pk": [charge("returned")]},
        "anh/<int:pk>/": {"pk": photos},
        "anh/phan-anh/<int:case>/": {"case": [walks["waiting"].case.pk, walks["drafted"].case.pk]},
        "trung-tam/danh-sach/<slug:which>/": {"which": [which.value for which in Listing]},
        "trung-tam/phan-anh/<int:number>/$": {"number": [number[name] for name in told]},
        "trung-tam/phan-anh/<int:number>/lien-he/$": {"number": [number["waiting"]]},
        "trung-tam/phan-anh/<int:number>/<slug:verb>/$": {"number": [number["open"]], "verb": list(VERBS)},
        "mo-lai/<int:pk>/$": {"pk": [walks["answered"].case.pk]},
        "ban-chot/<int:pk>/": {"pk": [a_snapshot().pk]},
    }
