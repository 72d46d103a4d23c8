// Uses what scripts add, by keyboard alone: { part } is search, filter or dates.
const { knows, complain, address, judge, options } = require("./browser.cjs");

const view = { ...options, viewport: { width: 1280, height: 900 } };
const day = 24 * 60 * 60 * 1000;
// The day as of which the site is built.
const BUILT = "2026-11-21T04:00:00Z";

// Presses Tab until an element has the focus; whether it came to have it.
async function reach(page, selector) {
  for (let press = 0; press < 60; press += 1) {
    await page.keyboard.press("Tab");
    if (await page.evaluate((wanted) => document.activeElement && document.activeElement.matches(wanted), selector)) return true;
  }
  return false;
}

async function search(browser) {
  const pages = knows.pages.filter((path) => /^(zh|en)\/[^/]+\/participants\/index\.html$/.test(path));
  if (!pages.length) complain("search", "participants/", "there is no such page");
  for (const path of pages) {
    const page = await (await browser.newContext(view)).newPage();
    await page.goto(address(path), { waitUntil: "load" });
    // A participant of the list itself: some characters from within its name, in the page's language.
    const links = page.locator('main a[href*="participants/"], main li a');
    const name = (await links.allInnerTexts()).map((text) => text.split("\n")[0].trim()).find((text) => [...text].length >= 5);
    const part = name ? [...name].slice(1, path.startsWith("zh") ? 3 : 6).join("").trim() : "";
    if (!part) { complain("search", path, "no name to look for"); continue; }
    if (!(await reach(page, "#search"))) { complain("search", path, "no key reaches #search"); continue; }
    await page.keyboard.type(path.startsWith("zh") ? part : part.toUpperCase());
    const results = page.locator("#search-results a");
    await results.first().waitFor({ timeout: 5000 }).catch(() => complain("search", path, `\`${part}\` finds nothing`));
    const found = await results.allInnerTexts();
    if (!found.some((text) => text.includes(name))) complain("search", path, `\`${part}\` does not find \`${name}\`: ${found.slice(0, 3)}`);
    if (!(await reach(page, "#search-results a"))) { complain("search", path, "no key reaches a result"); continue; }
    const before = page.url();
    await Promise.all([page.waitForURL((url) => String(url) !== before, { timeout: 5000 }).catch(() => {}), page.keyboard.press("Enter")]);
    if (!/\/participants\/[a-z0-9-]+\/$/.test(page.url())) complain("search", path, `a result leads to ${page.url()}`);
    await page.goto(address(path), { waitUntil: "load" });
    await page.locator("#search").fill("qqqqqqqq");
    await page.waitForTimeout(500);
    if (await results.count()) complain("search", path, "what is no name finds somebody");
    if (!(await page.locator("[data-search] output").innerText()).trim()) complain("search", path, "finding nobody is not told");
    await page.context().close();
  }
}

async function filter(browser) {
  // On a phone, rows are laid out in another way.
  for (const width of [1280, 360]) await filtered(browser, { ...view, viewport: { width, height: 900 } });
  await numbers(browser);
}

// Of the numbers of certificates, those that are not looked for are out of sight.
async function numbers(browser) {
  const pages = knows.pages.filter((path) => /^(zh|en)\/[^/]+\/certificates\/index\.html$/.test(path));
  if (!pages.length) complain("filter", "certificates/", "there is no such page");
  for (const path of pages) {
    const page = await (await browser.newContext(view)).newPage();
    await page.goto(address(path), { waitUntil: "load" });
    const links = page.locator("#certificates a").filter({ visible: true });
    const number = await links.nth(1).innerText();
    await page.locator("#filter-number").fill(number.replaceAll("-", "").toLowerCase());
    await page.waitForTimeout(100);
    const left = await links.allInnerTexts();
    if (left.length !== 1 || left[0] !== number) complain("filter", path, `\`${number}\` without hyphens leaves ${left}`);
    await page.locator("#filter-number").fill("forged");
    await page.waitForTimeout(100);
    if (await links.count()) complain("filter", path, "a number that there is not leaves some");
    await page.context().close();
  }
}

async function filtered(browser, view) {
  const pages = [];
  const context = await browser.newContext(view);
  for (const path of knows.pages.filter((path) => /^(zh|en)\/[^/]+\/\d{4}\/index\.html$/.test(path))) {
    const page = await context.newPage();
    await page.goto(address(path), { waitUntil: "load" });
    if (await page.locator("#filter-sector").count()) pages.push([path, page]);
    else await page.close();
  }
  if (!pages.length) complain("filter", "2026/", "no page has #filter-sector");
  for (const [path, page] of pages) {
    const certificates = page.locator('#brands tbody a[href*="certificates/"]').filter({ visible: true });
    const all = await certificates.count();
    for (const select of ["#filter-sector", "#filter-category"]) {
      if (!(await page.locator(select).count())) { complain("filter", path, `no ${select}`); continue; }
      await page.locator("body").click({ position: { x: 1, y: 1 } });
      if (!(await reach(page, select))) { complain("filter", path, `no key reaches ${select}`); continue; }
      const labelled = await page.locator(select).evaluate((element) => element.labels.length > 0 || element.hasAttribute("aria-label"));
      if (!labelled) complain("filter", path, `${select} has no label`);
      let sum = 0;
      const options = await page.locator(`${select} option`).count();
      for (let option = 1; option < options; option += 1) {
        await page.keyboard.press("ArrowDown");
        await page.waitForTimeout(100);
        const chosen = await page.locator(`${select} option:checked`).innerText();
        const left = await certificates.count();
        if (left === 0 || left >= all) complain("filter", path, `\`${chosen}\` leaves ${left} of ${all}`);
        sum += left;
      }
      if (select === "#filter-sector" && sum !== all) complain("filter", path, `sectors have ${sum} of ${all}`);
      await page.locator(select).selectOption({ index: 0 });
      await page.waitForTimeout(100);
      if ((await certificates.count()) !== all) complain("filter", path, `all are not shown again`);
    }
  }
}

async function dates(browser) {
  const seen = new Map();
  const pages = knows.pages.filter((path) => /\/certificates\/[^/]+\/index\.html$/.test(path));
  const context = await browser.newContext(view);
  const words = async (path, now) => {
    const page = await context.newPage();
    await page.clock.setFixedTime(now);
    await page.goto(address(path), { waitUntil: "load" });
    await page.waitForTimeout(100);
    const said = await page.evaluate(() => ({
      words: document.querySelector(".verdict-words")?.innerText.trim(),
      until: document.querySelector("[data-turn=page]")?.dataset.until,
      ended: !document.querySelector(".verdict.state-valid, .verdict.state-expiring"),
    }));
    await page.close();
    return said;
  };
  for (const path of pages) {
    const first = await words(path, new Date(BUILT));
    const key = `${path.split("/")[0]} ${first.words}`;
    if (seen.get(key) > 2) continue;
    seen.set(key, (seen.get(key) || 0) + 1);
    if (first.ended) {
      // What has ended stays so.
      const later = await words(path, new Date(Date.parse(BUILT) + 400 * day));
      if (later.words !== first.words) complain("dates", path, `\`${first.words}\` becomes \`${later.words}\``);
      continue;
    }
    if (!first.until) { complain("dates", path, "no day on which it ends"); continue; }
    // The last moment of the last day in Hong Kong, and the one after it.
    const end = Date.parse(`${first.until}T00:00:00+08:00`) + day;
    const on = await words(path, new Date(end - 60000));
    const after = await words(path, new Date(end + 60000));
    if (on.ended) complain("dates", path, `on ${first.until} it says \`${on.words}\``);
    if (!after.ended || on.words === after.words) complain("dates", path, `after ${first.until} it says \`${after.words}\``);
  }
  if (!seen.size) complain("dates", "certificates/", "no page to look at");
}

// What a page finds of its certificate's signature: as it is, changed, revoked, with another's key, over, and in an old browser.
async function signature(browser) {
  const shown = { zh: { valid: "簽署有效", bad: "簽署無效", unable: "未能核實", unread: "現時未能讀取" }, en: { valid: "Signature valid", bad: "Signature not valid", unable: "cannot check", unread: "cannot be read" } };
  const find = async (path, found, words, change) => {
    const page = await (await browser.newContext(view)).newPage();
    await page.clock.setFixedTime(new Date(BUILT));
    if (change) await change(page);
    await page.goto(address(path), { waitUntil: "load" });
    await page.locator(`[data-found="${found}"]`).waitFor({ timeout: 5000 }).catch(() => complain("signature", path, `it does not come to ${found}`));
    const said = await page.locator("[data-credential]").innerText();
    if (!said.includes(words)) complain("signature", path, `instead of ${found} it says \`${said}\``);
    await page.context().close();
  };
  const json = (pattern, edit) => (page) => page.route(pattern, async (route) => {
    const answer = await route.fetch();
    const document = await answer.json();
    edit(document);
    await route.fulfill({ response: answer, json: document });
  });
  for (const [language, words] of Object.entries(shown)) {
    const path = `${language}/hkrma-cxr/certificates/cxr-2026-007/index.html`;
    await find(path, "valid", words.valid);
    await find(path, "bad", words.bad, json("**/cxr-2026-007.json", (it) => { it.credentialSubject.identifier[0].identityHash += "!"; }));
    await find(path, "bad", words.bad, json("**/status.json", (it) => { it.validFrom = "2027-01-01T00:00:00+08:00"; }));
    await find(path, "bad", words.bad, json("**/issuer.json", (it) => { it.assertionMethod = []; }));
    await find(path, "bad", words.bad, (page) => page.route("**/cxr-2026-007.json", (route) => route.continue({ url: route.request().url().replace("007", "008") })));
    await find(path, "unread", words.unread, (page) => page.route("**/cxr-2026-007.json", (route) => route.abort()));
    await find(path, "unable", words.unable, (page) => page.addInitScript(() => { crypto.subtle.importKey = () => Promise.reject(new Error("not known")); }));
    await find(`${language}/hkrma-cxr/certificates/cxr-2025-011/index.html`, "ended", words.valid);
  }
}

judge({ search, filter, dates, signature }[knows.part]);
