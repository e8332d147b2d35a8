"""Random examples are not timed: a busy machine is no bug in a rule. EXAMPLES=1000 looks at more of them."""

import os

from hypothesis import settings

settings.register_profile("untimed", deadline=None, max_examples=int(os.environ.get("EXAMPLES", "40")))
settings.load_profile("untimed")
