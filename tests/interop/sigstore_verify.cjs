// @sigstore/verify reads our Sigstore bundle: it must accept it, and refuse it with one byte changed.
const { readFileSync } = require('node:fs');
const { createPublicKey } = require('node:crypto');
const { bundleFromJSON } = require('@sigstore/bundle');
const { Verifier, toSignedEntity } = require('@sigstore/verify');

const key = createPublicKey(readFileSync('k.pem.pub'));
const trust = {
  certificateAuthorities: [], timestampAuthorities: [], tlogs: [], ctlogs: [],
  publicKey: () => ({ publicKey: key, validFor: () => true }),
};
const verify = (json) => {
  const verifier = new Verifier(trust, { tlogThreshold: 0, ctlogThreshold: 0, timestampThreshold: 0 });
  verifier.verify(toSignedEntity(bundleFromJSON(json)));
};
const bundle = JSON.parse(readFileSync('a.md.sigstore.json'));
verify(bundle);

const body = Buffer.from(bundle.dsseEnvelope.payload, 'base64');
body[10] ^= 1;
bundle.dsseEnvelope.payload = body.toString('base64');
let refused = false;
try { verify(bundle); } catch { refused = true; }
if (!refused) { console.error('a changed payload was accepted'); process.exit(1); }
