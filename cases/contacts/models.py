"""How to reach reporters. Imported by nobody in `cases.models` and never by `cases.public`."""

from django.db import models


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
