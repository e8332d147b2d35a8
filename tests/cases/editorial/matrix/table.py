"""Who of the staff reads what in the CMS, and who changes anything by which address. Whoever is not named may not."""

from django.utils import timezone

from cases.actions.rights import house, matter_of, staff_holding
from cases.editorial.center.verbs import VERBS
from cases.rules.rights import Deed, may
from tests.factories import an_agency

ROLES = ("nobody", "stranger", "officer", "other", "former", "follow", "editor", "approver", "head", "administrator")
OFFICE, AGENCY = "officer follow", "officer follow former"  # of the case's agency
REVIEW, CENTER = "approver head", "editor approver head"

#: Secret → the roles that read it. `former` left the agency yesterday.
READ = {
    # an agency's own
    "draft": OFFICE,
    "draftcaption": OFFICE,
    "recalled": OFFICE,
    "note": OFFICE,
    "oldnote": AGENCY,
    "stock": "officer editor",
    # what it handed in, and the Center has not approved; the Center reads what it has to decide on, at the desk
    "old": f"{AGENCY} {REVIEW}",
    "waiting": f"{OFFICE} {REVIEW}",
    "decided": f"{OFFICE} {REVIEW}",
    "returned": OFFICE,
    "refused": f"{OFFICE} {REVIEW}",
    "objected": f"{OFFICE} {REVIEW}",
    "amendment": f"{OFFICE} {REVIEW}",
    "answerwithdrawn": OFFICE,
    "handedcaption": f"{OFFICE} {CENTER}",
    "appeal": REVIEW,
    "notours": REVIEW,
    "gone": f"{AGENCY} {CENTER}",
    "statement": f"other {REVIEW}",
    "wrongfigure": f"{OFFICE} {REVIEW}",
    # the Center's
    "remark": REVIEW,
    "pending": "",
    "basis": CENTER,
    "report": CENTER,
    "received": CENTER,
    "declined": CENTER,
    "figures": CENTER,
    "request": CENTER,
    "caption": CENTER,
    # the CMS's
    "pagedraft": "editor",
    "news": "editor",
    "image": "editor",
    "document": "editor",
    "file": "editor",
    "collection": "editor administrator",
    "colleague": "administrator",
    # nobody's
    "rating": "",
    "level": "",
    "person": "",
    "phone": "",
    "salt": "",
    "extra": "",
    "path": "",
}
#: Texts of the agency: the rules let nobody read more of them than these roles may read of its cases.
OF_AGENCY = ("draft", "recalled", "note", "oldnote", "old", "waiting", "decided", "returned", "refused", "objected")
OF_AGENCY += ("amendment", "answerwithdrawn", "handedcaption", "appeal", "notours")
#: Photo → the roles that are given it.
PHOTOS = {"reported": f"{AGENCY} {CENTER}", "drawn": OFFICE, "handed": f"{OFFICE} {CENTER}"}

#: Address → the deed that it does, or the roles: they, and nobody else, are seen to change something by it.
DOES: dict[str, Deed | str] = {
    # the agency's desk
    "don-vi-toi/<int:pk>/nhap/": Deed.WRITE,
    "don-vi-toi/<int:pk>/nop/": Deed.SUBMIT,
    "don-vi-toi/<int:pk>/rut/": Deed.RECALL,
    "don-vi-toi/<int:pk>/gia-han/": Deed.EXTEND,
    "don-vi-toi/<int:pk>/ghi-chu/": OFFICE,
    "don-vi-toi/<int:pk>/khong-thuoc-tham-quyen/": Deed.NOT_OURS,
    "don-vi-toi/<int:pk>/xin-y-kien/": Deed.ASK_HIGHER,
    "don-vi-toi/<int:pk>/khieu-nai/": Deed.APPEAL,
    "don-vi-toi/loi/": Deed.STATE,
    "don-vi-toi/loi/<int:pk>/rut/": Deed.STATE,
    "loi-don-vi/<int:pk>/": Deed.DECIDE_STATEMENT,
    "don-vi-toi/bao-sai/": Deed.REPORT_FIGURE,
    "bao-sai/<int:pk>/": Deed.ANSWER_FIGURE_REPORT,
    # the review desk; to open an answer is to claim it
    "duyet/": Deed.CLAIM,
    "duyet/<int:pk>/": Deed.CLAIM,
    "duyet/<int:pk>/quyet-dinh/": Deed.APPROVE,
    "duyet/<int:pk>/hoan-tac/": REVIEW,
    "duyet/<int:pk>/ghi-chu/": Deed.CLAIM,
    "duyet/<int:pk>/che/": Deed.COVER,
    "duyet/<int:pk>/bo-che/": Deed.COVER,
    "duyet/khieu-nai/<int:pk>/quyet-dinh/": Deed.DECIDE_APPEAL,
    "duyet/phan-xu/<int:pk>/quyet-dinh/": Deed.RULE,
    "duyet/trung/<int:pk>/quyet-dinh/": Deed.CONFIRM_DUPLICATE,
    "duyet/huy-duyet/<int:pk>/": Deed.RETRACT,
    "duyet/gach/<int:pk>/": Deed.STRIKE,
    # the Center's screens
    **{f"anh/{word}": Deed.PICTURE for word in ("<int:pk>/", "<int:pk>/hien/", "<int:pk>/an/", "<int:pk>/chu-thich/")},
    "anh/phan-anh/<int:case>/them/": Deed.PICTURE,
    "mo-lai/<int:pk>/": Deed.REOPEN,
    "ban-chot/<int:pk>/dinh-chinh/": Deed.CORRECT_SNAPSHOT,
    "trung-tam/nhap/": Deed.ENTER,
    "trung-tam/giao-nhieu/": Deed.ASSIGN,
    **{f"trung-tam/phan-anh/<int:number>/{word}/": verb.deed for word, verb in VERBS.items()},
}
#: How other addresses begin → the roles that may change something there; the longest that fits counts.
WITHIN = {
    "": "",
    "danh-muc/": "editor",
    "danh-muc/vi-tri-cong-tac/": "administrator",
    "pages/": "editor",
    "bulk/wagtailcore/page/": "editor",
    "api/main/pages/": "editor",
    "images/": "editor",
    "documents/": "editor",
    "bulk/wagtailimages/": "editor",
    "bulk/wagtaildocs/": "editor",
    "settings/": "editor",
    "users/": "administrator",
    "groups/": "administrator",
    "bulk/auth/": "administrator",
}


def readers(name: str) -> set[str]:
    """The roles that read a secret."""
    return set(READ[name].split())


def changers(world, place: str) -> set[str]:
    """The roles that may change something by an address."""
    rule = DOES.get(place, "") or WITHIN[max(filter(place.startswith, WITHIN), key=len)]
    return doers(world, rule) if isinstance(rule, Deed) else set(rule.split())


def doers(world, deed: Deed) -> set[str]:
    """The roles that may do a deed to a case of the agency, by the rules."""
    if deed not in world.doers:
        now, matter = timezone.now(), matter_of(an_agency().pk)
        at_work = {role: staff_holding(world.accounts[role], now=now) for role in ROLES[1:]}
        rules = {"today": timezone.localdate(now), "house": house()}
        world.doers[deed] = {role for role, staff in at_work.items() if may(staff, deed, matter, **rules)}
    found: set[str] = world.doers[deed]
    return found
