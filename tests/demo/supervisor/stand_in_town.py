"""A town of stand-in children, run as a process: `stand_in_town FOLDER PORT WHAT-GOES-WRONG`.

Each child notes its process id in the folder, so that a test can see whether it is still there.
"""

import os
import sys
from pathlib import Path

from portal.demo.keeping import make_folder
from portal.demo.supervisor.children import Address, Child, Plan
from portal.demo.supervisor.supervise import supervise

_NOTE = (
    "import os, signal, sys, threading, time; open(f'{os.environ[\"DEMO_DIR\"]}/%s.pid', 'w').write(str(os.getpid()));"
)
_SERVE = "import http.server as h; h.ThreadingHTTPServer(('127.0.0.1', %d), h.SimpleHTTPRequestHandler).serve_forever()"
_STAY = "threading.Event().wait()"
_WAIT_FOR_WORD = "word = os.environ['DEMO_DIR'] + '/die'\nwhile not os.path.exists(word): time.sleep(0.02)\nsys.exit(3)"
_STUBBORN = "signal.signal(signal.SIGTERM, signal.SIG_IGN);"
_WITH_HEIR = (
    "\nif os.fork() == 0:\n"
    "    signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
    "    open(f'{os.environ[\"DEMO_DIR\"]}/heir.pid', 'w').write(str(os.getpid()))\n"
)


def _child(name: str, code: str, address: Address | None = None, *, ends_itself: bool = False) -> Child:
    return Child(name, (sys.executable, "-c", _NOTE % name + code), address, ends_itself)


def plan(port: int, wrong: str) -> Plan:
    worker = {"dies": _WAIT_FOR_WORD, "stubborn": _STUBBORN + _WITH_HEIR + _STAY}.get(wrong, _STAY)
    migration = "print('no such table'); sys.exit(1)" if wrong == "migration" else "pass"
    ready = "/nowhere" if wrong == "never ready" else "/"
    return Plan(
        neighbours=(_child("provider", _SERVE % port, Address(port, "/")),),
        database=_child("database", migration, ends_itself=True),
        others=(_child("worker", worker),),
        ready=Address(port, ready, must_be_ok=True),
        patience_seconds=0.5 if wrong == "never ready" else 30,
    )


if __name__ == "__main__":
    folder, port, wrong = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    make_folder(folder)

    def say(line: str) -> None:
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()

    environment = os.environ | {"DEMO_DIR": str(folder)}
    sys.exit(supervise(plan(port, wrong), folder, environment, say, lambda: say("ready")))
