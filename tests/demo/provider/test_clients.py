"""Where the provider sends people back to."""

import pytest

from portal.demo.provider.clients import Addresses

RETURN = Addresses("https://portal.example.dk/", ["/log-ind/retur"])


@pytest.mark.parametrize(
    "address",
    [
        "https://portal.example.dk/log-ind/retur",
        "http://127.0.0.1:8000/log-ind/retur",
        "http://127.0.0.1/log-ind/retur",
        "http://localhost:5000/log-ind/retur",
        "http://[::1]:5000/log-ind/retur",
    ],
)
def test_the_portal_is_reached_at_its_own_address_and_on_any_port_of_this_machine(address: str) -> None:
    assert address in RETURN


@pytest.mark.parametrize(
    "address",
    [
        "https://portal.example.dk/log-ind/retur?next=x",
        "https://portal.example.dk/log-ind/retur#x",
        "https://portal.example.dk/log-ind/retur/",
        "https://portal.example.dk/",
        "http://portal.example.dk/log-ind/retur",
        "https://127.0.0.1:8000/log-ind/retur",
        "http://127.0.0.1:8000/log-ind/retur?x",
        "http://127.0.0.1:8000/log-ind/../retur",
        "http://127.0.0.1:8000@evil.example/log-ind/retur",
        "http://127.0.0.1.evil.example/log-ind/retur",
        "http://127.0.0.1:8000/log-ind/\nretur",
        "http://127.0.0.1:8000\n/log-ind/retur",
        "http://evil.example/log-ind/retur",
        "",
        None,
    ],
)
def test_nobody_is_sent_anywhere_else(address: str | None) -> None:
    assert address not in RETURN
