"""The one form there is: a code."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.signin.devices import Verdict
from portal.signin.sentences import explain


class CodeInput(forms.PasswordInput):
    """Shows what is typed, but what was wrong is never sent back."""

    input_type = "text"


class CodeForm(forms.Form):
    """Asks for a code and looks at it at once; the verdict stays for the view."""

    code = forms.CharField(
        label=_("Mã xác thực"),
        max_length=40,
        strip=True,
        widget=CodeInput(
            attrs={"autocomplete": "one-time-code", "autofocus": True, "autocapitalize": "none", "spellcheck": "false"}
        ),
        error_messages={"required": _("Hãy nhập mã.")},
    )
    verdict: Verdict

    def __init__(self, *args: Any, look: Callable[[str], Verdict], digits: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.look = look
        if digits:
            self.fields["code"].widget.attrs["inputmode"] = "numeric"

    def clean_code(self) -> str:
        """Look at the code; say what is wrong with it."""
        code: str = self.cleaned_data["code"]
        self.verdict = self.look(code)
        if self.verdict.device is None:
            raise forms.ValidationError(explain(self.verdict), code=str(self.verdict.fault))
        return code
