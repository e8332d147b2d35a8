"""Photos in the CMS, over HTTP."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cases.actions import photos
from cases.actions.actor import Actor, Role
from cases.actions.awaiting_effect import WouldShowMore
from cases.actions.evidence import caption_of
from cases.actions.pictures import smaller
from cases.editorial.admission import for_staff
from cases.editorial.desk.sentences import Refused, refusal
from cases.editorial.pictures import access, uploads
from cases.editorial.pictures.forms import BoxForms, CaptionForm, boxes_in, rows_of
from cases.models import Case, Photo, ReasonCode, ReasonKind
from cases.rules.covers import boxes_of
from cases.rules.rights import Staff

SMALL = 480  # pixels of the longer side in lists
CLEAR = "goc"  # in the address: as it came, for whoever draws the boxes

for_any = for_staff(lambda staff: bool(staff.powers), gettext_lazy("Tài khoản của bạn không có quyền làm việc này."))
for_center = for_staff(access.is_center, gettext_lazy("Ảnh của phản ánh chỉ Trung tâm sửa được."))


def actor(request: HttpRequest) -> Actor:
    """The Center, by this account."""
    return Actor(role=Role.CENTER, user_id=request.user.pk)


@require_GET
@for_any
def staff_picture(request: HttpRequest, *, staff: Staff, now: datetime, pk: int) -> HttpResponse:
    """A photo as the public would see it; uncovered for the Center that covers it. Never the file that was kept."""
    photo = access.photo_of(pk)
    if not access.may_look(staff, photo, now=now):
        raise Http404
    clear = CLEAR in request.GET and access.is_center(staff)
    try:
        with photos.storage().open(str(photo.file.name)) as file:
            picture = smaller(
                file.read(),
                () if clear else boxes_of(photo.covers),
                longest=SMALL if "nho" in request.GET else None,
            )
    except FileNotFoundError as missing:
        raise Http404 from missing
    return HttpResponse(picture.data, content_type="image/jpeg", headers={"X-Content-Type-Options": "nosniff"})


@require_GET
@for_center
def pictures(request: HttpRequest, *, staff: Staff, now: datetime, case: int) -> HttpResponse:
    """All photos of a case that the Center may know of, and a form for more."""
    found = get_object_or_404(Case.objects.select_related("page"), pk=case)
    shown = [
        (
            photo,
            CaptionForm(initial={"caption": photo.caption, "position": photo.position}, auto_id=f"anh{photo.pk}_%s"),
        )
        for photo in access.photos_of(found)
    ]
    return render(
        request, "cases/editorial/pictures/list.html", {"case": found, "photos": shown, "accepted": uploads.ACCEPTED}
    )


@require_POST
@for_center
def add(request: HttpRequest, *, staff: Staff, now: datetime, case: int) -> HttpResponse:
    """Take photos of the report in; nobody sees one until it is shown."""
    found = get_object_or_404(Case, pk=case)
    files = request.FILES.getlist("anh")
    said = caption_of(request.POST.get("caption", ""))

    def keep(data: bytes) -> None:
        photos.add_photo(case=found, data=data, by=actor(request), at=now, caption=said)

    try:
        refused = uploads.take(files, keep)
    except Refused:
        messages.error(request, NOT_NOW)
        return redirect("case_pictures", case)
    for sentence in refused:
        messages.error(request, sentence)
    kept = len(files) - len(refused)
    if kept:
        messages.success(request, _("Đã nhận %(n)s ảnh. Bấm “Cho hiện” thì công chúng mới thấy.") % {"n": kept})
    elif not files:
        messages.error(request, _("Chưa chọn ảnh nào."))
    return redirect("case_pictures", case)


NOT_NOW = gettext_lazy("Không làm được việc này với ảnh lúc này. Hãy xem lại trang.")


def _done(request: HttpRequest, pk: int, verb: Callable[..., Any], told: str, **more: Any) -> HttpResponse:
    photo = access.of_center(pk)
    try:
        verb(photo=photo, by=actor(request), **more)
    except WouldShowMore as refused:
        messages.error(request, refusal(refused, request.user.pk))
    except Refused:
        messages.error(request, NOT_NOW)
    else:
        messages.success(request, told)
    return redirect("case_pictures", photo.case_id)


@require_POST
@for_center
def show(request: HttpRequest, *, staff: Staff, now: datetime, pk: int) -> HttpResponse:
    """Let the public see it."""
    return _done(request, pk, photos.show_photo, _("Ảnh sẽ hiện cùng phản ánh hoặc câu trả lời của nó."), at=now)


@require_POST
@for_center
def hide(request: HttpRequest, *, staff: Staff, now: datetime, pk: int) -> HttpResponse:
    """Let the public see it no longer."""
    was_seen = access.of_center(pk).public
    told = _("Đã ẩn. Tệp công chúng từng thấy đã bị xoá.") if was_seen else _("Ảnh này sẽ không đăng.")
    return _done(request, pk, photos.hide_photo, told, at=now)


@require_POST
@for_center
def caption(request: HttpRequest, *, staff: Staff, now: datetime, pk: int) -> HttpResponse:
    """Write what stands under it."""
    form = CaptionForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
        return redirect("case_pictures", access.of_center(pk).case_id)
    said, place = caption_of(form.cleaned_data["caption"]), form.cleaned_data["position"]
    return _done(request, pk, photos.caption_photo, _("Đã lưu."), at=now, caption=said, position=place)


@require_http_methods(["GET", "POST"])
@for_center
def cover(request: HttpRequest, *, staff: Staff, now: datetime, pk: int) -> HttpResponse:
    """Draw boxes over faces and plates, with a mouse, a finger, or numbers."""
    photo = access.of_center(pk)
    if request.method == "GET":
        return _cover_page(request, photo, BoxForms(initial=rows_of(photo)))
    boxes = BoxForms(request.POST)  # nothing to begin with: a box that stays as it was is sent like every other
    edition = request.POST.get("edition", "")
    reason = request.POST.get("reason") or photos.PERSONAL
    if not boxes.is_valid() or not (edition.isascii() and edition.isdigit()):
        return _cover_page(request, photo, boxes, status=HTTPStatus.BAD_REQUEST)
    try:
        drawn = boxes_in(boxes)
        photos.cover_photo(photo=photo, boxes=drawn, edition=int(edition[:9]), reason=reason, by=actor(request), at=now)
    except photos.CoveredByAnother:
        messages.error(request, _("Người khác vừa che ảnh này. Dưới đây là các ô của họ: hãy vẽ tiếp."))
    except WouldShowMore as refused:
        messages.error(request, refusal(refused, request.user.pk))
        return _cover_page(request, photo, boxes, status=HTTPStatus.CONFLICT)
    except Refused:
        messages.warning(request, _("Các ô vẫn như cũ nên không có gì để lưu."))
    else:
        messages.success(request, _("Đã che. Tệp cũ đã bị xoá ở mọi nơi công chúng thấy."))
    return redirect("picture_cover", pk)


def _cover_page(request: HttpRequest, photo: Photo, boxes: Any, *, status: int = HTTPStatus.OK) -> HttpResponse:
    reasons = ReasonCode.objects.filter(kind=ReasonKind.STRIKE, active=True)
    context = {"photo": photo, "boxes": boxes, "clear": CLEAR, "reasons": reasons, "usual": photos.PERSONAL}
    return render(request, "cases/editorial/pictures/cover.html", context, status=status)
