"""Who works for which agency, as what, and since when."""

from __future__ import annotations

from typing import ClassVar

from django.utils.translation import gettext, gettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList

from cases.editorial.registers.base import Register, RegisterDelete, RegisterForm
from cases.models import Post


class PostForm(RegisterForm):
    """Whose post it is, and where, stays: another place is another post."""

    fixed = ("account", "agency")


class PostDelete(RegisterDelete):
    """Deletes nothing."""

    def reason_to_keep(self, row: Post) -> str:
        """The same for every post."""
        return gettext("Vị trí công tác không xoá: ghi ngày cuối là thôi giữ.")


class PostRegister(Register):
    """Posts end and are not deleted: they say whose texts one may not decide on."""

    model = Post
    name = "post"
    url_prefix = "danh-muc/vi-tri-cong-tac"
    icon = "user"
    menu_label = gettext_lazy("Vị trí công tác")
    base_form_class = PostForm
    delete_view_class = PostDelete
    list_display: ClassVar[list[str]] = ["account", "agency", "kind", "since", "until"]
    list_filter: ClassVar[list[str]] = ["agency", "kind"]
    search_fields: ClassVar[list[str]] = [
        "account__username",
        "account__first_name",
        "account__last_name",
        "agency__name",
    ]
    edit_handler = ObjectList(
        [
            FieldPanel("account"),
            FieldPanel("agency"),
            FieldPanel("kind"),
            FieldRowPanel(
                [
                    FieldPanel("since"),
                    FieldPanel(
                        "until", help_text=gettext_lazy("Thôi việc thì ghi ngày cuối, đừng xoá: hồ sơ vẫn đọc được.")
                    ),
                ]
            ),
            FieldRowPanel(
                [
                    FieldPanel("away_since"),
                    FieldPanel(
                        "away_until",
                        help_text=gettext_lazy("Để trống là chưa biết. Trong lúc vắng, thư gửi người thay."),
                    ),
                ]
            ),
        ]
    )
