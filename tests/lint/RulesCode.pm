# Rules about what C code may say.  A rule gets the tree and a way to report
# (path, line, sentence) and returns how many things it looked at.
package RulesCode;
use strict;
use warnings;
use utf8;

my $SRC  = qr{^src/.*\.[ch]$};
my $OURS = qr{^(?:src|include)/.*\.[ch]$};

# Reports every code line that matches.
sub grep_code {
    my ($tree, $report, $files, $match, $why) = @_;
    my $looked = 0;
    for my $file ($tree->files($files)) {
        my $n = 0;
        for my $line (@{$file->{code_lines}}) {
            $n++;
            $looked++;
            $report->($file->{path}, $n, "$1: $why") if $line =~ $match;
        }
    }
    return $looked;
}

# ---- calls ----------------------------------------------------------------

# [what, why, files that may]
my @CALLS = (
    [qr/system|popen/, 'a shell reads its words again; posix_spawn'],
    [qr/strcpy|strcat|sprintf|vsprintf|gets/, 'writes past the end; strbuf'],
    [qr/alloca/, 'the stack has no error return; mem_new or an arena'],
    [qr/ato(?:i|l|ll|f)|strto(?:d|f|ld|k)/,
     'no error, no range or a float; strtol, text/money'],
    [qr/v?f?w?scanf|v?sscanf/, 'skips and overflows silently; read by hand'],
    [qr/tmpnam|tempnam|mktemp/, 'a race; mkstemp'],
    [qr/malloc|calloc|realloc|strdup|strndup|asprintf|free/,
     'mem_* never returns NULL', qr{^src/base/mem\.c$}],
    [qr/time|localtime|gmtime|gettimeofday|clock_gettime/,
     'one clock: base/clock', qr{^src/base/clock\.c$}],
    [qr/sqlite3_v?s?n?m?printf/, 'SQL is written once and bound; SQL()'],
);

sub calls {
    my ($tree, $report) = @_;
    my $looked = 0;
    for my $call (@CALLS) {
        my ($what, $why, $door) = @$call;
        $looked = grep_code($tree, sub {
            $report->(@_) unless $door && $_[0] =~ $door;
        }, $SRC, qr/(?<![\w.>])($what)\s*\(/, $why);
    }
    grep_code($tree, $report, $SRC, qr/\b(setlocale\s*\(\s*LC_ALL)/,
              'the comma of LC_NUMERIC gets into SQL; LC_CTYPE only');
    return $looked;
}

# An assert is compiled out; what it does must not be missed then.
sub asserts {
    my ($tree, $report) = @_;
    return grep_code($tree, $report, $SRC,
        qr/\b(assert)\s*\(.*(?:\+\+|--|[^=!<>]=(?!=))/,
        'changes something');
}

# ---- doors ----------------------------------------------------------------

# [header, where it may be included]
my @DOORS = (
    [qr/^(?:ncursesw?\/)?(?:curses|ncurses|term|panel|form|menu)\.h$/,
     qr{^src/tui/(?:term|input)\.c$}],
    [qr/^sqlite3/, qr{^src/store/}],
    [qr/^iniparser|^dictionary\.h/, qr{^src/base/ini\.c$}],
    [qr/^sodium/, qr{^src/store/}],
    [qr/^(?:pango|cairo|xlsxwriter|zip\.h|expat|zlib|harfbuzz|hb\b|fontconfig
         |freetype|ft2build)/x, qr{^src/press/}],
    [qr/^(?:cmocka|vterm)/, qr{^tests/}],
);

sub doors {
    my ($tree, $report) = @_;
    my $looked = 0;
    for my $file ($tree->files(qr/\.[ch]$/)) {
        my $path = $file->{path};
        for my $include (Tree::includes($file)) {
            my ($line, $header) = @$include;
            $looked++;
            for my $door (@DOORS) {
                next unless $header =~ $door->[0] && $path !~ $door->[1];
                # A test may look at a file, or a terminal, from outside.
                next if $path =~ m{^tests/};
                $report->($path, $line, "<$header> has another door");
            }
        }
    }
    return $looked;
}

# ---- numbers and state ----------------------------------------------------

# Files that may compute with fractions, and why.
my %FRACTIONS = (
    qr{^src/press/} => 'xlsxwriter measures in double',
);

# Types, headers and literals of floating point, in whatever spelling.
my $FRACTION = qr/(\b(?:float|double|(?:float|double)_t|_Float\w+|__float\w+)\b
                   |<(?:math|tgmath|complex|float)\.h>
                   |(?<![\w.])(?:\d+\.\d*|\.\d+|\d+[eE][+-]?\d+)
                   |\b0[xX][\da-fA-F]*\.?[\da-fA-F]*[pP][+-]?\d+)/x;

# What makes SQLite answer with a floating number.
my $SQL_FRACTION = qr/\b(as\s+real|avg\s*\(|total\s*\(|round\s*\()/i;

sub fractions {
    my ($tree, $report) = @_;
    my $why = 'money and rates are whole numbers';
    my $unless = sub {
        my ($path) = @_;
        $report->(@_) unless grep { $path =~ $_ } keys %FRACTIONS;
    };
    my $looked = grep_code($tree, $unless, $OURS, $FRACTION, $why);
    each_string($tree, $OURS, sub {
        my ($path, $string) = @_;
        $unless->($path, $string->{line}, "$1: $why")
            if $string->{text} =~ $SQL_FRACTION;
    });
    for my $file ($tree->files(qr{^data/schema/.*\.sql$})) {
        my $n = 0;
        for my $line (@{$file->{lines}}) {
            $n++;
            $looked++;
            (my $sql = $line) =~ s/--.*//;
            $report->($file->{path}, $n, "$1: $why")
                if $sql =~ /\b(REAL|FLOAT|DOUBLE|NUMERIC|\d+\.\d+)\b/i
                || $sql =~ $SQL_FRACTION;
        }
    }
    return $looked;
}

# Files that may keep something between calls, and why.
my %STATE = (
    'src/tui/term.c'   => 'there is one terminal',
    'src/tui/tty.c'    => 'the terminal must be restored from a signal handler',
    'src/tui/input.c'  => 'bytes held back between two reads of the terminal',
    'src/base/log.c'   => 'there is one diary',
    'src/store/conn.c' => 'SQLite is configured once in a process',
    'src/base/err.c'   => 'die() must know how to restore the terminal',
    'src/text/width.c' => 'ncurses calls wcwidth(), which has no argument',
    'src/text/date_workday.c' => 'the holiday table, loaded once',
    'src/ledger/codes.c' => 'the code tables, loaded once; every book shares them',
);

# True when a declaration (up to its =) declares something that can change.
sub is_mutable {
    my ($decl) = @_;
    return $decl !~ /\(\s*\*\s*const\b/ if $decl =~ /\(\s*\*/;
    return $decl !~ /\*\s*const\b[^*]*$/ if $decl =~ /\*/;
    return $decl !~ /\bconst\b/;
}

# [line, text] of each statement outside functions; a body reads as {}.
sub outer_statements {
    my ($code) = @_;
    $code =~ s{^[ \t]*\#(?:[^\n]*\\\n)*[^\n]*}{(my $s = $&) =~ s/[^\n]//g; $s}gem;
    $code =~ s/__attribute__\s*\(\((?:[^()]|\([^()]*\))*\)\)//g;
    my ($depth, $line, $text, $began, @found) = (0, 1, '', 1);
    while ($code =~ /\G([{};\n]|[^{};\n]+)/g) {
        my $piece = $1;
        $line++ if $piece eq "\n";
        if ($piece eq '{') {
            $text .= '{}' if $depth++ == 0;
        } elsif ($piece eq '}') {
            $depth--;
            # The end of a function; of a struct or a list, more follows.
            $text = '' if $depth == 0 && $text =~ /\)\s*\{\}$/
                && $text !~ /=/;
        } elsif ($depth == 0 && $piece eq ';') {
            push @found, [$began, $text];
            $text = '';
        } elsif ($depth == 0) {
            $began = $line if $text !~ /\S/;
            $text .= $piece;
        }
    }
    return @found;
}

sub state {
    my ($tree, $report) = @_;
    my $looked = 0;
    for my $file ($tree->files(qr{^src/.*\.[ch]$})) {
        my $path = $file->{path};
        for my $statement (outer_statements($file->{code})) {
            my ($line, $text) = @$statement;
            $looked++;
            next if $text =~ /^\s*(?:typedef|extern|_Static_assert)\b/;
            next if $text =~ /^\s*(?:struct|enum|union)\s*\w*\s*(?:\{\})?\s*$/;
            (my $decl = $text) =~ s/=.*//s;
            next if $decl =~ /^[^(]*\((?!\s*\*)/; # a prototype
            next if $decl =~ /^\s*\w+\s*$/;              # a macro
            $report->($path, $line, 'a variable of the whole file')
                if is_mutable($decl) && !$STATE{$path};
        }
        my $n = 0;
        for my $line (@{$file->{code_lines}}) {
            $n++;
            next unless $line =~ /^\s+static\s+(?!inline)([^=;(]+)/;
            $report->($path, $n, 'a static that changes')
                if is_mutable($1) && !$STATE{$path};
        }
    }
    return $looked;
}

# ---- strings --------------------------------------------------------------

sub each_string {
    my ($tree, $files, $use) = @_;
    my $looked = 0;
    for my $file ($tree->files($files)) {
        for my $string (@{$file->{strings}}) {
            $looked++;
            $use->($file->{path}, $string);
        }
    }
    return $looked;
}

# printf pads bytes; a Chinese character has three of them and two columns.
sub padding {
    my ($tree, $report) = @_;
    return each_string($tree, qr{^src/(?:tui|screen|report|app|press)/}, sub {
        my ($path, $string) = @_;
        $report->($path, $string->{line}, "\"$&\" pads bytes; fit_text")
            if $string->{text} =~ /%-?(?:\d+|\*)(?:\.(?:\d+|\*))?l?s/;
    });
}

sub sql {
    my ($tree, $report) = @_;
    my $clock = qr/'now'|CURRENT_(?:DATE|TIME)/i;
    my $verb = qr/^\s*(?:select\s|insert\s+(?:or\s+\w+\s+)?into\s
        |update\s+\w+\s+set\b|delete\s+from\s|create\s+(?:table|index|temp)
        |drop\s+table|alter\s+table|pragma\s)/ix;
    my $looked = each_string($tree, $SRC, sub {
        my ($path, $string) = @_;
        $report->($path, $string->{line}, 'SQL asks the machine for the time')
            if $string->{text} =~ $clock;
        $report->($path, $string->{line}, 'SQL outside store and ledger')
            if $string->{text} =~ $verb
            && $path !~ m{^src/(?:store|ledger)/};
    });
    for my $file ($tree->files(qr{^data/.*\.sql$})) {
        my $n = 0;
        for my $line (@{$file->{lines}}) {
            $n++;
            $looked++;
            (my $bare = $line) =~ s/--.*//;
            $report->($file->{path}, $n, 'SQL asks the machine for the time')
                if $bare =~ $clock;
        }
    }
    return $looked;
}

# ---- error codes ----------------------------------------------------------

# code => [[path, line], ...] of the places that raise it.
sub raised {
    my ($tree) = @_;
    my %raised;
    each_string($tree, $SRC, sub {
        my ($path, $string) = @_;
        my ($code, $more) = $string->{text} =~ /^(E-[^\s：]*)(.?)/ or return;
        # Asking whether an error is this one is no second origin, and neither
        # is a sentence in the log; only die() puts the code into its sentence.
        return if $string->{before} =~ /err_is\s*\([^()]*$/;
        return if $more ne '' && $string->{before} !~ /\bdie\s*\(\s*$/;
        push @{$raised{$code}}, [$path, $string->{line}];
    });
    return \%raised;
}

sub codes {
    my ($tree, $report) = @_;
    my $raised = raised($tree);
    my $looked = 0;
    for my $code (sort keys %$raised) {
        my @places = @{$raised->{$code}};
        $looked += @places;
        if ($code !~ /^E-[A-Z]+-[0-9]{3}$/) {
            $report->(@$_, "$code is no E-ROOM-001") for @places;
        } elsif (@places > 1) {
            $report->(@$_, "$code is raised in " . @places . ' places')
                for @places;
        }
    }
    # Somebody who asks for a code that nobody raises waits for ever.
    each_string($tree, qr{^(?:src|tests)/.*\.[ch]$}, sub {
        my ($path, $string) = @_;
        my $code = $string->{text};
        return unless $code =~ /^E-[A-Z]+-[0-9]{3}$/ && !$raised->{$code};
        return if $code =~ /^E-TEST-/;
        $looked++;
        $report->($path, $string->{line}, "nobody raises $code");
    });
    return $looked;
}

1;
