// What a page does once it is there: states by the reader's own date, filters, search. Without this every page says the same, as of the
// day on which it was made.
(function () {
  "use strict";
  // The day in Hong Kong, which has no summer time.
  var today = new Date(Date.now() + 8 * 3600000).toISOString().slice(0, 10);

  // A certificate that has begun to expire, or has expired, since the page was made.
  document.querySelectorAll("[data-turn]").forEach(function (spot) {
    var until = spot.dataset.until;
    var expiring = spot.dataset.expiring;
    var state = today > until ? "expired" : expiring && today >= expiring ? "expiring" : "";
    var words = state && document.getElementById(spot.dataset.turn + "-" + state);
    if (state && spot.dataset.state !== state) {
      if (words) spot.replaceChildren(words.content.cloneNode(true));
      spot.classList.remove("state-" + spot.dataset.state);
      spot.classList.add("state-" + state);
      spot.dataset.state = state;
    }
  });
  // The state is as of the reader's day now.
  document.querySelectorAll("[data-today]").forEach(function (time) {
    if (today > time.dateTime) {
      time.dateTime = today;
      time.textContent = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "long", timeZone: "UTC" }).format(new Date(today));
    }
  });

  // Filters of a list: each field narrows it by what its rows say under the field's name.
  document.querySelectorAll("[data-filters]").forEach(function (form) {
    var rows = document.querySelectorAll(form.dataset.filters);
    var fields = form.querySelectorAll("select, input");
    var count = form.querySelector("output");
    function fold(text) {
      // As numbers are read out: without hyphens and spaces.
      return text.normalize("NFKC").replace(/[\s\u2010-\u2015-]/g, "").toLowerCase();
    }
    function narrow() {
      var left = 0;
      rows.forEach(function (row) {
        row.hidden = [].some.call(fields, function (field) {
          var own = row.dataset[field.name] || "";
          return field.value && (field.localName === "select" ? own !== field.value : fold(own).indexOf(fold(field.value)) < 0);
        });
        left += row.hidden ? 0 : 1;
      });
      var narrowed = [].some.call(fields, function (field) { return field.value; });
      count.textContent = narrowed ? (left ? count.dataset.some.replace("{n}", left) : count.dataset.none) : "";
    }
    form.hidden = false;
    form.addEventListener("input", narrow);
    narrow();
  });

  // Search over all names, wherever in a name the words stand.
  var form = document.querySelector("[data-search]");
  if (!form) return;
  var field = form.querySelector("input");
  var list = document.getElementById("search-results");
  var count = form.querySelector("output");
  var index = null;
  function fold(text) {
    return text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").replace(/[\u2018\u2019\u02bc]/g, "'").toLowerCase();
  }
  function load() {
    index = index || fetch(form.dataset.search).then(function (answer) { return answer.json(); }).then(function (found) {
      found.forEach(function (item) { item.folded = fold(item.names.join("\n")); });
      return found;
    });
    // What could not be had now may be had later.
    index.catch(function () { index = null; });
    return index;
  }
  function show() {
    var words = fold(field.value).split(/\s+/).filter(Boolean);
    return load().then(function (all) {
      var found = words.length ? all.filter(function (item) {
        return words.every(function (word) { return item.folded.indexOf(word) >= 0; });
      }) : [];
      var first = found.slice(0, 50);
      list.replaceChildren.apply(list, first.map(function (item) {
        var link = document.createElement("a");
        link.href = form.dataset.base + item.page;
        link.textContent = item.names[form.dataset.language] || item.names[0];
        var row = document.createElement("li");
        row.append(link);
        item.names.forEach(function (name, at) {
          if (at !== Number(form.dataset.language) && name && name !== link.textContent) {
            var other = document.createElement("span");
            other.className = "other";
            other.lang = form.dataset.tags.split(" ")[at];
            other.textContent = name;
            row.append(" ", other);
          }
        });
        return row;
      }));
      var said = first.length < found.length ? count.dataset.first : found.length ? count.dataset.some : count.dataset.none;
      count.textContent = words.length ? said.replace("{n}", found.length).replace("{first}", first.length) : "";
    });
  }
  form.hidden = false;
  field.addEventListener("focus", load);
  field.addEventListener("input", show);
  field.addEventListener("keydown", function (event) {
    if (event.key !== "Enter") return;
    show().then(function () { var first = list.querySelector("a"); if (first) first.focus(); });
  });
  // The browser may have kept what was typed.
  if (field.value) show();
})();
