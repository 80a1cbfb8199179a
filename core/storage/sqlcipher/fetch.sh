#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Makes SQLCipher's amalgamation (sqlite3.c, sqlite3.h) in the folder given as the only argument.
# The source is Debian's: the archive's address comes from this machine's own apt, the content from the hash
# below. Needs tcl, libssl-dev and a C compiler. Does nothing when the folder already holds this version.
set -eu

version=4.6.1
sha256=d8f9afcbc2f4b55e316ca4ada4425daf3d0b4aab25f45e11a802ae422b9f53a3

dest=${1:?usage: fetch.sh FOLDER}
mkdir -p "$dest"
dest=$(cd "$dest" && pwd)
if [ "$(cat "$dest/sqlcipher.stamp" 2>/dev/null)" = "$version" ] && [ -f "$dest/sqlite3.c" ]; then
    exit 0
fi

codename=$(. /etc/os-release && echo "$VERSION_CODENAME")
archive=$(apt-get indextargets --format '$(REPO_URI)' "Codename: $codename" 'Origin: Debian' | sort -u | head -n 1)
if [ -z "$archive" ]; then
    echo "fetch.sh: apt knows no Debian archive for $codename; run 'apt-get update' first," \
         "or set SQLCIPHER_AMALGAMATION_DIR to a folder with sqlite3.c and sqlite3.h" >&2
    exit 1
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
tarball=$work/sqlcipher.tar.gz
/usr/lib/apt/apt-helper download-file "${archive%/}/pool/main/s/sqlcipher/sqlcipher_$version.orig.tar.gz" \
    "$tarball" "SHA256:$sha256" >"$work/log" 2>&1 || { cat "$work/log" >&2; exit 1; }
echo "$sha256  $tarball" | sha256sum --check --quiet
mkdir "$work/source" "$work/build"
tar -xzf "$tarball" -C "$work/source" --strip-components 1
cd "$work/build"
{ ../source/configure --disable-tcl CFLAGS=-DSQLITE_HAS_CODEC LDFLAGS=-lcrypto && make sqlite3.c; } \
    >"$work/log" 2>&1 || { tail -n 30 "$work/log" >&2; exit 1; }
cp sqlite3.c sqlite3.h "$dest/"
echo "$version" >"$dest/sqlcipher.stamp"
