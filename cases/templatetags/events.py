"""How an event of a case is drawn and whose it was called: the kinds are verbs after the noun, as `answer.approve`."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

#: Decisions stand out; breaches are squares. Everything else is a plain ring.
KEY = frozenset({"accept", "approve", "reopen", "withdraw", "retract", "overturn", "rule"})
BAD = frozenset({"refuse", "promise_broken", "overdue"})
ROLES: dict[str, str | Promise] = {
    "citizen": _("Người dân"),
    "center": _("Trung tâm"),
    "officer": _("Đơn vị"),
    "system": _("Hệ thống"),
    "import": _("Theo dữ liệu nguồn"),
}


def event_mark(kind: str) -> str:
    """`key`, `bad` or nothing."""
    verb = str(kind).rpartition(".")[2]
    return "key" if verb in KEY else "bad" if verb in BAD else ""


def role_word(role: str) -> str:
    """Whose act it was; the code itself where nobody named it."""
    return str(ROLES.get(str(role), role))
