"""Server processes: started on a free port and one core, watched through /proc, and ended."""

import os
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

START_TIMEOUT = 10  # seconds until a server has to accept connections
STOP_TIMEOUT = 5  # seconds between SIGTERM and SIGKILL
TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")
PAGE_BYTES = os.sysconf("SC_PAGESIZE")


class ServerFailed(Exception):
    """A server did not start, or ended by itself."""


class Server:
    """One running server; a context manager, so that it ends with the comparison."""

    def __init__(
        self,
        command: Callable[[int, Path], list[str]],
        core: int,
        environment: dict[str, str] | None = None,
        port: int | None = None,
    ):
        """Starts a server.

        command makes the command line from the port to listen on and a folder to write to. Its process is pinned to
        one core, and must not leave the foreground. Without a port the system chooses one.
        """
        self._folder = tempfile.TemporaryDirectory(prefix="bench-")
        self.port = port or free_port()
        self._log = open(Path(self._folder.name) / "log", "a+", encoding="utf-8")
        self._process = subprocess.Popen(
            ["taskset", "--cpu-list", str(core), *command(self.port, Path(self._folder.name))],
            env={**os.environ, **(environment or {}), "PORT": str(self.port)},
            stdin=subprocess.DEVNULL,
            stdout=self._log,
            stderr=subprocess.STDOUT,
        )
        try:
            self._wait_until_listening()
        except BaseException:
            self.__exit__()
            raise

    def __enter__(self) -> "Server":
        return self

    def __exit__(self, *_) -> None:
        self._process.terminate()
        try:
            self._process.wait(STOP_TIMEOUT)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._log.close()
        self._folder.cleanup()

    def cpu_seconds(self) -> float:
        """User and system time of all threads since the start, in steps of 10 ms (proc_pid_stat(5))."""
        return sum(int(value) for value in self._stat()[11:13]) / TICKS_PER_SECOND

    def resident_bytes(self) -> int:
        return int(self._stat()[21]) * PAGE_BYTES

    def forget_output(self) -> None:
        """Makes room where lines of a log would fill it."""
        self._log.truncate(0)

    def send(self, signal_number: int) -> None:
        self._process.send_signal(signal_number)

    def _stat(self) -> list[str]:
        """The fields of /proc/PID/stat behind the command name, which may contain anything."""
        try:
            return Path(f"/proc/{self._process.pid}/stat").read_text().rpartition(")")[2].split()
        except OSError as error:
            raise ServerFailed(self._output()) from error

    def _wait_until_listening(self) -> None:
        deadline = time.monotonic() + START_TIMEOUT
        while time.monotonic() < deadline:
            if self._process.poll() is not None:
                raise ServerFailed(f"exit code {self._process.returncode}: {self._output()}")
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
                return
            except OSError:
                time.sleep(0.05)
        raise ServerFailed(f"not listening after {START_TIMEOUT} s: {self._output()}")

    def _output(self) -> str:
        self._log.seek(0)
        return self._log.read()[-2000:].strip()


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]
