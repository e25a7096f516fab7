#!/usr/bin/perl
# The rules of the house, checked on the sources.
#
#     lint.pl            all rules; exit 1 on a finding
#     lint.pl RULE ...   only these
#     lint.pl --twins    does every rule still catch its known-bad twin?
#     lint.pl --files    the C files written by hand, one a line
#     lint.pl --codes    every error code and where it is raised
#
# A rule tells how much it looked at; one that looked at nothing is a finding,
# because a rule that has lost its files would be content for ever.  Its twin is
# a tiny tree in tests/lint/twins/<rule>/ where each line that must be found
# carries the word BAD; the rule must find those lines and no others.
#
# Not here: formatting (clang-format), warnings and analyzers; see run.sh.
use strict;
use warnings;
use FindBin;
use lib $FindBin::Bin;
use Tree;
use RulesCode;
use RulesTree;

binmode STDOUT, ':encoding(UTF-8)';

# [name, rule, what is counted]
my @RULES = (
    [layers    => \&RulesTree::layers,    'includes'],
    [mirror    => \&RulesTree::mirror,    'headers and rooms'],
    [doors     => \&RulesCode::doors,     'includes'],
    [calls     => \&RulesCode::calls,     'lines'],
    [asserts   => \&RulesCode::asserts,   'lines'],
    [padding   => \&RulesCode::padding,   'strings'],
    [sql       => \&RulesCode::sql,       'strings and lines'],
    [fractions => \&RulesCode::fractions, 'lines'],
    [state     => \&RulesCode::state,     'declarations'],
    [codes     => \&RulesCode::codes,     'error codes'],
    [rooms     => \&RulesTree::rooms,     'files and functions'],
    [shape     => \&RulesTree::shape,     'lines'],
    [heads     => \&RulesTree::heads,     'files'],
    [guards    => \&RulesTree::guards,    'headers'],
    [alone     => \&RulesTree::alone,     'headers'],
    [tables    => \&RulesTree::tables,    'tables and programs'],
    [words     => \&RulesTree::words,     'lines'],
    [people    => \&RulesTree::people,    'lines'],
    [places    => \&RulesTree::places,    'lines'],
);

# Runs one rule; returns how much it looked at and its findings.
sub look {
    my ($rule, $tree) = @_;
    my @found;
    my $looked = $rule->[1]->($tree, sub {
        my ($path, $line, $what) = @_;
        push @found, {path => $path, line => $line, what => $what};
    });
    @found = sort { $a->{path} cmp $b->{path} || $a->{line} <=> $b->{line} }
        @found;
    return ($looked, @found);
}

sub run_rules {
    my ($tree, @wanted) = @_;
    my $bad = 0;
    for my $rule (@RULES) {
        my ($name, undef, $unit) = @$rule;
        next if @wanted && !grep { $_ eq $name } @wanted;
        my ($looked, @found) = look($rule, $tree);
        print "$_->{path}:$_->{line}: [$name] $_->{what}\n" for @found;
        printf "  %-10s %6d %-20s %s\n", $name, $looked, $unit,
            @found ? scalar(@found) . ' found' : $looked ? 'ok' : 'NOTHING SEEN';
        $bad += @found || !$looked;
    }
    return $bad;
}

# The lines of a twin that carry the word, as "path:line".
sub marked {
    my ($tree) = @_;
    my %marked;
    for my $file ($tree->files(qr/./, 1)) {
        my $n = 0;
        for my $line (@{$file->{lines}}) {
            $n++;
            $marked{"$file->{path}:$n"} = 1 if $line =~ /\bBAD\b/;
        }
    }
    return %marked;
}

sub run_twins {
    my $bad = 0;
    for my $rule (@RULES) {
        my $name = $rule->[0];
        my $root = "$FindBin::Bin/twins/$name";
        my $tree = -d $root ? Tree->new($root) : undef;
        my %marked = $tree ? marked($tree) : ();
        my ($looked, @found) = $tree ? look($rule, $tree) : (0);
        my %found = map { ("$_->{path}:$_->{line}" => $_->{what}) } @found;
        my @missed = grep { !$found{$_} } sort keys %marked;
        my @wrong = grep { !$marked{$_} } sort keys %found;
        print "twins/$name/$_: [$name] not caught\n" for @missed;
        print "twins/$name/$_: [$name] $found{$_}, but it is allowed\n"
            for @wrong;
        printf "  %-10s %3d of %3d caught\n", $name, keys(%marked) - @missed,
            scalar keys %marked;
        $bad += @missed || @wrong || !%marked;
    }
    return $bad;
}

my $root = "$FindBin::Bin/../..";
my $what = $ARGV[0] // '';
if ($what eq '--twins') {
    exit(run_twins() ? 1 : 0);
}
my $tree = Tree->new($root);
if ($what eq '--files') {
    print "$_->{path}\n"
        for $tree->files(qr{^(?:src|include|tests)/.*\.[ch]$});
} elsif ($what eq '--codes') {
    my $raised = RulesCode::raised($tree);
    print "$_  $raised->{$_}[0][0]:$raised->{$_}[0][1]\n"
        for sort keys %$raised;
} else {
    my $bad = run_rules($tree, @ARGV);
    print "  the ten longest rooms:\n";
    printf "    %5d %s\n", @$_ for RulesTree::longest($tree, 10);
    exit($bad ? 1 : 0);
}
