// Run inside a page by Scripts/pages: gives a list of what is wrong with how it is laid out, empty if nothing is.
(() => {
  const faults = [];
  const root = document.documentElement;
  const slack = 0.75; // Glyphs are rounded to pixels.

  if (root.scrollWidth > root.clientWidth) {
    const wide = [...document.body.querySelectorAll("*")].find((element) => {
      const box = element.getBoundingClientRect();
      return box.right > root.clientWidth + 1 && !element.closest(".scroll, .steps, .vh, svg, nav");
    });
    const where = wide ? `${wide.localName}.${wide.className} “${wide.textContent.slice(0, 40)}”` : "";
    faults.push(`the page is ${root.scrollWidth} wide in a window of ${root.clientWidth}: ${where}`);
  }

  const ids = new Set();
  for (const element of document.querySelectorAll("[id]")) {
    if (ids.has(element.id)) faults.push(`two elements have the id ${element.id}`);
    ids.add(element.id);
  }
  for (const link of document.querySelectorAll("a[href^='#']")) {
    const id = decodeURIComponent(link.getAttribute("href").slice(1));
    if (!ids.has(id)) faults.push(`a link leads to #${id}, which is not there`);
  }

  // Where an ancestor cuts off what is too wide, nobody can read it.
  for (const element of document.querySelectorAll("main *")) {
    const style = getComputedStyle(element);
    const cuts = style.overflowX === "hidden" || style.overflowX === "clip";
    if (cuts && !element.classList.contains("vh") && !element.closest("svg, math")) {
      if (element.scrollWidth > element.clientWidth + 1) {
        faults.push(`${element.localName}.${element.className} cuts off its content`);
      }
    }
  }

  const overlap = (a, b) =>
    a.left + slack < b.right && b.left + slack < a.right && a.top + slack < b.bottom && b.top + slack < a.bottom;

  for (const svg of document.querySelectorAll("svg")) {
    const frame = svg.getBoundingClientRect();
    if (frame.width === 0) continue; // The drawing for another width.
    const name = svg.querySelector("title")?.textContent ?? "";
    if (!svg.querySelector("desc")?.textContent) faults.push(`the picture “${name}” has no description`);
    const texts = [...svg.querySelectorAll("text")].filter((text) => text.textContent.trim());
    const boxes = texts.map((text) => {
      // The line box is higher than what is drawn.
      const box = text.getBoundingClientRect();
      const cut = box.height * 0.12;
      return { left: box.left, right: box.right, top: box.top + cut, bottom: box.bottom - cut };
    });
    boxes.forEach((box, index) => {
      const text = texts[index].textContent;
      const isIn = box.left >= frame.left - slack && box.right <= frame.right + slack
        && box.top >= frame.top - slack && box.bottom <= frame.bottom + slack;
      if (!isIn) faults.push(`“${text}” is cut off in the picture “${name}”`);
      for (let other = index + 1; other < boxes.length; other++) {
        if (overlap(box, boxes[other])) {
          faults.push(`“${text}” and “${texts[other].textContent}” overlap in the picture “${name}”`);
        }
      }
      for (const shape of svg.querySelectorAll("rect.bar, rect.sum, .point")) {
        if (overlap(box, shape.getBoundingClientRect())) faults.push(`“${text}” lies on a shape in “${name}”`);
      }
      for (const shape of svg.querySelectorAll("rect.block")) {
        const outer = shape.getBoundingClientRect();
        const isInside = box.left >= outer.left && box.right <= outer.right
          && box.top >= outer.top && box.bottom <= outer.bottom;
        if (overlap(box, outer) && !isInside) faults.push(`“${text}” leaves its block in “${name}”`);
      }
    });
  }
  return faults;
})()
