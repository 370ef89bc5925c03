/// The templates that were built into the program, by their file names. A test compares the list with the folder.
func builtInTemplates() -> [String: [UInt8]] {
  [
    "page.html": PackageResources.page_html,
    "style.css": PackageResources.style_css,
    "page.en.txt": PackageResources.page_en_txt,
    "page.zh-Hans.txt": PackageResources.page_zh_Hans_txt,
    "document.tex": PackageResources.document_tex,
    "wording.en.txt": PackageResources.wording_en_txt,
    "wording.zh-Hans.txt": PackageResources.wording_zh_Hans_txt,
    "worked-solution.en.md": PackageResources.worked_solution_en_md,
    "worked-solution.zh-Hans.md": PackageResources.worked_solution_zh_Hans_md,
    "feedback.en.md": PackageResources.feedback_en_md,
    "feedback.zh-Hans.md": PackageResources.feedback_zh_Hans_md,
  ]
}
