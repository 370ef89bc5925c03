import Checking
import Testing

/// One line of a list of a named network's layers that is another layer's, and the parts of an encoder counted once.
@Suite struct OddLayersOfListsTests {
  private static let start = "AlexNet:\nconv1: 11*11*3*96 + 96 = 34944\n"
  private static let middle =
    "conv3: 3*3*256*384 + 384 = 885120\nconv4: 3*3*384*384 + 384 = 1327488\nconv5: 3*3*384*256 + 256 = 884992\nfc6: 6*6*256*4096 + 4096 = 37752832\nfc7: 4096*4096 + 4096 = 16781312\n"

  @Test func theOddLineIsFound() {
    let unfound = ShortTexts.unfound(in: [
      (
        Self.start + "conv2: 3*3*96*256 + 256 = 221440\n" + Self.middle + "fc8: 4096*1000 + 1000 = 4097000",
        3,
        .dimensionLeftFromOtherModel
      ),
      (
        Self.start + "conv2: 5*5*96*256 + 256 = 614656\n" + Self.middle + "fc8: 4096*1000 + 4096 = 4100096",
        9,
        .biasCountWrong
      ),
    ])
    #expect(unfound.isEmpty)
  }

  @Test func rightListsAreSilent() {
    let alarms = ShortTexts.alarms(in: [
      Self.start + "conv2: 5*5*96*256 + 256 = 614656\n" + Self.middle + "fc8: 4096*1000 + 1000 = 4097000"
    ])
    #expect(alarms.isEmpty)
  }
}
