"""How to reach the Center of the invented city: nobody can, and whoever reads it sees that."""

from __future__ import annotations

from home.models import CenterContacts

#: example.org is kept for examples (RFC 2606); no telephone number begins like this one.
INVENTED = {
    "phone": "0000 000 000",
    "email": "trung-tam@example.org",
    "web": "https://example.org/gui-phan-anh/",
    "address": "Số 0, đường Không Có Thật (địa chỉ mẫu)",
    "hours": "7:30–17:00, thứ Hai đến thứ Sáu (giờ mẫu)",
    "hours_en": "7:30–17:00, Monday to Friday (made up)",
}


def write_center() -> None:
    """Enter them, unless somebody has entered others."""
    CenterContacts.objects.get_or_create(defaults=INVENTED)
