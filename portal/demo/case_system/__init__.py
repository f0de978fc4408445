"""The town's case system: speaks KMD Nova's wire format over HTTP, and can only be read."""

from portal.demo.case_system.app import create_case_system
from portal.demo.case_system.misbehaviour import Misbehaviour
from portal.demo.case_system.tokens import Credentials

__all__ = ["Credentials", "Misbehaviour", "create_case_system"]
