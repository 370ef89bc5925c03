/// The words of one language, looked up by identifier. They stand in `Templates/wording.LANGUAGE.txt`, one
/// `identifier = text` a line, so that a teacher can change them without touching Swift.
///
/// A text may contain placeholders in `<<` and `>>`: `<<layer>> has <<count>> parameters`.
public struct Wording: Sendable {
  /// The language of the texts.
  public let language: Language
  let texts: [String: String]
}
