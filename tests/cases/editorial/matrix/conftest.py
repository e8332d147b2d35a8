"""One world for all that walk through it."""

import logging

import pytest
from django.test import override_settings

from tests.cases.editorial.matrix.asking import asking_quickly
from tests.cases.editorial.matrix.walking import Matrix
from tests.cases.editorial.matrix.world import a_world
from tests.cities import built


@pytest.fixture(scope="module")
def place_for_files(tmp_path_factory):
    """Files of this world alone; and the log is spared thousands of refusals."""
    logging.disable(logging.WARNING)
    with override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media")), asking_quickly():
        yield
    logging.disable(logging.NOTSET)


city = built(lambda: Matrix(a_world()), scope="module")


@pytest.fixture
def matrix(place_for_files, city):
    """The world, and the walks through it."""
    return city
