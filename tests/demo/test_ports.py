"""The town finds its ports, and says when one is taken."""

import socket

import pytest

from portal.demo.ports import HOST, Ports, read_ports, refuse_busy_ports
from portal.demo.refusal import TownRefused


def test_the_ports_are_eight_thousand_and_on_unless_said() -> None:
    assert read_ports({}) == Ports(8000, 8001, 8002)
    assert read_ports({"PORT": "9000", "BROKER_PORT": "", "CASE_SYSTEM_PORT": "9002"}) == Ports(9000, 8001, 9002)


@pytest.mark.parametrize("nonsense", ["0", "65536", "-1", "eight", "8000.0", "٨٠٠٠"])
def test_a_port_that_is_none_is_refused_by_its_variable(nonsense: str) -> None:
    with pytest.raises(TownRefused, match=r"^BROKER_PORT must be a port number"):
        read_ports({"BROKER_PORT": nonsense})


def test_two_cannot_share_a_port() -> None:
    with pytest.raises(TownRefused, match="three different ports"):
        read_ports({"PORT": "8002"})


def test_a_busy_port_is_named_with_its_variable() -> None:
    with socket.create_server((HOST, 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(TownRefused, match=rf"^Port {port} is busy.*CASE_SYSTEM_PORT"):
            refuse_busy_ports(Ports(_free(), _free(), port))


def test_free_ports_are_left_free() -> None:
    ports = Ports(_free(), _free(), _free())
    refuse_busy_ports(ports)
    refuse_busy_ports(ports)


def _free() -> int:
    with socket.create_server((HOST, 0)) as server:
        return int(server.getsockname()[1])
