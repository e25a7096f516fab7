"""A program on a pseudo-terminal, as the bench needs it: started, sent keys,
read until it is quiet, and asked what it has cost so far.

Costs come from outside: processor time from the process's own clock, memory,
wake-ups and writes from /proc.  Nothing is traced, so nothing is slowed.
"""
import fcntl
import os
import re
import select
import signal
import struct
import subprocess
import termios
import time

KEYS = {'Down': b'\x1bOB', 'Up': b'\x1bOA', 'PgDn': b'\x1b[6~',
        'PgUp': b'\x1b[5~', 'Home': b'\x1bOH', 'End': b'\x1bOF',
        'F1': b'\x1bOP', 'F3': b'\x1bOR', 'F7': b'\x1b[18~', 'Tab': b'\t', 'Enter': b'\r',
        'Esc': b'\x1b'}


def key_bytes(key):
    return KEYS[key] if key in KEYS else key.encode()


class Terminal:
    def __init__(self, launch, argv, env, rows=36, cols=120):
        self.master, slave = os.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ,
                    struct.pack('HHHH', rows, cols, 0, 0))
        said, tell = os.pipe()
        os.set_inheritable(tell, True)
        self.process = subprocess.Popen(
            [launch, str(tell)] + argv, stdin=slave, stdout=slave,
            stderr=slave, env=env, pass_fds=(tell,))
        self.pid = self.process.pid
        os.close(slave)
        os.close(tell)
        with os.fdopen(said) as pipe:
            before, started = map(int, pipe.readline().split())
        self.before = before           # processor time of the starter
        self.started = started / 1e9   # as time.monotonic says it
        self.rows, self.cols = rows, cols
        self.heard = []      # (when, bytes), all of it
        self.bytes = 0
        self.last = 0.0      # when the last byte came
        self.tail = b''
        self.gone = False

    def _take(self, wait):
        """True when something came within `wait` seconds."""
        if self.gone or not select.select([self.master], [], [], wait)[0]:
            return False
        try:
            got = os.read(self.master, 65536)
        except OSError:      # the other side is closed
            got = b''
        if not got:
            self.gone = True
            return False
        self.last = time.monotonic()
        self.bytes += len(got)
        self.heard.append((self.last, got))
        self.tail = (self.tail + got)[-4096:]
        # "Where is the cursor?" is asked after one ambiguous character.
        for _ in re.findall(rb'\x1b\[6n', got):
            os.write(self.master, b'\x1b[1;2R')
        return True

    def settle(self, quiet, first=5.0, limit=20.0):
        """Reads until nothing came for `quiet` seconds; False: nothing at
        all came within `first`, or it never was quiet."""
        if not self._take(first):
            return False
        until = time.monotonic() + limit
        while self._take(quiet):
            if time.monotonic() > until:
                return False
        return not self.gone

    def listen(self, seconds):
        """Reads for just so long, whatever comes."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            self._take(left)

    def send(self, keys):
        os.write(self.master, b''.join(key_bytes(k) for k in keys))
        return time.monotonic()

    def cpu_ns(self):
        clock = (~self.pid << 3) | 2     # as clock_getcpuclockid says
        return time.clock_gettime_ns(clock) - self.before

    def _proc(self, file, name):
        with open(f'/proc/{self.pid}/{file}') as f:
            found = re.search(rf'^{name}:\s+(\d+)', f.read(), re.M)
        return int(found.group(1))

    def peak_kb(self):
        return self._proc('status', 'VmHWM')

    def wakeups(self):
        return self._proc('status', 'voluntary_ctxt_switches')

    def written(self):
        """Bytes given to write(2), to the terminal or to any file."""
        return self._proc('io', 'wchar')

    def end(self, limit=60.0):
        """Asked to leave, then made to; always waited for."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        until = time.monotonic() + limit
        while self.process.poll() is None and time.monotonic() < until:
            self._take(0.02)
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        os.close(self.master)
