// Keys of the report page, and words of it that are selected. Every one of them is also a button, a link or a form.
"use strict";

(() => {
  const OFF = "sayso-keys-off";
  const text = document.getElementById("text");
  const picked = document.getElementById("picked");

  const isOff = () => {
    try { return localStorage.getItem(OFF) === "yes"; } catch { return false; }
  };

  const box = document.getElementById("keys-on");
  if (box) {
    box.checked = !isOff();
    box.addEventListener("change", () => {
      try { localStorage.setItem(OFF, box.checked ? "no" : "yes"); } catch { /* then they stay as they are */ }
    });
  }

  document.addEventListener("keydown", (event) => {
    const field = event.target.closest("input, select, textarea");
    if (field && event.key === "Escape") field.blur();
    if (field || isOff() || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    const wanted = [...document.querySelectorAll("[data-key]")].find((e) => e.dataset.key === event.key && !e.closest("[hidden]"));
    if (!wanted) return;
    event.preventDefault();
    if (wanted.matches("input, textarea, select")) {
      wanted.focus();
      if (wanted.select) wanted.select();
    } else wanted.click();
  });

  // Where a place in the page lies in the report, in code points. Each piece of the text knows its own; a piece whose
  // characters are others than the report's (a withheld name, the end of a line) is taken whole.
  const place = (node, offset, atEnd) => {
    let piece = node.nodeType === Node.TEXT_NODE ? node.parentElement.closest("[data-at]") : null;
    if (!piece) {
      const child = node === text ? text.children[atEnd ? offset - 1 : offset] : node.closest && node.closest("[data-at]");
      if (!child) return null;
      if (node === text) return Number(atEnd ? child.dataset.to : child.dataset.at);
      piece = child;
      return Number(offset > 0 ? piece.dataset.to : piece.dataset.at);
    }
    const start = Number(piece.dataset.at), end = Number(piece.dataset.to);
    if ([...piece.textContent].length !== end - start) return offset > 0 ? end : start;
    return start + [...node.textContent.slice(0, offset)].length;
  };

  document.addEventListener("selectionchange", () => {
    if (!text || !picked) return;
    const selection = document.getSelection();
    const range = selection && selection.rangeCount ? selection.getRangeAt(0) : null;
    const inside = range && !range.collapsed && text.contains(range.startContainer) && text.contains(range.endContainer);
    const start = inside ? place(range.startContainer, range.startOffset, false) : null;
    const end = inside ? place(range.endContainer, range.endOffset, true) : null;
    picked.hidden = start === null || end === null || start >= end;
    if (picked.hidden) return;
    const words = selection.toString().trim();
    picked.querySelector("span").textContent = words.length > 60 ? words.slice(0, 59) + "…" : words;
    const link = picked.querySelector("a");
    link.href = link.pathname + `?add=${start}-${end}#form`;
  });

  // No selection begins on a link: while the button is down a claim is none, and who has selected words stays here.
  if (text) text.addEventListener("mousedown", (event) => {
    const link = event.target.closest("a[href]");
    if (!link || event.button !== 0) return;
    const href = link.getAttribute("href");
    link.removeAttribute("href");
    addEventListener("mouseup", () => link.setAttribute("href", href), { once: true, capture: true });
  });
  if (text) text.addEventListener("click", (event) => {
    const selection = document.getSelection();
    if (selection && !selection.isCollapsed && event.target.closest("a")) event.preventDefault();
  });

  // The claim at hand is shown in the text too, when it is far down.
  const at = document.querySelector(".as-read .at");
  if (at && matchMedia("(min-width: 60rem)").matches) at.scrollIntoView({ block: "center", behavior: "instant" });
})();
