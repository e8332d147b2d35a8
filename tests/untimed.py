"""Random examples are not timed: a busy machine is no bug in a rule. EXAMPLES=1000 looks at more of them.

CI takes the same ones each time: what it says is about what has changed. New ones are looked for by hand, and before a
release.
"""

import os

from hypothesis import settings

EXAMPLES = os.environ.get("EXAMPLES", "")
CI = os.environ.get("CI", "").lower() in {"1", "true", "yes"}

settings.register_profile("untimed", deadline=None, derandomize=CI and not EXAMPLES, max_examples=int(EXAMPLES or 40))
settings.load_profile("untimed")
