"""The provider as a process."""

import os
import secrets
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

TOWN = {
    "PORTAL_MODE": "demo",
    "PORTAL_PUBLIC_URL": "http://127.0.0.1:8000",
    "PORTAL_MUNICIPALITY": "portal/demo/municipality",
    "PORTAL_DATABASE_URL": "sqlite://",
    "PORTAL_OIDC_ISSUER": "http://127.0.0.1:8001/citizens",
    "PORTAL_OIDC_CLIENT_ID": "portal",
    "PORTAL_OIDC_CLIENT_SECRET": "citizens-secret",
    "PORTAL_STAFF_OIDC_ISSUER": "http://127.0.0.1:8001/staff",
    "PORTAL_STAFF_OIDC_CLIENT_ID": "portal-staff",
    "PORTAL_STAFF_OIDC_CLIENT_SECRET": "staff-secret",
    "PORTAL_SOURCE": "nova",
    "PORTAL_SOURCE_URL": "http://127.0.0.1:8002/",
    "PORTAL_SOURCE_TOKEN_URL": "http://127.0.0.1:8002/token",
    "PORTAL_SOURCE_CLIENT_ID": "portal-sync",
    "PORTAL_SOURCE_CLIENT_SECRET": "sync-secret",
}


@pytest.fixture
def town(tmp_path: Path) -> Path:
    """A demo town's folder."""
    keys = {name: secrets.token_urlsafe(32) for name in ("PORTAL_SECRET_KEY", "PORTAL_PERSON_KEY")}
    write_town(tmp_path, TOWN | keys)
    return tmp_path


def write_town(folder: Path, settings: dict[str, str]) -> None:
    lines = "".join(f"{name}={value}\n" for name, value in settings.items())
    (folder / "town.env").write_text(lines, encoding="utf-8")


@pytest.fixture
def port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


def begin(environment: dict[str, str]) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", "portal.demo.provider"],
        env={"PATH": os.environ["PATH"], **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@contextmanager
def running(town: Path, port: int) -> "Iterator[subprocess.Popen[str]]":
    process = begin({"DEMO_DIR": str(town), "BROKER_PORT": str(port), "PORT": "1"})
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == f"The sign-in provider answers on http://127.0.0.1:{port}.\n"
        yield process
    finally:
        process.kill()
        process.communicate()


def refused(environment: dict[str, str]) -> str:
    process = begin(environment)
    _, complaint = process.communicate(timeout=30)
    assert process.returncode == 1
    return complaint


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_it_answers_until_it_is_told_to_stop_and_leaves_no_trace_of_who_signed_in(
    town: Path, port: int, sign: signal.Signals
) -> None:
    with running(town, port) as process:
        address = f"http://127.0.0.1:{port}/citizens"
        assert httpx.get(f"{address}/.well-known/openid-configuration").json()["issuer"] == address
        httpx.get(f"{address}/connect/authorize", params={"login_hint": "anna"})
        process.send_signal(sign)
        said, complained = process.communicate(timeout=5)
        assert process.returncode == 0
        assert said + complained == ""


def test_its_keys_survive_a_restart(town: Path, port: int) -> None:
    published = []
    for _ in range(2):
        with running(town, port):
            published.append(
                httpx.get(f"http://127.0.0.1:{port}/citizens/.well-known/openid-configuration/jwks").json()
            )
    assert published[0] == published[1]


def test_a_busy_port_is_told_in_one_line(town: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as busy:
        port = busy.getsockname()[1]
        complaint = refused({"DEMO_DIR": str(town), "BROKER_PORT": str(port)})
    assert complaint == f"The sign-in provider cannot listen on 127.0.0.1:{port}: Address already in use.\n"


def test_it_does_not_start_outside_a_demo(town: Path) -> None:
    assert "DEMO_DIR is not set" in refused({})
    production = TOWN | {"PORTAL_MODE": "test", "PORTAL_SECRET_KEY": "s" * 32, "PORTAL_PERSON_KEY": "p" * 32}
    write_town(town, production)
    assert "is not demo" in refused({"DEMO_DIR": str(town)})


def test_a_town_without_secrets_is_told_by_name(tmp_path: Path) -> None:
    assert "PORTAL_OIDC_CLIENT_SECRET" in refused({"DEMO_DIR": str(tmp_path)})


@pytest.mark.parametrize("port", ["65536", "²"])
def test_a_port_that_is_none_is_told(town: Path, port: str) -> None:
    assert "is not a port" in refused({"DEMO_DIR": str(town), "BROKER_PORT": port})
