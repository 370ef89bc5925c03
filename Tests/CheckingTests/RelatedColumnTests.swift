import Checking
import Testing

/// Totals, running totals and shares in tables and in columns of plain text.
@Suite("Columns of tables that follow from others")
struct RelatedColumnTests {
  private static let wrong: [ShortTexts.Wrong] = [
    (
      """
      | layer | parameters | MACs |
      |---|---|---|
      | conv | 2,432 | 1,906,688 |
      | pool | 0 | – |
      | conv | 51,264 | 2,508,800 |
      | fc | 31,370 | 31,360 |
      | total | 85,066 | 4,464,848 |
      """, 7, .totalDoesNotAddUp
    ),
    (
      """
      | 层 | 乘加次数 |
      |---|---|
      | 卷积 1 | 190.7 万 |
      | 卷积 2 | 250.9 万 |
      | 全连接 | 3.14 万 |
      | 合计 | 447.4 万 |
      """, 6, .totalDoesNotAddUp
    ),
    (
      """
      | layer | MACs | share |
      |---|---|---|
      | conv1 | 1,906,688 | 42.9% |
      | conv2 | 2,508,800 | 54.6% |
      | fc | 31,360 | 0.7% |
      | total | 4,446,848 | 100% |
      """, 4, .conclusionContradictsNumbers
    ),
    (
      """
      | layer | weights | cumulative |
      |---|---|---|
      | a | 2,432 | 2,432 |
      | b | 51,264 | 53,696 |
      | c | 31,370 | 85,606 |
      """, 5, .totalDoesNotAddUp
    ),
    (
      """
      conv1     2,432
      conv2    51,264
      fc       31,370
      ---------------
      total    85,606
      """, 5, .totalDoesNotAddUp
    ),
  ]

  private static let right = [
    // The shares are of the multiply-adds; those of the parameters come near but for one row.
    """
    | part | parameters | MACs | share |
    |---|---|---|---|
    | table | 2,101,346 | 0 | 0% |
    | layers | 401,650,679 | 839,889,444 | 99.49% |
    | norm | 16 | 0 | 0% |
    | head | 2,101,346 | 4,303,557 | 0.51% |
    | total | 405,853,387 | 844,193,001 | 100% |
    """,
    """
    | layer | params | MACs |
    |---|---:|---:|
    | conv1 | 1,216 | 1,228,800 |
    | pool | 0 | – |
    | conv2 | 4,640 | 1,179,648 |
    | fc | 20,490 | 20,480 |
    | **total** | **26,346** | **2,428,928** |
    """,
    """
    | 层 | 参数量 | 乘加次数 |
    |---|---:|---:|
    | conv1 | 0.12 万 | 122.9 万 |
    | conv2 | 0.46 万 | 118.0 万 |
    | fc | 2.05 万 | 2.05 万 |
    | 合计 | 2.63 万 | 242.9 万 |
    """,
    """
    | layer | MACs | share |
    |---|---:|---:|
    | conv1 | 1,228,800 | 50.6% |
    | conv2 | 1,179,648 | 48.6% |
    | fc | 20,480 | 0.8% |
    | total | 2,428,928 | 100% |
    """,
    """
    | layer | params | MACs | share of params |
    |---|---:|---:|---:|
    | conv1 | 1,216 | 1,228,800 | 4.6% |
    | conv2 | 4,640 | 1,179,648 | 17.6% |
    | fc | 20,490 | 20,480 | 77.8% |
    | total | 26,346 | 2,428,928 | 100% |
    """,
    """
    | layer | params | cumulative |
    |---|---:|---:|
    | conv1 | 448 | 448 |
    | conv2 | 4,640 | 5,088 |
    | conv3 | 18,496 | 23,584 |
    """,
    """
    weights      13.5 GB
    grads        13.5 GB
    adam m       27.0 GB
    adam v       27.0 GB
    fp32 master  27.0 GB
    total       108.0 GB
    """,
    """
    conv1      448
    conv2    4,640
    conv3   18,496
    --------------
    total   23,584
    """,
    """
    stage 1      215,808
    stage 2    1,219,584
    stage 3    7,098,368
    all       25,557,032
    """,
    """
    | layer | params | share |
    |---|---:|---:|
    | conv1 | 9,408 | 0.04% |
    | layer1 | 215,808 | 0.8% |
    | layer2 | 1,219,584 | 4.8% |
    | layer3 | 7,098,368 | 27.8% |
    | layer4 | 14,964,736 | 58.6% |
    | fc | 2,049,000 | 8.0% |
    | total | 25,557,032 | |
    """,
  ]

  @Test("are found") func found() { #expect(ShortTexts.unfound(in: Self.wrong) == []) }

  @Test("no look-alike is called wrong") func right() { #expect(ShortTexts.alarms(in: Self.right) == []) }
}
