import Checking
import Testing

@Suite("Formulas as they are typeset")
struct TypesetFormulaTests {
  private static func errors(_ text: String) -> [Finding] {
    Checker().diagnose(HandCalculation(text)).findings.filter { $0.severity == .error }
  }

  private static func statuses(_ text: String) -> [Statement.Status] {
    Checker().diagnose(HandCalculation(text)).statements.map { $0.status }
  }

  /// Right calculations, each with the end that makes it wrong.
  static let pairs: [(right: String, wrong: String)] = [
    // Spaces that are set by hand multiply.
    (#"$6\,(32\cdot 16+8) = 3120$"#, #"$6\,(32\cdot 16+8) = 3210$"#),
    (#"$6\;(32\cdot 16+8) = 3120$"#, #"$6\;(32\cdot 16+8) = 3210$"#),
    (#"$6~(32\cdot 16+8) = 3120$"#, #"$6~(32\cdot 16+8) = 3210$"#),
    (#"$6\ (32\cdot 16+8) = 3120$"#, #"$6\ (32\cdot 16+8) = 3210$"#),
    (#"$6\,\bigl(32\cdot 16+8\bigr) = 3120$"#, #"$6\,\bigl(32\cdot 16+8\bigr) = 3210$"#),
    (#"$6\,\left(32\cdot 16+8\right) = 3120$"#, #"$6\,\left(32\cdot 16+8\right) = 3210$"#),
    ("6&nbsp;(32×16+8) = 3120", "6&nbsp;(32×16+8) = 3210"),
    ("6&thinsp;(32×16+8) = 3120", "6&thinsp;(32×16+8) = 3210"),
    ("6\u{A0}(32×16+8) = 3120", "6\u{A0}(32×16+8) = 3210"),
    ("参数量 = 6\u{2009}(32×16+8) = 3120 个", "参数量 = 6\u{2009}(32×16+8) = 3210 个"),
    (#"$(30+2)\,(9+1) = 320$"#, #"$(30+2)\,(9+1) = 230$"#),
    (#"$5\,\frac{64\cdot 9}{3} = 960$"#, #"$5\,\frac{64\cdot 9}{3} = 690$"#),
    (#"$\tfrac{1}{4}\,64^2 = 1024$"#, #"$\tfrac{1}{4}\,64^2 = 1204$"#),
    (
      #"$5\,\underbrace{(9\cdot 64)}_{\text{weights}} = 2880$"#,
      #"$5\,\underbrace{(9\cdot 64)}_{\text{weights}} = 2808$"#
    ),
    // Braces with a label.
    (
      #"$\overbrace{5\cdot5\cdot6}^{150}\cdot 16 = 2400$"#,
      #"$\overbrace{5\cdot5\cdot6}^{150}\cdot 16 = 2040$"#
    ),
    (
      #"$\overbrace{4}^{Q, K, V, O}\cdot 512^2 = 1048576$"#,
      #"$\overbrace{4}^{Q, K, V, O}\cdot 512^2 = 1084576$"#
    ),
    (#"$\underbrace{64+32}_{C_1, C_2}\cdot 9 = 864$"#, #"$\underbrace{64+32}_{C_1, C_2}\cdot 9 = 846$"#),
    (
      #"$\underbrace{1728}_{w}+\underbrace{64}_b = 1792$"#,
      #"$\underbrace{1728}_{w}+\underbrace{64}_b = 1972$"#
    ),
    // Points and commas in braces.
    (#"$96\cdot 24 = 2{.}304$"#, #"$96\cdot 24 = 2{.}340$"#),
    (#"$1{.}25\cdot 96 = 120$"#, #"$1{.}25\cdot 96 = 210$"#),
    (#"$12{,}5\cdot 48 = 600$"#, #"$12{,}5\cdot 48 = 660$"#),
    // Units.
    (#"$256\,\text{KiB}\times 8192=2\,\text{GiB}$"#, #"$256\,\text{KiB}\times 8192=4\,\text{GiB}$"#),
    (
      #"$\frac{26\,\text{GB}}{2\,\text{TB/s}}=13\,\text{ms}$"#,
      #"$\frac{26\,\text{GB}}{2\,\text{TB/s}}=31\,\text{ms}$"#
    ),
    (#"$250\,\mathrm{ms}\times 8=2\,\mathrm{s}$"#, #"$250\,\mathrm{ms}\times 8=4\,\mathrm{s}$"#),
    (#"$1\,\text{GiB}/256\,\text{KiB}=4096$"#, #"$1\,\text{GiB}/256\,\text{KiB}=4906$"#),
    (#"$3\cdot10^{-3}\,\text{s}=3\,\text{ms}$"#, #"$3\cdot10^{-3}\,\text{s}=5\,\text{ms}$"#),
    (
      #"$t=\frac{6\cdot10^9\,\text{FLOP}}{12\cdot10^{12}\,\text{FLOP/s}}=0.5\,\text{ms}$"#,
      #"$t=\frac{6\cdot10^9\,\text{FLOP}}{12\cdot10^{12}\,\text{FLOP/s}}=0.7\,\text{ms}$"#
    ),
    (#"$500\cdot 4\,\mu\text{s}=2\,\text{ms}$"#, #"$500\cdot 4\,\mu\text{s}=3\,\text{ms}$"#),
    (#"$1234567\cdot 4\,\text{B} = 4938268\,\text{B}$"#, #"$1234567\cdot 4\,\text{B} = 4983268\,\text{B}$"#),
    (#"$3\cdot10^9\cdot2\,\text{B} = 6\,\text{GB}$"#, #"$3\cdot10^9\cdot2\,\text{B} = 60\,\text{GB}$"#),
    // siunitx
    (#"$\num{96}\cdot 24 = \num{2304}$"#, #"$\num{96}\cdot 24 = \num{2340}$"#),
    (
      #"$\num{1234567890} \approx \qty{1.23}{\giga MAC}$"#,
      #"$\num{1234567890} \approx \qty{12.3}{\giga MAC}$"#
    ),
    (#"$\frac{3}{8} = \SI{37.5}{\percent}$"#, #"$\frac{3}{8} = \SI{35.7}{\percent}$"#),
    (
      #"$\qty{1}{\gibi\byte}/\qty{256}{\kibi\byte} = 4096$"#,
      #"$\qty{1}{\gibi\byte}/\qty{256}{\kibi\byte} = 4906$"#
    ),
    (
      #"$\qty{26}{\giga\byte}/\qty{2}{\tera\byte\per\second} = \qty{13}{\milli\second}$"#,
      #"$\qty{26}{\giga\byte}/\qty{2}{\tera\byte\per\second} = \qty{31}{\milli\second}$"#
    ),
  ]

  @Test("A right formula is right and a wrong one is found", arguments: pairs)
  func isJudged(_ right: String, _ wrong: String) {
    #expect(Self.errors(right).map { $0.mistake.rawValue } == [])
    #expect(Self.statuses(right).contains(.right), "\(right)")
    #expect(Self.errors(wrong).count == 1, "\(wrong)")
  }

  @Test(
    "What may be meant otherwise is not called wrong",
    arguments: [
      // A remark, the number of a table, a function of a letter.
      "block&nbsp;2&nbsp;(64×64) = 4096", #"layer~3~(3\cdot 64) = 192"#, "= 576&nbsp;(64×9)",
      #"$n\,(n+1) = 2\,(2+1) = 6$"#, #"$h(3+1) = 2\,(3+1) = 8$"#,
      // A mixed number, and the product that it may be.
      #"$3\tfrac{1}{2}\cdot 8 = 28$"#, #"$3\frac{1}{2}\cdot 8 = 12$"#, #"$64\frac{1}{4} = 16$"#,
      #"$3\,\tfrac{1}{2} = 3.5$"#, #"$n=4$, $d=8$: $n\,d^2 = 4\cdot 64 = 256$"#,
      #"$F = 2\,(n\,d^2 + n^2\,d)$ with $n=4$ and $d=8$, so $F = 2\,(256+128) = 768$ and $3\cdot F = 2304$."#,
      // A reduced factor.
      #"$\frac{\cancel{9}\cdot 32}{\cancel{9}} = 32$"#, #"$7\cdot\cancel{9}\cdot 32 = 224$"#,
      #"The 9 in $\cancel{9}\cdot 32 = 32$ goes."#, #"$\cancelto{1}{9}\cdot 32 = 32$"#,
      // Bytes are no parameters.
      #"The weights of VGG-16 take $553\,430\,176\,\text{B}$."#,
      #"$138\,357\,544\times4\,\text{bytes}=553\,430\,176\,\text{bytes}$ for VGG-16"#,
      #"ResNet-50 hat $25{,}56$ Mio.\ Parameter."#,
    ])
  func isNotAccused(_ text: String) { #expect(Self.errors(text).map { $0.mistake.rawValue } == []) }

  @Test("Neither the mixed number nor the product")
  func findsWrongMixedNumbers() { #expect(Self.errors(#"$3\tfrac{1}{2}\cdot 8 = 82$"#).count == 1) }

  @Test("A total between dollar signs with its scale behind them")
  func readsScaleBehindFormula() {
    #expect(Self.errors("VGG-16 has $138.36$ million parameters.").isEmpty)
    #expect(Self.errors("VGG-16 has $183.36$ million parameters.").map { $0.mistake } == [.networkTotalWrong])
  }
}
