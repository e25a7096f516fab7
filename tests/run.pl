#!/usr/bin/perl
# Runs test programs and adds up what they say.
#
#     run.pl --logs DIR [--wrap COMMAND] [--limit SECONDS] KIND:PROGRAM ...
#
# Stages: every program runs with its output in DIR/<name>.log, two at a time
# → each log is read for cmocka's lines → failures are shown, then a count by
# kind, then the last line "N passed, N failed".
#
# What cannot be counted counts as one failure: a program that died, ran into
# the time limit, ran no case, ran fewer than it announced, or left with an
# error after passing all (a leak found at the end).
#
# Programs see a fixed environment: no configuration, ledger or locale of the
# person at the keyboard reaches a test, and no test reaches theirs.
use strict;
use warnings;
use POSIX qw(:sys_wait_h setpgid _exit);
use Time::HiRes qw(time sleep);
use Cwd qw(abs_path);

my $logs  = 'build/test';
my $wrap  = '';
my $limit = 300;
my $at_once = 2;
my @jobs;
while (@ARGV) {
    my $word = shift;
    if    ($word eq '--logs')  { $logs  = shift }
    elsif ($word eq '--wrap')  { $wrap  = shift }
    elsif ($word eq '--limit') { $limit = shift }
    elsif ($word =~ /^([a-z]+):(\S+)$/) {
        my ($kind, $program) = ($1, $2);
        (my $name = $program) =~ s{.*/}{};
        push @jobs, {kind => $kind, program => $program, name => $name,
                     log => "$logs/$name.log"};
    }
    else { die "run.pl: what is $word?\n" }
}

sub fix_environment {
    my $home = abs_path($logs) . '/home';
    mkdir $home;
    delete @ENV{grep { /^(PBTUI|XDG|LC|LANG|LS|CMOCKA)/ } keys %ENV};
    delete @ENV{qw(NO_COLOR COLUMNS LINES TMUX MAKEFLAGS MFLAGS MAKELEVEL)};
    @ENV{qw(HOME LANG TZ TERM)} =
        ($home, 'C.UTF-8', 'Asia/Shanghai', 'xterm-256color');
    # One seed for the whole run, so that one number brings a failure back.
    $ENV{SEED} = int(time() * 1000) unless length($ENV{SEED} // '');
    $ENV{UBSAN_OPTIONS} = 'print_stacktrace=1';
}

sub start {
    my ($job) = @_;
    $job->{began} = time;
    my $pid = fork // die "fork: $!\n";
    if ($pid == 0) {
        setpgid(0, 0);
        open STDIN,  '<',  '/dev/null'  or _exit(127);
        open STDOUT, '>',  $job->{log}  or _exit(127);
        open STDERR, '>&', \*STDOUT     or _exit(127);
        my @command = (split(' ', $wrap), $job->{program});
        { no warnings 'exec'; exec {$command[0]} @command }
        print STDERR "run.pl: $command[0]: $!\n";
        _exit(127);
    }
    return $pid;
}

# Runs all jobs; each gets its wait status and whether it ran out of time.
sub run_all {
    my @waiting = @_;
    my %running;
    while (@waiting || %running) {
        while (@waiting && keys %running < $at_once) {
            my $job = shift @waiting;
            $running{start($job)} = $job;
        }
        while ((my $pid = waitpid(-1, WNOHANG)) > 0) {
            my $job = delete $running{$pid} or next;
            $job->{status} = $?;
            $job->{took} = time - $job->{began};
        }
        for my $pid (keys %running) {
            my $job = $running{$pid};
            next if time - $job->{began} < $limit || $job->{late}++;
            kill 'KILL', -$pid;
        }
        sleep 0.01 if %running;
    }
}

sub how_it_ended {
    my ($job) = @_;
    return "ran longer than $limit s" if $job->{late};
    return 'died of signal ' . WTERMSIG($job->{status})
        if WIFSIGNALED($job->{status});
    return 'left with status ' . WEXITSTATUS($job->{status});
}

# Fills passed, failed, properties, seed and troubles from the log.
sub read_log {
    my ($job) = @_;
    open my $in, '<', $job->{log} or die "$job->{log}: $!\n";
    my @lines = <$in>;
    close $in;
    my ($cases, $summed, $ok, $skipped, %bad) = (undef, undef, 0, 0);
    $job->{properties} = 0;
    for (@lines) {
        if (/^seed (\d+), (\d+) cases, (\d+) of them properties/) {
            ($job->{seed}, $cases, $job->{properties}) = ($1, $2, $3);
        }
        $ok++ if /^\[\s+OK \]/;
        $summed = $1 if /^\[  PASSED  \] (\d+) test\(s\)/;
        $skipped = $1 if /^\[  SKIPPED \] (\d+) test\(s\)/;
        $bad{$1} = 1 if /^\[  FAILED  \] (?!\d+ test)(\S+)/;
    }
    $job->{passed} = $summed // $ok;
    $job->{failed} = keys %bad;
    $job->{troubles} = [sort keys %bad];

    my $seen = $job->{passed} + $job->{failed} + $skipped;
    my $broken =
        !defined $summed                     ? how_it_ended($job)
      : !$cases || !$seen                    ? 'ran no case'
      : $seen != $cases                      ? "announced $cases cases, ran $seen"
      : $job->{status} != 0 && !$job->{failed} ? how_it_ended($job)
      :                                        undef;
    if (defined $broken) {
        $job->{failed}++;
        push @{$job->{troubles}}, $broken;
    }
    $job->{lines} = \@lines;
}

# What a reader needs of a failed program: not the cases that went well.
sub show_failures {
    my ($job) = @_;
    print "\n---- $job->{name}: ", join(', ', @{$job->{troubles}}), "\n";
    my @told = grep { !/^\[ (?:RUN     |      OK) \]/ } @{$job->{lines}};
    splice @told, 60, -60, "     ...\n" if @told > 121;
    print "     $_" for @told;
    print "     again: SEED=", $job->{seed} // $ENV{SEED},
        " $job->{program}   log: $job->{log}\n";
}

sub show_counts {
    my (%count, @order);
    for my $job (@jobs) {
        my $kind = $job->{kind};
        push @order, $kind unless exists $count{$kind};
        my $all = $job->{passed} + $job->{failed};
        $count{$kind} += $all;
        if ($job->{properties}) {
            push @order, 'property' unless exists $count{property};
            $count{property} += $job->{properties};
            $count{$kind} -= $job->{properties};
        }
    }
    print "\n";
    printf "  %-10s %5d cases\n", $_, $count{$_} for @order;
}

$| = 1;
system('mkdir', '-p', $logs) == 0 or exit 1;
fix_environment();
print "seed $ENV{SEED}, ", scalar @jobs, " programs\n";
run_all(@jobs);
my ($passed, $failed) = (0, 0);
for my $job (@jobs) {
    read_log($job);
    printf "  %-6s %-16s %5d passed %3d failed %7.2f s\n", $job->{kind},
        $job->{name}, @$job{qw(passed failed took)};
    $passed += $job->{passed};
    $failed += $job->{failed};
}
show_failures($_) for grep { $_->{failed} } @jobs;
show_counts() if @jobs;
print "$passed passed, $failed failed\n";
exit($failed || !$passed ? 1 : 0);
