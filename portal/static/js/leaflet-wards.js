/* Draws the wards of Huế under the marker of wagtailgeowidget's map; no tiles, so no request to anybody else.
   The addresses come as data attributes of this script's own element. Runs after leaflet.js and leaflet-field.js. */
(function () {
  "use strict";
  if (!window.L || !window.LeafletField) return;
  const given = document.currentScript.dataset;
  let wards;

  L.Icon.Default.mergeOptions({ iconUrl: given.icon, iconRetinaUrl: given.retina, shadowUrl: given.shadow });
  L.Icon.Default.prototype._getIconUrl = function (name) {
    return this.options[name + "Url"]; // without Leaflet's guess of a folder from its stylesheet
  };

  LeafletField.prototype.initMap = function (place, position) {
    const map = L.map(place[0], { attributionControl: false, minZoom: 8, maxZoom: 18 }).setView(position, this.zoom);
    this.map = map;
    this.marker = L.marker(position, { draggable: true, alt: "Vị trí phản ánh" }).addTo(map);
    wards = wards || fetch(given.wards).then((answer) => answer.json());
    wards.then(function (shapes) {
      L.geoJSON(shapes, { style: { color: "#5d2384", weight: 1, fillOpacity: 0.06 }, interactive: true })
        .bindTooltip((shape) => shape.feature.properties.fullName, { sticky: true })
        .addTo(map);
    });
  };
})();
