// swift-tools-version: 6.0
import PackageDescription

// Arrows between targets point down: a target depends only on targets listed above it.
let targets: [Target] = [
    .systemLibrary(name: "CLibEdit", pkgConfig: "libedit", providers: [.apt(["libedit-dev"])]),
    .systemLibrary(name: "COpenBLAS", pkgConfig: "openblas", providers: [.apt(["libopenblas-dev"])]),
    // Headers alone: libcurl itself is opened when it is needed.
    .systemLibrary(name: "CCurl", providers: [.apt(["libcurl4-openssl-dev"])]),
    .systemLibrary(name: "CCommonMark", providers: [.apt(["libcmark-dev"])]),
    .target(name: "CKernels"),

    .target(name: "Diagnostics"),
    .target(name: "Random"),
    .target(name: "Store", dependencies: ["Diagnostics", .product(name: "Crypto", package: "swift-crypto")]),
    .target(name: "Safetensors", dependencies: ["Diagnostics", "Store"]),
    .target(name: "WordPiece", dependencies: ["Diagnostics", "Store"]),

    .target(name: "Significance", dependencies: ["Random"]),
    .target(name: "Corpus", dependencies: ["Diagnostics", "Random", "Store"]),
    .target(name: "Newsroom", dependencies: ["Corpus", "Random"]),
    .target(name: "Mixing", dependencies: ["Diagnostics", "Random", "Store"]),
    .target(name: "ChatClient", dependencies: ["CCurl", "Diagnostics", "Random", "Store"]),
    .target(name: "Annotator", dependencies: ["ChatClient", "Corpus", "Diagnostics", "Random", "Store"]),

    .target(name: "Numerics", dependencies: ["COpenBLAS", "CKernels", "Random"]),
    .target(name: "Bert", dependencies: ["Numerics", "Safetensors", "Store", "Diagnostics", "Random"]),
    .target(name: "Tagger", dependencies: ["Bert", "Numerics", "Corpus", "WordPiece", "Store", "Diagnostics", "Random"]),

    .target(name: "Script", dependencies: ["Diagnostics"]),
    .target(name: "Report", dependencies: ["Diagnostics", "CCommonMark"]),
    .target(name: "Notebook", dependencies: ["Script", "Report", "Store", "Random", "Diagnostics"]),
    .target(name: "Commands", dependencies: [
        "Notebook", "Script", "Report", "Tagger", "Bert", "Numerics", "WordPiece", "Annotator", "ChatClient", "Mixing", "Newsroom", "Corpus", "Significance",
        "Store", "Random", "Diagnostics",
    ]),

    .target(name: "Fuzz", dependencies: ["Commands", "Notebook", "Script", "Random", "Diagnostics"]),

    .executableTarget(name: "nds", dependencies: [
        "Commands", "Notebook", "Script", "Report", "Annotator", "Numerics", "Store", "Diagnostics", "CLibEdit",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
    ]),
    .executableTarget(name: "nds-bench", dependencies: [
        "Fuzz", "Commands", "Notebook", "Script", "Tagger", "Bert", "Numerics", "WordPiece", "Annotator", "ChatClient", "Newsroom", "Corpus", "Mixing", "Store",
        "Random", "Diagnostics", "Loopback",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
    ]),
]

/// Folders of files that tests read.
let fixtures = [
    "Bert": ["Fixtures"], "Commands": ["ErrorScripts", "Fixtures"], "Corpus": ["Fixtures"], "Notebook": ["ErrorScripts"], "Numerics": ["Fixtures"],
    "Safetensors": ["Fixtures"], "Significance": ["Fixtures"], "Tagger": ["Fixtures"], "WordPiece": ["Fixtures"],
]

/// How error scripts are written, for the tests that run them.
let errorCases = Target.target(name: "ErrorCases", dependencies: ["Diagnostics"], path: "Tests/ErrorCases")

/// A server on this machine that misbehaves as it is told, for the tests that need one.
let loopback = Target.target(name: "Loopback", path: "Tests/Loopback")
let withServer: Set = ["ChatClient", "Annotator", "nds"]

// Tests sit beside what they test and may use whatever lies below it.
let tests: [Target] = targets.filter { $0.type != .system && $0.name != "CKernels" && $0.name != "nds-bench" }.map { target in
    let folders = fixtures[target.name] ?? []
    let support: [Target.Dependency] =
        (folders.contains("ErrorScripts") ? ["ErrorCases"] : []) + (withServer.contains(target.name) ? ["Loopback"] : [])
    let lower = target.dependencies.filter { if case .byNameItem = $0 { true } else { false } }
    return .testTarget(
        name: target.name.prefix(1).uppercased() + target.name.dropFirst() + "Tests",
        dependencies: [.byName(name: target.name)] + lower + support, exclude: folders)
}

let package = Package(
    name: "nds",
    products: [.executable(name: "nds", targets: ["nds"]), .executable(name: "nds-bench", targets: ["nds-bench"])],
    dependencies: [
        // Flags, subcommands and `--help` of the two executables.
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0"),
        // SHA-256: what inputs, calls and values are known by, in the store and in a script's lock.
        .package(url: "https://github.com/apple/swift-crypto", "3.0.0"..<"5.0.0"),
    ],
    targets: targets + [errorCases, loopback] + tests
)
