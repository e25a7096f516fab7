"""Speed of the program as ratios to the floor, measured in the same run.

    bench.py --build BUILD [--program PROGRAM] [--rounds N] [--twin]

The floor (floor.c) shows the same roster with the least code that can; see
there.  Every round runs floor, floor again and program, in an order shuffled
anew, on a ledger of 28 people and one of 20,000; ratios are formed inside a
round.  The floor against itself is the noise: a target is missed when the
figure lies over it by more than that.  Instructions are counted by callgrind;
one key costs the difference between runs with and without it.

--twin measures `floor --naive` instead of the program and succeeds when every
target that it can miss is missed: the bench would notice.
"""
import argparse
import os
import random
import re
import statistics
import sys
import tempfile
import time

from terminal import Terminal

SMALL, LARGE = 28, 20000
QUIET = 0.10            # seconds without a byte: the screen stands
QUIET_COUNTED = 0.25    # the same under callgrind, fifty times slower
IDLE = 3.0
TWIN_MISSES = 6         # CPU and instructions at 20,000, keys, wake-ups
KEYS_COUNTED = 20       # single keys between two counts
SCROLLS_COUNTED = 5
AHEAD = 50
FILTER = ['/', 'z', 's']  # opens the filter; the letters are measured


class Bench:
    def __init__(self, args):
        self.args = args
        self.dir = os.path.join(args.build, 'bench')
        self.launch = os.path.join(self.dir, 'launch')
        self.rows = []
        self.home = tempfile.TemporaryDirectory(dir=self.dir)
        self.env = {'HOME': self.home.name, 'PATH': os.environ['PATH'],
                    'TERM': 'xterm-256color', 'LANG': 'C.UTF-8',
                    'PBTUI_TODAY': '2026-11-20', 'TZ': 'UTC'}
        floor = os.path.join(self.dir, 'floor')
        naive = [floor, '--naive']
        program = naive if args.twin else [args.program, '--db']
        self.programs = {'floor': [floor], 'again': [floor],
                         'program': program}

    def ledger(self, people):
        return os.path.join(self.dir, f'people-{people}.db')

    def start(self, name, people):
        t = Terminal(self.launch, self.programs[name] + [self.ledger(people)],
                     self.env)
        if not t.settle(QUIET):
            text = t.tail.decode(errors='replace')
            t.end()
            sys.exit(f'bench: {name} did not come up on {people} people:\n'
                     f'{text}')
        return t

    # ---- verdicts --------------------------------------------------------

    def judge(self, what, value, target, noise, unit=''):
        limit = target + noise
        missed = value > limit
        self.rows.append((what, value, target, noise, unit, missed))

    def report(self):
        print(f'{"":44} {"is":>9} {"at most":>9} {"noise":>7}')
        for what, value, target, noise, unit, missed in self.rows:
            print(f'{what:44} {value:9.3f} {target:9.3f} {noise:7.3f}'
                  f' {unit:3} {"MISSED" if missed else "ok"}')
        missed = [r for r in self.rows if r[5]]
        print(f'{len(self.rows)} targets looked at, {len(missed)} missed')
        return missed

    # ---- processor time and memory, in rounds ----------------------------

    def rounds(self):
        cost = {}
        order = [(n, p) for n in self.programs for p in (SMALL, LARGE)]
        shuffle = random.Random(2026)
        for i in range(self.args.rounds + 1):
            shuffle.shuffle(order)
            for name, people in order:
                t = self.start(name, people)
                got = (t.cpu_ns(), t.peak_kb())
                t.end()
                if i > 0:          # the first one fills the caches
                    cost.setdefault((name, people), []).append(got)
        return cost

    @staticmethod
    def ratios(cost, one, other, people, which):
        return [a[which] / b[which] for a, b in
                zip(cost[one, people], cost[other, people])]

    def judge_rounds(self):
        cost = self.rounds()
        for which, what, target in ((0, 'first screen, CPU ÷ floor', 1.5),
                                    (1, 'peak memory ÷ floor', 2.5)):
            for people in (SMALL, LARGE):
                itself = self.ratios(cost, 'again', 'floor', people, which)
                noise = spread(itself) * target
                value = statistics.median(
                    self.ratios(cost, 'program', 'floor', people, which))
                self.judge(f'{what}, {people} people', value, target, noise)

    # ---- instructions ----------------------------------------------------

    def count(self, name, people, bursts):
        """Instructions of a run in which these keys were pressed: a burst is
        sent at once, the next one when the screen stands again."""
        out = os.path.join(self.dir, 'callgrind.out')
        tool = ['valgrind', '--tool=callgrind', '-q',
                f'--callgrind-out-file={out}']
        t = Terminal(self.launch, tool + self.programs[name] +
                     [self.ledger(people)], self.env)
        t.settle(QUIET_COUNTED * 2, 60.0)
        for burst in bursts:
            t.send(burst)
            t.settle(QUIET_COUNTED, 20.0)
        t.end()
        with open(out) as f:
            found = re.search(r'^(?:summary|totals): (\d+)', f.read(), re.M)
        os.remove(out)
        return int(found.group(1))

    def counts(self, name):
        """Down and Up within the page; then, once the list has begun to
        scroll, one Down and fifty typed ahead: both repaint the page."""
        downs = [['Down']] * KEYS_COUNTED
        ups = [['Up']] * KEYS_COUNTED
        to_scroll = [['Down'] * AHEAD]
        start = self.count(name, LARGE, [])
        down = self.count(name, LARGE, downs)
        both = self.count(name, LARGE, downs + ups)
        before = self.count(name, LARGE, to_scroll)
        one = self.count(name, LARGE, to_scroll + downs[:SCROLLS_COUNTED])
        ahead = self.count(name, LARGE, to_scroll + [['Down'] * AHEAD])
        return {'start': start, 'small': self.count(name, SMALL, []),
                'Down': (down - start) / KEYS_COUNTED,
                'Up': (both - down) / KEYS_COUNTED,
                'scroll': (one - before) / SCROLLS_COUNTED,
                'ahead': ahead - before}

    def judge_counts(self):
        floor, again, program = map(self.counts, self.programs)
        for name, got in (('floor', floor), ('program', program)):
            print(f'instructions of {name}: ' + ', '.join(
                f'{k} {v:,.0f}' for k, v in got.items()))

        def noise(of):
            return abs(of(again) - of(floor))

        def large(c):
            return c['start'] / c['small']

        def ahead(c):
            return c['ahead'] / c['scroll']

        self.judge(f'start, instructions, {LARGE} ÷ {SMALL}', large(program),
                   1.05, noise(large))
        for key in ('Down', 'Up'):
            self.judge(f'{key}, instructions ÷ floor',
                       program[key] / floor[key], 2.0,
                       abs(again[key] / floor[key] - 1) * 2)
        self.judge(f'{AHEAD} Downs typed ahead ÷ one that scrolls', ahead(program), 5.0,
                   noise(ahead))

    # ---- what only the program does --------------------------------------

    def judge_idle(self):
        t = self.start('program', LARGE)
        t.settle(1.0, 1.0)
        before = t.wakeups(), t.written(), t.bytes
        time.sleep(IDLE)
        t.settle(0.01, 0.01)
        after = t.wakeups(), t.written(), t.bytes
        t.end()
        names = ('wake-ups', 'bytes to any file', 'bytes to the terminal')
        for name, a, b in zip(names, after, before):
            self.judge(f'idle {IDLE:.0f} s: {name}', a - b, 0, 0)

    def judge_esc(self):
        """Help is opened and closed again; measured is until the last byte."""
        took = []
        t = self.start('program', SMALL)
        for _ in range(self.args.rounds):
            t.send(['F1'])
            if not t.settle(QUIET, 1.0):
                break
            sent = t.send(['Esc'])
            if not t.settle(QUIET, 1.0):
                break
            took.append((t.last - sent) * 1000)
        t.end()
        if len(took) < self.args.rounds:
            self.judge('Esc closes the dialog: was it drawn?', 1, 0, 0)
            return
        self.judge('Esc closes a dialog', statistics.median(took), 60,
                   deviation(took), 'ms')

    def judge_filter(self):
        took = {key: [] for key in FILTER[1:]}
        for _ in range(self.args.rounds):
            t = self.start('program', LARGE)
            t.send(FILTER[:1])
            t.settle(QUIET, 1.0)
            for key in FILTER[1:]:
                before = t.cpu_ns()
                t.send([key])
                if t.settle(QUIET, 1.0):
                    took[key].append((t.cpu_ns() - before) / 1e6)
            t.end()
        for key, got in took.items():
            if len(got) < self.args.rounds:
                self.judge(f'filter, key {key}: was it drawn?', 1, 0, 0)
                continue
            self.judge(f'filter {LARGE} people, key {key}, CPU',
                       statistics.median(got), 16, deviation(got), 'ms')


def deviation(values):
    """Half the distance between the quartiles: how far one value lies from
    the median, half of the time."""
    q = statistics.quantiles(values, n=4)
    return (q[2] - q[0]) / 2


def spread(ratios):
    """How far a program is from itself."""
    return abs(statistics.median(ratios) - 1) + deviation(ratios)


def main():
    p = argparse.ArgumentParser()
    p.add_argument('--build', required=True)
    p.add_argument('--program')
    p.add_argument('--rounds', type=int, default=15)
    p.add_argument('--twin', action='store_true')
    args = p.parse_args()
    args.program = args.program or os.path.join(args.build, 'pbtui')
    bench = Bench(args)
    bench.judge_rounds()
    bench.judge_counts()
    bench.judge_idle()
    if not args.twin:
        bench.judge_esc()
        bench.judge_filter()
    missed = bench.report()
    if args.twin:
        return 0 if len(missed) >= TWIN_MISSES else 1
    return 1 if missed else 0


if __name__ == '__main__':
    sys.exit(main())
