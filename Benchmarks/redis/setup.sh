#!/usr/bin/env bash
# Makes sure that what shared-cache.py needs is there: a Redis server, and as many clients as can be had.
set -euo pipefail
cd "$(dirname "$0")/../.."

readonly built=.build-bench
readonly clients=$built/redis
readonly python_packages=(redis==8.1.0 hiredis==3.5.0)

install_server() {
  scripts/setup.sh apt redis-server redis-cli
  ln -sfn "$(command -v redis-server)" "$clients/redis-server"
}

# The compiler is the one that comes with Swift, as for the floor of the other comparison.
build_c() {
  [ -e /usr/include/hiredis/hiredis.h ] || scripts/setup.sh apt libhiredis-dev
  clang -std=c17 -O2 -Wall -Wextra -Werror -o "$clients/floor" Benchmarks/redis/c/get.c -lhiredis
}

build_go() {
  command -v go >/dev/null || scripts/setup.sh apt golang-go
  export GOCACHE=$PWD/$built/go-cache
  local program=$PWD/$clients/go
  (cd Benchmarks/redis/go && go build -trimpath -o "$program" .)
}

install_node() {
  command -v node >/dev/null || scripts/setup.sh apt nodejs
  [ -e /usr/share/nodejs/redis ] || scripts/setup.sh apt node-redis
}

install_python() {
  local stamp="$clients/venv/.${python_packages[*]}"
  [ -e "$stamp" ] && return
  command -v python3 >/dev/null && python3 -c 'import ensurepip, venv' 2>/dev/null || scripts/setup.sh apt python3-venv
  python3 -m venv "$clients/venv"
  "$clients/venv/bin/python" -m pip install --quiet --disable-pip-version-check "${python_packages[@]}" &&
    touch "$stamp"
}

mkdir -p "$clients"
install_server
# The comparison does without a client that cannot be had, and says so.
(build_c) || echo "setup: no floor" >&2
(build_go) || echo "setup: no Go clients" >&2
(install_node) || echo "setup: no Node clients" >&2
(install_python) || echo "setup: no Python clients" >&2
