#!/bin/bash
# Does a computer that has nothing yet need more than the README says?
#
#     sudo tests/fresh/try.sh FOLDER [make-target ...]
#
# Stages: a minimal Debian 12 in FOLDER/root → the sources, as committed plus
# what is changed → `make run </dev/null` and `make test` in there (or the
# targets given).  The mirror, its keys and a proxy are those that apt on this
# machine uses; only make is put in beforehand, everything else is the
# Makefile's task.  FOLDER/root is kept, so a second try is quick; remove it for
# a truly fresh one.
set -eu

here=$(cd "$(dirname "$0")/../.." && pwd)
[ $# -ge 1 ] || { sed -n '2,/^set/s/^# \{0,1\}//p' "$0"; exit 2; }
[ "$(id -u)" = 0 ] || { echo "try.sh: needs root" >&2; exit 2; }
command -v debootstrap >/dev/null || sh "$here/.ci/need" debootstrap
mkdir -p "$1"
folder=$(cd "$1" && pwd)
shift
root=$folder/root

# The first mirror of this machine's apt for the release.
mirror() {
    apt-get indextargets --format '$(REPO_URI) $(RELEASE)' \
        'Created-By: Packages' | awk '$2 == "bookworm" { print $1; exit }'
}

if [ ! -e "$root/etc/debian_version" ]; then
    from=$(mirror)
    [ -n "$from" ] || { echo "try.sh: apt names no mirror of it" >&2; exit 2; }
    debootstrap --variant=minbase --include=make bookworm "$root" "$from"
fi

# In place of the one line that debootstrap wrote.
rm -f "$root/etc/apt/sources.list"
# What apt here needs to reach its mirror (proxy, keys, lists) works there too.
for part in apt.conf apt.conf.d sources.list sources.list.d trusted.gpg.d; do
    [ ! -e "/etc/apt/$part" ] || cp -a "/etc/apt/$part" "$root/etc/apt/"
done
for part in /usr/share/keyrings /etc/ssl/certs /etc/resolv.conf /etc/hosts; do
    [ ! -e "$part" ] || { mkdir -p "$root${part%/*}" && \
        cp -aL "$part" "$root${part%/*}/"; }
done

rm -rf "$root/src/pbtui"
mkdir -p "$root/src/pbtui"
tar -C "$here" --exclude=./build --exclude=./.git -cf - . |
    tar -C "$root/src/pbtui" -xf -

mounted=
clean_up() {
    for at in $mounted; do
        umount "$root/$at" || true
    done
}
trap clean_up EXIT
for at in proc dev/pts; do
    mkdir -p "$root/$at"
    case $at in
    proc) mount -t proc proc "$root/$at" ;;
    dev/pts) mount -t devpts -o newinstance,ptmxmode=0666 devpts "$root/$at" ;;
    esac
    mounted="$at $mounted"
done
[ -e "$root/dev/ptmx" ] || ln -s pts/ptmx "$root/dev/ptmx"

inside() {
    echo "== $*"
    chroot "$root" env -i HOME=/root TERM=xterm-256color \
        PATH=/usr/sbin:/usr/bin:/sbin:/bin \
        ${http_proxy:+http_proxy="$http_proxy"} \
        ${https_proxy:+https_proxy="$https_proxy"} \
        sh -c "cd /src/pbtui && $*"
}
if [ $# -gt 0 ]; then
    for target in "$@"; do
        inside "make $target </dev/null"
    done
else
    inside 'make run </dev/null'
    inside 'make test </dev/null'
fi
