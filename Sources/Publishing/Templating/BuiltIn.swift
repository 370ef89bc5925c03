/// The templates that were built into the program, by their file names. A test compares the list with the folder.
func builtInTemplates() -> [String: [UInt8]] {
  [
    "document.tex": PackageResources.document_tex,
    "feedback.en.md": PackageResources.feedback_en_md,
    "feedback.zh-Hans.md": PackageResources.feedback_zh_Hans_md,
    "note.html": PackageResources.note_html,
    "note-layer.en.md": PackageResources.note_layer_en_md,
    "note-layer.zh-Hans.md": PackageResources.note_layer_zh_Hans_md,
    "note-network.en.md": PackageResources.note_network_en_md,
    "note-network.zh-Hans.md": PackageResources.note_network_zh_Hans_md,
    "page.en.txt": PackageResources.page_en_txt,
    "page.html": PackageResources.page_html,
    "page.zh-Hans.txt": PackageResources.page_zh_Hans_txt,
    "style.css": PackageResources.style_css,
    "wording.en.txt": PackageResources.wording_en_txt,
    "wording.zh-Hans.txt": PackageResources.wording_zh_Hans_txt,
    "worked-solution.en.md": PackageResources.worked_solution_en_md,
    "worked-solution.zh-Hans.md": PackageResources.worked_solution_zh_Hans_md,
  ]
}
