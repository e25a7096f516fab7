"""What the dues screens wait for.

Inside one process (dues.c): 5,000 members with the dues of this year, and with
those of ten years.  On the screen, drawing, saving and terminal included: what a
key of a sitting costs, with 28 members and with 5,000.
"""
import os
import shutil
import statistics
import subprocess

from noise import deviation

LEDGERS = (('dues-year-5000', 'a year'), ('dues-5000', 'ten years'))
SITTING = ['2']          # from the first screen
OPEN = ['F3']            # its month
QUIET = 0.10
# Processor time a key may cost, in ms: the issue's.
SITTINGS = (('dues-year-28', 2), ('dues-year-5000', 16))
# Only ten years make these slow; only a young ledger is to open this fast.
OF_TEN_YEARS = ('list of arrears', "a year's statement of one")
OF_A_YEAR = ('a month opened',)


def is_judged(what, span):
    if what in OF_TEN_YEARS:
        return span == 'ten years'
    return what not in OF_A_YEAR or span == 'a year'


def judge_all(bench):
    for ledger, span in LEDGERS:
        judge(bench, ledger, span)
    for ledger, target in SITTINGS:
        judge_sitting(bench, ledger, target)


def judge(bench, ledger, span):
    """Saving writes, so it gets a copy."""
    copy = os.path.join(bench.home.name, 'dues.db')
    shutil.copyfile(bench.path(ledger), copy)
    out = subprocess.run([os.path.join(bench.dir, 'dues'), copy],
                         env=bench.env, check=True, stdout=subprocess.PIPE,
                         text=True).stdout
    os.remove(copy)
    for line in out.splitlines():
        what, median, noise, target, rows = line.split('\t')
        value = int(median) / 1000
        if int(target) > 0 and is_judged(what, span):
            bench.judge(f'dues of {span}, {what}', value, int(target) / 1000,
                        int(noise) / 1000, 'ms')
        else:
            print(f'dues of {span}, {what}: {value:.2f} ms, {rows} rows')


def judge_sitting(bench, ledger, target):
    """A copy of the ledger, whose month is opened first; then Down and Space,
    over and over."""
    took = {'Down': [], 'Space': []}
    name = os.path.abspath(os.path.join(bench.home.name, 'sitting'))
    for _ in range(bench.args.rounds):
        shutil.copyfile(bench.path(ledger), name + '.db')
        t = bench.start('program', name, SITTING + OPEN)
        for what in ('Down', 'Space') * 5:
            before = t.cpu_ns()
            t.send([' ' if what == 'Space' else what])
            t.settle(QUIET, 1.0)
            took[what].append((t.cpu_ns() - before) / 1e6)
        t.end()
    for what, got in took.items():
        bench.judge(f'sitting of {ledger}, {what}, CPU', statistics.median(got),
                    target, deviation(got), 'ms')
