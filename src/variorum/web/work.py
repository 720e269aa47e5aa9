"""What a server does after it has answered: one thing after the other, in a thread of its own."""

from __future__ import annotations

import queue
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path


class Work:
    """Jobs in a row. Pages are added by `variorum add` in a process of its own, so that the server stays light."""

    def __init__(self, archive: str | Path) -> None:
        self._archive = Path(archive).resolve()
        self._jobs: queue.Queue[Callable[[], object]] = queue.Queue()
        self._thread: threading.Thread | None = None
        self._lock = threading.Lock()
        self.waiting = 0
        """Jobs that are not done yet."""
        self.trouble: str | None = None
        """The last line of the last run that could not even start."""

    def later(self, job: Callable[[], object]) -> None:
        """Do `job` when those before it are done."""
        with self._lock:
            self.waiting += 1
            if self._thread is None:
                self._thread = threading.Thread(target=self._go, daemon=True, name="variorum work")
                self._thread.start()
        self._jobs.put(job)

    def add(self, paths: Sequence[str], folder: Path | None = None) -> None:
        """Add `paths` (addresses, and names of files in `folder`, which is removed afterwards)."""
        self.later(lambda: self._added(paths, folder))

    def _go(self) -> None:
        while True:
            job = self._jobs.get()
            try:
                job()
            # meant: this thread is the only one, and a job of any kind that fails would end all those after it; what
            # went wrong is shown on the page of runs
            except Exception as error:
                self.trouble = f"{type(error).__name__}: {error}"
            finally:
                with self._lock:
                    self.waiting -= 1

    def _added(self, paths: Sequence[str], folder: Path | None) -> None:
        self.trouble = None
        # file names stand below the folder, so that a page's source is the name it was sent under
        command = [sys.executable, "-m", "variorum.cli", "add", "--archive", str(self._archive), "--", *paths]
        try:
            done = subprocess.run(
                command, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                check=False,
            )  # fmt: skip
            # 1: nothing could be used, which the run's own page tells
            if done.returncode not in (0, 1):
                self.trouble = (done.stderr.decode(errors="replace").strip().splitlines() or ["it ended early"])[-1]
        finally:
            if folder is not None:
                shutil.rmtree(folder, ignore_errors=True)
