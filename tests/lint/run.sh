#!/bin/bash
# make lint: every check of the sources, one after another, each with its time.
# All of them run, so that one look shows everything; exit 1 when any found
# something.
#
#   rules      lint.pl           the rules of the house
#   twins      lint.pl --twins   do the rules still catch anything
#   runner     run_twins.sh      does the test runner still notice failures
#   format     clang-format      files written by hand
#   warnings   gcc               warnings are errors; -fanalyzer for src
#   cppcheck                     src
#   tidy       clang-tidy        src, the checks of .clang-tidy
#
# One word as argument runs that check only.
set -u
cd "$(dirname "$0")/../.." || exit 2
JOBS=${JOBS:-2}
BUILD=${BUILD:-build}/lint
# Started by make, but a make of its own.
unset MAKEFLAGS MFLAGS MAKELEVEL
only=${1:-}
failed=

check() {
    local name=$1
    shift
    [ -z "$only" ] || [ "$only" = "$name" ] || return 0
    printf '== %s\n' "$name"
    local began=$SECONDS
    if "$@"; then
        printf '   %s: ok, %d s\n' "$name" $((SECONDS - began))
    else
        printf '   %s: FAILED, %d s\n' "$name" $((SECONDS - began))
        failed="$failed $name"
    fi
}

format() {
    perl tests/lint/lint.pl --files |
        xargs -P "$JOBS" -n 24 clang-format --style=file --dry-run -Werror 2>&1 |
        sed -n 's/^\([^:]*\):.*clang-format-violations.*/\1: make format/p' |
        sort -u | { ! grep .; }
}

compile() {
    make --no-print-directory -s -k -j"$JOBS" CI=true BUILD="$BUILD" "$@" \
        > "$BUILD.log" 2>&1
    local rc=$?
    grep -v '^  [A-Z]* ' "$BUILD.log"
    return $rc
}

# The analyzer of gcc looks only where it compiles, and keeps silent under -w:
# its warnings come with the others.  Not for tests: it does not know that a
# failed assertion of cmocka does not return.
warnings() {
    compile OPT='-O2 -g -fanalyzer' lint-src
    local rc=$?
    compile lint-tests && return $rc
}

# Suppressed: what is said of system headers or of cppcheck itself, and
# functions only used from tests or from a table.
analyze_cppcheck() {
    cppcheck -q -j "$JOBS" --std=c11 --enable=warning,performance,portability \
        --inline-suppr --error-exitcode=1 --suppress=missingIncludeSystem \
        --suppress=unmatchedSuppression \
        -Iinclude -I"$BUILD/gen" -D_GNU_SOURCE src 2>&1
}

# One file a run: with several, version 14 takes every va_list after the first
# file for uninitialized.  The analyzer's walk through one function is cut
# shorter than by default (225,000 states), which halves the time and lost none
# of the findings known so far (its shallow mode did); LINT_DEEP=1 lets it go on.
tidy() {
    local states='-Xclang -analyzer-config -Xclang max-nodes=60000'
    [ -z "${LINT_DEEP:-}" ] || states=
    find src -name '*.c' | sort |
        xargs -P "$JOBS" -n 1 sh -c '
            clang-tidy --quiet "$@" -- -std=c11 -Iinclude -D_GNU_SOURCE \
                -DPBTUI_VERSION=\"lint\" '"$states"' 2>/dev/null' tidy
}

mkdir -p "$BUILD"
check rules    perl tests/lint/lint.pl
check twins    perl tests/lint/lint.pl --twins
check runner   bash tests/lint/run_twins.sh
check format   format
check warnings warnings
check cppcheck analyze_cppcheck
check tidy     tidy

if [ -n "$failed" ]; then
    echo "lint: found something in$failed"
    exit 1
fi
echo "lint: nothing found"
