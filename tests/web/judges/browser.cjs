// What all judges share: a browser, the pages, and complaints. A judge reads what it is to know from
// standard input, { base, pages, … }, and prints a list of complaints { about, page, said }.
const { readFileSync } = require("node:fs");
const { chromium } = require("playwright-core");

const knows = JSON.parse(readFileSync(0, "utf8"));
const complaints = [];

const complain = (about, page, said) => complaints.push({ about, page, said });
const address = (path) => knows.base + path.replace(/index\.html$/, "");

// Runs `work(browser)`, then prints what there is to complain of.
async function judge(work) {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM,
    // A container is the sandbox of whatever runs in it.
    args: ["--no-sandbox", "--disable-dev-shm-usage"],
  });
  try {
    await work(browser);
  } finally {
    await browser.close();
  }
  process.stdout.write(JSON.stringify(complaints));
}

// Runs `visit(item)` over a list, two at a time.
async function each(list, visit) {
  const left = list.slice();
  const work = async () => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await visit(item);
  };
  await Promise.all([work(), work()]);
}

// The language page sends a reader on by script: judges of pages ask for none of its languages.
const options = { locale: "eo", reducedMotion: "reduce" };

module.exports = { knows, complain, address, judge, each, options };
