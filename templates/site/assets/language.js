// The language page only: on a first visit, go on to the reader's own language. Without this the page works the same, by hand.
(function () {
  if (location.hash || document.referrer.indexOf(location.origin) === 0) return;
  var doors = [].slice.call(document.querySelectorAll("a[data-language]"));
  var wanted = navigator.languages && navigator.languages.length ? navigator.languages : [navigator.language || ""];
  for (var i = 0; i < wanted.length; i++) {
    var base = wanted[i].toLowerCase().split("-")[0];
    for (var j = 0; j < doors.length; j++) {
      if (doors[j].dataset.language.toLowerCase().split("-")[0] === base) {
        location.replace(doors[j].href);
        return;
      }
    }
  }
})();
