"use strict";

// Shows the page anew whenever something is built, without losing place: what did not change stays as it is.

const byId = (id) => document.getElementById(id);
const filter = byId("filter");

/** Hides the files that lack a word of what is looked for, and opens the folders of those that have all. */
function find() {
  const words = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
  let found = 0;
  for (const folder of document.querySelectorAll("#list details")) {
    let some = false;
    for (const file of folder.querySelectorAll("li")) {
      const link = file.firstElementChild;
      const path = decodeURI(link.pathname.split("/show/")[1]);
      const text = `${path} ${link.textContent}`.toLowerCase();
      file.hidden = !words.every((word) => text.includes(word));
      some ||= !file.hidden;
      if (!file.hidden && !folder.classList.contains("last")) found += 1;
    }
    folder.hidden = words.length > 0 && !some;
    if (words.length > 0) folder.open = some && !folder.classList.contains("last");
  }
  for (const part of document.querySelectorAll("#list section")) {
    part.hidden = words.length > 0 && !part.querySelector("details:not([hidden])");
  }
  byId("found").hidden = words.length === 0;
  byId("found").textContent = found === 1 ? "1 file" : `${found} files`;
}

/** Puts the parts of a page that was fetched in the place of those that are shown. */
function take(page) {
  document.title = page.title;
  const list = byId("list");
  const place = list.scrollTop;
  const open = new Set();
  const known = new Set();
  for (const folder of list.querySelectorAll("details")) {
    known.add(folder.dataset.key);
    if (folder.open) open.add(folder.dataset.key);
  }
  for (const id of ["head", "errors", "list"]) byId(id).replaceWith(page.getElementById(id));
  for (const folder of document.querySelectorAll("#list details")) {
    if (known.has(folder.dataset.key)) folder.open = open.has(folder.dataset.key);
  }
  if (filter.value) find();
  byId("list").scrollTop = place;
  const [was, is] = [byId("shown"), page.getElementById("shown")];
  if (was.dataset.path === is.dataset.path && was.dataset.version === is.dataset.version) {
    const [title, now] = [was.querySelector(".title"), is.querySelector(".title")];
    if (title && now) title.replaceWith(now);
    return;
  }
  // A page of the site stays where it was scrolled to.
  const [before, after] = [was.querySelector("iframe.page"), is.querySelector("iframe.page")];
  if (before && after && was.dataset.path === is.dataset.path) {
    const { scrollX, scrollY } = before.contentWindow;
    after.addEventListener("load", () => after.contentWindow.scrollTo(scrollX, scrollY), { once: true });
  }
  was.replaceWith(is);
}

let latest = 0;

async function refresh() {
  const mine = ++latest;
  const answer = await fetch(location.href, { cache: "no-store" }).catch(() => null);
  if (!answer?.ok) return lost();
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  // An earlier answer may come later.
  if (mine !== latest) return;
  take(page);
  // The word that a build is done may come while that of its first file is still being spread.
  if (byId("head").dataset.status === "building") setTimeout(() => mine === latest && refresh(), 1000);
}

function lost() {
  byId("head").dataset.status = "failed";
  byId("head").querySelector(".said").textContent = "plaudit watch has ended; start it again, and open the address it prints";
}

async function go(address) {
  history.pushState(null, "", address);
  await refresh();
  byId("shown").scrollIntoView({ block: "nearest" });
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("#list a, .name a");
  if (!link || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  go(link.href);
});
addEventListener("popstate", refresh);
filter.addEventListener("input", find);

const current = document.querySelector("#list details:not(.last) [aria-current]");
if (current) {
  current.closest("details").open = true;
  const list = byId("list");
  list.scrollTop += current.getBoundingClientRect().top - list.getBoundingClientRect().top - list.clientHeight / 2;
}

const events = new EventSource("/__events");
events.addEventListener("reload", refresh);
events.addEventListener("open", refresh);
events.addEventListener("error", lost);
