/* Names offered while somebody types into the search: an editable combobox with a list (WAI-ARIA APG). Without scripts,
   or where nothing is offered, the form asks with what was typed. */
const PAUSE = 120; // milliseconds after the last key
const LEAST = 2; // characters

const offer = (input) => {
  const box = document.createElement("ul");
  const status = document.createElement("p");
  let timer, asked, active = -1;

  box.id = `${input.id}-goi-y`;
  box.className = "offered";
  box.hidden = true;
  box.setAttribute("role", "listbox");
  box.setAttribute("aria-label", input.dataset.offered);
  status.className = "sr";
  status.setAttribute("role", "status");
  input.parentElement.classList.add("offering");
  input.parentElement.append(box, status);
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-expanded", "false");
  input.setAttribute("aria-controls", box.id);
  input.setAttribute("autocomplete", "off");

  const close = () => {
    clearTimeout(timer);
    asked?.abort();
    box.hidden = true;
    activate(-1);
    input.setAttribute("aria-expanded", "false");
  };

  const activate = (n) => {
    active = n;
    [...box.children].forEach((option, i) => option.setAttribute("aria-selected", String(i === n)));
    if (n < 0) input.removeAttribute("aria-activedescendant");
    else {
      input.setAttribute("aria-activedescendant", box.children[n].id);
      box.children[n].scrollIntoView({ block: "nearest" });
    }
  };

  const show = ({ message, rest, suggestions }) => {
    box.replaceChildren(...suggestions.map(({ text, kind, count, href }, i) => {
      const option = document.createElement("li");
      const whole = document.createElement("span");
      const name = document.createElement("b");
      const beside = document.createElement("small");
      option.id = `${box.id}-${i}`;
      option.dataset.href = href;
      option.setAttribute("role", "option");
      name.textContent = text;
      beside.textContent = count ? `${kind}, ${count}` : kind;
      whole.append(rest, rest && " ", name);
      option.append(whole, " ", beside);
      return option;
    }));
    activate(-1);
    box.hidden = suggestions.length === 0;
    input.setAttribute("aria-expanded", String(!box.hidden));
    status.textContent = message;
  };

  const ask = async () => {
    const typed = input.value.trim();
    if (typed.length < LEAST) return close();
    asked?.abort();
    asked = new AbortController();
    try {
      const given = new URLSearchParams(new FormData(input.form));
      const answer = await fetch(`${input.dataset.suggest}?${given}`, { signal: asked.signal });
      if (answer.ok && document.activeElement === input) show(await answer.json());
    } catch {
      /* The next key asks again; the form works as it is. */
    }
  };

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !box.hidden) {
      event.preventDefault(); // what was typed stays
      close();
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && !event.isComposing) {
      const n = box.children.length;
      event.preventDefault();
      if (box.hidden) ask();
      else activate(event.key === "ArrowDown" ? (active + 2) % (n + 1) - 1 : (active + n + 1) % (n + 1) - 1);
    } else if (event.key === "Enter" && active >= 0 && !event.isComposing) {
      event.preventDefault();
      location.assign(box.children[active].dataset.href);
    }
  });
  box.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps the focus
  box.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) location.assign(option.dataset.href);
  });
  input.addEventListener("blur", close);
  input.form.addEventListener("submit", close);
};

/* Also where a page is put in place of another: `htmx:load` tells of it. */
const offerAll = () => {
  for (const input of document.querySelectorAll("input[data-suggest]:not([role])")) offer(input);
};
offerAll();
document.addEventListener("htmx:load", offerAll);
