// swift-tools-version: 6.3
import PackageDescription

// What we use of other packages.
extension Target.Dependency {
  fileprivate static let asyncHTTPClient = product(name: "AsyncHTTPClient", package: "async-http-client")
  fileprivate static let jwtKit = product(name: "JWTKit", package: "jwt-kit")
  fileprivate static let asn1 = product(name: "SwiftASN1", package: "swift-asn1")
  fileprivate static let argumentParser = product(name: "ArgumentParser", package: "swift-argument-parser")
  fileprivate static let crypto = product(name: "Crypto", package: "swift-crypto")
  fileprivate static let tracing = product(name: "Tracing", package: "swift-distributed-tracing")
  fileprivate static let logging = product(name: "Logging", package: "swift-log")
  fileprivate static let coreMetrics = product(name: "CoreMetrics", package: "swift-metrics")
  fileprivate static let metricsTestKit = product(name: "MetricsTestKit", package: "swift-metrics")
  fileprivate static let nioCore = product(name: "NIOCore", package: "swift-nio")
  fileprivate static let nioEmbedded = product(name: "NIOEmbedded", package: "swift-nio")
  fileprivate static let nioHTTP1 = product(name: "NIOHTTP1", package: "swift-nio")
  fileprivate static let nioPosix = product(name: "NIOPosix", package: "swift-nio")
  fileprivate static let nioSSL = product(name: "NIOSSL", package: "swift-nio-ssl")
  fileprivate static let nioTLS = product(name: "NIOTLS", package: "swift-nio")
  fileprivate static let swiftProtobuf = product(name: "SwiftProtobuf", package: "swift-protobuf")
  fileprivate static let serviceLifecycle = product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
  fileprivate static let unixSignals = product(name: "UnixSignals", package: "swift-service-lifecycle")
}

let package = Package(
  name: "authentication-service",
  dependencies: [
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-asn1", from: "1.7.4"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    .package(url: "https://github.com/vapor/jwt-kit", from: "5.7.1"),
    .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
    .package(url: "https://github.com/apple/swift-distributed-tracing", from: "1.7.3"),
    .package(url: "https://github.com/apple/swift-protobuf", from: "1.39.0", traits: []),
  ],
  targets: [
    .target(name: "Identifiers"),
    .systemLibrary(name: "CProcess"),
    .systemLibrary(name: "CZlib"),
    .target(
      name: "Events",
      dependencies: [
        .logging, .tracing,
      ]
    ),
    .target(
      name: "AuthenticationCore",
      dependencies: [
        "Identifiers", .crypto,
      ]
    ),
    .target(
      name: "HTTPClientSupport",
      dependencies: [
        .asyncHTTPClient, .nioCore, .nioHTTP1, .nioPosix,
      ]
    ),
    .target(
      name: "HTTPEdge",
      dependencies: [
        "Identifiers", .nioCore, .nioPosix, .nioSSL, .nioTLS,
      ]
    ),
    .target(
      name: "KongClient",
      dependencies: [
        "AuthenticationCore", "Events", "HTTPClientSupport", .asyncHTTPClient, .coreMetrics, .logging,
        .nioCore, .nioHTTP1, .nioPosix, .nioSSL, .tracing,
      ]
    ),
    .target(
      name: "RedisClient",
      dependencies: [
        .nioCore, .nioPosix, .nioSSL,
      ]
    ),
    .target(
      name: "Telemetry",
      dependencies: [
        "CZlib", "HTTPClientSupport", "Identifiers", .asyncHTTPClient, .coreMetrics, .logging, .nioCore,
        .nioHTTP1, .nioPosix, .nioSSL, .serviceLifecycle, .swiftProtobuf, .tracing,
      ]
    ),
    .target(
      name: "KongSandbox",
      dependencies: [
        "HTTPEdge", .asyncHTTPClient, .crypto, .nioCore, .nioHTTP1,
      ]
    ),
    .target(
      name: "AuthenticationService",
      dependencies: [
        "AuthenticationCore", "HTTPEdge", "KongClient", "Events", "Identifiers", "RedisClient", "Telemetry",
        .asn1, .coreMetrics, .crypto, .logging, .nioCore, .nioSSL, .serviceLifecycle, .tracing,
      ]
    ),
    .executableTarget(
      name: "authentication-service",
      dependencies: [
        "AuthenticationService", "CProcess", "Events", "HTTPClientSupport", "KongSandbox", "Telemetry", .argumentParser,
        .asyncHTTPClient,
        .coreMetrics, .logging, .nioCore, .nioHTTP1, .nioSSL, .serviceLifecycle, .tracing, .unixSignals,
      ]
    ),
    .executableTarget(
      name: "HotPath",
      dependencies: [
        "AuthenticationCore", "AuthenticationService", "HTTPEdge", "Identifiers", "RedisClient", "Telemetry",
        .argumentParser, .nioCore, .nioEmbedded, .nioPosix,
      ],
      path: "Benchmarks/HotPath"
    ),
    .target(
      name: "HostileInput",
      dependencies: [
        "AuthenticationCore", "AuthenticationService", "HTTPEdge", "KongClient", "RedisClient", .crypto, .nioCore,
        .nioEmbedded,
      ],
      path: "Fuzzing/HostileInput"
    ),
    .target(
      name: "TestSupport",
      dependencies: [
        "AuthenticationCore"
      ],
      path: "Tests/TestSupport"
    ),
    .target(
      name: "RedisTestSupport",
      dependencies: [
        .nioCore, .nioPosix,
      ],
      path: "Tests/RedisTestSupport",
      resources: [.copy("Fixtures")]
    ),
    .target(
      name: "TLSTestSupport",
      path: "Tests/TLSTestSupport",
      resources: [.copy("Fixtures")]
    ),
    .target(
      name: "OTLPTestSupport",
      dependencies: [
        "RedisTestSupport", .asyncHTTPClient, .nioCore, .nioHTTP1,
      ],
      path: "Tests/OTLPTestSupport",
      resources: [.copy("Fixtures")]
    ),
    .testTarget(
      name: "AuthenticationCoreTests",
      dependencies: [
        "AuthenticationCore", "Identifiers", "TestSupport", .crypto, .jwtKit,
      ],
      resources: [.copy("Fixtures")]
    ),
    .testTarget(
      name: "IdentifiersTests",
      dependencies: [
        "Identifiers"
      ]),
    .testTarget(
      name: "HTTPEdgeTests",
      dependencies: [
        "HTTPEdge", "Identifiers", "TLSTestSupport", "TestSupport", .nioCore, .nioEmbedded, .nioHTTP1, .nioPosix,
        .nioSSL,
        .nioTLS,
      ]
    ),
    .testTarget(
      name: "KongClientTests",
      dependencies: [
        "AuthenticationCore", "HTTPClientSupport", "KongClient", "TestSupport", .coreMetrics, .logging,
        .metricsTestKit, .nioCore, .nioPosix, .nioSSL,
      ],
      resources: [.copy("Fixtures")]
    ),
    .testTarget(
      name: "KongSandboxTests",
      dependencies: [
        "HTTPEdge", "KongSandbox", .asyncHTTPClient, .crypto, .nioCore, .nioHTTP1, .nioPosix,
      ],
      resources: [.copy("Fixtures")]
    ),
    .testTarget(
      name: "KongContractTests",
      dependencies: [
        "AuthenticationCore", "Identifiers", "KongClient", "KongSandbox", "TestSupport", .asyncHTTPClient,
        .logging, .nioCore, .nioHTTP1, .nioPosix,
      ]
    ),
    .testTarget(
      name: "RedisClientTests",
      dependencies: [
        "RedisClient", "RedisTestSupport", "TestSupport", .nioCore, .nioEmbedded, .nioPosix, .nioSSL,
      ]
    ),
    .testTarget(
      name: "TelemetryTests",
      dependencies: [
        "Identifiers", "OTLPTestSupport", "RedisTestSupport", "Telemetry", "TestSupport", .coreMetrics,
        .logging, .nioCore, .nioPosix, .nioSSL, .serviceLifecycle, .tracing,
      ],
      resources: [.copy("Fixtures")]
    ),
    .testTarget(
      name: "AuthenticationServiceTests",
      dependencies: [
        "AuthenticationCore", "AuthenticationService", "HTTPEdge", "KongClient", "RedisClient", "Telemetry",
        "TLSTestSupport", "TestSupport", .logging, .nioCore, .nioPosix, .nioSSL,
      ],
      resources: [.copy("Fixtures")]
    ),
    .testTarget(
      name: "HostileInputTests",
      dependencies: [
        "HostileInput", "TestSupport",
      ]
    ),
    .testTarget(
      name: "SystemTests",
      dependencies: [
        "AuthenticationService", "HTTPEdge", "KongSandbox", "OTLPTestSupport", "RedisTestSupport", "Telemetry",
        "TLSTestSupport", "TestSupport", .asyncHTTPClient, .logging, .nioCore, .nioHTTP1, .nioPosix, .nioSSL,
        .serviceLifecycle,
      ],
      resources: [.copy("Surface/Fixtures")]
    ),
  ]
)

// For scripts/fuzz.sh alone: not every toolchain has libFuzzer, which brings the main function.
if Context.environment["FUZZING"] != nil {
  let sanitizers = "-sanitize=fuzzer,address"
  let instrumented = ["AuthenticationCore", "AuthenticationService", "HTTPEdge", "KongClient", "RedisClient"]
  for target in package.targets where instrumented.contains(target.name) {
    target.swiftSettings = [.unsafeFlags([sanitizers])]
  }
  package.targets.append(
    .executableTarget(
      name: "Fuzzer",
      dependencies: ["HostileInput"],
      path: "Fuzzing/Driver",
      swiftSettings: [.unsafeFlags(["-parse-as-library", sanitizers])],
      linkerSettings: [.unsafeFlags([sanitizers])]
    ))
}

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .treatAllWarnings(as: .error),
]

for target in package.targets where target.type != .plugin && target.type != .system {
  target.swiftSettings = settings + (target.swiftSettings ?? [])
}
