# Rules about where things stand: layers, rooms, headers, tables, and what may
# not be written anywhere.  See RulesCode for how a rule is called.
package RulesTree;
use strict;
use warnings;

# Each layer and what lies below it.
my %BELOW = (
    base   => [],
    text   => [qw(base)],
    tui    => [qw(text base)],
    rules  => [qw(text base)],
    store  => [qw(text base)],
    ledger => [qw(rules store text base)],
    report => [qw(ledger rules store text base)],
    press  => [qw(report text base)],
    screen => [qw(tui report ledger rules store text base)],
    app    => [qw(screen tui report ledger rules store text base)],
);

sub layer_of {
    my ($path) = @_;
    return $path =~ m{^(?:src|include/pbtui)/(\w+)/} ? $1 : undef;
}

sub layers {
    my ($tree, $report) = @_;
    my $looked = 0;
    for my $file ($tree->files(qr{^(?:src|include)/.*\.[ch]$}, 1)) {
        my $path = $file->{path};
        my $layer = layer_of($path) // next;
        my %may = map { $_ => 1 } $layer, @{$BELOW{$layer} // []};
        $report->($path, 1, "no layer is called $layer") if !$BELOW{$layer};
        for my $include (Tree::includes($file)) {
            my ($line, $header, $system) = @$include;
            next if $system;
            $looked++;
            if ($header =~ m{^pbtui/(\w+)/\w+\.h$}) {
                $report->($path, $line, "$layer must not know $1")
                    unless $may{$1};
            } else {
                # A private header of the same folder.
                (my $beside = $path) =~ s{[^/]*$}{$header};
                $report->($path, $line, "\"$header\" is no header of $layer")
                    unless $header =~ /^\w+\.h$/ && $tree->has($beside);
            }
        }
    }
    return $looked;
}

# A public header with functions has its room; a room begins with its header.
sub mirror {
    my ($tree, $report) = @_;
    my $looked = 0;
    for my $file ($tree->files(qr{^include/pbtui/\w+/\w+\.h$})) {
        $looked++;
        (my $room = $file->{path}) =~ s{^include/pbtui/(.*)\.h$}{src/$1.c};
        $report->($file->{path}, 1, "its room $room is missing")
            if $file->{code} =~ /^\w[^;{}#()=]*\([^;{}]*\)[^;{}]*;/m
            && !$tree->has($room);
    }
    for my $file ($tree->files(qr{^src/\w+/\w+\.c$})) {
        $looked++;
        my ($layer, $room) = $file->{path} =~ m{^src/(\w+)/(\w+)\.c$};
        my @ours = grep { !$_->[2] } Tree::includes($file);
        my ($line, $first) = @ours ? @{$ours[0]} : (1, '');
        my $public = "pbtui/$layer/$room.h";
        my $own = $tree->has("include/$public")     ? $public
                : $tree->has("src/$layer/$room.h") ? "$room.h"
                :                                    undef;
        if (defined $own) {
            # First, so that compiling the room proves the header complete.
            $report->($file->{path}, $line, "must include \"$own\" first")
                if $first ne $own;
        } elsif (!grep { $_->[1] =~ m{^(?:pbtui/$layer/)?\w+\.h$} } @ours) {
            $report->($file->{path}, $line, "no header of $layer names it");
        }
    }
    return $looked;
}

sub guards {
    my ($tree, $report) = @_;
    my $looked = 0;
    for my $file ($tree->files(qr{^(?:src|include|tests)/.*\.h$})) {
        $looked++;
        my $path = $file->{path};
        my $layer = $path =~ m{^tests/} ? 'tests' : layer_of($path) // 'src';
        my ($room) = $path =~ m{(\w+)\.h$};
        my @names = map { uc "PBTUI_${_}_${room}_H" } $layer;
        # A private header may carry the name of a public one.
        push @names, uc "PBTUI_SRC_${layer}_${room}_H" if $path =~ m{^src/};
        # Test headers of different layers may be namesakes.
        push @names, uc "PBTUI_TESTS_${1}_${room}_H"
            if $path =~ m{^tests/(?:\w+/)*(\w+)/};
        my ($n, $line) = (0);
        for (@{$file->{lines}}) {
            $n++;
            last if /^#/ && ($line = $_);
        }
        my $next = $file->{lines}[$n] // '';
        $report->($path, $n || 1, "the guard must be $names[0]")
            unless grep { ($line // '') eq "#ifndef $_"
                          && $next eq "#define $_" } @names;
    }
    return $looked;
}

# Every header alone gives a compiler nothing to ask for.
sub alone {
    my ($tree, $report) = @_;
    my @headers = map { $_->{path} }
        $tree->files(qr{^(?:include|src)/.*\.h$}, 0);
    return 0 unless @headers;
    my $cc = $ENV{CC} || 'cc';
    my $root = $tree->{root};
    open my $out, '-|', "cd '$root' && LC_ALL=C $cc -std=c11 -D_GNU_SOURCE"
        . " -Iinclude -fsyntax-only -x c @headers 2>&1" or die "$cc: $!\n";
    my %told;
    while (<$out>) {
        next unless /^([^\s:]+\.h):(\d+):(?:\d+:)? (?:fatal )?error: (.*)/;
        $report->($1, $2, "not complete alone: $3") unless $told{$1}++;
    }
    close $out;
    return scalar @headers;
}

# ---- sizes ----------------------------------------------------------------

my $FILE_LINES     = 400;
my $FUNCTION_LINES = 50;
my $REASON         = qr/lint: long because \S/;

# [first line of the signature, line of {, line of }] of each function.
sub functions {
    my ($file) = @_;
    my ($n, $open, @found) = (0, undef);
    for my $line (@{$file->{code_lines}}) {
        $n++;
        $open = $n if $line =~ /^\{/;
        next unless $line =~ /^\}/ && defined $open;
        push @found, [$open, $n];
        undef $open;
    }
    return @found;
}

sub rooms {
    my ($tree, $report) = @_;
    my $looked = 0;
    for my $file ($tree->files(qr{^(?:src|include)/.*\.[ch]$})) {
        my @lines = @{$file->{lines}};
        my $path = $file->{path};
        $looked++;
        my $last = @lines < 40 ? $#lines : 39;
        $report->($path, 1, @lines . " lines; $FILE_LINES, or a reason")
            if @lines > $FILE_LINES
            && "@lines[0 .. $last]" !~ $REASON;
        for my $function (functions($file)) {
            my ($open, $close) = @$function;
            $looked++;
            my $length = $close - $open - 1;
            next if $length <= $FUNCTION_LINES;
            my $from = $open > 8 ? $open - 8 : 0;
            $report->($path, $open,
                      "a function of $length lines; $FUNCTION_LINES, or a reason")
                if "@lines[$from .. $close - 1]" !~ $REASON;
        }
    }
    return $looked;
}

sub longest {
    my ($tree, $most) = @_;
    my @all = sort { $b->[0] <=> $a->[0] || $a->[1] cmp $b->[1] }
        map { [scalar @{$_->{lines}}, $_->{path}] }
        $tree->files(qr{^(?:src|include)/.*\.[ch]$});
    return splice @all, 0, $most;
}

# ---- shape ----------------------------------------------------------------

sub columns {
    my ($line) = @_;
    my $wide = () = $line =~ /[\p{East_Asian_Width=W}\p{East_Asian_Width=F}]/g;
    return length($line) + $wide;
}

# Files whose blanks, tabs or line ends are the point of them.
my $EXACT =
    qr{^tests/(?:fixtures|screen/golden|fuzz/seeds)/|^data/unicode/LICENSE$};

sub shape {
    my ($tree, $report) = @_;
    my $looked = 0;
    for my $file ($tree->files(qr/./)) {
        my $path = $file->{path};
        next if $path =~ $EXACT;
        $report->($path, scalar @{$file->{lines}}, 'the last line has no end')
            if $file->{text} ne '' && $file->{text} !~ /\n\z/;
        my $tabs = $path =~ m{(?:^|/)Makefile$|\.(?:mk|tsv)$};
        my $n = 0;
        for my $line (@{$file->{lines}}) {
            $n++;
            $looked++;
            # An empty last column of a table ends in a tab.
            $report->($path, $n, 'blanks at the end') if $line =~ /[ \t\r]$/ && $path !~ /\.tsv$/;
            $report->($path, $n, 'a tab') if !$tabs && $line =~ /\t/;
            next if $path !~ /\.[ch]$/ || columns($line) <= 80;
            next if $line =~ /"[^"]*\P{ASCII}[^"]*"/; # Chinese may run on
            $report->($path, $n, columns($line) . ' columns');
        }
    }
    return $looked;
}

# A file says at its top what it is for.
sub heads {
    my ($tree, $report) = @_;
    my $looked = 0;
    for my $file ($tree->files(qr{^(?:src|include|tests|data)/.*\.(?:[ch]|p[lm]|sh)$}, 1)) {
        $looked++;
        my ($first, $second) = @{$file->{lines}};
        my $told = $file->{path} =~ /\.[ch]$/ ? ($first // '') =~ m{^/\*\s*\S}
            : join("\n", map { $_ // '' } $first, $second) =~ /^# \S/m;
        $report->($file->{path}, 1, 'no head comment') unless $told;
    }
    return $looked;
}

# ---- tables ---------------------------------------------------------------

# A table that a program made is what the program makes today.
sub tables {
    my ($tree, $report) = @_;
    my %used;
    my $looked = 0;
    for my $file ($tree->files(qr/./, 1)) {
        my $program = $file->{made_by} // next;
        $used{$program} = 1;
        $looked++;
        my $path = $file->{path};
        if (!$tree->has($program)) {
            $report->($path, 1, "$program is missing");
            next;
        }
        my $root = $tree->{root};
        my $made = `cd '$root' && perl '$program' 2>/dev/null`;
        if ($? != 0) {
            $report->($path, 1, "$program failed (is unicode-data installed?)");
            next;
        }
        utf8::decode($made);
        $report->($path, 1, "differs from what $program makes")
            if $made ne $file->{text};
    }
    for my $file ($tree->files(qr{^data/(?:unicode|pinyin)/.*\.pl$})) {
        $looked++;
        $report->($file->{path}, 1, 'no table says it is made by this')
            unless $used{$file->{path}};
    }
    return $looked;
}

# ---- what stands nowhere --------------------------------------------------

sub grep_text {
    my ($tree, $report, $match, $use) = @_;
    my $looked = 0;
    for my $file ($tree->files(qr/./, 1)) {
        my $n = 0;
        for my $line (@{$file->{lines}}) {
            $n++;
            $looked++;
            while ($line =~ /$match/g) {
                my $why = $use->($&) // next;
                $report->($file->{path}, $n, $why);
                last;
            }
        }
    }
    return $looked;
}

# Put together, so that this file does not contain them.
my @UNFINISHED = ('TO' . 'DO', 'FIX' . 'ME', 'X' . 'XX', 'HA' . 'CK',
                  'not ' . 'implemented', 'un' . 'implemented',
                  'st' . 'ubs?', '尚未' . '实现', '暂未' . '实现');

sub words {
    my ($tree, $report) = @_;
    my @english = grep { /^[ -~]+$/ } @UNFINISHED;
    my @chinese = map { my $w = $_; utf8::decode($w); $w }
        grep { !/^[ -~]+$/ } @UNFINISHED;
    my $match = join '|', @chinese, '\b(?i:' . join('|', @english) . ')\b';
    return grep_text($tree, $report, qr/$match/,
                     sub { "\"$_[0]\": finish it, or leave it out" });
}

# The two printed in the standard itself.
my %STANDARD = map { $_ => 1 } '11010519491231002X', '440524188001010014';

sub people {
    my ($tree, $report) = @_;
    return grep_text($tree, $report,
        qr/(?<![0-9A-Za-z])[0-9]{17}[0-9Xx](?![0-9A-Za-z])/, sub {
            my ($number) = @_;
            return undef if $number =~ /^99/ || $STANDARD{uc $number};
            return 'could be the number of a living person; use area 99';
        });
}

# Hosts that may be named, and why.
my %HOSTS = (
    'www.unicode.org' => 'the notice its licence asks for',
);

sub places {
    my ($tree, $report) = @_;
    return grep_text($tree, $report,
        qr{\bhttps?://[\w.-]+|\bftp://[\w.-]+|(?<![\w.])/(?:root|work)/\w}, sub {
            my ($found) = @_;
            return undef if $found =~ m{://([\w.-]+)} && $HOSTS{$1};
            return "$found: a place outside this tree";
        });
}

1;
