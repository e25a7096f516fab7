"""What a terminal shows: just as much of one as curses needs for xterm.

Fed afterwards with what came and when, so that looking costs no time while
the program is measured.
"""
import re
import unicodedata

TOKEN = re.compile(r'\x1b\[([?>]?)([0-9;]*)([@-~])|\x1b[()].|\x1b[=>78M]'
                   r'|[\x00-\x1f]|[^\x00-\x1f\x1b]')


def width(ch):
    return 2 if unicodedata.east_asian_width(ch) in 'WF' else 1


class Screen:
    def __init__(self, rows, cols):
        self.rows, self.cols = rows, cols
        self.cells = [[' '] * cols for _ in range(rows)]
        self.row = self.col = 0
        self.last = ' '
        self.rest = b''

    def feed(self, data):
        data = self.rest + data
        text = data.decode('utf-8', errors='ignore')
        cut = max(data.rfind(b'\x1b'), len(data) - 3)
        self.rest = b''
        # A sequence or a character that was torn waits for its end.
        for at in range(max(cut, 0), len(data)):
            tail = data[at:]
            if tail[:1] == b'\x1b' and not TOKEN.match(tail.decode('latin1')) \
                    or tail[0] >= 0xC0 and len(tail) < self.length(tail[0]):
                self.rest = tail
                text = data[:at].decode('utf-8', errors='ignore')
                break
        for token in TOKEN.finditer(text):
            self.take(token)

    @staticmethod
    def length(first):
        return 2 if first < 0xE0 else 3 if first < 0xF0 else 4

    def take(self, token):
        s = token.group(0)
        if token.group(3):
            if not token.group(1):
                self.control(token.group(3), token.group(2))
        elif s == '\r':
            self.col = 0
        elif s == '\n':
            self.row = min(self.row + 1, self.rows - 1)
        elif s == '\b':
            self.col = max(self.col - 1, 0)
        elif s >= ' ':
            self.put(s)

    def put(self, ch):
        w = width(ch)
        if self.col + w <= self.cols:
            self.cells[self.row][self.col:self.col + w] = [ch] + [''] * (w - 1)
            self.col += w
            self.last = ch

    def blank(self, row, first, behind):
        for col in range(max(first, 0), min(behind, self.cols)):
            self.cells[row][col] = ' '

    def control(self, final, numbers):
        n = [int(x or 0) for x in numbers.split(';')]
        one = max(n[0], 1)
        if final == 'H':
            self.row = min(one, self.rows) - 1
            self.col = (max(n[1], 1) if len(n) > 1 else 1) - 1
        elif final == 'd':
            self.row = min(one, self.rows) - 1
        elif final == 'G':
            self.col = one - 1
        elif final == 'A':
            self.row = max(self.row - one, 0)
        elif final == 'B':
            self.row = min(self.row + one, self.rows - 1)
        elif final == 'C':
            self.col += one
        elif final == 'D':
            self.col = max(self.col - one, 0)
        elif final == 'b':
            for _ in range(one):
                self.put(self.last)
        elif final == 'X':
            self.blank(self.row, self.col, self.col + one)
        elif final == 'K':
            first = 0 if n[0] > 0 else self.col
            self.blank(self.row, first,
                       self.col + 1 if n[0] == 1 else self.cols)
        elif final == 'J':
            self.blank(self.row, self.col if n[0] == 0 else 0, self.cols)
            for row in range(self.row + 1 if n[0] == 0 else 0, self.rows):
                self.blank(row, 0, self.cols)
        elif final == 'P':
            line = self.cells[self.row]
            del line[self.col:self.col + one]
            line.extend([' '] * (self.cols - len(line)))
        elif final == '@':
            line = self.cells[self.row]
            line[self.col:self.col] = [' '] * one
            del line[self.cols:]

    def line(self, row):
        return ''.join(self.cells[row])

    def text(self):
        return '\n'.join(self.line(row) for row in range(self.rows))
