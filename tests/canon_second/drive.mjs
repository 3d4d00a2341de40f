// Runs canon.js over many documents in headless Chromium.
//   node drive.mjs PACKAGES IN.json OUT.json
// PACKAGES is a folder with node_modules; IN.json an array of { source, media, selector, drop }; OUT.json gets an array of
// what `canon` gives. Scripting is enabled for the documents' parser, but a content security policy stops every script.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const [packages, input, output] = process.argv.slice(2);
const library = (path) => readFileSync(join(packages, 'node_modules', path), 'utf8');

/** What the page offers to canon.js; it runs in the page. */
const TOOLS = `
function restore(page) {
  const texts = page.createNodeIterator(page, NodeFilter.SHOW_TEXT);
  const named = (text) => text.replace(/\\uE000/gu, 'e').replace(/\\uE001/gu, 'E');
  for (let text; (text = texts.nextNode());) text.data = named(text.data);
  for (const node of page.querySelectorAll('*')) {
    for (const { name, value } of [...node.attributes]) {
      if (named(name + value) === name + value) continue;
      node.removeAttribute(name);
      node.setAttribute(named(name), named(value));
    }
  }
}
const tools = {
  async parse(source) {
    // A loaded page would get its declarative shadow roots; the profile has them as templates. Their attribute gets
    // another last letter while the page is parsed.
    const html = source.replace(/(shadowrootmod)(e)/giu, (_, name, e) => name + (e === 'e' ? '\\uE000' : '\\uE001'));
    const frame = document.createElement('iframe');
    // Decoding takes off one byte order mark; the source's own must stay.
    frame.src = URL.createObjectURL(new Blob(['\\uFEFF', html], { type: 'text/html;charset=utf-8' }));
    const loaded = new Promise((done) => { frame.onload = done; });
    document.body.replaceChildren(frame);
    await loaded;
    URL.revokeObjectURL(frame.src);
    if (html !== source) restore(frame.contentDocument);
    return frame.contentDocument;
  },
  markdown: (source) => markdownit('commonmark').enable('table').render(source),
  yaml(text) {
    const title = jsyaml.load(text, { schema: jsyaml.CORE_SCHEMA })?.title;
    if (title === null || typeof title === 'object') return {};
    return jsyaml.load(text, { schema: jsyaml.FAILSAFE_SCHEMA });
  },
  toml: (text) => smoltoml.parse(text),
  sha256: async (bytes) => Array.from(new Uint8Array(await crypto.subtle.digest('SHA-256', new Uint8Array(bytes)))),
};
async function runAll(items) {
  const out = [];
  for (const item of items) {
    try {
      out.push(await canon(item.source, item.media, item, tools));
    } catch (error) {
      out.push({ error: String(error && error.stack) });
    }
  }
  return out;
}`;

const folder = mkdtempSync(join(tmpdir(), 'canon-second-'));
writeFileSync(join(folder, 'page.html'), `<!DOCTYPE html><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'none'; frame-src blob:"><body>`);

const browser = spawn(process.env.CHROMIUM || 'chromium', ['--headless', '--no-sandbox', '--disable-gpu',
  '--disable-dev-shm-usage', '--allow-file-access-from-files', '--remote-debugging-pipe', `--user-data-dir=${join(folder, 'profile')}`],
  { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] });
const waiting = new Map();
let buffered = '';
let serial = 0;
browser.stdio[4].setEncoding('utf8').on('data', (data) => {
  const messages = (buffered + data).split('\0');
  buffered = messages.pop();
  for (const message of messages.map((text) => JSON.parse(text))) {
    waiting.get(message.id ?? message.method)?.(message);
  }
});
const call = (method, params = {}, sessionId) => new Promise((done, fail) => {
  serial += 1;
  waiting.set(serial, ({ result, error }) => (error ? fail(new Error(`${method}: ${error.message}`)) : done(result)));
  browser.stdio[3].write(`${JSON.stringify({ id: serial, method, params, sessionId })}\0`);
});

try {
  const { targetId } = await call('Target.createTarget', { url: 'about:blank' });
  const { sessionId } = await call('Target.attachToTarget', { targetId, flatten: true });
  await call('Page.enable', {}, sessionId);
  const loaded = new Promise((done) => { waiting.set('Page.loadEventFired', done); });
  await call('Page.navigate', { url: `file://${join(folder, 'page.html')}` }, sessionId);
  await loaded;
  const run = async (expression) => {
    const { result, exceptionDetails } = await call('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true }, sessionId);
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  };
  await run(library('markdown-it/dist/browser/markdown-it.umd.min.js'));
  await run(library('js-yaml/dist/browser/js-yaml.umd.min.js'));
  await run(`var smoltoml = {}; (function (exports) { ${library('smol-toml/dist/index.cjs')}\n})(smoltoml)`);
  await run(readFileSync(new URL('canon.js', import.meta.url), 'utf8'));
  await run(TOOLS);
  const items = JSON.parse(readFileSync(input, 'utf8'));
  const results = [];
  for (let at = 0; at < items.length; at += 50) {
    results.push(...await run(`runAll(${JSON.stringify(items.slice(at, at + 50))})`));
  }
  writeFileSync(output, JSON.stringify(results));
} finally {
  browser.kill();
  await new Promise((done) => { browser.on('exit', done); });
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  } catch {
    // The browser's own helpers may write for a moment after it is gone. The folder is a temporary one.
  }
}
