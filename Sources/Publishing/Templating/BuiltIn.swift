/// The templates that were built into the program, by their file names. A test compares the list with the folder.
func builtInTemplates() -> [String: [UInt8]] {
  [
    "page.html": PackageResources.page_html,
    "style.css": PackageResources.style_css,
    "page.en.txt": PackageResources.page_en_txt,
    "page.zh-Hans.txt": PackageResources.page_zh_Hans_txt,
    "document.tex": PackageResources.document_tex,
  ]
}
