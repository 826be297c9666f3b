"""Property tests are the same on every machine: as many examples, found anew each time, however slow the machine."""

import hypothesis

hypothesis.settings.register_profile("everywhere", deadline=None, database=None)
hypothesis.settings.load_profile("everywhere")
