"""Date fields of the CMS leave alone what somebody typed: the form reads it in every way we write days, or refuses it.

Wagtail's picker would put today's date in place of whatever it cannot read, without a word; it has no setting for that.
"""

from typing import Any

from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput


def install() -> None:
    """Let no picker of the CMS replace what was typed."""
    for widget in (AdminDateInput, AdminDateTimeInput):
        if not hasattr(widget, "own_config"):
            widget.own_config = widget.get_config
            widget.get_config = _config


def _config(widget: Any) -> dict[str, Any]:
    return {**widget.own_config(), "validateOnBlur": False}
