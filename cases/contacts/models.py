"""How to reach reporters, and who has looked. Imported by nobody in `cases.models` and never by `cases.public`.

`access` is the one door: nobody else reads these tables.
"""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Contact(models.Model):
    """Who sent a case: told of the result, shown to nobody outside the Center."""

    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=160, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=30, blank=True)
    token = models.CharField(max_length=64, unique=True)

    class Meta:
        default_permissions = ("view",)

    def __str__(self) -> str:
        return f"contact of {self.case_id}"


class ContactOfReport(models.Model):
    """Where to tell who reported a wrong figure what became of it: written to once, read by nobody, erased then."""

    report = models.OneToOneField("cases.FigureReport", on_delete=models.CASCADE, related_name="+")
    email = models.EmailField()
    try_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"contact of report {self.report_id}"


class Purpose(models.TextChoices):
    """What contacts may be read for."""

    ASK = "ask", _("Hỏi thêm người gửi")
    TELL = "tell", _("Báo kết quả cho người gửi")
    CORRECT = "correct", _("Sửa hoặc xoá theo yêu cầu của người gửi")
    LAW = "law", _("Cơ quan có thẩm quyền yêu cầu theo luật")


class ContactAccess(models.Model):
    """That somebody read the contacts of a case, and what for. Written by `access` alone, changed by nobody."""

    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="+")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    account_name = models.CharField(max_length=150)  # stays when the account is deleted
    purpose = models.CharField(max_length=60, choices=Purpose.choices)
    read_at = models.DateTimeField(db_index=True)

    class Meta:
        default_permissions = ("view",)
        ordering = ("read_at", "id")

    def __str__(self) -> str:
        return f"{self.purpose}: contacts of {self.case_id}"
