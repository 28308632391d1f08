"""What holds for every test."""

import os

from hypothesis import settings

# A loaded machine is slow, and that is no failure. Where CI is set, hypothesis has a profile of its own.
settings.register_profile("patient", deadline=None)
if not os.environ.get("CI"):
    settings.load_profile("patient")
