// Puts axe-core before pages: { path, theme, width } each.
const { knows, complain, address, judge, each, options } = require("./browser.cjs");
const { source } = require("axe-core");

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

judge(async (browser) => {
  const contexts = new Map();
  for (const { theme, width } of knows.looks) {
    const view = { colorScheme: theme, viewport: { width, height: 800 } };
    contexts.set(`${theme} ${width}`, await browser.newContext({ ...options, ...view }));
  }
  await each(knows.looks, async ({ path, theme, width }) => {
    const page = await contexts.get(`${theme} ${width}`).newPage();
    await page.goto(address(path), { waitUntil: "load" });
    await page.evaluate(() => document.fonts.ready);
    await page.evaluate(source);
    const { violations } = await page.evaluate(
      (tags) => window.axe.run(document, { runOnly: { type: "tag", values: tags }, resultTypes: ["violations"] }),
      TAGS,
    );
    for (const { id, help, nodes } of violations) {
      const [first] = nodes;
      const summary = (first.failureSummary || "").replace(/\s+/g, " ");
      complain("axe", path, `${theme}, ${width} px: ${id}: ${help}: ${nodes.length} times, first ${first.target.join(" ")}: ${summary}`);
    }
    await page.close();
  });
});
