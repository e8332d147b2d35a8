"""Pictures as a form brings them: each is taken or refused by itself, and the refusal names the file."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from cases.actions.pictures import LARGEST, PictureRefused
from cases.rules.plain_words import one_line

ACCEPTED = "image/jpeg,image/png,image/webp,image/heic,image/heif,.heic,.heif"
LONGEST_NAME = 80


def file_name(file: UploadedFile[bytes]) -> str:
    """What the file is called where it came from, fit to be read."""
    return one_line((file.name or "")[: LONGEST_NAME * 2])[:LONGEST_NAME] or _("Ảnh không tên")


def take(files: Iterable[UploadedFile[bytes]], keep: Callable[[bytes], object]) -> list[str]:
    """Hand each file to `keep`; a sentence for every one that is refused. The others are kept all the same."""
    refused = []
    for file in files:
        try:
            if (file.size or 0) > LARGEST:  # before it is read: forty of these would fill the memory
                raise PictureRefused(_("Ảnh nặng hơn 40 MB. Hãy gửi ảnh nhỏ hơn."))
            keep(file.read())
        except PictureRefused as error:
            refused.append(_("“%(name)s” không nhận. %(why)s") % {"name": file_name(file), "why": error})
    return refused
