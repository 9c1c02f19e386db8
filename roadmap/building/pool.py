"""Processes that make the documents of plans side by side.

Each is a new Python process, on every system alike. It ignores Ctrl-C, which the parent process handles, and ends when the
parent ends.
"""

import gc
import os
import signal
import sys
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from queue import Empty, SimpleQueue
from threading import Thread

from roadmap.building.job import PlanJob, PlanResult, build_plan
from roadmap.errors import WorkerLostError

__all__ = ["outcomes"]


def outcomes(jobs: Sequence[PlanJob], workers: int) -> Generator[tuple[int, PlanResult], None, None]:
    """Make plans in several processes; yield each result with the number of its job when it is done.

    Jobs start in their order. After a failure no other job starts. When the running jobs are done, the failure of the first
    failed job is raised. Closing the generator stops the work.

    Raises:
        WorkerLostError: A process ended before its work was done.
    """
    done: SimpleQueue[Future[PlanResult]] = SimpleQueue()
    failures: dict[int, BaseException] = {}
    pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_begin)
    try:
        numbers = _submitted(pool, jobs, done)
        for _job in jobs:
            future = _next(done)
            number = numbers.pop(future)
            if future.cancelled():
                continue
            failure = future.exception()
            if failure is None:
                yield number, future.result()
                continue
            failures[number] = failure
            pool.shutdown(wait=False, cancel_futures=True)
    except BrokenProcessPool:  # while jobs were submitted
        raise WorkerLostError from None
    finally:
        pool.shutdown(cancel_futures=True)
    if failures:
        failure = failures[min(failures)]
        raise WorkerLostError if isinstance(failure, BrokenProcessPool) else failure


def _submitted(
    pool: ProcessPoolExecutor, jobs: Sequence[PlanJob], done: "SimpleQueue[Future[PlanResult]]"
) -> "dict[Future[PlanResult], int]":
    """Submit the jobs, which starts the processes; return the number of each job by its future."""
    numbers = {}
    with _interrupt_held():
        for number, job in enumerate(jobs):
            future = pool.submit(build_plan, job)
            numbers[future] = number
            future.add_done_callback(done.put)
    return numbers


def _next(done: "SimpleQueue[Future[PlanResult]]") -> "Future[PlanResult]":
    """Return the next finished job. Wait one second at a time: on Windows an endless wait does not notice Ctrl-C."""
    while True:
        try:
            return done.get(timeout=1)
        except Empty:
            continue


@contextmanager
def _interrupt_held() -> Iterator[None]:
    """Block Ctrl-C. A process that starts meanwhile does not receive it before it can ignore it."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin() -> None:
    """Prepare a new process."""
    gc.set_threshold(100_000)  # as in the command line
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform != "win32":
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """End this process when its parent ends unexpectedly. A half-written document still has a temporary name."""
    parent = parent_process()
    assert parent is not None
    wait([parent.sentinel])
    os._exit(1)
