#!/usr/bin/perl
# Turns files of data/ into one C source with their bytes as string literals:
#     embed.pl data/schema/0001_x.sql ... > embed.c
# Every line of a file is one literal, so the result can be read and diffed.
use strict;
use warnings;

print "/* Made by data/embed.pl; do not edit. */\n";
print "#include \"pbtui/base/embed.h\"\n\n";
my @rows;
my $i = 0;
for my $path (@ARGV) {
    open my $in, '<:raw', $path or die "$path: $!\n";
    my $text = do { local $/; <$in> };
    $text = '' unless defined $text;
    close $in;
    (my $name = $path) =~ s{^data/}{};
    # An array of characters, not one literal: C promises literals only up to
    # 4,095 bytes, and -Wpedantic says so.
    print "static const char file_$i\[\] = {\n";
    for my $line (split /(?<=\n)/, $text) {
        print '    ', join(',', map { $_ > 127 ? $_ - 256 : $_ } unpack 'C*', $line), ",\n";
    }
    print "    0};\n\n";
    push @rows, sprintf '    {"%s", file_%d, sizeof file_%d - 1},', $name, $i, $i;
    $i++;
}
print "const struct embed_file embed_files[] = {\n";
print "$_\n" for @rows;
print "    {0, 0, 0},\n};\n";
