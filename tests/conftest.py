"""What every test stands on: no settings from outside, and how many examples are tried."""

import os

from hypothesis import HealthCheck, settings

for name in [name for name in os.environ if name.startswith("PORTAL_") or name == "DEMO_DIR"]:
    del os.environ[name]

settings.register_profile("fast", max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("deep", settings.get_profile("fast"), max_examples=2000)
settings.load_profile("fast")
