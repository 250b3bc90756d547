#!/usr/bin/env bash
# Runs nginx in the foreground, in one process.
#   start.sh PORT FOLDER      where FOLDER may be written to
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
sed -e "s|@PORT@|$1|" -e "s|@HERE@|$here|" "$here/nginx.conf" >"$2/nginx.conf"
exec nginx -p "$2" -c nginx.conf -e stderr
