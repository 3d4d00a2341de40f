// Opens pages in headless Chromium, wide and narrow, light and dark, and prints what is wrong with them as JSON.
//   node drive.mjs PACKAGES PAGE...
// PACKAGES is a folder with node_modules. Every request but for the page itself, every message of the content security
// policy, sideways scrolling and every violation that axe-core finds is told.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [packages, ...pages] = process.argv.slice(2);
const axe = readFileSync(join(packages, 'node_modules/axe-core/axe.min.js'), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'audit-page-'));
const browser = spawn(process.env.CHROMIUM || 'chromium', ['--headless', '--no-sandbox', '--disable-gpu',
  '--disable-dev-shm-usage', '--remote-debugging-pipe', `--user-data-dir=${join(folder, 'profile')}`],
  { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] });
const waiting = new Map();
const heard = [];
let buffered = '';
let serial = 0;
browser.stdio[4].setEncoding('utf8').on('data', (data) => {
  const messages = (buffered + data).split('\0');
  buffered = messages.pop();
  for (const message of messages.map((text) => JSON.parse(text))) {
    heard.push(message);
    waiting.get(message.id ?? message.method)?.(message);
  }
});
const call = (method, params = {}, sessionId) => new Promise((done, fail) => {
  serial += 1;
  waiting.set(serial, ({ result, error }) => (error ? fail(new Error(`${method}: ${error.message}`)) : done(result)));
  browser.stdio[3].write(`${JSON.stringify({ id: serial, method, params, sessionId })}\0`);
});

const wrong = [];
try {
  for (const page of pages) {
    for (const [width, scheme] of [[1280, 'light'], [320, 'dark']]) {
      const { targetId } = await call('Target.createTarget', { url: 'about:blank' });
      const { sessionId } = await call('Target.attachToTarget', { targetId, flatten: true });
      const on = (method, params) => call(method, params, sessionId);
      await on('Page.enable');
      await on('Network.enable');
      await on('Log.enable');
      await on('Emulation.setDeviceMetricsOverride', { width, height: 900, deviceScaleFactor: 1, mobile: false });
      await on('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value: scheme }] });
      heard.length = 0;
      const loaded = new Promise((done) => { waiting.set('Page.loadEventFired', done); });
      const url = pathToFileURL(resolve(page)).href;
      await on('Page.navigate', { url });
      await loaded;
      const tell = (what) => wrong.push(`${page} ${width} ${scheme}: ${what}`);
      for (const { method, params } of heard) {
        if (method === 'Network.requestWillBeSent' && params.request.url !== url) tell(`asks for ${params.request.url}`);
        if (method === 'Log.entryAdded') tell(params.entry.text);
      }
      const evaluate = async (expression) => {
        const { result, exceptionDetails } = await on('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true });
        if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
        return result.value;
      };
      await evaluate('document.querySelectorAll("details").forEach((d) => { d.open = true; })');
      const over = await evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
      if (over > 0) tell(`scrolls sideways by ${over}`);
      const styled = await evaluate('getComputedStyle(document.body).maxWidth');
      if (styled === 'none') tell('its style does not hold');
      await evaluate(axe);
      const found = await evaluate('axe.run(document).then((r) => r.violations.map((v) => `${v.id}: ${v.help}: ${v.nodes.map((n) => n.html).slice(0, 3).join(" | ")}`))');
      found.forEach(tell);
    }
  }
} finally {
  browser.kill();
  await new Promise((done) => { browser.on('exit', done); });
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  } catch {
    // The browser's own helpers may write for a moment after it is gone. The folder is a temporary one.
  }
}
process.stdout.write(JSON.stringify(wrong, null, 1));
