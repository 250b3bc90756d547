#!/usr/bin/env bash
# Builds the DocC documentation of every library into .build-docs, with the toolchain's own tools. Everything that
# other targets can see is part of it (`package` access); a broken link is an error.
set -euo pipefail
cd "$(dirname "$0")/.."

# In the order of their dependencies, so that links between them resolve.
readonly libraries=(Identifiers AuthenticationCore HTTPEdge KongClient KongSandbox AuthenticationService)
readonly output=.build-docs

swift build --quiet
built=$(swift build --show-bin-path)

# C modules of dependencies, found through their module maps.
search=(-I "$built/Modules")
while read -r map; do
  search+=(-Xcc "-fmodule-map-file=$map")
done < <(find "$built" -maxdepth 2 -name module.modulemap)
while read -r map; do
  search+=(-I "$(dirname "$map")")
done < <(find "${built%/*/*}/checkouts" -path '*/Sources/*/include/module.modulemap' -not -path '*/Tests/*')

rm -rf "$output"
archives=()
dependencies=()
for library in "${libraries[@]}"; do
  graphs=$output/graphs/$library
  archive=$output/archives/$library.doccarchive
  mkdir -p "$graphs" "$output/archives"
  swift-symbolgraph-extract -module-name "$library" "${search[@]}" -minimum-access-level package \
    -target "$(swift -print-target-info | sed -n 's/.*"triple": "\(.*\)",/\1/p' | head -n 1)" -output-dir "$graphs"
  catalog=()
  if [ -d "Sources/$library/$library.docc" ]; then catalog=("Sources/$library/$library.docc"); fi
  docc convert "${catalog[@]}" --additional-symbol-graph-dir "$graphs" --output-path "$archive" \
    --fallback-display-name "$library" --fallback-bundle-identifier "authentication-service.$library" \
    --enable-experimental-external-link-support "${dependencies[@]}" --warnings-as-errors
  archives+=("$archive")
  dependencies+=(--dependency "$archive")
done

docc merge "${archives[@]}" --synthesized-landing-page-name authentication-service \
  --output-path "$output/authentication-service.doccarchive"
echo "$output/authentication-service.doccarchive; look at it with: python3 -m http.server --directory $output/authentication-service.doccarchive"
