// Checks the signature of a certificate's credential (eddsa-jcs-2022): that the issuer signed it as it is, and has not revoked it since.
// Without this the page says how else it can be checked.
(function () {
  "use strict";
  var spot = document.querySelector("[data-credential]");
  // Beside a page that is opened from a disk no file may be read.
  if (!spot || location.protocol === "file:") return;

  function say(found) {
    spot.replaceChildren(document.getElementById("credential-" + found).content.cloneNode(true));
    spot.dataset.found = found;
  }

  // The one form of a value: RFC 8785.
  function canonical(value) {
    if (Array.isArray(value)) return "[" + value.map(canonical).join(",") + "]";
    if (value === null || typeof value !== "object") return JSON.stringify(value);
    return "{" + Object.keys(value).sort().map(function (key) { return JSON.stringify(key) + ":" + canonical(value[key]); }).join(",") + "}";
  }

  function hash(value) {
    return crypto.subtle.digest("SHA-256", new TextEncoder().encode(canonical(value)));
  }

  // Multibase of base58btc, most significant byte first.
  function base58(text) {
    var digits = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    if (text[0] !== "z") throw new Error("not base58");
    var bytes = [];
    for (var i = 1; i < text.length; i += 1) {
      var carry = digits.indexOf(text[i]);
      if (carry < 0) throw new Error("not base58");
      for (var at = 0; at < bytes.length || carry; at += 1) {
        carry += (bytes[at] || 0) * 58;
        bytes[at] = carry & 255;
        carry >>= 8;
      }
    }
    for (i = 1; i < text.length && text[i] === "1"; i += 1) bytes.push(0);
    return Uint8Array.from(bytes.reverse());
  }

  // A key of the issuer, by the address that a proof gives.
  function keyOf(issuer, address) {
    var method = issuer.verificationMethod.find(function (one) { return one.id === address; });
    if (!method || method.controller !== issuer.id || issuer.assertionMethod.indexOf(address) < 0) throw new Error("a foreign key");
    var bytes = base58(method.publicKeyMultibase);
    if (bytes.length !== 34 || bytes[0] !== 0xed || bytes[1] !== 1) throw new Error("not a key of Ed25519");
    return crypto.subtle.importKey("raw", bytes.slice(2), { name: "Ed25519" }, false, ["verify"]);
  }

  // Whether a document is as the issuer signed it.
  async function holds(document, issuer) {
    var unsigned = Object.assign({}, document);
    var proof = Object.assign({}, document.proof);
    delete unsigned.proof;
    delete proof.proofValue;
    var own = (document.issuer.id || document.issuer) === issuer.id;
    var known = proof.type === "DataIntegrityProof" && proof.cryptosuite === "eddsa-jcs-2022" && proof.proofPurpose === "assertionMethod";
    if (!own || !known || canonical(proof["@context"]) !== canonical(document["@context"])) return false;
    var key = await keyOf(issuer, proof.verificationMethod);
    var hashes = await Promise.all([hash(proof), hash(unsigned)]);
    var signed = new Uint8Array(64);
    signed.set(new Uint8Array(hashes[0]), 0);
    signed.set(new Uint8Array(hashes[1]), 32);
    return crypto.subtle.verify("Ed25519", key, base58(document.proof.proofValue), signed);
  }

  // Whether the list has set the bit of a credential: gzip, base64url, the first bit leftmost.
  async function isRevoked(status, list) {
    var text = atob(list.credentialSubject.encodedList.slice(1).replace(/-/g, "+").replace(/_/g, "/"));
    var packed = new Blob([Uint8Array.from(text, function (c) { return c.charCodeAt(0); })]);
    var bits = new Uint8Array(await new Response(packed.stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer());
    var at = Number(status.statusListIndex);
    if (!(at >= 0 && at < bits.length * 8)) throw new Error("no such place");
    return (bits[at >> 3] & (128 >> (at & 7))) !== 0;
  }

  async function check(credential, list, issuer) {
    var status = credential.credentialStatus;
    var own = credential.credentialSubject.licenseNumber === spot.dataset.number;
    var listed = list.id === status.statusListCredential && list.credentialSubject.statusPurpose === "revocation";
    if (!own || !listed || !(await holds(credential, issuer)) || !(await holds(list, issuer))) return "bad";
    if (await isRevoked(status, list)) return "revoked";
    return Date.now() > Date.parse(credential.validUntil) ? "ended" : "valid";
  }

  // Whether this browser knows such signatures: it is asked with the key of RFC 8032, 7.1, test 1.
  async function isAble() {
    try {
      var key = base58("zFVen3X669xLzsi6N2V91DoiyzHzg1uAgqiT8jZ9nS96Z");
      await crypto.subtle.importKey("raw", key, { name: "Ed25519" }, false, ["verify"]);
      return typeof DecompressionStream === "function";
    } catch (error) {
      return false;
    }
  }

  async function read(path) {
    var answer = await fetch(path, { cache: "no-cache" });
    if (!answer.ok) throw new Error(path);
    return answer.json();
  }

  async function main() {
    if (!(await isAble())) return say("unable");
    var files;
    try {
      files = await Promise.all([spot.dataset.credential, spot.dataset.list, spot.dataset.issuer].map(read));
    } catch (error) {
      return say("unread");
    }
    check(files[0], files[1], files[2]).then(say, function () { say("bad"); });
  }
  main();
})();
