"""The portal as a WSGI application, from the settings in the environment."""

import sys

from portal.app import create_app
from portal.config import Settings, SettingsRefused
from portal.municipality import MunicipalityRefused
from portal.settled import settle

try:
    app = create_app(Settings.load())
except (SettingsRefused, MunicipalityRefused) as refusal:
    sys.exit(f"The portal does not start:\n{refusal}")
settle()
