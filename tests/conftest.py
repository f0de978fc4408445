"""What every test stands on: no settings from outside, how many examples are tried, and a browser."""

import gc
import os

from hypothesis import HealthCheck, settings

from portal.settled import settle

_OURS = "PORTAL_TEST_POSTGRES_DSN"
for name in [name for name in os.environ if name.startswith("PORTAL_") or name == "DEMO_DIR"]:
    if name != _OURS:
        del os.environ[name]

settings.register_profile("fast", max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("deep", settings.get_profile("fast"), max_examples=2000)
settings.load_profile("fast")

pytest_plugins = ["tests.postgres.session", "tests.browser", "tests.databases", "tests.world", "tests.shares"]


_NEW_OBJECTS = 200_000
"""Before the collector looks for rubbish: a worker has the memory of many portals, and ends soon."""


def pytest_collection_finish() -> None:
    """The collector of rubbish need not look through all tests again and again: one part in ten of the time."""
    settle()
    gc.set_threshold(_NEW_OBJECTS)
