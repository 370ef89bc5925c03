import Testing

/// `completions bash` stands for every command that takes -o: they all write through the same door.
@Suite("Results are written whole or not at all")
struct OutputFileTests {
  let folder = Folder()

  @Test("A new file gets the mode that the umask leaves, and nothing else is left in the folder")
  func newFile() {
    let run = shell(
      "umask 027; \"$LONGHAND\" completions bash -o '\(folder["new"])'; stat -c %a '\(folder["new"])'")
    #expect(run.text == "640\n")
    #expect(run.errors.isEmpty)
    #expect(folder.names == ["new"])
    #expect(folder.read("new") == longhand("completions", "bash").output)
  }

  @Test("An old file is replaced by a new one and keeps its mode")
  func oldFile() {
    folder.write("old", "before")
    let run = shell(
      """
      cd '\(folder.path)'; chmod 604 old; before=$(stat -c %i old); "$LONGHAND" completions fish -o old
      stat -c %a old; [ "$before" = "$(stat -c %i old)" ] && echo overwritten || echo replaced
      """)
    #expect(run.text == "604\nreplaced\n")
    #expect(folder.read("old") == longhand("completions", "fish").output)
  }

  @Test("A link stays a link; what it points to is written")
  func link() {
    folder.write("target", "before")
    let run = shell(
      "cd '\(folder.path)'; ln -s target link; ln -s missing loose; \"$LONGHAND\" completions zsh -o link && "
        + "\"$LONGHAND\" completions zsh -o loose; readlink link; readlink loose")
    #expect(run.text == "target\nmissing\n")
    #expect(folder.read("target") == longhand("completions", "zsh").output)
    #expect(folder.read("missing") == longhand("completions", "zsh").output)
  }

  @Test("A device is written straight and stays a device")
  func device() {
    let run = shell("\"$LONGHAND\" completions bash -o /dev/null; echo $?; test -c /dev/null && echo device")
    #expect(run.text == "0\ndevice\n")
  }

  @Test("A named pipe is written straight and stays a pipe")
  func pipe() {
    let run = shell(
      "cd '\(folder.path)'; mkfifo pipe; cat pipe > copy & \"$LONGHAND\" completions bash -o pipe; wait; test -p pipe && echo pipe"
    )
    #expect(run.text == "pipe\n")
    #expect(folder.read("copy") == longhand("completions", "bash").output)
  }

  @Test("/dev/stdout goes on where the shell is appending")
  func standardOutput() {
    folder.write("log", "before\n")
    _ = shell("\"$LONGHAND\" completions bash -o /dev/stdout >> '\(folder["log"])'")
    #expect(folder.text("log")?.hasPrefix("before\n# Completions") == true)
  }

  @Test("A full device is an error, with exit code 2")
  func fullDevice() {
    let straight = longhand("completions", "bash", "-o", "/dev/full")
    #expect(straight.status == 2)
    #expect(straight.errors.contains("/dev/full: error: cannot be written: no space left on device"))
    let redirected = shell("\"$LONGHAND\" completions bash > /dev/full; echo $? >&2")
    #expect(redirected.errors.contains("standard output cannot be written: no space left on device"))
    #expect(redirected.errors.hasSuffix("2\n"))
  }

  @Test("A reader that goes away is no error")
  func closedPipe() {
    let run = shell("{ \"$LONGHAND\" completions bash; echo $? >&2; } | head -c 1")
    #expect(run.text == "#")
    #expect(run.errors == "0\n")
  }

  @Test("A limit on file sizes leaves the old file and no temporary one")
  func sizeLimit() {
    folder.write("old", "before")
    let run = shell("cd '\(folder.path)'; ulimit -f 1; \"$LONGHAND\" completions bash -o old")
    #expect(run.status == 2)
    #expect(run.errors.contains("cannot be written: file too large"))
    #expect(folder.text("old") == "before")
    #expect(folder.names == ["old"])
  }

  @Test(
    "A place that cannot be written is an error that says what to do, and nothing is left behind",
    arguments: [
      ("missing/result", "no such file or directory"), ("", "no such file or directory"),
      ("file/result", "not a directory"), ("folder", "this is a folder"), ("folder/", "this is a folder"),
    ])
  func impossiblePlace(name: String, message: String) {
    folder.write("file", "text")
    _ = shell("mkdir '\(folder["folder"])'")
    let run = longhand("completions", "bash", "-o", name.isEmpty ? "" : folder[name])
    #expect(run.status == 2)
    #expect(run.output.isEmpty)
    #expect(run.errors.contains("error: ") && run.errors.contains(message), "\(run.errors)")
    #expect(folder.names == ["file", "folder"])
  }

  @Test("A protected file is not replaced behind its owner's back")
  func protectedFile() {
    folder.write("old", "before")
    // Root may write everything, so that the rule shows only for other people.
    guard shell("id -u").text != "0\n" else { return }
    let run = shell("cd '\(folder.path)'; chmod 444 old; \"$LONGHAND\" completions bash -o old")
    #expect(run.status == 2)
    #expect(folder.text("old") == "before")
  }
}
