"""Random examples are not timed: a busy machine is no bug in a rule."""

from hypothesis import settings

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
