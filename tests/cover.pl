#!/usr/bin/perl
# Line coverage by source file, from an object folder built with --coverage:
#     cover.pl build/cover/obj
# The least covered file comes first, the whole last.
use strict;
use warnings;
use File::Find;

my ($objects) = @ARGV or die "cover.pl: which object folder?\n";
my @notes;
find({no_chdir => 1, wanted => sub {
    push @notes, $_ if /\.gcno$/ && !m{/tests/|/gen/};
}}, $objects);
die "cover.pl: $objects holds nothing built with --coverage\n" unless @notes;

my %file; # path => [lines, executed]
for my $note (sort @notes) {
    open my $in, '-|', 'gcov', '-n', $note or die "gcov: $!\n";
    my $path;
    while (<$in>) {
        $path = $1 if /^File '(.*)'/;
        next unless defined $path && $path =~ m{^src/};
        if (/^Lines executed:([\d.]+)% of (\d+)/) {
            my $hit = int($1 * $2 / 100 + 0.5);
            # A header is reported with every source that includes it.
            $file{$path} = [$2, $hit]
                if !$file{$path} || $file{$path}[1] < $hit;
            undef $path;
        }
    }
    close $in;
}

sub share {
    my ($lines, $hit) = @_;
    return $lines ? 100 * $hit / $lines : 100;
}

my ($lines, $hit) = (0, 0);
for my $path (sort { share(@{$file{$a}}) <=> share(@{$file{$b}}) || $a cmp $b }
              keys %file) {
    printf "%6.1f %%  %5d of %5d  %s\n", share(@{$file{$path}}),
        reverse(@{$file{$path}}), $path;
    $lines += $file{$path}[0];
    $hit += $file{$path}[1];
}
printf "%6.1f %%  %5d of %5d  all of src\n", share($lines, $hit), $hit, $lines;
