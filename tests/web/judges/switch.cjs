// Clicks from every page to its twin and back, and reaches the main part by keyboard.
const { knows, complain, address, judge, each, options } = require("./browser.cjs");

judge(async (browser) => {
  const context = await browser.newContext({ ...options, viewport: { width: 390, height: 800 } });
  await each(knows.pages, async (path) => {
    const page = await context.newPage();
    await page.goto(address(path), { waitUntil: "load" });
    const own = path.split("/")[0];
    for (const to of [...knows.languages.filter((language) => language.id !== own), { id: own }]) {
      const tag = knows.languages.find((language) => language.id === to.id).tag;
      const link = page.locator(`header nav a[hreflang="${tag}"]`);
      await Promise.all([page.waitForURL((url) => url.pathname.includes(`/${to.id}/`)), link.first().click()]).catch((error) =>
        complain("switch", path, `no way to ${to.id}: ${String(error).split("\n")[0]}`),
      );
      const expected = address(path.replace(`${own}/`, `${to.id}/`));
      if (page.url() !== expected) complain("switch", path, `leads to ${page.url()}, not ${expected}`);
      const language = await page.evaluate(() => document.documentElement.lang);
      if (language !== tag) complain("switch", path, `is in ${language}, not ${tag}`);
    }
    await page.waitForLoadState("load");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    const skipped = await page.waitForFunction(() => location.hash === "#main", null, { timeout: 5000 }).catch(() => null);
    if (!skipped) complain("keyboard", path, "the first thing a key reaches does not skip to the main part");
    await page.close();
  });
});
