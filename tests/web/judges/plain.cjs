// Opens every page with scripts off: nothing is less, every name is to be seen, the other language is a click away.
const { knows, complain, address, judge, each, options } = require("./browser.cjs");

const lines = (text) => text.split("\n").map((line) => line.replace(/\s+/g, " ").trim()).filter(Boolean);

judge(async (browser) => {
  const view = { ...options, viewport: { width: 1280, height: 800 } };
  const plain = await browser.newContext({ ...view, javaScriptEnabled: false });
  const scripted = await browser.newContext(view);
  // States and days are those of the reader: of the day on which the site was built.
  await scripted.clock.setFixedTime(new Date("2026-11-21T04:00:00Z"));
  const read = async (context, path) => {
    const page = await context.newPage();
    await page.goto(address(path), { waitUntil: "load" });
    const text = await page.locator("body").innerText();
    return { page, text };
  };
  await each(knows.pages, async (path) => {
    const off = await read(plain, path);
    const on = await read(scripted, path);
    // A script may add what works by it alone, such as a search; it may add no content of the page's own.
    for (const name of (knows.names[path] || []).filter((name) => !off.text.includes(name))) {
      complain("names", path, `\`${name}\` is not to be seen`);
    }
    const before = new Set(lines(off.text));
    const main = lines(await on.page.locator("main").innerText());
    // Whether a signature holds is what the reader's own browser finds; without a script the page says how else to check it.
    const own = on.page.locator(".filters, [data-credential]");
    const controls = new Set(lines((await own.allInnerTexts()).join("\n")));
    for (const line of main.filter((line) => !before.has(line) && !controls.has(line)).slice(0, 3)) {
      complain("plain", path, `shows \`${line}\` by script alone`);
    }
    for (const text of await off.page.locator("[data-credential]").allInnerTexts()) {
      if (!text.trim()) complain("plain", path, "does not say how else a signature is checked");
    }
    const hidden = await off.page.locator("form, input, select, button").filter({ visible: true }).count();
    if (hidden) complain("plain", path, `${hidden} controls that do nothing without scripts are to be seen`);
    await off.page.close();
    await on.page.close();
  });
});
