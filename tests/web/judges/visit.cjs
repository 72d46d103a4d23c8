// Visits every page on the narrowest phone and sees what it asks for, says and shows.
const { knows, complain, address, judge, each, options } = require("./browser.cjs");

// Whether characters of a page come from elsewhere than its own fonts, by the nodes that hold text.
async function foreignFonts(page) {
  const session = await page.context().newCDPSession(page);
  await session.send("DOM.enable");
  await session.send("CSS.enable");
  const { root } = await session.send("DOM.getDocument", { depth: -1 });
  const holders = [];
  // A node with text of its own answers for what a stylesheet puts before and after it.
  const walk = (node) => {
    const texts = (node.children || []).filter((child) => child.nodeType === 3 && child.nodeValue.trim());
    if (texts.length) holders.push([node, texts.map((text) => text.nodeValue.trim()).join(" ")]);
    else (node.pseudoElements || []).forEach((pseudo) => holders.push([pseudo, `::${pseudo.pseudoType} of ${node.nodeName.toLowerCase()} ${(node.attributes || []).join(" ")}`]));
    (node.children || []).forEach(walk);
  };
  walk(root);
  const foreign = new Set();
  for (const [node, text] of holders) {
    const { fonts } = await session.send("CSS.getPlatformFontsForNode", { nodeId: node.nodeId }).catch(() => ({ fonts: [] }));
    for (const font of fonts.filter((font) => !font.isCustomFont)) {
      foreign.add(`${font.glyphCount} glyphs of ${font.familyName} in \`${text.slice(0, 60)}\` (${node.nodeName.toLowerCase()})`);
    }
  }
  await session.detach();
  return [...foreign];
}

// The faces of a page: which are loaded, and the families that its text names first.
const facesOf = () => ({
  failed: [...document.fonts].filter((face) => face.status === "error").map((face) => `${face.family} ${face.weight}`),
  loaded: [...new Set([...document.fonts].filter((face) => face.status === "loaded").map((face) => `${face.family} ${face.weight}`))],
});

async function visit(context, path) {
  const page = await context.newPage();
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  page.on("response", (response) => {
    if (response.status() >= 400 && path !== "404.html") complain("request", path, `${response.status()} ${response.url()}`);
  });
  page.on("console", (message) => {
    if (message.type() !== "log" && message.type() !== "info") complain("console", path, message.text());
  });
  page.on("pageerror", (error) => complain("console", path, String(error)));
  await page.goto(address(path), { waitUntil: "load" });
  await page.evaluate(() => document.fonts.ready);
  for (const violation of await page.evaluate(() => window.violations)) complain("policy", path, violation);
  for (const url of asked.filter((url) => !url.startsWith(knows.base))) complain("request", path, `asks for ${url}`);
  const fonts = [...new Set(asked.filter((url) => url.endsWith(".woff2")))];
  const elsewhere = fonts.filter((url) => !url.startsWith(`${knows.base}assets/`));
  if (elsewhere.length) complain("faces", path, `asks for ${elsewhere.join(", ")}`);
  if (fonts.length > 2) complain("faces", path, `asks for ${fonts.length} fonts: ${fonts.map((url) => url.split("/").pop()).join(", ")}`);
  const faces = await page.evaluate(facesOf);
  if (faces.failed.length) complain("faces", path, `not loaded: ${faces.failed.join(", ")}`);
  if (faces.loaded.length > 2) complain("faces", path, `uses ${faces.loaded.join(", ")}`);
  for (const foreign of await foreignFonts(page)) complain("fonts", path, foreign);
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  if (width > 320) complain("width", path, `is ${width} px wide`);
  await page.close();
}

judge(async (browser) => {
  const context = await browser.newContext({ ...options, viewport: { width: 320, height: 640 } });
  await context.addInitScript(() => {
    window.violations = [];
    document.addEventListener("securitypolicyviolation", (event) => {
      window.violations.push(`${event.violatedDirective} blocks ${event.blockedURI || event.sourceFile}`);
    });
  });
  await each(knows.pages, (path) => visit(context, path));
});
