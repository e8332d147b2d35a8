/* The list of cases with a script: a choice counts at once, and only list and choices are taken anew (htmx does that).
   Without scripts the page's forms and links do the same. */
const list = "#ds";
let open = [];

const choices = () => document.getElementById("loc");
const isSheet = (form) => form.matches(":popover-open");

/* Beside the list a tick counts at once; in the sheet of a phone the button does. */
document.addEventListener("change", (event) => {
  const form = choices();
  if (event.target.type === "checkbox" && form?.contains(event.target) && !isSheet(form)) form.requestSubmit();
});

/* Fields that ask nothing stay out of the address. */
document.addEventListener("htmx:configRequest", ({ detail: { formData } }) => {
  for (const [name, value] of [...formData]) if (value === "") formData.delete(name);
});

document.addEventListener("htmx:beforeSwap", () => {
  open = [...document.querySelectorAll(".facets details[open]")].map((fold) => fold.id);
});

document.addEventListener("htmx:afterSettle", () => {
  for (const id of open) document.getElementById(id)?.setAttribute("open", "");
  open = [];
  const words = document.getElementById("q");
  if (words && document.activeElement !== words) words.value = new URLSearchParams(location.search).get("q") ?? "";
  if (document.activeElement !== document.body) return; // htmx gives the focus back to what has kept its id
  const heading = document.querySelector(`${list} h1`);
  heading?.setAttribute("tabindex", "-1");
  heading?.focus();
});

/* Who goes back twice at once gets the page of the address, and not the one whose answer comes last. */
let restoring;
document.addEventListener("htmx:historyCacheMiss", ({ detail: { xhr } }) => {
  restoring?.abort();
  restoring = xhr;
});

/* What cannot be taken in (too many questions, a server that is away, no net) is shown as a page. */
for (const failure of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(failure, (event) => {
    const { finalRequestPath, requestPath } = event.detail.pathInfo;
    location.assign(finalRequestPath ?? requestPath);
  });
}
document.addEventListener("htmx:historyCacheMissLoadError", () => location.reload());
