"""Speed and memory of spreadsheets, as ratios to the library in the same run.

    sheets.py --build BUILD [--rounds N] [--twin]

10,000 rows of 12 columns go to xlsx by the library alone (sheets_floor.c) and
by workbook, lines and press (sheets.c).  Every round runs both, in an order
shuffled anew; ratios are formed inside a round, and the median is judged.
Memory is that of the program and of its press: 100,000 rows against 1,000.

--twin puts a press in between that wastes time and memory, and succeeds when
every target is missed: the bench would notice.
"""
import argparse
import os
import random
import statistics
import subprocess
import sys
import tempfile

ROWS, FEW, MANY = 10000, 1000, 100000
SLOWER = 2.5            # at most so many times the library alone
PROMISED_MS = 500       # only told: milliseconds do not travel
FLAT_KB = 4096          # peak of 100,000 rows less peak of 1,000


class Bench:
    def __init__(self, args, folder):
        self.folder = folder
        self.build = os.path.abspath(args.build)
        self.press = os.path.join(self.build, 'pbtui-press')
        self.rounds = args.rounds
        self.missed = self.looked = 0
        if args.twin:
            self.press = self.slow_press()

    def slow_press(self):
        """Three seconds, and all of its input in memory."""
        path = os.path.join(self.folder, 'slow-press')
        with open(path, 'w', encoding='utf-8') as f:
            f.write(f'#!{sys.executable}\n'
                    'import subprocess, sys, time\n'
                    'wire = sys.stdin.buffer.read()\n'
                    'time.sleep(3)\n'
                    f'sys.exit(subprocess.run(["{self.press}"] + sys.argv[1:],'
                    ' input=wire).returncode)\n')
        os.chmod(path, 0o755)
        return path

    def run(self, program, rows):
        out = os.path.join(self.folder, 'out.xlsx')
        said = subprocess.run(
            [os.path.join(self.build, 'bench', program), str(rows), out],
            env={'HOME': self.folder, 'PATH': os.environ['PATH'],
                 'LANG': 'C.UTF-8', 'PBTUI_PRESS': self.press},
            check=True, stdout=subprocess.PIPE).stdout.split()
        return [int(n) for n in said]

    def judge(self, what, value, most, unit):
        self.looked += 1
        missed = value > most
        self.missed += missed
        print(f'  {"MISSED" if missed else "ok":6}  {what:38} '
              f'{value:8.2f} {unit} (at most {most})')

    def times(self):
        ratios, own = [], []
        for _ in range(self.rounds):
            took = {}
            for program in random.sample(['sheets', 'sheets-floor'], 2):
                took[program] = self.run(program, ROWS)[0]
            own.append(took['sheets'])
            ratios.append(took['sheets'] / max(took['sheets-floor'], 1))
        self.judge(f'{ROWS} rows ÷ the library alone',
                   statistics.median(ratios), SLOWER, 'x ')
        print(f'          {ROWS} rows: {statistics.median(own)} ms '
              f'(promised: {PROMISED_MS})')

    def memory(self):
        few, many = self.run('sheets', FEW), self.run('sheets', MANY)
        for at, who in ((1, 'pbtui'), (2, 'the press')):
            self.judge(f'{MANY} rows less {FEW}: {who}', many[at] - few[at],
                       FLAT_KB, 'KB')


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--build', required=True)
    parser.add_argument('--rounds', type=int, default=9)
    parser.add_argument('--twin', action='store_true')
    args = parser.parse_args()
    if args.twin:
        args.rounds = 3
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(args, folder)
        bench.times()
        bench.memory()
    print(f'{bench.looked} targets, {bench.missed} missed')
    if args.twin:
        # Our own side stays small whatever the press does.
        return 0 if bench.missed == bench.looked - 1 else 1
    return 1 if bench.missed else 0


if __name__ == '__main__':
    sys.exit(main())
