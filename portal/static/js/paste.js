// Lists and links survive pasting as plain text. Without this script the browser pastes what it calls plain text.
(() => {
  "use strict";
  const field = document.querySelector("#cau-tra-loi [name=text]");
  if (!field) return;
  const LEADS = /^https?:\/\//i;
  const APART = "p, h1, h2, h3, h4, h5, h6, blockquote, ul, ol, table, pre";

  const plain = (markup) => {
    const page = new DOMParser().parseFromString(markup, "text/html"); // nothing of it is run or fetched
    for (const gone of page.querySelectorAll("script, style, title, template, noscript, iframe")) gone.remove();
    const words = page.createTreeWalker(page.body, NodeFilter.SHOW_TEXT);
    while (words.nextNode()) words.currentNode.data = words.currentNode.data.replace(/\s+/g, " ");
    for (const link of page.querySelectorAll("a[href]")) {
      const address = link.getAttribute("href").trim();
      if (LEADS.test(address) && !link.textContent.includes(address)) link.append(` (${address})`);
    }
    for (const item of page.querySelectorAll("li")) {
      const list = item.parentElement;
      item.prepend(list.tagName === "OL" ? `\n${[...list.children].indexOf(item) + 1}. ` : "\n- ");
    }
    for (const end of page.querySelectorAll("br")) end.replaceWith("\n");
    for (const block of page.querySelectorAll(APART)) {
      if (block.closest("li")) continue;
      block.before("\n\n");
      block.after("\n\n");
    }
    for (const block of page.querySelectorAll("div, tr, section, article")) block.after("\n");
    return page.body.textContent.replace(/ *\n */g, "\n").replace(/\n{3,}/g, "\n\n").trim();
  };

  field.addEventListener("paste", (event) => {
    const markup = event.clipboardData?.getData("text/html") ?? "";
    if (!/<(?:li|a)[\s>]/i.test(markup)) return;
    event.preventDefault();
    const text = plain(markup);
    // The old command alone can be taken back with Ctrl+Z; where it is gone, the text is put in all the same.
    if (!document.execCommand("insertText", false, text)) {
      field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
    }
  });
})();
