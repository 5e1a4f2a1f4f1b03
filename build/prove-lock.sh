#!/bin/sh
# Proves that the lock installs on a bare machine: a copy of package.json and its lock, and a PATH holding node, npm, git and sh alone.
# A package that quietly wants Python or a compiler fails here.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/bin" "$work/project"
# npm's own scripts may put the project's Node first; the proof is for the machine's.
PATH=$(printf '%s' "$PATH" | tr ':' '\n' | grep -v node_modules | paste -sd: -)
for tool in node npm git sh; do ln -s "$(command -v $tool)" "$work/bin/$tool"; done
# npm finds its library beside its real file, env is what its first line asks for.
ln -s "$(command -v env)" "$work/bin/env"
cp "$root/package.json" "$root/package-lock.json" "$work/project/"
cd "$work/project"
/usr/bin/env -i HOME="$HOME" PATH="$work/bin" npm ci --no-audit --no-fund --prefer-offline >"$work/log" 2>&1 || { cat "$work/log"; exit 1; }
PATH="$work/bin" ./node_modules/.bin/node -e 'new (require("better-sqlite3"))(":memory:").close(); require("@node-rs/argon2"); require("@myriaddreamin/typst-ts-node-compiler")'
