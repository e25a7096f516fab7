"""Speed and memory of paper, as ratios to LibreOffice in the same run.

    paper.py --build BUILD [--rounds N] [--twin]

The same table (40 rows, one page; 10,000 rows; 12 columns) goes to PDF by
LibreOffice headless from an xlsx, and by flow, page model and press from a TSV
(paper.c).  Every round runs both on both, in an order shuffled anew; ratios are
formed inside a round, and the median is judged.  Memory is that of the press
alone: 1,000 pages against 100, lines fed to it directly.

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
import time
import zipfile

SMALL, LARGE = 40, 10000
TARGETS = {SMALL: 1 / 15, LARGE: 1 / 5}
FLAT = 1.10             # peak of 1,000 pages ÷ peak of 100
HEADS = ['序号', '姓名', '性别', '民族', '出生日期', '学历', '职务', '金额',
         '党小组', '状态', '月份', '备注']
NAMES = ['张建国', '李敏', '王晓燕', '𠮷田志', '欧阳雪峰', '赵敏', '刘晓']

XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
OPEN = 'schemas.openxmlformats.org'
MAIN = f'//{OPEN}/spreadsheetml/2006/main'
LINKS = f'//{OPEN}/officeDocument/2006/relationships'
PACKAGE = f'//{OPEN}/package/2006'


def row(i):
    return [str(i + 1), NAMES[i % 7], '女' if i % 3 else '男', '汉族',
            f'{1960 + i % 40}-{1 + i % 12:02d}-{1 + i % 28:02d}', '大学本科',
            '正科级', f'{i * 7919 % 100000}.{i % 100:02d}', '一组', '在职',
            '2026年10月', f'备注{i}']


def table(n):
    return [HEADS] + [row(i) for i in range(n)]


def write_tsv(path, rows):
    with open(path, 'w', encoding='utf-8') as f:
        f.writelines('\t'.join(r) + '\n' for r in rows)


def sheet_xml(rows):
    out = [XML, f'<worksheet xmlns="http:{MAIN}"><sheetPr><pageSetUpPr '
           'fitToPage="1"/></sheetPr><sheetData>']
    for r in rows:
        cells = ''.join(f'<c t="inlineStr"><is><t>{c}</t></is></c>' for c in r)
        out.append(f'<row>{cells}</row>')
    out.append('</sheetData><pageSetup paperSize="9" orientation="landscape" '
               'fitToWidth="1" fitToHeight="0"/></worksheet>')
    return ''.join(out)


def relation(number, kind, target):
    return (f'<Relationship Id="rId{number}" Type="http:{LINKS}/{kind}" '
            f'Target="{target}"/>')


def write_xlsx(path, rows):
    kind = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
    relations = f'<Relationships xmlns="http:{PACKAGE}/relationships">'
    parts = {
        '[Content_Types].xml':
            f'<Types xmlns="http:{PACKAGE}/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.'
            'openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.'
            'sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" '
            f'ContentType="{kind}.worksheet+xml"/></Types>',
        '_rels/.rels':
            relations + relation(1, 'officeDocument', 'xl/workbook.xml') +
            '</Relationships>',
        'xl/workbook.xml':
            f'<workbook xmlns="http:{MAIN}" xmlns:r="http:{LINKS}"><sheets>'
            '<sheet name="1" sheetId="1" r:id="rId1"/></sheets></workbook>',
        'xl/_rels/workbook.xml.rels':
            relations + relation(1, 'worksheet', 'worksheets/sheet1.xml') +
            '</Relationships>',
    }
    with zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED) as z:
        for name, text in parts.items():
            z.writestr(name, XML + text)
        z.writestr('xl/worksheets/sheet1.xml', sheet_xml(rows))


def write_wire(path, pages):
    """What report/press writes for so many pages of a table."""
    with open(path, 'w', encoding='utf-8') as f:
        f.write(f'pbtui-press 1\npages {pages}\n')
        for p in range(pages):
            f.write('page 84189 59528\nstyle body 900 4500\n')
            for i in range(SMALL):
                for c, text in enumerate(row(p * SMALL + i)):
                    f.write(f'text {5000 + c * 6000} {6000 + i * 1200} 5900 l '
                            f'{text}\n')
                f.write(f'rule thin 5000 {6000 + i * 1200} 72000 h\n')
        f.write('end\n')


class Bench:
    def __init__(self, args, folder):
        self.folder = folder
        self.paper = os.path.abspath(os.path.join(args.build, 'bench/paper'))
        self.press = os.path.abspath(os.path.join(args.build, 'pbtui-press'))
        self.rounds = args.rounds
        if args.twin:
            self.press = self.slow_press()
        self.env = {'HOME': folder, 'PATH': os.environ['PATH'],
                    'LANG': 'C.UTF-8', 'PBTUI_PRESS': self.press}
        self.missed = self.looked = 0
        for n in (SMALL, LARGE):
            write_tsv(self.path(f'{n}.tsv'), table(n))
            write_xlsx(self.path(f'{n}.xlsx'), table(n))

    def path(self, name):
        return os.path.join(self.folder, name)

    def slow_press(self):
        """Three seconds, and all of its input in memory."""
        path = self.path('slow-press')
        with open(path, 'w', encoding='utf-8') as f:
            f.write(f'#!{sys.executable}\n'
                    'import subprocess, sys, time\n'
                    'wire = sys.stdin.buffer.read()\n'
                    'time.sleep(3)\n'
                    f'sys.exit(subprocess.run(["{self.press}"], input=wire)'
                    '.returncode)\n')
        os.chmod(path, 0o755)
        return path

    def run(self, command):
        """Seconds."""
        began = time.monotonic()
        with open(self.path('said'), 'wb') as said:
            status = subprocess.run(command, env=self.env, stderr=said,
                                    stdout=subprocess.DEVNULL,
                                    check=False).returncode
        took = time.monotonic() - began
        if status != 0:
            with open(self.path('said'), encoding='utf-8') as said:
                sys.exit(f'paper: {command[0]}: {said.read()}')
        return took

    def office(self, n):
        """LibreOffice ends with 0 whatever happens, so its file is asked."""
        pdf = self.path(f'{n}.pdf')
        if os.path.exists(pdf):
            os.remove(pdf)
        took = self.run(['soffice', '--headless', '--norestore',
                         f'-env:UserInstallation=file://{self.folder}/office',
                         '--convert-to', 'pdf', '--outdir', self.folder,
                         self.path(f'{n}.xlsx')])
        if not os.path.exists(pdf):
            sys.exit('paper: LibreOffice made no PDF')
        return took

    def ours(self, n):
        return self.run([self.paper, self.path(f'{n}.tsv'),
                         self.path(f'{n}-ours.pdf')])

    def judge(self, what, value, target):
        self.looked += 1
        missed = value > target
        self.missed += missed
        print(f'{what:44} {value:8.4f} {target:8.4f} '
              f'{"MISSED" if missed else "ok"}')

    def judge_speed(self):
        took = {}
        jobs = [(who, n) for who in (self.office, self.ours)
                for n in (SMALL, LARGE)]
        shuffle = random.Random(2026)
        for i in range(self.rounds + 1):
            shuffle.shuffle(jobs)
            for who, n in jobs:
                seconds = who(n)
                if i > 0:      # the first one fills the caches
                    took.setdefault((who.__name__, n), []).append(seconds)
        for n in (SMALL, LARGE):
            office, ours = took['office', n], took['ours', n]
            ratio = statistics.median(b / a for a, b in zip(office, ours))
            print(f'{n} rows: LibreOffice {statistics.median(office):.3f} s, '
                  f'pbtui {statistics.median(ours):.3f} s')
            self.judge(f'{n} rows × 12 as PDF ÷ LibreOffice', ratio,
                       TARGETS[n])

    def judge_memory(self):
        peak = {}
        for pages in (100, 1000):
            wire = self.path('wire')
            write_wire(wire, pages)
            said = subprocess.run([self.paper, '--peak', self.press, wire],
                                  env=self.env, stdout=subprocess.PIPE,
                                  stderr=subprocess.DEVNULL, check=True)
            peak[pages] = int(said.stdout)
            print(f'{pages} pages: peak {peak[pages]} KB')
        self.judge('peak memory, 1,000 pages ÷ 100 pages',
                   peak[1000] / peak[100], FLAT)


def main():
    p = argparse.ArgumentParser()
    p.add_argument('--build', required=True)
    p.add_argument('--rounds', type=int, default=7)
    p.add_argument('--twin', action='store_true')
    args = p.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(args, folder)
        print(f'{"":44} {"is":>8} {"at most":>8}')
        bench.judge_speed()
        bench.judge_memory()
    print(f'{bench.looked} targets looked at, {bench.missed} missed')
    if args.twin:
        return 0 if bench.missed == bench.looked else 1
    return 1 if bench.missed else 0


if __name__ == '__main__':
    sys.exit(main())
