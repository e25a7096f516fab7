# The files that lint looks at.  A file knows its lines; a C file also its code
# (comments and the insides of strings blanked, line by line the same) and its
# strings (line, text, the code just before).  Nothing here judges.
package Tree;
use strict;
use warnings;
use Encode ();
use File::Find ();

my $C      = qr/\.[ch]$/;
my $BINARY = qr/\.(?:db|xlsx|pdf|png|gz|zip)$/;

# Skipped: what is built, and files whose bytes are the point of them.
sub skipped {
    my ($path) = @_;
    return $path =~ m{^(?:\.git|build[^/]*)(?:/|$)}
        || $path =~ m{^tests/lint/twins(?:/|$)}
        || $path =~ m{^tests/fuzz/seeds(?:/|$)}
        || $path eq 'compile_commands.json';
}

sub new {
    my ($class, $root) = @_;
    my @paths;
    File::Find::find({no_chdir => 1, wanted => sub {
        (my $path = $_) =~ s{^\Q$root\E/?}{};
        if ($path ne '' && skipped($path)) {
            $File::Find::prune = 1;
            return;
        }
        push @paths, $path if -f $_ && $path !~ $BINARY;
    }}, $root);
    my %file = map { $_ => read_file($root, $_) } @paths;
    return bless {root => $root, file => \%file}, $class;
}

sub read_file {
    my ($root, $path) = @_;
    open my $in, '<:raw', "$root/$path" or die "$root/$path: $!\n";
    my $text = do { local $/; <$in> } // '';
    close $in;
    my $decoded = eval { Encode::decode('UTF-8', $text, Encode::FB_CROAK) };
    $text = $decoded if defined $decoded;
    my %file = (path => $path, text => $text,
                lines => [split /\n/, $text, -1]);
    pop @{$file{lines}} if @{$file{lines}} && $file{lines}[-1] eq '';
    $file{made_by} = $1
        if $text =~ m{\A(?:/\*|//|#|;|--)\s*Made by (data/\S+\.pl)};
    read_c(\%file) if $path =~ $C;
    return \%file;
}

sub read_c {
    my ($file) = @_;
    my ($code, $line, @strings) = ('', 1);
    my $text = $file->{text};
    while ($text =~ m{\G(?:(/\*.*?\*/|//[^\n]*)
                       |"((?:[^"\\\n]|\\.)*)"
                       |('(?:[^'\\\n]|\\.)*')
                       |([^/"']+|.))}gsx) {
        my ($comment, $string, $char, $plain) = ($1, $2, $3, $4);
        if (defined $comment) {
            (my $blank = $comment) =~ s/[^\n]/ /g;
            $code .= $blank;
        } elsif (defined $string) {
            my $before = length $code > 60 ? substr($code, -60) : $code;
            push @strings, {line => $line, text => $string,
                            before => $before};
            $code .= '"' . (' ' x length $string) . '"';
        } else {
            $code .= $char // $plain;
        }
        $line += ($& =~ tr/\n//);
    }
    $file->{code} = $code;
    $file->{code_lines} = [split /\n/, $code, -1];
    $file->{strings} = \@strings;
}

# Files whose path matches, in order; tables made by a program are left out
# unless asked for.
sub files {
    my ($self, $match, $made_too) = @_;
    return grep { $made_too || !$_->{made_by} }
        map { $self->{file}{$_} } sort grep { $_ =~ $match }
        keys %{$self->{file}};
}

sub has {
    my ($self, $path) = @_;
    return exists $self->{file}{$path};
}

# [line number, path as written, true for <>] of every include.
sub includes {
    my ($file) = @_;
    my ($n, @found) = (0);
    for my $line (@{$file->{lines}}) {
        $n++;
        push @found, [$n, $2, $1 eq '<']
            if $line =~ /^\s*#\s*include\s*([<"])([^>"]+)[>"]/;
    }
    return @found;
}

1;
