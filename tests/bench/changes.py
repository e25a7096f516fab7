"""Changes of thousands of rows as ratios to a floor in the same run.

change.c does it, inside one process: a month opened for 5,000 members, 5,000
payments, a sitting of 5,000 closed, 5,000 records saved through their checks.
"""
import os
import shutil
import subprocess

PEOPLE = 'people-20000'


def judge_all(bench):
    """Saving writes, so it gets a copy."""
    copy = os.path.join(bench.home.name, 'changes.db')
    shutil.copyfile(bench.path(PEOPLE), copy)
    out = subprocess.run([os.path.join(bench.dir, 'change'), copy],
                         env=bench.env, check=True, stdout=subprocess.PIPE,
                         text=True).stdout
    os.remove(copy)
    for line in out.splitlines():
        what, *numbers = line.split('\t')
        ratio, noise, target, program, floor, clock = (
            int(n) / 1000 for n in numbers)
        print(f'{what}: {program:.1f} ms, floor {floor:.1f} ms of the '
              f'processor; {clock:.1f} ms by the clock')
        bench.judge(f'{what}, CPU ÷ floor', ratio, target, noise)
