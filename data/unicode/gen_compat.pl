#!/usr/bin/perl
# Writes src/text/compat_table.h: which unified ideograph stands behind a
# compatibility ideograph or a radical.
#
#     perl data/unicode/gen_compat.pl [folder] > src/text/compat_table.h
#
# The folder holds the Unicode character database (Debian: unicode-data).  The
# result is checked in, so the database is not needed to build.
#
# Stages: read the one-character decompositions of UnicodeData.txt, follow each
# to its end, write one array a block, so that looking up needs no search.
use strict;
use warnings;

my $folder = shift // '/usr/share/unicode';

# The blocks, from their first to their last code point with a decomposition.
my @block = (
    ['radicals',   0x2E9F,  0x2FD5],
    ['compat',     0xF900,  0xFAD9],
    ['supplement', 0x2F800, 0x2FA1D],
);

my %to;
open my $in, '<', "$folder/UnicodeData.txt"
    or die "$folder/UnicodeData.txt: $!\n";
while (my $line = <$in>) {
    my ($cp, $decomposition) = (split /;/, $line)[0, 5];
    $to{hex $cp} = hex $1
        if $decomposition =~ /^(?:<compat> )?([0-9A-F]+)$/;
}
close $in;

sub end_of {
    my ($cp) = @_;
    $cp = $to{$cp} while exists $to{$cp};
    return $cp;
}

open my $readme, '<', "$folder/ReadMe.txt" or die "$folder/ReadMe.txt: $!\n";
my ($version) = join('', <$readme>) =~ /Version\s+([\d.]+\d)/;
close $readme;

print <<"HEAD";
/* Made by data/unicode/gen_compat.pl from UnicodeData-$version; do not edit.
   Data: copyright 1991-2022 Unicode, Inc.  All rights reserved.  Used under
   the terms in data/unicode/LICENSE.

   The unified ideograph behind each code point of a block, 0 where there is
   none.  Private to the text layer's folding. */
#ifndef PBTUI_TEXT_COMPAT_TABLE_H
#define PBTUI_TEXT_COMPAT_TABLE_H

#include <stddef.h>
#include <stdint.h>

/* clang-format off */
HEAD
for my $block (@block) {
    my ($name, $first, $last) = @$block;
    my @cell = map { exists $to{$_} ? sprintf('0x%04X', end_of($_)) : '0' }
        $first .. $last;
    print "static const uint32_t compat_$name\[] = {\n";
    while (my @row = splice @cell, 0, 8) {
        print '    ', join(', ', @row), ",\n";
    }
    print "};\n";
}
print "\nstatic const struct {\n    uint32_t first;\n    size_t n;\n"
    . "    const uint32_t *to;\n} compat_blocks[] = {\n";
for my $block (@block) {
    my ($name, $first, $last) = @$block;
    printf "    {0x%04X, %d, compat_%s},\n", $first, $last - $first + 1, $name;
}
print "};\n/* clang-format on */\n\n#endif\n";
