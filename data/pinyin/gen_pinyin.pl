#!/usr/bin/perl
# Makes src/text/pinyin_table.h from the Unihan database and surnames.tsv:
#     perl data/pinyin/gen_pinyin.pl [FOLDER] > src/text/pinyin_table.h
# FOLDER holds Unihan_Readings.txt.bz2, Unihan_Variants.txt.bz2 and
# UnicodeData.txt, by default /usr/share/unicode (Debian: unicode-data).  The
# result is kept in the tree, so that building needs none of them.
#
# Main reading: the first kMandarin.  Further readings, most common first: the
# rest of kMandarin, then the two modern dictionaries (kTGHZ2013, kXHC1983);
# for characters in neither, and for those without kMandarin, the large
# historical one (kHanyuPinyin).  Its obsolete readings of common characters
# would make every search find too much.  A surname's own reading counts as a
# further reading.  Compatibility ideographs read as what they stand for, and
# so does a character without any reading whose definition or variant names
# another one (㐂: a form of 喜).
use strict;
use warnings;
use utf8;
use Encode qw(decode_utf8);
use FindBin;
use Unicode::Normalize;

my $folder = shift // '/usr/share/unicode';
my $FIRST = 0x3400;    # the dense part: extension A and the main block
my $LAST  = 0x9FFF;
my $MAX   = 8;         # PINYIN_READINGS

# ---- reading -----------------------------------------------------------

# lǘ → (lv, 2); no mark is tone 5.
sub toneless {
    my ($pinyin) = @_;
    my $tone = 5;
    my $s = '';
    for my $c (split //, NFD(lc $pinyin)) {
        my $o = ord $c;
        if    ($o == 0x304) { $tone = 1 }
        elsif ($o == 0x301) { $tone = 2 }
        elsif ($o == 0x30C) { $tone = 3 }
        elsif ($o == 0x300) { $tone = 4 }
        elsif ($o == 0x308) { $s =~ s/u$/v/ }
        elsif ($o == 0x302) { }                 # ê sorts and is typed as e
        elsif ($c =~ /[a-z]/) { $s .= $c }
        else { return }
    }
    return $s eq '' ? () : ($s, $tone);
}

# The characters a definition calls this one another form of: "(same as U+7242
# 牂) a ewe", "non-standard form of U+559C 喜".
sub named_in {
    my ($definition) = @_;
    my $form = qr/same as|form of|non-classical of|interchangeable/;
    my $code = qr/(?:standard form )?(?:U\+[0-9A-F]+ )?/;
    return map { ord } $definition =~ /$form $code(\p{Han})/g;
}

my %field;    # field → code point → readings
my %other;    # code point → characters it is a form of, the surest first
open my $in, '-|', 'bzcat', "$folder/Unihan_Readings.txt.bz2" or die "bzcat: $!\n";
my $notice = '';
while (<$in>) {
    $_ = decode_utf8($_);
    $notice .= $_ if /^# (Date:|Unicode version:|©|Unicode and the|For terms)/;
    push @{$other{hex $1}}, named_in($2) if /^U\+([0-9A-F]+)\tkDefinition\t(.*)/;
    next unless /^U\+([0-9A-F]+)\t(kMandarin|kTGHZ2013|kXHC1983|kHanyuPinyin)\t(.*)/;
    my ($cp, $name, $value) = (hex $1, $2, $3);
    my @words = $name eq 'kMandarin' ? split / /, $value
              : map { s/^.*://r } split / /, $value;
    $field{$name}{$cp} = [map { split /,/ } @words];
}
close $in or die "bzcat failed\n";

open my $variants, '-|', 'bzcat', "$folder/Unihan_Variants.txt.bz2" or die "bzcat: $!\n";
while (<$variants>) {
    next unless /^U\+([0-9A-F]+)\tk(?:Z|Semantic|Simplified|Traditional)Variant\t(.*)/;
    push @{$other{hex $1}}, map { hex } $2 =~ /U\+([0-9A-F]+)/g;
}
close $variants or die "bzcat failed\n";

my %main;      # code point → [syllable, tone]
my %more;      # code point → further syllables
my %all;       # code point → syllable → 1

sub add {
    my ($cp, $syllable, $tone) = @_;
    return if $all{$cp}{$syllable}++;
    if (!$main{$cp}) { $main{$cp} = [$syllable, $tone] }
    elsif (keys %{$all{$cp}} <= $MAX) { push @{$more{$cp}}, $syllable }
}

my %seen = map { $_ => 1 } map { keys %$_ } values %field;
for my $cp (sort { $a <=> $b } keys %seen) {
    my @from = qw(kMandarin kTGHZ2013 kXHC1983);
    push @from, 'kHanyuPinyin'
        unless $field{kTGHZ2013}{$cp} || $field{kXHC1983}{$cp};
    for my $name (@from) {
        for my $pinyin (@{$field{$name}{$cp} || []}) {
            my @reading = toneless($pinyin) or next;
            add($cp, @reading);
        }
    }
}

# In names and dates, and without a reading in Unihan: 〇 and 𠮷.
add(0x3007, 'ling', 2);
add(0x20BB7, 'ji', 2);

# A form of a form is only known in a later round.
my $found = 1;
while ($found) {
    $found = 0;
    for my $cp (sort { $a <=> $b } grep { !$main{$_} } keys %other) {
        my ($as) = grep { $main{$_} } @{$other{$cp}} or next;
        $main{$cp} = $main{$as};
        $more{$cp} = [@{$more{$as}}] if $more{$as};
        $all{$cp} = {%{$all{$as}}};
        $found = 1;
    }
}

open my $names, '<:encoding(UTF-8)', "$FindBin::Bin/surnames.tsv" or die "$!\n";
my @surnames;
while (<$names>) {
    chomp;
    next if /^#/ || $_ eq '';
    my ($name, $readings) = split /\t/;
    my @readings = split / /, $readings;
    my @chars = split //, $name;
    die "surnames.tsv: $_\n" unless @readings == @chars && @chars <= 2;
    my $special = 0;
    for my $i (0 .. $#chars) {
        my ($s, $t) = $readings[$i] =~ /^([a-z]+)([1-5])$/ or die "surnames.tsv: $_\n";
        my $m = $main{ord $chars[$i]};
        $special ||= !$m || "$m->[0]$m->[1]" ne "$s$t";
        add(ord $chars[$i], $s, $t);
    }
    die "surnames.tsv: $name reads as usual\n" unless $special;
    push @surnames, [$name, \@readings];
}
close $names;

open my $data, '<', "$folder/UnicodeData.txt" or die "UnicodeData.txt: $!\n";
while (<$data>) {
    my @f = split /;/;
    my $cp = hex $f[0];
    next unless ($cp >= 0xF900 && $cp <= 0xFAFF) || ($cp >= 0x2F800 && $cp <= 0x2FA1F);
    next unless $f[5] =~ /^([0-9A-F]+)$/;
    my $base = hex $1;
    next if $main{$cp} || !$main{$base};
    $main{$cp} = $main{$base};
    $more{$cp} = $more{$base} if $more{$base};
}
close $data;

# ---- writing -----------------------------------------------------------

my %used;
$used{$_->[0]} = 1 for values %main;
$used{$_} = 1 for map { @$_ } values %more;
my @syllables = sort keys %used;
my %id;
@id{@syllables} = 1 .. @syllables;
die "too many syllables\n" if @syllables > 511 || grep { length > 6 } @syllables;

sub code {
    my ($cp) = @_;
    my $m = $main{$cp} or return 0;
    return $id{$m->[0]} | $m->[1] << 9 | ($more{$cp} ? 1 << 12 : 0);
}

sub rows {
    my ($type, $name, $size, @items) = @_;
    print "static const $type $name$size = {\n";
    my $line = '   ';
    for (@items) {
        if (length($line) + length($_) + 2 > 80) {
            print "$line\n";
            $line = '   ';
        }
        $line .= " $_,";
    }
    print "$line\n};\n\n";
}

$notice =~ s/^# /   /mg;
binmode STDOUT, ':encoding(UTF-8)';
print <<"END";
/* Made by data/pinyin/gen_pinyin.pl; do not edit.
   Readings from the Unihan database:
$notice   Used under the Unicode licence, see data/unicode/LICENSE. */
/* clang-format off */

END
print "/* Syllables without tone; ü is v. Number 0 is none. */\n";
rows('char', 'pinyin_syllables', '[][7]', map { qq("$_") } '', @syllables);

printf "#define PINYIN_DENSE_FIRST 0x%X\n#define PINYIN_DENSE_LAST 0x%X\n\n", $FIRST, $LAST;
print "/* Main reading: syllable | tone << 9 | (further readings follow) << 12. */\n";
rows('uint16_t', 'pinyin_dense', '[]', map { code($_) } $FIRST .. $LAST);

my @sparse = grep { $_ < $FIRST || $_ > $LAST } sort { $a <=> $b } keys %main;
print "/* All other characters: code point << 13 | main reading. */\n";
rows('uint32_t', 'pinyin_sparse', '[]', map { $_ << 13 | code($_) } @sparse);

my @more;
for my $cp (sort { $a <=> $b } keys %more) {
    push @more, map { $cp << 9 | $id{$_} } @{$more{$cp}};
}
print "/* Further readings: code point << 9 | syllable, most common first. */\n";
rows('uint32_t', 'pinyin_more', '[]', @more);

print <<'END';
/* Surnames with a reading of their own; two characters first. */
static const struct {
    const char *name;
    const char *first;  /* without tone */
    const char *keys[2]; /* with tone, for sorting */
} pinyin_surnames[] = {
END
for my $row (sort { length $b->[0] <=> length $a->[0] || $a->[0] cmp $b->[0] } @surnames) {
    my ($name, $r) = @$row;
    (my $first = $r->[0]) =~ s/[1-5]$//;
    my @keys = map { qq("$_") } @$r;
    push @keys, 'NULL' if @keys < 2;
    printf qq(    {"%s", "%s", {%s}},\n), $name, $first, join ', ', @keys;
}
print "};\n";
