"""Processes that make plans side by side.

Each is a Python of its own, started by a command and spoken to through pipes: nothing is asked of the program that starts them
(no `if __name__ == "__main__"`, no single thread), it is the same on every system, and a worker whose program is killed
finds its pipe closed and ends with the plan it has in hand.
"""

import json
import os
import pickle
import subprocess
import sys
from collections.abc import Generator, Iterator, Sequence
from contextlib import suppress
from queue import Empty, SimpleQueue
from threading import Thread
from typing import IO, Any, NamedTuple

from roadmap.building.job import PlanJob, PlanResult, build_plan
from roadmap.errors import UserError, WorkerLostError
from roadmap.i18n.message import Message

__all__ = ["outcomes", "serve"]

START = "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from roadmap.building.pool import serve; serve()"

PATIENCE = 10
"""Seconds that a worker has to end by itself."""


class _Failure(NamedTuple):
    """An exception on its way from a process to another; what a person is told keeps its kind and its text."""

    kind: type[Exception]
    text: Message | None
    arguments: tuple[object, ...]

    @classmethod
    def of(cls, error: Exception) -> "_Failure":
        if isinstance(error, OSError):
            return cls(OSError, None, (error.errno, error.strerror, error.filename))
        return cls(type(error), error.text if isinstance(error, UserError) else None, error.args)

    def exception(self) -> Exception:
        if self.text is None:
            return self.kind(*self.arguments)
        made = self.kind.__new__(self.kind)
        UserError.__init__(made, self.text)  # type: ignore[arg-type]  # one of them, as it has a text
        return made


def outcomes(jobs: Sequence[PlanJob], processes: int) -> Generator[tuple[int, PlanResult], None, None]:
    """What became of each job, with its number, as they are done.

    Jobs are begun in their order. After one that fails no other is begun, and the failure of the first is raised when those in
    hand are done; whoever stops listening stops the work.
    """
    waiting = iter(range(len(jobs)))
    done: SimpleQueue[tuple[int, PlanResult | _Failure] | None] = SimpleQueue()
    workers: list[subprocess.Popen[bytes]] = []
    try:
        for _worker in range(processes):
            workers.append(_started())
            Thread(target=_fed, args=(workers[-1], jobs, waiting, done), daemon=True).start()
        failures: dict[int, _Failure] = {}
        running = processes
        while running:
            try:
                answer = done.get(timeout=1)  # so that Ctrl-C is heard on Windows too
            except Empty:
                continue
            if answer is None:
                running -= 1
            elif isinstance(answer[1], _Failure):
                failures[answer[0]] = answer[1]
            else:
                yield answer[0], answer[1]
        if failures:
            raise failures[min(failures)].exception()
    finally:
        for worker in workers:
            _ended(worker)


def _started() -> "subprocess.Popen[bytes]":
    """A worker; in a session of its own, so that Ctrl-C reaches the program alone, which stops its workers itself."""
    paths = json.dumps([os.path.abspath(path) for path in sys.path])
    command = [sys.executable, "-P", "-c", START, paths]
    windows = getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)
    pipe = subprocess.PIPE
    return subprocess.Popen(command, stdin=pipe, stdout=pipe, creationflags=windows, start_new_session=True)  # noqa: S603


def _ended(worker: "subprocess.Popen[bytes]") -> None:
    """A worker that has work in hand takes away what is half written; one that waits for work finds that none comes."""
    assert worker.stdin is not None
    assert worker.stdout is not None
    worker.terminate()
    with suppress(OSError):  # it ended with a job on its way
        worker.stdin.close()
    try:
        worker.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        worker.kill()
        worker.wait()
    worker.stdout.close()


def _fed(
    worker: "subprocess.Popen[bytes]",
    jobs: Sequence[PlanJob],
    waiting: Iterator[int],
    done: "SimpleQueue[tuple[int, PlanResult | _Failure] | None]",
) -> None:
    """Give a worker one job after another until there is none left, or one has failed."""
    assert worker.stdin is not None
    assert worker.stdout is not None
    for number in waiting:
        try:
            _send(jobs[number], worker.stdin)
            answer = _received(worker.stdout)
        except (EOFError, OSError, ValueError):
            answer = _Failure(WorkerLostError, WorkerLostError().text, ())
        done.put((number, answer))
        if isinstance(answer, _Failure):
            for _left in waiting:
                pass
    done.put(None)


def _send(what: object, pipe: IO[bytes]) -> None:
    content = pickle.dumps(what, pickle.HIGHEST_PROTOCOL)
    pipe.write(len(content).to_bytes(8, "big") + content)
    pipe.flush()


def _received(pipe: IO[bytes]) -> Any:
    """What has been sent; EOFError where nobody sends any more, or was ended in the middle of it."""
    length = int.from_bytes(pipe.read(8), "big")
    content = pipe.read(length)
    if not length or len(content) < length:
        raise EOFError
    return pickle.loads(content)  # noqa: S301 - from a process of our own


def serve() -> None:
    """What a worker does: jobs come in, what became of them goes out, until nobody has any more."""
    import gc
    import signal

    gc.set_threshold(100_000)  # as the command line has it
    signal.signal(signal.SIGTERM, lambda _number, _frame: sys.exit())
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    jobs, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever else is printed here is no answer
    try:
        while True:
            _send(_done(_received(jobs)), answers)
    except (EOFError, BrokenPipeError):
        os._exit(0)


def _done(job: PlanJob) -> PlanResult | _Failure:
    try:
        return build_plan(job)
    except (OSError, UserError) as error:
        return _Failure.of(error)
