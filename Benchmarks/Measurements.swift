import CCMark
import Longhand

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// How long `longhand --version` takes, beside `true`, which does nothing.
func measureStartup(_ longhand: String) -> Bool {
  var own: [ProcessRun] = []
  var nothing: [ProcessRun] = []
  for _ in 0..<41 {
    guard let first = run([longhand, "--version"]), first.status == 0, let second = run(["true"]) else {
      print("cannot run \(longhand) --version")
      return false
    }
    own.append(first)
    nothing.append(second)
  }
  let time = median(own.map { $0.milliseconds })
  let memory = own.map { $0.peakMegabytes }.max() ?? 0
  print(
    "start-up           longhand --version  \(fixed(time, 2)) ms (goal: below 10), at most "
      + "\(fixed(memory, 1)) MB (goal: below 20); true: \(fixed(median(nothing.map { $0.milliseconds }), 2)) ms"
  )
  return true
}

/// Deriving a network and rendering its page, and rendering alone, beside cmark parsing and rendering the Markdown of the
/// same derivation.
func measureRendering() {
  guard let network = Catalogue.network(named: "resnet101"), let pages = try? Pages(),
    let derivation = try? derive(network), let document = try? pages.solution(of: derivation)
  else { return print("resnet101 cannot be rendered") }
  let markdown = pages.publisher.render(document, as: .markdown)
  var size = 0
  let own = medianMilliseconds(rounds: 21) {
    guard let derivation = try? derive(network), let document = try? pages.solution(of: derivation) else {
      return
    }
    size = pages.publisher.render(document, as: .html).count
  }
  let rendering = medianMilliseconds(rounds: 21) { size = pages.publisher.render(document, as: .html).count }
  let cmark = medianMilliseconds(rounds: 21) { renderWithCMark(markdown) }
  print(
    "in-process         HTML alone \(fixed(rendering, 2)) ms: \(fixed(rendering / cmark, 2))× (goal: at most 3×)"
  )
  print(
    "in-process         derive + HTML \(fixed(own, 2)) ms (\(size / 1000) kB), cmark on its Markdown "
      + "\(fixed(cmark, 2)) ms (\(markdown.count / 1000) kB): \(fixed(own / cmark, 2))× (goal: at most 5×)")
}

private func renderWithCMark(_ markdown: [UInt8]) {
  let html = markdown.withUnsafeBytes { bytes in
    cmark_markdown_to_html(
      bytes.baseAddress?.assumingMemoryBound(to: CChar.self), bytes.count, Int32(CMARK_OPT_DEFAULT))
  }
  free(html)
}

/// The whole command, beside the command `cmark` on the Markdown of the same derivation.
func measureProcesses(_ longhand: String) {
  let file = "/tmp/longhand-bench-\(getpid()).md"
  defer { unlink(file) }
  guard let written = run([longhand, "derive", "resnet101", "-o", file]), written.status == 0 else {
    return print("cannot run \(longhand) derive")
  }
  var own: [Double] = []
  var cmark: [Double] = []
  for _ in 0..<31 {
    guard let first = run([longhand, "derive", "resnet101", "--format", "html"]),
      let second = run(["cmark", file]), second.status == 0
    else { return print("whole process      cmark is not installed (Scripts/install bench)") }
    own.append(first.milliseconds)
    cmark.append(second.milliseconds)
  }
  print(
    "whole process      longhand derive resnet101 \(fixed(median(own), 2)) ms, cmark \(fixed(median(cmark), 2)) ms: "
      + "\(fixed(median(own) / median(cmark), 2))× (goal: at most 6×)")
}

/// Checking workings of growing size: the time for a megabyte should stay the same.
func measureChecking() {
  var rates: [Double] = []
  for size in [250_000, 1_000_000, 4_000_000] {
    let working = HandCalculation(workingText(ofSize: size))
    let checker = Checker()
    var statements = 0
    let time = medianMilliseconds(rounds: size > 2_000_000 ? 3 : 5) {
      statements = checker.diagnose(working).statements.count
    }
    let megabytes = Double(working.bytes.count) / 1_000_000
    rates.append(megabytes / time * 1000)
    print(
      "check              \(fixed(megabytes, 2)) MB, \(statements) statements: \(fixed(time, 0)) ms, "
        + "\(fixed(megabytes / time * 1000, 1)) MB/s (goal: at least 5)")
  }
  if let first = rates.first, let last = rates.last {
    print(
      "check              4 MB at \(fixed(last / first * 100, 0)) % of the speed of 0.25 MB (100 % is linear)"
    )
  }
}

/// Something like a long homework: prose, right and wrong equations, lists, in two languages.
func workingText(ofSize size: Int) -> [UInt8] {
  let blocks = [
    """
    ## ResNet-50, a forward pass

    The stem reads the picture with kernels of 7×7 and stride 2, and makes 64 maps of 112×112 from 3 channels:

    (7×7×3)×64×112×112 = 118,013,952


    """,
    """
    - layer1.0.conv1: 1×1×64×64×56×56 = 12,845,056 multiply-adds
    - layer1.0.conv2: 3×3×64×64×56×56
      = 36864×3136
      = 115,605,504
    - layer1.0.conv3: 64·256·56² = 51,380,224, which is about 51.4 M


    """,
    """
    第二个卷积层的卷积核是 3×3，输入和输出都是 64 个通道，输出 56×56，所以乘加次数为 3×3×64×64×56×56=115,605,504，约 1.16 亿。

    全连接层：2048×1000 = 2,048,000。


    """,
    """
    $$\\text{MACs} = 3 \\times 3 \\times 128 \\times 128 \\times 28 \\times 28 = 115{,}605{,}504$$

    The classifier has 2048 × 1000 + 1000 = 2,049,000 parameters; I had written 2,049,001 before. This sentence only
    stands here because people write sentences, and most of them have no equation in them at all.


    """,
  ]
  var bytes: [UInt8] = []
  bytes.reserveCapacity(size + 1000)
  var index = 0
  while bytes.count < size {
    bytes += blocks[index % blocks.count].utf8
    index += 1
  }
  return bytes
}
