"""What one command takes from start to end: `python alone.py LIMIT LOG COMMAND…` prints seconds, megabytes (10^6) and exit code.

A process of its own, and a small one: what the system tells of a child's memory begins with the size of whoever started it. Where
the command starts others, the memory is that of the largest of them. After LIMIT seconds all are ended.
"""

import os
import signal
import subprocess
import sys
import threading
import time


def main(limit: float, log: str, command: list[str]) -> None:
    with open(log, "wb") as said:
        start = time.perf_counter()
        child = subprocess.Popen(command, stdout=said, stderr=subprocess.STDOUT, start_new_session=True)
        timer = threading.Timer(limit, os.killpg, (child.pid, signal.SIGKILL))
        timer.start()
        _, status, usage = os.wait4(child.pid, 0)
        seconds = time.perf_counter() - start
        timer.cancel()
    child.returncode = os.waitstatus_to_exitcode(status)
    print(seconds, usage.ru_maxrss * 1024 / 1e6, child.returncode)


if __name__ == "__main__":
    main(float(sys.argv[1]), sys.argv[2], sys.argv[3:])
