"""What is promised in milliseconds, on a branch of 30,000 events.

Inside one process (inside.c): the matrix of a year, pages of lists, finding,
reading and making an event.  From the keyboard: lists that are opened and
paged, a find as it is typed.  A time by the clock is from the last key to the
byte after which the screen shows what was asked for; the screen is put together
afterwards (screen.py).  What takes long is judged by the processor's time, for
other programs want the processor, too.
"""
import os
import re
import shutil
import statistics
import subprocess

from noise import deviation
from screen import Screen

EVENTS = 'events-30000'
QUIET = 0.10
EVENT_LIST = ['1']          # on the first screen
FIND = ['F7']
STATUS = re.compile(r'共 (\d+) 处')
FINDS = (('frequent word', '企业', 150), ('rare word', '榆林湾渡口', 150),
         ('one character', '企', 150), ('two words', '企业 市场', 150),
         ('two words in two texts', '资金拨付 验收办法', 150),
         ('@person', '@{person}', 150))     # 28,000 hits, no text is read
TYPED = '企业市场组织建设'   # letter by letter, while it looks for what was typed
APART = 0.03                # seconds between two of them
BURST = 0.002               # seconds within one painting
FIND_ROUNDS = 7


def judge_all(bench):
    judge_inside(bench)
    judge_lists(bench)
    judge_find(bench)
    judge_typing(bench)


# ---- inside the process --------------------------------------------------

def judge_inside(bench):
    """Saving writes, so it gets a copy."""
    copy = os.path.join(bench.home.name, 'events.db')
    shutil.copyfile(bench.path(EVENTS), copy)
    out = subprocess.run([os.path.join(bench.dir, 'inside'), copy],
                         env=bench.env, check=True, stdout=subprocess.PIPE,
                         text=True).stdout
    os.remove(copy)
    for line in out.splitlines():
        what, median, noise, target, rows = line.split('\t')
        value = int(median) / 1000
        if int(target) > 0:
            bench.judge(what, value, int(target) / 1000, int(noise) / 1000,
                        'ms')
        else:
            print(f'{what}: {value:.2f} ms, {rows} rows')


# ---- lists ---------------------------------------------------------------

def judge_lists(bench):
    """CPU of the key, drawing and terminal included."""
    keys = [('opened', EVENT_LIST), ('PgDn', ['PgDn']), ('PgUp', ['PgUp']),
            ('本年', ['Tab']), ('计划', ['Tab']), ('没开成', ['Tab']),
            ('已作废', ['Tab'])]
    took = {what: [] for what, _ in keys}
    for _ in range(bench.args.rounds):
        t = bench.start('program', EVENTS)
        for what, key in keys:
            before = t.cpu_ns()
            t.send(key)
            t.settle(QUIET, 1.0)
            took[what].append((t.cpu_ns() - before) / 1e6)
        t.end()
    for what, got in took.items():
        bench.judge(f'list of events, {what}, CPU', statistics.median(got), 5,
                    deviation(got), 'ms')
    took = []
    for _ in range(bench.args.rounds):
        t = bench.start('program', EVENTS, EVENT_LIST)
        before = t.cpu_ns()
        t.send(['Enter'])
        t.settle(QUIET, 1.0)
        took.append((t.cpu_ns() - before) / 1e6)
        t.end()
    bench.judge('form of an event opened, CPU', statistics.median(took), 16,
                deviation(took), 'ms')


# ---- finding -------------------------------------------------------------

def frames(t, sent):
    """(milliseconds after `sent`, screen) at the end of every burst of bytes;
    what came before is in the first."""
    screen = Screen(t.rows, t.cols)
    for i, (at, data) in enumerate(t.heard):
        screen.feed(data)
        follows = i + 1 < len(t.heard) and \
            t.heard[i + 1][0] - at < BURST
        if at >= sent and not follows:
            yield (at - sent) * 1000, screen


def first_time(t, sent, holds):
    """Until the screen holds; None: never."""
    for ms, screen in frames(t, sent):
        if holds(screen):
            return ms
    return None


def last_time(t, sent, holds):
    """Until the screen holds and does from then on."""
    since = None
    for ms, screen in frames(t, sent):
        if not holds(screen):
            since = None
        elif since is None:
            since = ms
    return since


def shows_hits(screen):
    found = STATUS.search(screen.text())
    return found is not None and int(found.group(1)) > 0


def is_complete(screen):
    return shows_hits(screen) and '还在找' not in screen.text()


def find(bench, text):
    """The last letter is the key that is waited for."""
    t = bench.start('program', EVENTS, FIND)
    if len(text) > 1:
        t.send([text[:-1]])
        t.settle(QUIET * 3, 1.0)
    before = t.cpu_ns()
    sent = t.send([text[-1]])
    t.settle(QUIET * 3, 2.0)
    cpu = (t.cpu_ns() - before) / 1e6
    first = first_time(t, sent, lambda s: text in s.line(1) and shows_hits(s))
    whole = last_time(t, sent, lambda s: text in s.line(1) and is_complete(s))
    t.end()
    return first, None if whole is None else cpu, whole


def judge_find(bench):
    person = name_of_first(bench)
    for what, text, whole in FINDS:
        text = text.format(person=person)
        got = [find(bench, text) for _ in range(FIND_ROUNDS)]
        for i, told, target in ((0, 'first hits', 16),
                                (1, 'complete, CPU', whole)):
            times = [g[i] for g in got if g[i] is not None]
            if len(times) < len(got):
                bench.judge(f'find typed, {what}, {told}: shown?', 1, 0, 0)
                continue
            bench.judge(f'find typed, {what}, {told}',
                        statistics.median(times), target, deviation(times),
                        'ms')
        times = [g[2] for g in got if g[2] is not None]
        print(f'find typed, {what}, complete: '
              f'{statistics.median(times or [0]):.1f} ms by the clock')


def name_of_first(bench):
    out = subprocess.run(
        ['sqlite3', '-readonly', bench.path(EVENTS),
         'select name from person order by id limit 1'],
        check=True, stdout=subprocess.PIPE, text=True).stdout
    return out.strip()


def judge_typing(bench):
    """Each letter is shown, though the find for the one before goes on."""
    took = []
    for _ in range(FIND_ROUNDS):
        t = bench.start('program', EVENTS, FIND)
        sent = []
        for letter in TYPED:
            sent.append(t.send([letter]))
            t.listen(APART)
        t.settle(QUIET * 3, 1.0)
        for i, at in enumerate(sent):
            part = TYPED[:i + 1]
            ms = first_time(t, at, lambda s: part in s.line(1))
            took.append(1000.0 if ms is None else ms)
        t.end()
    bench.judge('a letter shown while a find goes on', statistics.median(took),
                16, deviation(took), 'ms')
    bench.judge('the same, nine of ten', sorted(took)[len(took) * 9 // 10],
                16, deviation(took), 'ms')
