"""Measure one command from start to end: `python alone.py LIMIT LOG COMMAND…`.

Prints seconds by the clock, seconds of the processor, megabytes (10^6) and the exit code.

This script is a small process of its own, because the memory of a child starts at the size of its parent. If the
command starts other processes, the memory is the memory of the largest process. After LIMIT seconds all processes are
ended.
"""

import os
import signal
import subprocess
import sys
import threading
import time


def main(limit: float, log: str, command: list[str]) -> None:
    """Run a command, and print its measurements.

    Args:
        limit: Seconds after which the command is ended.
        log: The file for its output.
        command: The command.
    """
    with open(log, "wb") as said:
        start = time.perf_counter()
        child = subprocess.Popen(command, stdout=said, stderr=subprocess.STDOUT, start_new_session=True)
        timer = threading.Timer(limit, os.killpg, (child.pid, signal.SIGKILL))
        timer.start()
        _, status, usage = os.wait4(child.pid, 0)
        seconds = time.perf_counter() - start
        timer.cancel()
    child.returncode = os.waitstatus_to_exitcode(status)
    print(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024 / 1e6, child.returncode)


if __name__ == "__main__":
    main(float(sys.argv[1]), sys.argv[2], sys.argv[3:])
