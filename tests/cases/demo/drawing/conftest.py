"""Photos of the invented city, drawn once for all tests that look at them."""

import pytest

from cases.demo.drawing.scenes import scenes


@pytest.fixture(scope="package")
def drawn():
    """Both photos of every scene, by its matter and number; tests that ask for them stand in the group of that name."""
    return {(scene.matter.name, scene.number): scene.photos() for scene in scenes()}
