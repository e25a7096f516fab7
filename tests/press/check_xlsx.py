"""Tables and forms of the sample branch, opened by LibreOffice.

    check_xlsx.py --build BUILD [--keep FOLDER]

Each is written twice, as xlsx and as csv; LibreOffice turns the sheets of the
xlsx into csv, which must hold the same rows of the same cells.  Then all of
them become PDF: what does not open does not get there.  --keep leaves the files
in a folder, to look at the pictures.
"""
import argparse
import collections
import csv
import glob
import io
import os
import subprocess
import sys
import tempfile

LISTS = ['roster', 'events', 'dues', 'candidacy', 'talks', 'problems']
COMMANDS = [['duties'], ['rates', '--absent']]
# What their csv says in other words; only opened.
OPENED = [['figures'], ['inspect']]
FORMS = ['meeting', 'sitting', 'dues-year', 'dues-month', 'roster', 'signin',
         'duties', 'stats-members', 'pipeline-track', 'pipeline-archive',
         'fund', 'review-tally', 'plan', 'changes', 'attendance-people']
TODAY = '2026-11-20'
# Comma, double quotes, UTF-8, as shown, every sheet in a file of its own.
AS_CSV = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,' \
         'false,false,-1'
SIGNS = str.maketrans('✓✗', '√×')


def plain(cell):
    """A cell without what differs by the way it is shown."""
    cell = cell.lstrip("'").strip().replace('\r', '').replace('\n', '')
    cell = cell.translate(SIGNS)
    number = cell.replace(',', '')
    try:
        return repr(float(number)) if number[:1] in '-0123456789' else cell
    except ValueError:
        return cell


def rows_of(text):
    rows = [[plain(c) for c in row] for row in csv.reader(io.StringIO(text))]
    return [[c for c in row if c] for row in rows if any(row)]


class Check:
    def __init__(self, args, folder):
        self.folder = folder
        self.program = os.path.abspath(os.path.join(args.build, 'pbtui'))
        self.env = {'HOME': folder, 'PATH': os.environ['PATH'],
                    'LANG': 'C.UTF-8', 'PBTUI_TODAY': TODAY, 'TZ': 'UTC'}
        self.db = os.path.join(folder, 'sample.db')
        self.pbtui('demo', self.db, db=False)
        self.files, self.bad, self.looked = [], 0, 0

    def pbtui(self, *words, db=True):
        said = subprocess.run(
            [self.program] + (['--db', self.db] if db else []) + list(words),
            env=self.env, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        if said.returncode not in (0, 1):
            sys.exit(f'{words}: {said.stderr.decode()}')
        return said.stdout.decode()

    def office(self, to, files):
        subprocess.run(
            ['soffice', '--headless', '--convert-to', to, '--outdir',
             self.folder] + files,
            env=self.env, check=True, timeout=600, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL)

    def make(self, name, words):
        path = os.path.join(self.folder, name + '.xlsx')
        self.pbtui(*words, '-o', path)
        self.files.append((name, path, self.pbtui(*words, '--format', 'csv')))

    def compare(self, name, path, ours):
        """All rows of ours are among those that it shows, as often."""
        theirs = collections.Counter()
        for sheet in glob.glob(glob.escape(path[:-5]) + '-*.csv'):
            with open(sheet, encoding='utf-8') as f:
                theirs.update(tuple(row) for row in rows_of(f.read()))
        lost = []
        for row in rows_of(ours):
            self.looked += len(row)
            if theirs[tuple(row)] > 0:
                theirs[tuple(row)] -= 1
            else:
                lost.append(row)
        if lost:
            self.bad += 1
            print(f'  {name}: {len(lost)} rows are not there, first {lost[0]}')

    def run(self):
        for book in LISTS:
            self.make('list-' + book, ['list', book])
        for words in COMMANDS:
            self.make('-'.join(words), words)
        for form in FORMS:
            self.make('form-' + form, ['print', form])
        compared = list(self.files)
        for words in OPENED:
            self.make('-'.join(words), words)
        paths = [path for _, path, _ in self.files]
        self.office(AS_CSV, paths)
        for name, path, ours in compared:
            self.compare(name, path, ours)
        self.office('pdf', paths)
        for name, path, _ in self.files:
            if not os.path.exists(path[:-5] + '.pdf'):
                self.bad += 1
                print(f'  {name}: LibreOffice does not open it')
        print(f'{len(self.files)} files, {self.looked} cells, {self.bad} bad')
        return self.bad


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--build', required=True)
    parser.add_argument('--keep')
    args = parser.parse_args()
    if args.keep:
        os.makedirs(args.keep, exist_ok=True)
        return Check(args, os.path.abspath(args.keep)).run()
    with tempfile.TemporaryDirectory() as folder:
        return Check(args, folder).run()


if __name__ == '__main__':
    sys.exit(1 if main() else 0)
