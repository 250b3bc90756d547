#!/usr/bin/env bash
# Full Foundation brings tens of megabytes of ICU into a static binary, and any Foundation costs the hot path.
# What protoc has written takes the full one only where there is no FoundationEssentials.
#   Sources/                                    FoundationEssentials at most
#   AuthenticationCore, HTTPEdge, Identifiers   no Foundation at all
set -euo pipefail
cd "$(dirname "$0")/.."

readonly import='^[[:space:]]*((@[A-Za-z_]+(\([A-Za-z]+\))?|public|package|internal|fileprivate|private)[[:space:]]+)*import[[:space:]]+([a-z]+[[:space:]]+)?'
status=0

# Complains about every line of the given folders that imports a module of the given pattern.
forbid() {
  local module=$1 reason=$2
  shift 2
  local found
  found=$(grep -rnE --include='*.swift' --exclude-dir=Generated "$import($module)([^A-Za-z0-9_]|\$)" "$@" || true)
  [ -z "$found" ] && return
  printf '%s\n' "$found" | sed "s|\$|   <- $reason|"
  status=1
}

forbid 'Foundation|FoundationNetworking|FoundationXML|FoundationInternationalization' \
  'import FoundationEssentials instead' Sources
forbid 'FoundationEssentials' 'no Foundation in this target' \
  Sources/AuthenticationCore Sources/HTTPEdge Sources/Identifiers
exit $status
