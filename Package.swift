// swift-tools-version: 6.2
import PackageDescription

/// The house: every target, what it may import of ours, and what it may use from outside.
///
/// Arrows run one way, downwards. `ImportTableTests` reads this table and every `import` in `Sources`
/// and fails on one the table does not allow; SwiftPM's own check does not catch it. One row a line.
let house: [Room] = [
    Room("CLibGit2", kind: .system(pkgConfig: "libgit2", apt: "libgit2-dev")),
    Room("CLibCurl", kind: .system(pkgConfig: "libcurl", apt: "libcurl4-openssl-dev")),
    Room("CZLib", kind: .system(pkgConfig: "zlib", apt: "zlib1g-dev")),
    Room("CGitShims", uses: ["CLibGit2"], kind: .c),
    Room("CCurlShims", uses: ["CLibCurl"], kind: .c),
    Room("CProcess", kind: .c),
    Room("Core", outside: ["OrderedCollections"]),
    Room("Expressions", uses: ["Core"], outside: ["OrderedCollections"]),
    Room("JobProtocol", uses: ["Core", "CProcess"]),
    Room("Workflows", uses: ["Core", "Expressions"], outside: ["OrderedCollections"]),
    Room(
        "Planning", uses: ["Core", "Expressions", "JobProtocol", "Workflows"], outside: ["Crypto", "OrderedCollections"]
    ),
    Room("Artifacts", uses: ["Core", "CZLib"], outside: ["Crypto"]),
    Room("Git", uses: ["Core", "CLibGit2", "CGitShims"]),
    Room("Store", uses: ["Core", "JobProtocol"], outside: ["GRDB", "GRDBSQLite"]),
    Room("Transfer", uses: ["CLibCurl", "CCurlShims"]),
    Room("Integrations", uses: ["Core"], outside: ["Crypto", "OrderedCollections"]),
    Room(
        "Supervision", uses: ["Core", "CProcess", "Expressions", "JobProtocol"],
        outside: ["Crypto", "OrderedCollections"]),
    Room("Pages", uses: ["Core", "JobProtocol"], outside: ["OrderedCollections"]),
    Room("Executors", uses: ["Core", "CProcess", "JobProtocol"], outside: ["OrderedCollections"]),
    Room(
        "Actions", uses: ["Core", "Git", "JobProtocol", "Planning", "Workflows"], outside: ["Crypto"]),
    Room(
        "Commands", uses: ["Core", "Expressions", "Integrations", "Transfer", "Workflows"],
        outside: ["ArgumentParser", "OrderedCollections"]),
    Room(
        "Engine",
        uses: [
            "Actions", "Artifacts", "Core", "Executors", "Expressions", "Git", "Integrations", "JobProtocol",
            "Planning", "Store", "Workflows"
        ],
        outside: ["Crypto", "Logging", "OrderedCollections"]),
    Room(
        "Server",
        uses: [
            "Artifacts", "Core", "Engine", "Expressions", "Git", "Integrations", "JobProtocol", "Pages", "Planning",
            "Store",
            "Workflows"
        ],
        outside: [
            "Crypto", "HTTPTypes", "Hummingbird", "Logging", "NIOCore", "OrderedCollections", "ServiceLifecycle"
        ]),
    Room(
        "anneal",
        uses: [
            "Actions", "Artifacts", "Commands", "Core", "Engine", "Executors", "Git", "JobProtocol", "Planning",
            "Server", "Store", "Workflows"
        ],
        outside: [
            "ArgumentParser", "Configuration", "Crypto", "Logging", "OrderedCollections", "ServiceLifecycle",
            "SystemPackage",
            "UnixSignals", "Yams"
        ],
        kind: .executable),
    // Without dynamic linking it starts in a third of the time, and needs nothing of the machine it runs on.
    Room("anneal-supervisor", uses: ["Supervision"], kind: .executable, isStatic: true),
    Room("FuzzLanguage", uses: ["Core", "Expressions", "Workflows"]),
    Room("FuzzWebhooks", uses: ["Core", "Integrations"]),
    Room("fuzz-language", uses: ["FuzzLanguage"], kind: .fuzzer),
    Room("fuzz-webhooks", uses: ["FuzzWebhooks"], kind: .fuzzer),

    Room("ArchitectureTests", kind: .test),
    Room("ArtifactsTests", uses: ["Artifacts", "Core"], kind: .test),
    Room("CommandTests", uses: ["Core", "Commands"], outside: ["ArgumentParser"], kind: .test),
    Room("CoreTests", uses: ["Core"], outside: ["OrderedCollections"], kind: .test),
    Room(
        "EngineTests",
        uses: ["Core", "Engine", "Executors", "Git", "Integrations", "JobProtocol", "Planning", "Store", "Workflows"],
        outside: ["Crypto", "Logging", "OrderedCollections"], kind: .test),
    Room(
        "ExecutorsTests", uses: ["CProcess", "Core", "Executors", "JobProtocol", "anneal-supervisor"], kind: .test),
    Room("ExpressionsTests", uses: ["Core", "Expressions"], outside: ["OrderedCollections"], kind: .test),
    Room("FuzzTests", uses: ["FuzzLanguage", "FuzzWebhooks"], kind: .test),
    Room("GitTests", uses: ["Core", "Git"], kind: .test),
    Room("GlobTests", uses: ["Core"], kind: .test),
    Room("IntegrationsTests", uses: ["Core", "Integrations"], outside: ["Crypto", "OrderedCollections"], kind: .test),
    Room(
        "PlanningTests", uses: ["Core", "Expressions", "JobProtocol", "Planning", "Workflows"],
        outside: ["OrderedCollections"], kind: .test),
    Room("JobProtocolTests", uses: ["Core", "CProcess", "JobProtocol"], kind: .test),
    Room("PagesTests", uses: ["Core", "JobProtocol", "Pages"], outside: ["OrderedCollections"], kind: .test),
    Room("RedactionTests", uses: ["Core"], kind: .test),
    Room(
        "SupervisionTests", uses: ["Core", "CProcess", "JobProtocol", "Supervision", "anneal-supervisor"], kind: .test),
    Room(
        "ServerTests", uses: ["Core", "Engine", "Executors", "JobProtocol", "Server", "Store"],
        outside: ["HTTPTypes", "Hummingbird", "Logging", "NIOCore", "NIOEmbedded", "OrderedCollections"], kind: .test),
    Room("StoreTests", uses: ["Core", "JobProtocol", "Store"], outside: ["GRDB"], kind: .test),
    Room("TransferTests", uses: ["Transfer"], kind: .test),
    Room(
        "WorkflowsTests", uses: ["Core", "Expressions", "Workflows"], outside: ["OrderedCollections", "Yams"],
        kind: .test)
]

/// Only for `make bench`: a build for use does not pay for it.
let benchmarks = Room(
    "anneal-benchmarks",
    uses: ["Core", "Engine", "Executors", "Expressions", "Planning", "Store"],
    outside: ["Hummingbird", "Logging", "OrderedCollections"], kind: .executable, path: "Benchmarks/InProcess")

struct Room {
    enum Kind {
        case library, executable, c, test
        /// A program whose `main` is the fuzzing engine's, so that only `--sanitize fuzzer` can link it.
        case fuzzer
        case system(pkgConfig: String, apt: String)
    }
    var name: String
    var uses: [String]
    var outside: [String]
    var kind: Kind
    /// nil = the usual place.
    var path: String?
    /// Release builds link everything in, the C library included.
    var isStatic: Bool
    init(
        _ name: String, uses: [String] = [], outside: [String] = [], kind: Kind = .library, path: String? = nil,
        isStatic: Bool = false
    ) {
        (self.name, self.uses, self.outside, self.kind) = (name, uses, outside, kind)
        (self.path, self.isStatic) = (path, isStatic)
    }
}

/// Which package brings a product of the table's `outside` column.
let products: [String: String] = [
    "ArgumentParser": "swift-argument-parser",
    "Configuration": "swift-configuration",
    "Crypto": "swift-crypto",
    "GRDB": "GRDB.swift",
    "GRDBSQLite": "GRDB.swift",
    "HTTPTypes": "swift-http-types",
    "Hummingbird": "hummingbird",
    "Logging": "swift-log",
    "NIOCore": "swift-nio",
    "NIOEmbedded": "swift-nio",
    "OrderedCollections": "swift-collections",
    "ServiceLifecycle": "swift-service-lifecycle",
    "SystemPackage": "swift-system",
    "UnixSignals": "swift-service-lifecycle",
    "Yams": "Yams"
]

let settings: [SwiftSetting] = [
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault")
]

/// `make fuzz` sets it, to build the fuzzers and what they use alone; without it they are no part of the package, as no
/// other build could link them.
let isFuzzing = Context.environment["ANNEAL_FUZZ"] != nil

let rooms = house.filter { room in
    guard isFuzzing else { return !room.isFuzzer }
    return house.contains { $0.isFuzzer && $0.reaches(room.name) }
}

let package = Package(
    name: "anneal",
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
        .package(
            url: "https://github.com/apple/swift-configuration", from: "1.4.0",
            traits: ["CommandLineArguments", "YAML"]),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(
            url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0")
    ],
    targets: (rooms + (Context.environment["ANNEAL_BENCHMARKS"] == nil ? [] : [benchmarks])).map(\.target),
    swiftLanguageModes: [.v6]
)

extension Room {
    var isFuzzer: Bool {
        if case .fuzzer = kind { true } else { false }
    }

    func reaches(_ other: String) -> Bool {
        name == other || house.contains { uses.contains($0.name) && $0.reaches(other) }
    }

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
            return .executableTarget(
                name: name, dependencies: dependencies, path: path, swiftSettings: settings,
                linkerSettings: isStatic ? [.unsafeFlags(["-static-executable"], .when(configuration: .release))] : [])
        case .fuzzer:
            return .executableTarget(
                name: name, dependencies: dependencies,
                swiftSettings: settings + [.unsafeFlags(["-parse-as-library"])])
        case .test:
            return .testTarget(
                name: name, dependencies: dependencies,
                // Read by the tests from where they lie.
                exclude: name == "CommandTests" ? ["Snapshots"] : [], swiftSettings: settings)
        }
    }
}
