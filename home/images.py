"""Pictures that editors upload: photographs lose what the camera wrote beside them before they are stored.

Wagtail's own renditions keep it: a picture from a telephone would tell every reader where it was taken.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.images.forms import BaseImageForm

from cases.actions.pictures import PictureRefused, clean, kind_of

PHOTOGRAPHS = {"JPEG", "HEIF"}  # drawings, with their sharp edges and see-through grounds, stay as they are


class ImageForm(BaseImageForm):  # type: ignore[misc]  # Wagtail is untyped
    """The form of a picture, of one or of many."""

    def clean_file(self) -> Any:
        """Draw a new photograph anew, or say why not."""
        file = self.cleaned_data["file"]
        if "file" not in self.changed_data or not file:
            return file
        data = file.read()
        file.seek(0)
        if kind_of(data) not in PHOTOGRAPHS:
            return file
        try:
            picture = clean(data)
        except PictureRefused as reason:
            raise ValidationError(str(reason)) from reason
        name = f"{str(file.name).rpartition('.')[0] or file.name}.jpg"
        return SimpleUploadedFile(name, picture.data, content_type="image/jpeg")
