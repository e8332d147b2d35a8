"""The invented city for the tests of this folder."""

from tests.demo_city import demo_city

__all__ = ["demo_city"]
