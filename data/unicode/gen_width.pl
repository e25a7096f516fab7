#!/usr/bin/perl
# Writes src/text/width_table.h: how many columns every code point takes.
#
#     perl data/unicode/gen_width.pl [folder] > src/text/width_table.h
#
# The folder holds the Unicode character database (Debian: unicode-data).  The
# result is checked in, so the database is not needed to build.
#
# Stages: every code point gets a class, later rules over earlier ones; equal
# neighbours are joined into runs; a run is written as its first code point.
use strict;
use warnings;

my $folder = shift // '/usr/share/unicode';
my $LAST   = 0x10FFFF;
my %stamp;

# Calls $use->(first, last, value) for each row "XXXX[..YYYY] ; value".
sub each_row {
    my ($file, $use) = @_;
    open my $in, '<', "$folder/$file" or die "$folder/$file: $!\n";
    while (my $line = <$in>) {
        $stamp{$file} = $1 if $. == 1 && $line =~ /^# (\S+)\.txt/;
        next unless $line =~ /^([0-9A-F]+)(?:\.\.([0-9A-F]+))?\s*;\s*(\w+)/;
        $use->(hex $1, hex($2 // $1), $3);
    }
    close $in;
}

my @class = ('ONE') x ($LAST + 1);
sub set { my ($from, $to, $class) = @_; @class[$from .. $to] = ($class) x ($to - $from + 1); }

# Unassigned code points of these blocks are wide by the rules of UAX #11; a
# character newer than this table then already has its right width.
set(0x3400,  0x4DBF,  'TWO');
set(0x4DC0,  0x4DFF,  'TWO'); # hexagrams: wide from Unicode 16 on, in libc long before
set(0x4E00,  0x9FFF,  'TWO');
set(0xF900,  0xFAFF,  'TWO');
set(0x20000, 0x2FFFD, 'TWO');
set(0x30000, 0x3FFFD, 'TWO');

my %east_asian = (A => 'AMB', W => 'TWO', F => 'TWO');
each_row('EastAsianWidth.txt', sub {
    my ($from, $to, $value) = @_;
    set($from, $to, $east_asian{$value}) if $east_asian{$value};
});

# Hangul fillers are letters that show nothing but do take their columns.
my %filler = map { $_ => 1 } 0x115F, 0x3164, 0xFFA0;
each_row('DerivedCoreProperties.txt', sub {
    my ($from, $to, $value) = @_;
    return if $value ne 'Default_Ignorable_Code_Point';
    for my $cp ($from .. $to) {
        $class[$cp] = 'NIL' unless $filler{$cp};
    }
});
each_row('extracted/DerivedGeneralCategory.txt', sub {
    my ($from, $to, $value) = @_;
    set($from, $to, 'NIL') if $value =~ /^(Mn|Me|Cf|Cc|Zl|Zp)$/;
});
# Prepended signs (Arabic number sign and the like) are format characters by
# category, yet they are drawn.
each_row('PropList.txt', sub {
    my ($from, $to, $value) = @_;
    set($from, $to, 'ONE') if $value eq 'Prepended_Concatenation_Mark';
});
# Vowels and finals of old Hangul are drawn into the block of their initial.
set(0x1160, 0x11FF, 'NIL');
set(0xD7B0, 0xD7FB, 'NIL');

my @run;
for my $cp (0 .. $LAST) {
    next if $cp > 0 && $class[$cp] eq $class[$cp - 1];
    push @run, sprintf 'R(0x%04X, %s)', $cp, $class[$cp];
}

print <<"HEAD";
/* Made by data/unicode/gen_width.pl from $stamp{'EastAsianWidth.txt'},
   $stamp{'extracted/DerivedGeneralCategory.txt'} and $stamp{'DerivedCoreProperties.txt'}; do not edit.
   Data: copyright 1991-2022 Unicode, Inc.  All rights reserved.  Used under
   the terms in data/unicode/LICENSE.

   Each entry starts a run that lasts until the next one: the first code point,
   shifted, and the class of the run.  Private to width.c. */
#ifndef PBTUI_TEXT_WIDTH_TABLE_H
#define PBTUI_TEXT_WIDTH_TABLE_H

#include <stdint.h>

enum width_class { NIL, ONE, TWO, AMB };

#define WIDTH_RUN_SHIFT 2
#define R(first, class) ((UINT32_C(first) << WIDTH_RUN_SHIFT) | (class))

/* clang-format off */
static const uint32_t width_runs[] = {
HEAD
while (my @row = splice @run, 0, 4) {
    print '    ', join(', ', @row), ",\n";
}
print <<'TAIL';
};
/* clang-format on */

#undef R

#endif
TAIL
