// What is selected in a text goes into the field that asks which words to cover. Without this script one copies them.
(() => {
  "use strict";
  const NOT_OF_THE_TEXT = ".hint-k, .sr, del";
  for (const field of document.querySelectorAll("[data-selected]")) {
    let typed = false;
    field.addEventListener("input", () => { typed = field.value !== ""; });
    document.addEventListener("selectionchange", () => {
      const chosen = document.getSelection();
      if (typed || chosen.isCollapsed || !field.closest("details")?.open) return;
      const range = chosen.getRangeAt(0);
      const within = range.commonAncestorContainer;
      if (!(within.nodeType === Node.TEXT_NODE ? within.parentElement : within).closest(field.dataset.selected)) return;
      const words = range.cloneContents();
      words.querySelectorAll(NOT_OF_THE_TEXT).forEach((node) => node.remove());
      field.value = words.textContent.trim().slice(0, field.maxLength > 0 ? field.maxLength : undefined);
    });
  }
})();
