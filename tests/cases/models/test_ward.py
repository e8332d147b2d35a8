"""Wards as they come with the boundaries."""

import pytest

from cases.models import Ward


@pytest.mark.django_db
def test_names_in_english_say_at_the_end_what_they_are():
    names = list(Ward.objects.values_list("name_en", flat=True))
    assert len(names) == 40
    assert {name.rsplit(" ", 1)[1] for name in names} == {"Ward", "Commune"}
    assert "A Luoi 4 Commune" in names
