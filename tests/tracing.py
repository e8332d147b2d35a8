"""Looking away with coverage, where tests walk lines that others walk: being traced doubles what they cost."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest


@contextmanager
def untraced(config: pytest.Config) -> Iterator[None]:
    """Within this block nothing is traced; inside another such block, and without coverage, it does nothing."""
    controller = getattr(config.pluginmanager.getplugin("_cov"), "cov_controller", None)
    if controller is None or not controller.started:
        yield
        return
    controller.pause()
    try:
        yield
    finally:
        controller.resume()
