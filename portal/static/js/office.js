// Saves the answer by itself while one writes. Without this script the button saves; nothing else depends on it.
(() => {
  "use strict";
  const form = document.getElementById("cau-tra-loi");
  document.querySelector(".field.bad :is(select, textarea, input)")?.focus();
  if (!form?.dataset.saved) return;
  const EVERY = 20000;
  const told = document.getElementById("tu-luu");
  const seen = form.elements.seen;
  // Files are sent by the button alone, and photos are taken away by it alone.
  const words = () => [...new FormData(form)].filter(([name, value]) => typeof value === "string" && !name.endsWith("-bo"));
  const written = () => new URLSearchParams(words().filter(([name]) => name !== "seen")).toString();
  let kept = written();
  let saving = null;
  let stopped = false;

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
  setInterval(() => {
    if (saving || stopped || written() === kept) return;
    saving = save()
      .catch(() => say(form.dataset.failed))
      .finally(() => {
        saving = null;
      });
  }, EVERY);
  // What is being saved must come to its end first, or the button would find its own draft changed.
  form.addEventListener("submit", (event) => {
    if (!saving) return;
    event.preventDefault();
    const { submitter } = event;
    saving.then(() => form.requestSubmit(submitter));
  });
})();
