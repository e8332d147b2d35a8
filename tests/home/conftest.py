"""What every test of the site's own pages begins with."""

import pytest
from wagtail.models import Site


@pytest.fixture(autouse=True)
def _roots_of_this_tree(request):
    """Wagtail keeps for an hour where sites begin, and is not told of trees that migrations or tests put back."""
    if request.node.get_closest_marker("django_db"):
        request.getfixturevalue("db")
        Site.clear_site_root_paths_cache()
        Site.get_site_root_paths()
