"""What is promised of imports: 10,000 rows of a roster from csv and from xlsx,
looked at and saved, in milliseconds; 100,000 rows in little more memory than
10,000.

Each run is the program itself, with its press, on a copy of a new ledger.
Judged is the processor's time of both, for other programs want the processor,
too; the memory is that of the larger of the two.
"""
import os
import shutil
import statistics
import subprocess
import time

from noise import deviation
from paper import write_xlsx

ROWS, MANY = 10000, 100000
ROUNDS = 5
FLAT = 2.5              # peak of ten times the rows: hashes and what they name
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
FAMILY = '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许'
GIVEN = '建国芳志强文涛敏庆雪磊伟静丽勇艳杰娟军超'
HEADS = ['序号', '姓名', '性别', '身份证号', '出生日期', '民族', '学历',
         '工作岗位', '单位职务', '手机', '固定电话', '住址', '入党日期',
         '转正日期', '籍贯', '参加工作', '学位', '入党支部']


def number(birth, sequence):
    body = f'990101{birth}{sequence:03d}'
    total = sum(int(d) * w for d, w in zip(body, WEIGHTS))
    return body + '10X98765432'[total % 11]


def person(i):
    year, month, day = 1950 + i % 50, 1 + i % 12, 1 + i // 7 % 28
    sequence = 1 + i // 50 % 999
    name = FAMILY[i % 20] + GIVEN[i // 20 % 20] + GIVEN[i // 400 % 20]
    return [str(i + 1), name, '男' if sequence % 2 else '女',
            number(f'{year}{month:02d}{day:02d}', sequence),
            f'{year}-{month:02d}-{day:02d}', '汉族', '大学本科',
            '事业单位管理人员', '示例县某局科员', f'139{i:08d}',
            f'0999{i:07d}', f'示例县示例路{i}号', f'{year + 25}-07-01',
            f'{year + 26}-07-01', '示例县', f'{year + 22}-08-01', '学士',
            '示例支部']


def write_csv(path, n):
    with open(path, 'w', encoding='utf-8-sig', newline='') as f:
        for row in [HEADS] + [person(i) for i in range(n)]:
            f.write(','.join(row) + '\r\n')


class Imports:
    def __init__(self, bench):
        self.bench = bench
        self.folder = bench.home.name
        self.empty = os.path.join(self.folder, 'import-empty.db')
        self.ledger = os.path.join(self.folder, 'import.db')
        self.program = os.path.join(bench.args.build, 'pbtui')
        subprocess.run([self.program, '--db', self.empty, 'init', '--org',
                        '中共示例支部', '--founded', '1960-01-01'],
                       env=bench.env, check=True, stdout=subprocess.DEVNULL)

    def run(self, path, *options):
        """Milliseconds of the processor and by the clock, kB of memory."""
        shutil.copyfile(self.empty, self.ledger)
        out = os.path.join(self.folder, 'import.csv')
        began = time.monotonic()
        child = subprocess.Popen(
            [self.program, '--db', self.ledger, 'import', 'roster', path,
             '--format', 'csv', '-o', out, '--force', *options],
            env=self.bench.env, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = status
        if status != 0:
            raise SystemExit(f'bench: import {path} ended with {status}')
        return ((usage.ru_utime + usage.ru_stime) * 1000,
                (time.monotonic() - began) * 1000, usage.ru_maxrss)

    def judge(self, what, target, path, *options):
        self.run(path, *options)        # fills the caches
        runs = [self.run(path, *options) for _ in range(ROUNDS)]
        times = [cpu for cpu, _, _ in runs]
        clock = statistics.median(clock for _, clock, _ in runs)
        print(f'{what}: {clock:.0f} ms by the clock')
        self.bench.judge(what, statistics.median(times), target,
                         deviation(times), 'ms')


def judge_all(bench):
    imports = Imports(bench)
    names = {kind: os.path.join(imports.folder, f'roster.{kind}')
             for kind in ('csv', 'xlsx')}
    write_csv(names['csv'], ROWS)
    write_xlsx(names['xlsx'], [HEADS] + [person(i) for i in range(ROWS)])
    imports.judge('look at 10,000 rows of csv', 500, names['csv'], '--dry-run')
    imports.judge('look at 10,000 rows of xlsx', 1500, names['xlsx'],
                  '--dry-run')
    imports.judge('import 10,000 rows of csv', 2000, names['csv'])
    few = imports.run(names['csv'], '--dry-run')[2]
    write_csv(names['csv'], MANY)
    many = imports.run(names['csv'], '--dry-run')[2]
    bench.judge('memory, 100,000 rows ÷ 10,000', many / few, FLAT, 0)
