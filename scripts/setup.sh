#!/usr/bin/env bash
# Makes sure that what a make target needs is there: silent and quick when it is.
#   scripts/setup.sh swift          the toolchain (checked, never installed)
#   scripts/setup.sh python         .venv with scripts/requirements.txt
#   scripts/setup.sh apt wrk ...    Debian packages whose command is missing; most are called like it
set -euo pipefail
cd "$(dirname "$0")/.."

readonly required_swift=6.3

fail() {
  echo "setup: $*" >&2
  exit 1
}

# Runs a command as root, through sudo if need be.
as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

# Installs Debian packages, as root or through sudo.
apt_install() {
  command -v apt-get >/dev/null || fail "please install: $*"
  [ "$(id -u)" -eq 0 ] || command -v sudo >/dev/null || fail "please install as root: apt-get install $*"
  echo "setup: installing $*"
  as_root apt-get update -qq
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

check_swift() {
  command -v swift >/dev/null || fail "Swift $required_swift is needed: https://www.swift.org/install/linux/"
  local version
  version=$(swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9][0-9.]*\).*/\1/p' | head -n 1)
  printf '%s\n' "$required_swift" "$version" | sort --version-sort --check=quiet ||
    fail "Swift $required_swift or later is needed, this is $version: https://www.swift.org/install/linux/"
}

set_up_python() {
  local stamp=.venv/.requirements
  cmp -s scripts/requirements.txt "$stamp" && return
  command -v python3 >/dev/null || apt_install python3 python3-venv
  python3 -c 'import ensurepip, venv' 2>/dev/null || apt_install python3-venv
  echo "setup: installing scripts/requirements.txt into .venv"
  python3 -m venv .venv
  .venv/bin/python -m pip install --quiet --disable-pip-version-check --requirement scripts/requirements.txt
  cp scripts/requirements.txt "$stamp"
}

# The Debian package that a command comes with.
package_of() {
  case "$1" in
    redis-cli) echo redis-tools ;;
    bwrap) echo bubblewrap ;;
    protoc) echo protobuf-compiler ;;
    *) echo "$1" ;;
  esac
}

set_up_commands() {
  local missing=()
  for name in "$@"; do
    command -v "$name" >/dev/null || missing+=("$(package_of "$name")")
  done
  [ ${#missing[@]} -eq 0 ] && return
  apt_install "${missing[@]}"
  # The tests start servers of their own; those that may come with the packages are not wanted.
  for name in "${missing[@]}"; do
    case "$name" in
      redis-server | prometheus)
        as_root service "$name" stop >/dev/null 2>&1 || true
        as_root update-rc.d "$name" disable >/dev/null 2>&1 || true
        ;;
    esac
  done
}

case "${1:-}" in
  swift) check_swift ;;
  python) set_up_python ;;
  apt) set_up_commands "${@:2}" ;;
  *) fail "usage: scripts/setup.sh swift | python | apt COMMAND..." ;;
esac
