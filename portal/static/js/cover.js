// Draws boxes over a photo and writes them into the fields beside it. Without this script one types the numbers.
(() => {
  "use strict";
  const sheet = document.querySelector("[data-draw]");
  const rows = [...document.querySelectorAll("[data-box]")];
  if (!sheet) return;
  const SIDES = ["left", "top", "width", "height"];
  const SMALLEST = 0.5; // hundredths; less is a click
  const told = document.getElementById("het-o");
  const field = (row, side) => row.querySelector(`[name$="-${side}"]`);
  const gone = (row) => row.querySelector('[name$="-DELETE"]').checked;
  const number = (row, side) => Number.parseFloat(field(row, side).value.replace(",", "."));
  const empty = (row) => SIDES.every((side) => field(row, side).value === "");

  const marks = rows.map((row) => {
    const mark = document.createElement("span");
    mark.className = "cover";
    mark.hidden = true;
    sheet.append(mark);
    row.addEventListener("input", show);
    row.addEventListener("focusin", () => mark.classList.add("on"));
    row.addEventListener("focusout", () => mark.classList.remove("on"));
    return mark;
  });
  function show() {
    rows.forEach((row, i) => {
      const values = SIDES.map((side) => number(row, side));
      marks[i].hidden = gone(row) || values.some(Number.isNaN);
      SIDES.forEach((side, j) => {
        marks[i].style[side] = `${values[j]}%`;
      });
      marks[i].textContent = i + 1;
    });
  }
  const at = (event) => {
    const { left, top, width, height } = sheet.getBoundingClientRect();
    const within = (part) => Math.min(Math.max(part * 100, 0), 100);
    return [within((event.clientX - left) / width), within((event.clientY - top) / height)];
  };
  const write = (row, from, to) => {
    const [left, top] = from.map((start, i) => Math.min(start, to[i]));
    const [width, height] = from.map((start, i) => Math.abs(start - to[i]));
    // Rounded outwards, and never out of the photo.
    const values = [left, top].map((value) => Math.floor(value * 10) / 10);
    values.push(Math.min(Math.ceil(width * 10) / 10, 100 - values[0]), Math.min(Math.ceil(height * 10) / 10, 100 - values[1]));
    SIDES.forEach((side, i) => {
      field(row, side).value = values[i].toFixed(1);
    });
    show();
  };
  // One finger draws; where a second one comes, both are there to zoom, and what was begun is no box.
  let row = null;
  let from = null;
  const abandon = () => {
    if (!row) return;
    SIDES.forEach((side) => {
      field(row, side).value = "";
    });
    row = null;
    show();
  };
  sheet.addEventListener("pointerdown", (event) => {
    if (!event.isPrimary) abandon();
    if (event.button || !event.isPrimary) return;
    row = rows.find(empty);
    told.textContent = row ? "" : told.dataset.full;
    if (!row) return;
    event.preventDefault();
    from = at(event);
    sheet.setPointerCapture(event.pointerId);
  });
  sheet.addEventListener("pointermove", (event) => {
    if (row && event.isPrimary) write(row, from, at(event));
  });
  sheet.addEventListener("pointerup", (event) => {
    if (!row || !event.isPrimary) return;
    const to = at(event);
    if (from.every((start, i) => Math.abs(start - to[i]) >= SMALLEST)) row = null;
    else abandon();
  });
  sheet.addEventListener("pointercancel", abandon);
  show();
})();
