#!/usr/bin/perl
# Puts the tables of keys and settings, as the program prints them, between the
# marks of the manual pages:  perl man/tables.pl build/pbtui
# A page is written only when it changes.
use strict;
use warnings;

my $program = shift // die "tables.pl: which program?\n";
my @places = (
    ['man/pbtui.1',           'KEYS',     'keys',   'man-en'],
    ['man/pbtui.ini.5',       'SETTINGS', 'config', 'man-en'],
    ['man/zh_CN/pbtui.1',     'KEYS',     'keys',   'man'],
    ['man/zh_CN/pbtui.ini.5', 'SETTINGS', 'config', 'man'],
);

sub slurp {
    my ($path) = @_;
    open my $in, '<', $path or die "$path: $!\n";
    local $/;
    return scalar <$in>;
}

for my $place (@places) {
    my ($page, $mark, $command, $format) = @$place;
    open my $said, '-|', $program, $command, '--format', $format
        or die "$program: $!\n";
    my $table = do { local $/; <$said> };
    close $said or die "$program $command --format $format failed\n";
    my $old = slurp($page);
    my $new = $old;
    $new =~ s/^(\.\\" $mark BEGIN\n).*?^(\.\\" $mark END\n)/$1$table$2/ms
        or die "$page: no marks of $mark\n";
    next if $new eq $old;
    open my $out, '>', "$page.tmp" or die "$page.tmp: $!\n";
    print $out $new;
    close $out or die "$page.tmp: $!\n";
    rename "$page.tmp", $page or die "$page: $!\n";
    print "  MAN  $page\n";
}
