/* The map at /ban-do/: Leaflet in place of the drawing of wards, with marks from the engine's grid. The page has said
   everything in words already; this moves the map, and takes anew what has to agree with it. No tiles unless set. */
(function () {
  "use strict";
  const place = document.getElementById("ban-do");
  if (!place || !window.L) return;
  const given = place.dataset;
  const live = place.querySelector(".live");
  const said = document.getElementById("ban-do-noi");
  const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  const NAMES_FROM = 12; // the zoom from which wards are wide enough for their names
  const MARK = 52; // pixels
  const ROUNDS = 30; // of looking for room
  const RENEWED = ["o-chon", "o-canh", "o-loc"]; // parts of the page that speak of what the map shows

  function boundsOf(text) {
    const [west, south, east, north] = text.split(",").map(Number);
    return L.latLngBounds([south, west], [north, east]);
  }

  live.hidden = false;
  place.querySelector(".drawn").hidden = true;
  document.getElementById("ban-do-chu").hidden = false;
  const map = L.map(live, {
    attributionControl: false,
    zoomControl: false,
    minZoom: Number(given.least),
    maxZoom: Number(given.most),
    zoomSnap: 0.5,
    scrollWheelZoom: false,
    zoomAnimation: !still,
    markerZoomAnimation: !still,
    fadeAnimation: false,
    inertia: !still,
  });
  L.control.zoom({ zoomInTitle: given.nearer, zoomOutTitle: given.farther }).addTo(map);
  L.control.scale({ imperial: false }).addTo(map);
  map.on("focus", () => map.scrollWheelZoom.enable()); // else the wheel moves the page
  map.on("blur", () => map.scrollWheelZoom.disable());

  // What an address has is what was seen: a hair less is asked for, lest rounding takes half a step of zoom off.
  map.fitBounds(boundsOf(given.box || given.start).pad(given.box ? -0.005 : 0.02));

  /* --- what lies below: tiles where the operator has set some, and always the wards ------------------------------ */

  if (given.tiles) {
    const by = document.createElement("span");
    by.textContent = given.by;
    L.control.attribution({ prefix: false }).addTo(map);
    L.tileLayer(given.tiles, { attribution: by.innerHTML }).addTo(map);
    live.classList.add("tiled");
  }
  map.createPane("names").classList.add("names");
  fetch(given.wards)
    .then((answer) => answer.json())
    .then(function (shapes) {
      const chosen = given.chosen.split(" ");
      L.geoJSON(shapes, {
        interactive: false,
        style: (ward) => ({ className: chosen.includes(ward.properties.code) ? "ward chosen" : "ward" }),
        onEachFeature: (ward, layer) =>
          layer.bindTooltip(ward.properties.name, {
            permanent: true,
            direction: "center",
            className: "ward-name",
            pane: "names",
          }),
      }).addTo(map);
    })
    .catch(failed);

  function showNames() {
    map.getPane("names").classList.toggle("far", map.getZoom() < NAMES_FROM);
  }

  /* --- marks ----------------------------------------------------------------------------------------------------- */

  const marks = L.layerGroup().addTo(map);
  let seek = null; // where the keyboard was when it asked to come nearer

  function part(name, className, text) {
    const element = document.createElement(name);
    element.className = className;
    element.textContent = text || "";
    return element;
  }

  function linkOf(cell) {
    const link = part("a", "", "");
    link.href = cell.href;
    link.setAttribute("aria-label", cell.words);
    if (cell.n === 1) {
      link.className = cell.coarse ? "one coarse" : "one";
      link.append(part("span", "v v-" + cell.verdict.mark), part("span", "st st-" + cell.state.mark));
    } else {
      link.className = cell.n >= 1000 ? "cell many" : cell.late ? "cell some" : "cell";
      link.append(part("b", "", cell.shown));
      if (cell.late) link.append(part("span", "v v-late", cell.late));
    }
    return link;
  }

  function tooltipOf(cell) {
    const told = part("div", "", cell.n === 1 ? "" : cell.words);
    if (cell.n === 1) {
      const how = part("span", "how");
      how.append(
        part("span", "v v-" + cell.verdict.mark, cell.verdict.words),
        part("span", "st st-" + cell.state.mark, cell.state.words),
      );
      told.append(part("b", "", cell.title), how);
      if (cell.coarse) told.append(part("span", "tiny", cell.coarse));
    }
    return told;
  }

  function comeNearer(cell, byKey) {
    const [west, south, east, north] = cell.box;
    const bounds = L.latLngBounds([south, west], [north, east]);
    const zoom = Math.max(map.getBoundsZoom(bounds, false, L.point(MARK, MARK)), map.getZoom() + 1);
    seek = byKey ? bounds.pad(0.1) : null;
    map.setView(bounds.getCenter(), Math.min(zoom, map.getMaxZoom()));
  }

  // Where marks are drawn, in pixels: whole, beside the buttons, and none over another. At the edges and between them
  // there is less room than in the grid; a mark gives way by some pixels rather than lie half under its neighbour.
  function placesOf(cells) {
    const size = map.getSize(), half = MARK / 2;
    const buttons = live.querySelector(".leaflet-control-zoom");
    const right = buttons.offsetLeft + buttons.offsetWidth + half, low = buttons.offsetTop + buttons.offsetHeight + half;
    const between = (value, most) => Math.min(Math.max(value, half), most - half);
    const places = cells.map((cell) => map.latLngToContainerPoint([cell.lat, cell.lon]));
    for (let round = 0; round < ROUNDS; round++) {
      for (const at of places) {
        at.x = between(at.x, size.x);
        at.y = between(at.y, size.y);
        if (at.x < right && at.y < low) {
          if (right - at.x < low - at.y) at.x = right;
          else at.y = low;
        }
      }
      let met = false;
      for (let i = 0; i < places.length; i++)
        for (let j = i + 1; j < places.length; j++) met = parted(places[i], places[j]) || met;
      if (!met) break;
    }
    return places.map((at) => map.containerPointToLatLng(at));
  }

  function parted(a, b) {
    const aside = MARK - Math.abs(a.x - b.x), down = MARK - Math.abs(a.y - b.y);
    if (aside <= 0 || down <= 0) return false;
    const axis = aside < down ? "x" : "y", step = Math.min(aside, down) / 2 + 0.5;
    const sign = a[axis] <= b[axis] ? 1 : -1;
    a[axis] -= sign * step;
    b[axis] += sign * step;
    return true;
  }

  function draw(cells) {
    const before = live.contains(document.activeElement) && document.activeElement.closest(".mark");
    marks.clearLayers();
    const places = placesOf(cells);
    const links = cells.map(function (cell, i) {
      const link = linkOf(cell);
      const icon = L.divIcon({ html: link, className: "mark", iconSize: [MARK, MARK] });
      const marker = L.marker(places[i], { icon: icon, interactive: false, keyboard: false });
      marker.addTo(marks).bindTooltip(tooltipOf(cell), { direction: "top", offset: [0, -16] });
      for (const begin of ["mouseenter", "focus"]) link.addEventListener(begin, () => marker.openTooltip());
      for (const end of ["mouseleave", "blur"]) link.addEventListener(end, () => marker.closeTooltip());
      link.addEventListener("keydown", (event) => event.key === "Escape" && marker.closeTooltip());
      L.DomEvent.disableClickPropagation(link);
      link.addEventListener("click", function (event) {
        if (!cell.box || event.ctrlKey || event.metaKey || event.shiftKey) return; // a link like any other
        event.preventDefault();
        comeNearer(cell, event.detail === 0);
      });
      return link;
    });
    if (!seek && !before) return;
    const first = seek ? cells.findIndex((cell) => seek.contains([cell.lat, cell.lon])) : -1;
    (links[first] || live).focus({ preventScroll: true });
    seek = null;
  }

  /* --- what is asked anew when the map was moved ------------------------------------------------------------------ */

  let asking = new AbortController();
  let waiting = 0;

  function whatIsSeen() {
    const bounds = map.getBounds();
    const edges = [
      Math.max(bounds.getWest(), -180),
      Math.max(bounds.getSouth(), -90),
      Math.min(bounds.getEast(), 180),
      Math.min(bounds.getNorth(), 90),
    ];
    const asked = new URLSearchParams(given.query);
    asked.set("bbox", edges.map((edge) => Number(edge.toFixed(5))).join(","));
    return asked;
  }

  function ask(address) {
    return fetch(address, { signal: asking.signal }).then(function (answer) {
      if (!answer.ok) throw new Error(answer.status);
      return answer;
    });
  }

  function renew(text) {
    const page = new DOMParser().parseFromString(text, "text/html");
    for (const id of RENEWED) document.getElementById(id).replaceWith(page.getElementById(id));
    const other = document.querySelector(".lang"), renewed = page.querySelector(".lang");
    if (other && renewed) other.href = renewed.href;
    said.textContent = document.getElementById("h-canh").textContent;
  }

  function failed(error) {
    if (error.name === "AbortError") return;
    said.className = "note warn";
    said.textContent = given.away;
  }

  function show(first) {
    asking.abort();
    asking = new AbortController();
    showNames();
    const asked = whatIsSeen();
    const page = location.pathname + "?" + asked.toString().replace(/%2C/g, ",");
    const narrowed = new URLSearchParams(asked);
    narrowed.delete("sort");
    narrowed.set("zoom", Math.floor(map.getZoom()));
    if (!first) history.replaceState(null, "", page);
    ask(given.cells + "?" + narrowed)
      .then((answer) => answer.json())
      .then(function (found) {
        said.className = "sr";
        draw(found.cells);
        if (first && found.total === Number(given.shown)) return null; // the page speaks of the same cases
        return ask(page).then((answer) => answer.text()).then(renew);
      })
      .then(() => (place.dataset.state = "shown"))
      .catch(failed);
  }

  map.on("movestart", () => delete place.dataset.state);
  map.on("moveend", function () {
    clearTimeout(waiting);
    waiting = setTimeout(show, 150, false);
  });
  show(true);
})();
