// Saves the answer by itself while one writes, and before anything else of the page is sent. Without this script the
// button saves; nothing else depends on it.
(() => {
  "use strict";
  // What could not be saved stays in this tab, for whoever wrote it, until the page shows it again.
  const KEPT = `minhbach-answer-${location.pathname.match(/\d+/)?.[0]}`;
  const form = document.getElementById("cau-tra-loi");
  document.querySelector(".field.bad :is(select, textarea, input)")?.focus();
  if (!form) {
    if (!document.querySelector(".to-amend")) sessionStorage.removeItem(KEPT);
    return;
  }
  const EVERY = 20000;
  const told = document.getElementById("tu-luu");
  const seen = form.elements.seen;
  const saves = Boolean(form.dataset.saved);
  // Files are sent by the button alone, and photos are taken away by it alone.
  const words = () => [...new FormData(form)].filter(([name, value]) => typeof value === "string" && !name.endsWith("-bo"));
  const APART = ["seen", "hinted", "csrfmiddlewaretoken"];
  const told_by = (fields) => fields.filter(([name]) => !APART.includes(name));
  const plain = (fields) => JSON.stringify(fields.map(([name, value]) => [name, value.normalize().replace(/\s+/g, " ").trim()]));
  const written = () => new URLSearchParams(told_by(words())).toString();
  let kept = form.dataset.unsaved ? "" : written();
  let saving = null;
  let stopped = false;
  let leaving = false;

  const say = (words) => {
    if (told.textContent !== words) told.textContent = words;
  };
  const save = async () => {
    const now = written();
    const response = await fetch(form.action, {
      method: "POST",
      body: new URLSearchParams(words()),
      headers: { Accept: "application/json" },
      credentials: "same-origin",
      redirect: "error",
    });
    const answer = await response.json();
    if (response.ok) {
      seen.value = answer.seen;
      kept = now;
      say(`${form.dataset.saved} ${answer.at}`);
    } else {
      // Another has saved, or there is nothing to write any more: the button shows what stands now.
      stopped = response.status !== 400;
      say(`${form.dataset.failed} ${answer.error}`);
    }
  };
  const begin = () => {
    saving = save()
      .catch(() => say(form.dataset.failed))
      .finally(() => {
        saving = null;
      });
    return saving;
  };
  const keep = (sent) => {
    const fields = told_by(words());
    sessionStorage.setItem(KEPT, JSON.stringify({ by: form.dataset.by, seen: seen.value, sent, fields }));
  };
  const restore = () => {
    const left = JSON.parse(sessionStorage.getItem(KEPT) || "null");
    sessionStorage.removeItem(KEPT);
    // A form that was refused shows what was typed. What was sent and saved is here, as the server keeps it: its words
    // tidied, with fields for photos that have just come.
    const saved = left?.sent && form.dataset.ownLast && left.seen !== seen.value;
    if (!left || left.by !== form.dataset.by || form.dataset.unsaved || saved) return;
    const fields = left.fields.filter(([name]) => form.elements.namedItem(name));
    if (plain(fields) === plain(fields.map(([name]) => [name, form.elements.namedItem(name).value]))) return;
    for (const [name, value] of fields) form.elements.namedItem(name).value = value;
    seen.value = left.seen; // what another has saved meanwhile is shown beside it
    say(form.dataset.restored);
  };
  restore();

  setInterval(() => {
    if (saves && !saving && !stopped && written() !== kept) begin();
  }, EVERY);
  // What is being saved must come to its end first, or the button would find its own draft changed.
  form.addEventListener("submit", (event) => {
    if (saving) {
      event.preventDefault();
      const { submitter } = event;
      saving.then(() => form.requestSubmit(submitter));
      return;
    }
    leaving = true;
    keep(true);
  });
  // Whatever else the page sends shows it anew: what is written is saved first, or stays in this tab.
  document.addEventListener("submit", async (event) => {
    const other = event.target;
    if (other === form || event.defaultPrevented || leaving || (!saving && written() === kept)) return;
    event.preventDefault();
    const { submitter } = event;
    if (saving) await saving;
    if (saves && !stopped && written() !== kept) await begin();
    if (written() !== kept) keep(false);
    leaving = true;
    other.requestSubmit(submitter);
  });
  addEventListener("beforeunload", (event) => {
    if (leaving || written() === kept) return;
    keep(false);
    event.preventDefault();
  });
})();
