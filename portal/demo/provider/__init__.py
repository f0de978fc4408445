"""The demo town's sign-in provider: OpenID Connect as a MitID broker speaks it, and a second realm for staff.

It is a real provider on the wire and a toy behind it: anybody may choose who to be. It runs in one process,
keeps codes and sessions in memory, and starts in a demo town only.
"""

from portal.demo.provider.app import Credentials, ProviderSettings, create_provider
from portal.demo.provider.misbehaviour import Misbehaviour

__all__ = ["Credentials", "Misbehaviour", "ProviderSettings", "create_provider"]
