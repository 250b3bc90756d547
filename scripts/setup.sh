#!/usr/bin/env bash
# Makes sure that what a make target needs is there: silent and quick when it is.
#   scripts/setup.sh swift          the toolchain (checked, never installed)
#   scripts/setup.sh python         .venv with scripts/requirements.txt
#   scripts/setup.sh apt wrk ...    Debian packages whose command of that name is missing
set -euo pipefail
cd "$(dirname "$0")/.."

readonly required_swift=6.3

fail() {
  echo "setup: $*" >&2
  exit 1
}

# Installs Debian packages, as root or through sudo.
apt_install() {
  command -v apt-get >/dev/null || fail "please install: $*"
  local as_root=()
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || fail "please install as root: apt-get install $*"
    as_root=(sudo)
  fi
  echo "setup: installing $*"
  "${as_root[@]}" apt-get update -qq
  DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get install -y -qq --no-install-recommends "$@" >/dev/null
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

set_up_commands() {
  local missing=()
  for name in "$@"; do
    command -v "$name" >/dev/null || missing+=("$name")
  done
  [ ${#missing[@]} -eq 0 ] || apt_install "${missing[@]}"
}

case "${1:-}" in
  swift) check_swift ;;
  python) set_up_python ;;
  apt) set_up_commands "${@:2}" ;;
  *) fail "usage: scripts/setup.sh swift | python | apt COMMAND..." ;;
esac
