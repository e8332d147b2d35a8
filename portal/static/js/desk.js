// Keys of the review desk. Without this script everything is done with buttons; keys are silent while one writes.
(() => {
  "use strict";
  const form = document.getElementById("quyet-dinh");
  const opener = document.querySelector(".keys-on");
  const list = document.querySelector(".shortcuts");
  const toggle = list?.querySelector("[name=keys]");
  const KEPT = "minhbach-keys";
  const button = (choice) => document.querySelector(`.decide [value="${choice}"]`);
  let on = localStorage.getItem(KEPT) !== "off";

  const show = () => {
    document.body.classList.toggle("no-keys", !on);
    if (opener) opener.hidden = false;
    if (toggle) toggle.checked = on;
  };
  const tell = () => list?.showModal();
  // A return or refusal needs code and sentence: the key leads to what is missing first.
  const decide = (choice) => {
    // Its own reasons first: the next one down is one of them.
    const group = form.querySelector(`optgroup:has([value^="${choice}:"])`);
    group?.parentElement.querySelector("option").after(group);
    const missing = choice !== "approve" && [...form.querySelectorAll("select, textarea")].find((field) => !field.value.trim());
    (missing ? missing : button(choice))[missing ? "focus" : "click"]();
  };
  const later = () => {
    const details = document.querySelector("#ghi-chu details");
    if (!details) return;
    details.open = true;
    details.querySelector("input").focus();
  };
  // The newest decision stands first: the key takes back what was decided last.
  const undo = () => document.querySelector(":not(.of-another) > .undo button")?.click();
  const keys = form ? { d: () => decide("approve"), t: () => decide("return"), c: () => decide("refuse"), j: later, z: undo } : { z: undo };

  document.addEventListener("keydown", (event) => {
    const writing = event.target.closest("input, textarea, select, [contenteditable]");
    if (writing || list?.open || event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
    if (event.key === "?") return tell();
    const act = on && keys[event.key.toLowerCase()];
    if (act) {
      event.preventDefault();
      act();
    }
  });
  document.querySelector(".decide .later")?.addEventListener("click", (event) => {
    if (!document.querySelector("#ghi-chu input[name=text]").value.trim()) {
      event.preventDefault();
      later();
    }
  });
  opener?.addEventListener("click", tell);
  toggle?.addEventListener("change", () => {
    on = toggle.checked;
    localStorage.setItem(KEPT, on ? "on" : "off");
    show();
  });
  document.querySelector(".bad :is(select, textarea, input)")?.focus();
  // Where the queue scrolls by itself, the answer at hand is in sight.
  const queue = document.querySelector(".desk > .queue");
  const below = (queue?.querySelector("[aria-current]")?.getBoundingClientRect().bottom ?? 0) - (queue?.getBoundingClientRect().bottom ?? 0);
  if (below > 0) queue.scrollTop += below;
  // When its delay is over a decision counts: tell the server, and take the offer to undo it away.
  for (const made of document.querySelectorAll(".undo")) {
    const left = new Date(made.dataset.until) - Date.now();
    setTimeout(() => {
      const older = made.closest(".undo-older");
      made.remove();
      if (older && !older.querySelector(".undo")) older.remove();
      fetch(location.pathname + location.search, { credentials: "same-origin" }).catch(() => {});
    }, Math.max(0, left) + 1000);
  }
  show();
})();
