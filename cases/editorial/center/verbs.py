"""The table of what the Center may do to a case: which deed it is, when it is offered, what is asked, what it does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.actions import assign, classify, cover_report, place, receive, remove, reopen, urgency, withdrawing
from cases.actions.actor import Actor
from cases.actions.as_seen import as_seen
from cases.actions.causes import CenterCause
from cases.actions.changing import ActionRefused
from cases.actions.rights import house, matter_of
from cases.editorial.center import forms
from cases.editorial.center.forms import VerbForm
from cases.editorial.center.situation import Situation
from cases.models import PUBLISHED, Agency, Assignment
from cases.rules.rights import Deed, Staff, may
from cases.rules.states import CASE_MOVES, CaseMove, CaseState, can_move

Run = Callable[[Any, Actor, datetime], object]


@dataclass(frozen=True, kw_only=True)
class Verb:
    """One thing to do. `name` stands on its fold and button, `done` is said afterwards; `asked` where it takes two."""

    deed: Deed
    name: str | Promise
    done: str | Promise
    form: type[VerbForm]
    when: Callable[[Situation], bool]
    run: Run
    grave: bool = False
    asked: str | Promise = ""


def _moves(move: CaseMove) -> Callable[[Situation], bool]:
    """Offered where the table of states has the move."""

    def when(at: Situation) -> bool:
        before = CaseState(at.case.state_before) if at.case.state_before else None
        return can_move(CASE_MOVES, at.state, move, before=before)

    return when


def _in(*states: CaseState) -> Callable[[Situation], bool]:
    return lambda at: at.state in states


def _accept(form: forms.AcceptForm, by: Actor, at: datetime) -> None:
    data, case = form.cleaned_data, form.situation.case
    category = next(c for c in form.situation.categories if c.slug == data["category"])
    level = data["level"]
    if category.pk != case.category_id:
        classify.change_category(case=case, category=category, by=by, at=at)
        if not level and category.publication_level != case.level:
            level, data["level_reason"] = category.publication_level, str(_("Theo lĩnh vực"))
    words = {name: data[name] for name in ("title", "text", "place")}
    where = place.Where(ward=form.chosen_ward(), point=form.chosen_point)
    reason = data["level_reason"]
    receive.accept(case=case, by=by, at=at, level=level or None, level_reason=reason, where=where, **words)
    agency = form.chosen_agency()
    if agency:
        assign.assign(case=case, agency=agency, by=by, at=at)


def _merge(form: forms.MergeForm, by: Actor, at: datetime) -> None:
    if form.target is None:  # pragma: no cover - the form found it
        raise ValueError("nothing to merge into")
    remove.merge(case=form.situation.case, into=form.target, by=by, at=at)


def _assign(form: forms.AssignForm, by: Actor, at: datetime) -> Assignment:
    return assign.assign(case=form.situation.case, agency=_chosen(form), by=by, at=at)


def _chosen(form: VerbForm) -> Agency:
    agency = form.chosen_agency()
    if agency is None:
        raise ActionRefused("No agency was chosen.", CenterCause.NO_AGENCY)
    return agency


def _transfer(form: forms.TransferForm, by: Actor, at: datetime) -> Assignment:
    reason = form.cleaned_data["reason"]
    return assign.transfer(assignment=form.assignment_of(), to=_chosen(form), reason=reason, by=by, at=at)


def _escalate(form: forms.EscalateForm, by: Actor, at: datetime) -> Assignment:
    kind = form.cleaned_data["asked"]
    return assign.escalate(case=form.situation.case, agency=_chosen(form), kind=kind, by=by, at=at)


def _reopen(form: forms.ReopenForm, by: Actor, at: datetime) -> object:
    reason = form.cleaned_data["reason"]
    return reopen.reopen(case=form.situation.case, agencies=form.chosen(), reason=reason, by=by, at=at)


def _level(form: forms.LevelForm, by: Actor, at: datetime) -> object:
    data = form.cleaned_data
    return classify.change_level(
        case=form.situation.case, level=data["level"], reason=data["level_reason"], by=by, at=at
    )


def _category(form: forms.CategoryForm, by: Actor, at: datetime) -> object:
    return classify.change_category(case=form.situation.case, category=form.chosen(), by=by, at=at)


def _place(form: forms.PlaceForm, by: Actor, at: datetime) -> object:
    data, case = form.cleaned_data, form.situation.case
    where = place.Where(ward=form.chosen_ward(), point=form.chosen_point)
    return place.change_place(case=case, where=where, place=data["place"], reason=data["reason"], by=by, at=at)


def _cover(form: forms.CoverForm, by: Actor, at: datetime) -> object:
    data, case = form.cleaned_data, form.situation.case
    return cover_report.cover_report(
        case=case, words=data["words"], kind=data["what"], reason=data["reason"], by=by, at=at
    )


def _withdraw(form: forms.WithdrawForm, by: Actor, at: datetime) -> object:
    data, case = form.cleaned_data, form.situation.case
    if form.situation.needs_two(data["reason"]):
        basis = data["legal_basis"]
        return withdrawing.ask_withdrawal(case=case, reason=data["reason"], legal_basis=basis, by=by, at=at)
    return remove.withdraw(case=case, reason=data["reason"], by=by, at=at)


def _plain(verb: Callable[..., object]) -> Run:
    """A verb that asks for nothing but the case."""
    return lambda form, by, at: verb(case=form.situation.case, by=by, at=at)


def _decline(form: forms.DeclineForm, by: Actor, at: datetime) -> object:
    return receive.decline(case=form.situation.case, reason=form.cleaned_data["reason"], by=by, at=at)


_S, _M = CaseState, CaseMove
#: By the word in the address, in the order of the screen.
VERBS: Mapping[str, Verb] = {
    "xac-nhan-rut": Verb(
        deed=Deed.CONFIRM_WITHDRAWAL,
        name=_("Xác nhận rút khỏi trang"),
        done=_("Đã rút. Trang của phản ánh chỉ còn số, ngày và lý do."),
        form=forms.PlainForm,
        when=lambda at: at.withdrawal is not None and at.case.state in PUBLISHED,
        run=_plain(withdrawing.confirm_withdrawal),
        grave=True,
    ),
    "bo-rut": Verb(
        deed=Deed.WITHDRAW,
        name=_("Không rút nữa"),
        done=_("Đã bỏ đề nghị rút."),
        form=forms.PlainForm,
        when=lambda at: at.withdrawal is not None,
        run=_plain(withdrawing.drop_withdrawal),
    ),
    "tiep-nhan": Verb(
        deed=Deed.ACCEPT,
        name=_("Tiếp nhận"),
        done=_("Đã tiếp nhận. Thời hạn bắt đầu tính."),
        form=forms.AcceptForm,
        when=_moves(_M.ACCEPT),
        run=_accept,
    ),
    "khong-tiep-nhan": Verb(
        deed=Deed.DECLINE,
        name=_("Không tiếp nhận"),
        done=_("Đã ghi không tiếp nhận."),
        form=forms.DeclineForm,
        when=_moves(_M.DECLINE),
        run=_decline,
        grave=True,
    ),
    "xem-lai": Verb(
        deed=Deed.DECLINE,
        name=_("Xem xét lại"),
        done=_("Phản ánh lại chờ xác minh."),
        form=forms.PlainForm,
        when=_moves(_M.RECONSIDER),
        run=_plain(receive.reconsider),
    ),
    "giao": Verb(
        deed=Deed.ASSIGN,
        name=_("Giao đơn vị"),
        done=_("Đã giao. Thời hạn của đơn vị bắt đầu tính."),
        form=forms.AssignForm,
        when=lambda at: _moves(_M.ASSIGN)(at) and not at.handled,
        run=_assign,
    ),
    "them-don-vi": Verb(
        deed=Deed.ASSIGN,
        name=_("Thêm đơn vị cùng xử lý"),
        done=_("Đã giao thêm. Mỗi đơn vị trả lời phần mình."),
        form=forms.AssignForm,
        when=lambda at: _moves(_M.ASSIGN)(at) and at.handled,
        run=_assign,
    ),
    "chuyen": Verb(
        deed=Deed.TRANSFER,
        name=_("Chuyển đơn vị khác"),
        done=_("Đã chuyển. Đơn vị mới có thời hạn riêng."),
        form=forms.TransferForm,
        when=lambda at: _moves(_M.TRANSFER)(at) and bool(at.open),
        run=_transfer,
    ),
    "hoi-cap-tren": Verb(
        deed=Deed.ESCALATE,
        name=_("Hỏi cấp trên"),
        done=_("Đã hỏi. Ý kiến sẽ được công khai."),
        form=forms.EscalateForm,
        when=_moves(_M.ESCALATE),
        run=_escalate,
    ),
    "mo-lai": Verb(
        deed=Deed.REOPEN,
        name=_("Mở lại"),
        done=_("Đã mở lại, với một thời hạn mới."),
        form=forms.ReopenForm,
        when=_moves(_M.REOPEN),
        run=_reopen,
    ),
    "gop": Verb(
        deed=Deed.MERGE,
        name=_("Gộp vào phản ánh khác"),
        done=_("Đã gộp. Trang cũ dẫn sang phản ánh kia."),
        form=forms.MergeForm,
        when=_moves(_M.MERGE),
        run=_merge,
        grave=True,
    ),
    "tach": Verb(
        deed=Deed.MERGE,
        name=_("Tách ra lại"),
        done=_("Đã tách. Phản ánh trở lại như trước khi gộp."),
        form=forms.PlainForm,
        when=_moves(_M.UNMERGE),
        run=_plain(remove.unmerge),
    ),
    "gap": Verb(
        deed=Deed.URGE,
        name=_("Đánh dấu gấp"),
        done=_("Đã đánh dấu gấp và báo ngay cho người phải làm."),
        form=forms.PlainForm,
        when=lambda at: at.state in urgency.WAITING and at.mark is None,
        run=_plain(urgency.urge),
    ),
    "thoi-gap": Verb(
        deed=Deed.URGE,
        name=_("Thôi đánh dấu gấp"),
        done=_("Đã thôi đánh dấu gấp."),
        form=forms.PlainForm,
        when=lambda at: at.mark is not None,
        run=_plain(urgency.calm),
    ),
    "linh-vuc": Verb(
        deed=Deed.LEVEL,
        name=_("Đổi lĩnh vực"),
        done=_("Đã đổi lĩnh vực."),
        form=forms.CategoryForm,
        when=_in(_S.RECEIVED, _S.IN_PROGRESS, _S.ANSWERED),
        run=_category,
    ),
    "muc": Verb(
        deed=Deed.LEVEL,
        name=_("Đổi mức công khai"),
        done=_("Đã đổi mức công khai."),
        form=forms.LevelForm,
        when=_in(_S.RECEIVED, _S.IN_PROGRESS, _S.ANSWERED),
        run=_level,
    ),
    "noi": Verb(
        deed=Deed.PLACE,
        name=_("Sửa nơi xảy ra"),
        done=_("Đã sửa nơi. Đơn vị đang giữ vẫn như cũ: cần thì chuyển."),
        form=forms.PlaceForm,
        when=_in(_S.IN_PROGRESS, _S.ANSWERED),
        run=_place,
    ),
    "che": Verb(
        deed=Deed.COVER,
        name=_("Che một đoạn của phản ánh"),
        done=_("Đã che. Người đọc chỉ thấy chỗ che và lý do."),
        form=forms.CoverForm,
        when=_in(_S.IN_PROGRESS, _S.ANSWERED),
        run=_cover,
    ),
    "rut": Verb(
        deed=Deed.WITHDRAW,
        name=_("Rút khỏi trang"),
        done=_("Đã rút khỏi trang."),
        asked=_("Đã ghi, còn chờ người thứ hai xác nhận."),
        form=forms.WithdrawForm,
        when=lambda at: _moves(_M.WITHDRAW)(at) and at.withdrawal is None,
        run=_withdraw,
        grave=True,
    ),
    "khoi-phuc": Verb(
        deed=Deed.RESTORE,
        name=_("Đưa lại lên trang"),
        done=_("Phản ánh trở lại như trước khi rút."),
        form=forms.PlainForm,
        when=_moves(_M.RESTORE),
        run=_plain(remove.restore),
    ),
}


def offered(situation: Situation, staff: Staff) -> dict[str, Verb]:
    """What this person may do to the case as it stands: by the tables of rights and of states, and nothing else."""
    asked_by = situation.withdrawal.asked_by_id if situation.withdrawal else None
    matter, today, rules = matter_of(asked_by=asked_by), timezone.localdate(situation.at), house()
    return {
        word: verb
        for word, verb in VERBS.items()
        if verb.when(situation) and may(staff, verb.deed, matter, today=today, house=rules)
    }


def perform(verb: Verb, form: VerbForm, by: Actor, at: datetime) -> None:
    """Do it, if the case still is what was read; what the verb refuses it raises."""
    target = getattr(form, "target", None)
    with as_seen(form.situation.case, form.cleaned_data["seen"], *([target] if target else [])):
        verb.run(form, by, at)
