// swift-tools-version: 6.2
import PackageDescription

/// The house: every target, what it may import of ours, and what it may use from outside.
///
/// Arrows run one way, downwards. `ImportTableTests` reads this table and every `import` in `Sources`
/// and fails on one the table does not allow; SwiftPM's own check does not catch it. One row a line.
let house: [Room] = [
    Room("Core", outside: ["OrderedCollections"]),
    Room("JobProtocol", uses: ["Core"]),
    Room("Store", uses: ["Core", "JobProtocol"], outside: ["GRDB"]),
    Room("StoreTests", uses: ["Core", "JobProtocol", "Store"], outside: ["GRDB"], kind: .test)
]

struct Room {
    enum Kind {
        case library, executable, c, test
        case system(pkgConfig: String, apt: String)
    }
    var name: String
    var uses: [String]
    var outside: [String]
    var kind: Kind
    init(_ name: String, uses: [String] = [], outside: [String] = [], kind: Kind = .library) {
        (self.name, self.uses, self.outside, self.kind) = (name, uses, outside, kind)
    }
}

/// Which package brings a product of the table's `outside` column.
let products: [String: String] = [
    "ArgumentParser": "swift-argument-parser",
    "Configuration": "swift-configuration",
    "Crypto": "swift-crypto",
    "GRDB": "GRDB.swift",
    "Hummingbird": "hummingbird",
    "Logging": "swift-log",
    "Mustache": "swift-mustache",
    "OrderedCollections": "swift-collections",
    "ServiceLifecycle": "swift-service-lifecycle",
    "Yams": "Yams"
]

let settings: [SwiftSetting] = [
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault")
]

let package = Package(
    name: "anneal",
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
        .package(
            url: "https://github.com/apple/swift-configuration", from: "1.4.0",
            traits: ["CommandLineArguments", "YAML"]),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(
            url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0")
    ],
    targets: house.map(\.target),
    swiftLanguageModes: [.v6]
)

extension Room {
    var target: Target {
        let dependencies: [Target.Dependency] =
            uses.map { .target(name: $0) }
            + outside.map { .product(name: $0, package: products[$0] ?? $0) }
        switch kind {
        case .system(let pkgConfig, let apt):
            return .systemLibrary(name: name, pkgConfig: pkgConfig, providers: [.apt([apt])])
        case .c:
            return .target(name: name, dependencies: dependencies)
        case .library:
            return .target(name: name, dependencies: dependencies, swiftSettings: settings)
        case .executable:
            return .executableTarget(name: name, dependencies: dependencies, swiftSettings: settings)
        case .test:
            return .testTarget(name: name, dependencies: dependencies, swiftSettings: settings)
        }
    }
}
