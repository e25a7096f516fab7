#!/bin/bash
# Does tests/run.pl notice what it must?  Small programs that talk like cmocka
# and go wrong in one way each; the last line and the exit status must say so.
set -u
cd "$(dirname "$0")/../.." || exit 2
dir=$(mktemp -d) || exit 2
trap 'rm -rf "$dir"' EXIT
wrong=0
count=0

# expect NAME 'LAST LINE' STATUS SCRIPT
expect() {
    local name=$1 line=$2 status=$3 got rc
    printf '#!/bin/sh\n%s\n' "$4" > "$dir/$name"
    chmod +x "$dir/$name"
    got=$(perl tests/run.pl --logs "$dir/logs" --limit 1 "unit:$dir/$name")
    rc=$?
    count=$((count + 1))
    if [ "${got##*$'\n'}" != "$line" ] || [ $rc != "$status" ]; then
        echo "run.pl on $name: \"${got##*$'\n'}\", status $rc;" \
            "expected \"$line\", $status"
        wrong=$((wrong + 1))
    fi
}

say='echo "seed 1, 3 cases, 1 of them properties"'
two='echo "[       OK ] one"; echo "[       OK ] two"'
expect good '3 passed, 0 failed' 0 \
    "$say; echo '[  PASSED  ] 3 test(s).' >&2"
expect one_fails '2 passed, 1 failed' 1 \
    "$say; echo '[  FAILED  ] three'; echo '[  PASSED  ] 2 test(s).';
     echo '[  FAILED  ] 1 test(s), listed below:'; echo '[  FAILED  ] three'; exit 1"
expect dies '2 passed, 1 failed' 1 "$say; $two; kill -SEGV \$\$"
expect hangs '2 passed, 1 failed' 1 "$say; $two; exec sleep 60"
expect leaks '3 passed, 1 failed' 1 \
    "$say; echo '[  PASSED  ] 3 test(s).'; exit 23"
expect stops_early '2 passed, 1 failed' 1 \
    "$say; $two; echo '[  PASSED  ] 2 test(s).'"
expect runs_nothing '0 passed, 1 failed' 1 \
    "echo 'seed 1, 0 cases, 0 of them properties';
     echo '[  PASSED  ] 0 test(s).'"
expect is_silent '0 passed, 1 failed' 1 'true'
expect sees_home '3 passed, 0 failed' 0 \
    "[ -z \"\${PBTUI_DB:-}\" ] || exit 1; case \$HOME in $dir/*) ;; *) exit 1;; esac
     $say; echo '[  PASSED  ] 3 test(s).'"

got=$(perl tests/run.pl --logs "$dir/logs" "unit:$dir/not-built" | tail -n 1)
count=$((count + 1))
[ "$got" = '0 passed, 1 failed' ] || { echo "not built: $got"; wrong=$((wrong + 1)); }

echo "  runner: $((count - wrong)) of $count caught"
[ $wrong = 0 ]
