"""What the figures of a year and its inspection wait for, in one of a hundred
branches of ten years.

Inside one process (figures.c); and, only told, the processor's time of the two
commands from start to end.
"""
import os
import resource
import statistics
import subprocess
import sys

from noise import deviation

BRANCHES = 'branches-100'
YEAR = '2025'
COMMANDS = ('figures', 'inspect')
TIMES = 7


def judge_all(bench):
    out = subprocess.run([os.path.join(bench.dir, 'figures'),
                          bench.path(BRANCHES)], env=bench.env, check=True,
                         stdout=subprocess.PIPE, text=True).stdout
    for line in out.splitlines():
        what, median, noise, target, _ = line.split('\t')
        bench.judge(f'100 branches, {what}', int(median) / 1000,
                    int(target) / 1000, int(noise) / 1000, 'ms')
    for command in COMMANDS:
        tell(bench, command)


def tell(bench, command):
    took = []
    for _ in range(TIMES):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run([bench.args.program, '--db', bench.path(BRANCHES),
                               command, '--year', YEAR], env=bench.env,
                              stdout=subprocess.DEVNULL)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        if done.returncode > 1:     # 1: something was found
            sys.exit(f'bench: pbtui {command} failed')
        took.append((after.ru_utime + after.ru_stime -
                     before.ru_utime - before.ru_stime) * 1e3)
    print(f'100 branches, pbtui {command}: {statistics.median(took):.1f} ms, '
          f'give or take {deviation(took):.1f}')
