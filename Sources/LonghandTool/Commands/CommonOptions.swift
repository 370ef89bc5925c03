extension Option {
  static let color = Option(
    "color", .choice("WHEN", ["auto", "always", "never"]), "colours on the terminal, unless NO_COLOR is set")
  static let output = Option(
    "output", short: "o", .file("FILE"),
    "write the result to FILE, whole or not at all; its ending chooses the format")
  static let language = Option(
    "language", .choice("LANGUAGE", ["en", "zh-Hans"]), "wording and number style")
  static let templates = Option(
    "templates", .folder("FOLDER"), "templates that replace the built-in ones by name")
  static let input = Option(
    "input", .text("SHAPE"),
    "input shape without the batch, such as 3x224x224; usually that of the published weights")
  static let tokens = Option(
    "tokens", .text("N"), "how many tokens go in; usually the longest sequence the network takes")
  static let past = Option(
    "past", .text("N"), "cached tokens before them: one token after N is a decode step")
  static let head = Option(
    "head", .choice("WITH", ["with", "without"]),
    "whether a config.json is read with its head; as its architectures say if left out")
  static let batch = Option("batch", .text("N"), "batch size; 1 if left out")
  static let convention = Option(
    "convention", .text("NAME"), "whose way of counting; `longhand conventions` lists them")
}
