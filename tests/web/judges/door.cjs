// Opens the address of the site with browsers of several languages.
const { knows, complain, judge } = require("./browser.cjs");

const READERS = { "zh-HK": "zh/", "zh-TW": "zh/", "en-GB": "en/", "en-HK": "en/", eo: "" };

judge(async (browser) => {
  for (const [locale, folder] of Object.entries(READERS)) {
    const page = await (await browser.newContext({ locale })).newPage();
    await page.goto(knows.base, { waitUntil: "load" });
    await page.waitForURL(knows.base + folder, { timeout: 3000 }).catch(() => {});
    if (page.url() !== knows.base + folder) complain("door", "index.html", `${locale} is sent to ${page.url()}`);
    const plain = await (await browser.newContext({ locale, javaScriptEnabled: false })).newPage();
    await plain.goto(knows.base, { waitUntil: "load" });
    for (const { id } of knows.languages) {
      const doors = await plain.locator("a").evaluateAll((links) => links.map((link) => link.href));
      if (!doors.includes(`${knows.base}${id}/`)) complain("door", "index.html", `no door to ${id} without scripts`);
    }
    await page.context().close();
    await plain.context().close();
  }
});
