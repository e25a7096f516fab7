"""What the board of 发展党员 and the first screen wait for, inside one process
(board.c)."""
import os
import subprocess


def judge_all(bench):
    out = subprocess.run([os.path.join(bench.dir, 'board')], env=bench.env,
                         check=True, stdout=subprocess.PIPE, text=True).stdout
    for line in out.splitlines():
        what, median, noise, target, _ = line.split('\t')
        bench.judge(f'files of 发展党员, {what}', int(median) / 1000,
                    int(target) / 1000, int(noise) / 1000, 'ms')
