"""Processor time, wall time and memory of commands, with those of all processes that they start."""

import ctypes
import os
import resource
import signal
import statistics
import subprocess
import time
from dataclasses import dataclass

_PR_SET_CHILD_SUBREAPER = 36


@dataclass
class Usage:
    """Seconds of wall and processor (user and system), and the largest process in MB."""
    wall: float
    cpu: float
    peak: float


def become_reaper():
    """What a peer leaves behind becomes a child of this process, so that its time is counted too."""
    if ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "prctl")


def measure(commands, **options):
    """Runs commands one after another; they must succeed. `options` are those of `subprocess.Popen`."""
    before, started, peak = _spent(), time.monotonic(), 0
    for command in commands:
        child = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, **options)
        said = child.stderr.read()
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode != 0:
            raise SystemExit(f"{command[0]} ended with {child.returncode}:\n{said.decode(errors='replace')[-2000:]}")
        peak = max(peak, used.ru_maxrss)
    wall = time.monotonic() - started
    peak = max(peak, _reap_rest())
    return Usage(wall, _spent() - before, peak / 1000)


def median(usages):
    """The median of each figure; of memory the most."""
    return Usage(statistics.median(u.wall for u in usages), statistics.median(u.cpu for u in usages), max(u.peak for u in usages))


def _spent():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _reap_rest():
    """Waits for what was left behind, and ends it after some seconds."""
    peak, patience = 0, time.monotonic() + 5
    while True:
        try:
            pid, _, used = os.wait4(-1, os.WNOHANG)
        except ChildProcessError:
            return peak
        if pid:
            peak = max(peak, used.ru_maxrss)
        elif time.monotonic() > patience:
            for left in _children():
                os.kill(left, signal.SIGKILL)
        else:
            time.sleep(0.01)


def _children():
    with open(f"/proc/self/task/{os.getpid()}/children") as children:
        return [int(pid) for pid in children.read().split()]
