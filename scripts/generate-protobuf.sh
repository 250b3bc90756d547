#!/usr/bin/env bash
# Writes the Swift of Protos/ into Sources/Telemetry/Generated, with the generator of the swift-protobuf that is resolved.
set -euo pipefail
cd "$(dirname "$0")/.."

readonly library=.build/checkouts/swift-protobuf
readonly scratch=.build-protobuf
readonly output=Sources/Telemetry/Generated

[ -d "$library" ] || swift package resolve
build=(swift build --package-path "$library" --scratch-path "$scratch" --configuration release --product protoc-gen-swift)
"${build[@]}" --quiet
protoc --plugin="$("${build[@]}" --show-bin-path)/protoc-gen-swift" \
  --proto_path=Protos --swift_out="$output" --swift_opt=Visibility=Internal Protos/otlp.proto
