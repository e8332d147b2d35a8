"""The oracle keeps the contract too."""

import pytest

from search.engines.memory import MemoryEngine
from tests.search.engines.contract import EngineContract


class TestMemoryEngine(EngineContract):
    """Every test of the contract."""

    @pytest.fixture
    def engine(self):
        return MemoryEngine("memory", {})
