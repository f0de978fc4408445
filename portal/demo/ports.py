"""The three ports of a town, all on 127.0.0.1."""

import socket
from collections.abc import Mapping
from dataclasses import dataclass

from portal.demo.refusal import TownRefused

HOST = "127.0.0.1"
_HIGHEST_PORT = 65_535


@dataclass(frozen=True, slots=True)
class Ports:
    """Where the portal, the sign-in provider and the case system listen."""

    portal: int = 8000
    provider: int = 8001
    case_system: int = 8002


_VARIABLES = {"portal": "PORT", "provider": "BROKER_PORT", "case_system": "CASE_SYSTEM_PORT"}


def read_ports(environment: Mapping[str, str]) -> Ports:
    """The ports asked for in `PORT`, `BROKER_PORT` and `CASE_SYSTEM_PORT`.

    Raises:
        TownRefused: one is not a port number, or two are the same.
    """
    asked = {
        name: _read_port(variable, environment[variable])
        for name, variable in _VARIABLES.items()
        if environment.get(variable)
    }
    ports = Ports(**asked)
    if len({ports.portal, ports.provider, ports.case_system}) < len(_VARIABLES):
        message = "PORT, BROKER_PORT and CASE_SYSTEM_PORT must be three different ports."
        raise TownRefused(message)
    return ports


def refuse_busy_ports(ports: Ports) -> None:
    """Stop while a port is taken.

    Raises:
        TownRefused: somebody else listens on one of them, or it may not be opened.
    """
    for name, variable in _VARIABLES.items():
        port = getattr(ports, name)
        with socket.socket() as attempt:
            attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                attempt.bind((HOST, port))
            except OSError:
                message = f"Port {port} is busy or not allowed; set {variable} to a free one."
                raise TownRefused(message) from None


def _read_port(variable: str, text: str) -> int:
    if text.isascii() and text.isdigit() and 0 < int(text) <= _HIGHEST_PORT:
        return int(text)
    message = f"{variable} must be a port number from 1 to {_HIGHEST_PORT}."
    raise TownRefused(message)
