#!/usr/bin/env bash
# Builds the DocC documentation of every library into .build-docs, with the toolchain's own tools. Everything that
# other targets can see is part of it (`package` access). A broken link is an error; a parameter without words is not, it may need none.
set -euo pipefail
cd "$(dirname "$0")/.."

# In the order of their dependencies, so that links between them resolve.
readonly libraries=(Identifiers Events AuthenticationCore HTTPEdge HTTPClientSupport KongClient RedisClient Telemetry KongSandbox AuthenticationService)
readonly output=.build-docs

# Runs a command and shows what it printed only if it fails; docc greets every success with blank lines.
quietly() {
  local printed
  printed=$("$@" 2>&1) || {
    printf '%s\n' "$printed" >&2
    return 1
  }
}

swift build --quiet
built=$(swift build --show-bin-path)

features=()
for feature in $(sed -n 's/.*enableUpcomingFeature("\(.*\)").*/\1/p' Package.swift); do
  features+=(-enable-upcoming-feature "$feature")
done

# C modules, ours and those of dependencies, found through their module maps.
search=(-I "$built/Modules")
for map in Sources/*/module.modulemap; do
  search+=(-I "$(dirname "$map")")
done
while read -r map; do
  search+=(-Xcc "-fmodule-map-file=$map")
done < <(find "$built" -maxdepth 2 -name module.modulemap)
while read -r map; do
  search+=(-I "$(dirname "$map")")
done < <(find "${built%/*/*}/checkouts" -path '*/Sources/*/include/module.modulemap' -not -path '*/Tests/*')

rm -rf "$output"
mkdir -p "$output/modules" "$output/archives"
archives=()
dependencies=()
for library in "${libraries[@]}"; do
  graphs=$output/graphs/$library
  archive=$output/archives/$library.doccarchive
  mkdir -p "$graphs"
  # swift-symbolgraph-extract cannot see through `package import`, so the compiler emits the graph.
  find "Sources/$library" -name '*.swift' -print0 |
    xargs -0 swiftc -emit-module -emit-module-path "$output/modules/$library.swiftmodule" \
      -module-name "$library" -package-name documentation -swift-version 6 "${features[@]}" \
      -I "$output/modules" "${search[@]}" \
      -emit-symbol-graph -emit-symbol-graph-dir "$graphs" -symbol-graph-minimum-access-level package \
      -emit-extension-block-symbols
  catalog=()
  if [ -d "Sources/$library/$library.docc" ]; then catalog=("Sources/$library/$library.docc"); fi
  quietly docc convert "${catalog[@]}" --additional-symbol-graph-dir "$graphs" --output-path "$archive" \
    --fallback-display-name "$library" --fallback-bundle-identifier "authentication-service.$library" \
    --enable-experimental-external-link-support "${dependencies[@]}" \
    --disable-parameters-and-returns-validation --warnings-as-errors
  archives+=("$archive")
  dependencies+=(--dependency "$archive")
done

quietly docc merge "${archives[@]}" --synthesized-landing-page-name authentication-service \
  --output-path "$output/authentication-service.doccarchive"
echo "$output/authentication-service.doccarchive"
echo "To read it: python3 -m http.server --directory $output/authentication-service.doccarchive"
