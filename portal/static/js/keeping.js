// Keeps what one writes into a form until it was sent and taken: in this tab alone, for whoever wrote it. A session that
// ended in the meantime, a page left by mistake, a refusal that led elsewhere: the words stand in their fields again.
// Without this script nothing else changes.
(() => {
  "use strict";
  const PREFIX = "minhbach-kept-";
  const forms = [...document.querySelectorAll("form[data-kept]")];
  const taken = Boolean(document.querySelector(".told .note.ok"));
  const read = (key) => JSON.parse(sessionStorage.getItem(key) || "null");
  const of = (left, field) => left.values.find(([name]) => name === field.name)?.[1];
  const keys = new Set(forms.map((form) => PREFIX + form.dataset.kept));
  // What was sent and led to another page was taken there.
  for (const key of Object.keys(sessionStorage)) {
    if (key.startsWith(PREFIX) && !keys.has(key) && read(key)?.sent) sessionStorage.removeItem(key);
  }
  for (const form of forms) {
    const key = PREFIX + form.dataset.kept;
    // How to reach somebody is not kept: such fields ask browsers not to remember them either.
    const fields = [...form.elements].filter((field) => field.matches(":is(textarea, select, input[type=text]):not([autocomplete=off])"));
    const begun = fields.map((field) => field.value);
    const keep = (sent) => {
      const changed = fields.some((field, i) => field.value !== begun[i]);
      if (!changed && !sent) return sessionStorage.removeItem(key);
      const values = fields.map((field) => [field.name, field.value]);
      sessionStorage.setItem(key, JSON.stringify({ by: form.dataset.by, sent, values, begun }));
    };
    const left = read(key);
    // Where the page shows what was typed, or begins with other words than then, it is right.
    const isAsThen = left && JSON.stringify(left.begun) === JSON.stringify(begun);
    const isOther = left && fields.some((field) => field.value !== (of(left, field) ?? field.value));
    if (left && (left.by !== form.dataset.by || (left.sent && taken))) sessionStorage.removeItem(key);
    else if (isAsThen && isOther) {
      for (const field of fields) field.value = of(left, field) ?? field.value;
      for (const fold of [form.closest("details"), form.querySelector("details")]) if (fold) fold.open = true;
      const told = document.createElement("p");
      told.className = "note warn";
      told.textContent = form.dataset.restored;
      document.querySelector(".told")?.append(told);
      keep(false);
    }
    form.addEventListener("input", () => keep(false));
    form.addEventListener("submit", () => keep(true));
  }
})();
