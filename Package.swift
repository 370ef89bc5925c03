// swift-tools-version: 6.0
import PackageDescription

/// Every room of the house, in the order in which the data goes. No target may import a later one.
let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

func room(_ name: String, _ dependencies: [Target.Dependency], plugins: [Target.PluginUsage] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: strict, plugins: plugins)
}

/// The tests run against optimised code (`make test`), a fifth of the time; they themselves need no optimiser.
let unoptimized: [SwiftSetting] = [.unsafeFlags(["-Onone"], .when(configuration: .release))]

func tests(_ room: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
  .testTarget(
    name: room + "Tests", dependencies: dependencies, exclude: exclude, swiftSettings: strict + unoptimized)
}

let package = Package(
  name: "Longhand",
  // Int128 came with the systems of 2024.
  platforms: [.macOS(.v15)],
  products: [
    .library(name: "Longhand", targets: ["Longhand"]),
    .executable(name: "longhand", targets: ["LonghandTool"]),
  ],
  targets: [
    .systemLibrary(
      name: "CCMark", pkgConfig: "libcmark", providers: [.apt(["libcmark-dev"]), .brew(["cmark"])]),
    .systemLibrary(
      name: "CFYAML", pkgConfig: "libfyaml", providers: [.apt(["libfyaml-dev"]), .brew(["libfyaml"])]),
    .systemLibrary(
      name: "CGumbo", pkgConfig: "gumbo", providers: [.apt(["libgumbo-dev"]), .brew(["gumbo-parser"])]),
    .executableTarget(name: "TemplateEmbedder", path: "Plugins/TemplateEmbedder", swiftSettings: strict),
    .plugin(name: "EmbedTemplates", capability: .buildTool(), dependencies: ["TemplateEmbedder"]),
    room("Symbolics", []),
    room("Networks", ["Symbolics"]),
    room("Importing", ["Networks", "CFYAML"]),
    room("Derivations", ["Symbolics", "Networks"]),
    room("Checking", ["Symbolics", "Networks", "Derivations"]),
    room("Workings", ["Checking", "CGumbo"]),
    room("Explaining", ["Symbolics", "Networks", "Derivations", "Checking"]),
    room(
      "Publishing",
      ["Symbolics", "Networks", "Importing", "Derivations", "Checking", "Explaining", "CCMark"],
      plugins: ["EmbedTemplates"]),
    room(
      "Longhand",
      [
        "Symbolics", "Networks", "Importing", "Derivations", "Checking", "Workings", "Explaining",
        "Publishing",
      ]),
    .executableTarget(name: "LonghandTool", dependencies: ["Longhand"], swiftSettings: strict),
    .executableTarget(
      name: "LonghandBench", dependencies: ["Longhand", "CCMark"], path: "Benchmarks", swiftSettings: strict),
    tests("Symbolics", ["Symbolics"]),
    tests("Networks", ["Symbolics", "Networks"]),
    tests("Importing", ["Symbolics", "Networks", "Importing", "Derivations"], exclude: ["Fixtures"]),
    tests("Derivations", ["Symbolics", "Networks", "Derivations"], exclude: ["Fixtures"]),
    tests("Checking", ["Symbolics", "Networks", "Derivations", "Checking"]),
    tests("Workings", ["Symbolics", "Networks", "Derivations", "Checking", "Workings"]),
    tests("Explaining", ["Symbolics", "Networks", "Derivations", "Checking", "Explaining"]),
    tests(
      "Publishing", ["Symbolics", "Networks", "Derivations", "Checking", "Explaining", "Publishing"],
      exclude: ["Fixtures", "Golden"]),
    tests("LonghandTool", ["Longhand", "LonghandTool"]),
  ],
  swiftLanguageModes: [.v6]
)
