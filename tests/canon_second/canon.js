// A second implementation of the profile `terang-text/1`, written from docs/spec/canonical-text.md for the DOM of
// a browser. It shares no code and no library with the first one.
// `canon(source, media, scope, tools)` gives { headline, paragraphs, root } or { error }. `tools` holds what a browser or a
// library does: `parse` (HTML to a document, scripting flag enabled), `markdown`, `yaml`, `toml`, `sha256` (of bytes).
class CanonError extends Error {}

// Section 3.
const REMOVED = /[\u00AD\u200B\u2060\uFEFF]/gu;
const SPACE = '[\\t-\\r \\u0085\\u00A0\\u1680\\u2000-\\u200A\\u2028\\u2029\\u202F\\u205F\\u3000]';
const MAGIC = [0x43, 0x32, 0x50, 0x41, 0x54, 0x58, 0x54, 0, 1];

function withoutWrapper(candidate) {
  const bytes = Array.from(candidate).slice(1).map((c) => c.codePointAt(0) - (c.codePointAt(0) < 0xFE10 ? 0xFE00 : 0xE0100 - 16));
  if (bytes.length < 13 || MAGIC.some((b, i) => bytes[i] !== b)) return candidate;
  const length = bytes.slice(9, 13).reduce((sum, b) => sum * 256 + b, 0);
  return bytes.length - 13 >= length ? '' : candidate;
}

function paragraphText(text) {
  return text
    .replace(/\uFEFF[\uFE00-\uFE0F\u{E0100}-\u{E01EF}]+/gu, withoutWrapper)
    .replace(REMOVED, '')
    .normalize('NFC')
    .replace(/[\u2018-\u201B]/gu, "'")
    .replace(/[\u201C-\u201F]/gu, '"')
    .replace(/\u2026/gu, '...')
    .replace(/[-\u2010-\u2015]+/gu, '-')
    .replace(new RegExp(`${SPACE}+`, 'gu'), ' ')
    .replace(/^ | $/gu, '');
}

// Section 5: what browsers take beyond the profile is refused before they see it.
const PSEUDO = new Set(['is', 'where', 'not', 'root', 'scope', 'empty', 'first-child', 'last-child', 'only-child',
  'nth-child', 'nth-last-child', 'first-of-type', 'last-of-type', 'only-of-type', 'nth-of-type', 'nth-last-of-type']);

function matches(document, selector) {
  const bare = selector.replace(/\\./gu, '_').replace(/"[^"]*"|'[^']*'/gu, '""').replace(/\[[^\]]*\]/gu, '[]');
  const pseudos = [...bare.matchAll(/(:+)([\w-]*)/gu)];
  if (bare.includes('&') || / of /iu.test(bare) || pseudos.some(([, colons, name]) => colons !== ':' || !PSEUDO.has(name.toLowerCase()))) {
    throw new CanonError('bad-selector');
  }
  try {
    return new Set(document.querySelectorAll(selector));
  } catch {
    throw new CanonError('bad-selector');
  }
}

// Section 1.2.
const NEVER = new Set('script style template noscript iframe object embed audio video canvas noembed noframes datalist rp'.split(' '));
const neverShown = (node) => (node.namespaceURI === 'http://www.w3.org/1999/xhtml'
  ? NEVER.has(node.localName) || node.matches('[hidden], dialog:not([open])')
  : node.namespaceURI === 'http://www.w3.org/2000/svg' && /^(script|style)$/u.test(node.localName));
// Section 1.4.
const BLOCKS = new Set((`address article aside blockquote body caption center dd details dialog dir div dl dt fieldset
figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li listing main menu nav ol optgroup option p
plaintext pre search section summary table tbody td tfoot th thead tr ul xmp`).split(/\s+/u));

// Calls `enter` and `leave` for all that is not left out, in document order, without recursion.
function walk(root, leftOut, enter, leave) {
  const shown = (node) => { while (node && node.nodeType === 1 && leftOut(node)) node = node.nextSibling; return node; };
  let node = root;
  enter(node);
  for (;;) {
    let next = shown(node.firstChild);
    while (!next) {
      leave(node);
      if (node === root) return;
      next = shown(node.nextSibling);
      if (!next) node = node.parentNode;
    }
    node = next;
    enter(node);
  }
}

// Sections 1.4 and 1.5.
function gather(root, leftOut, title) {
  const paragraphs = [];
  let [headline, h1, buffer] = [title, null, ''];
  const boundary = (node) => {
    if (node && !(node.nodeType === 1 && BLOCKS.has(node.localName))) return;
    const text = paragraphText(buffer);
    buffer = '';
    if (text !== '') paragraphs.push(text);
  };
  walk(root, leftOut, (node) => {
    if (node.nodeType === 3) buffer += node.data;
    if (node.localName === 'br') buffer += ' ';
    boundary(node);
    if (node.localName === 'h1' && !h1) h1 = { node, start: paragraphs.length };
  }, (node) => {
    boundary(node);
    if (!h1 || h1.node !== node) return;
    const text = paragraphs.slice(h1.start).join(' ');
    if (text !== '' && (headline ?? text) === text) paragraphs.length = h1.start;
    headline ??= text || null;
    if (text === '') h1 = null;
  });
  boundary(null);
  return { headline, paragraphs, h1 };
}

// Section 1.3.
function findRoot(document, scope, leftOut) {
  const rules = scope.selector == null ? ['[itemprop=articleBody]', 'article', 'main', 'body'] : [scope.selector];
  for (const rule of rules) {
    const wanted = matches(document, rule);
    let most = rule === 'body' && scope.selector == null ? -1 : 0;
    let [best, outer] = [null, null];
    walk(document, leftOut, (node) => {
      if (outer || !wanted.has(node)) return;
      outer = node;
      const { headline, paragraphs } = gather(node, leftOut, null);
      const characters = Array.from([headline ?? '', ...paragraphs].join('').replaceAll(' ', '')).length;
      if (characters > most) [most, best] = [characters, node];
    }, (node) => {
      if (node === outer) outer = null;
    });
    if (best) return best;
  }
  throw new CanonError(scope.selector == null ? 'no-body' : 'no-match');
}

function fromTree(document, scope, whole, title) {
  const dropped = scope.drop.map((selector) => matches(document, selector));
  const leftOut = (node) => neverShown(node) || dropped.some((set) => set.has(node));
  const shadows = [...document.querySelectorAll('template')].filter((node) => node.content && /^(open|closed)$/iu.test(node.getAttribute('shadowrootmode')));
  const gone = (node) => node.nodeType === 1 && (leftOut(node) || gone(node.parentNode));
  const readable = (part) => {
    if (shadows.some(({ parentNode: host }) => (part.contains(host) || host.contains(part)) && !gone(host))) throw new CanonError('shadow-root');
    return part;
  };
  const text = gather(readable(whole ? document : findRoot(document, scope, leftOut)), leftOut, title);
  const h1 = text.headline === null && gather(document, leftOut, null).h1;
  if (h1) text.headline = gather(readable(h1.node), leftOut, null).headline;
  return text;
}

// Section 2.1.
function frontMatter(source, tools) {
  if (source.startsWith('{')) {
    for (let end = source.indexOf('}'); end >= 0; end = source.indexOf('}', end + 1)) {
      try {
        const value = JSON.parse(source.slice(0, end + 1));
        const line = /^[\t\f\r ]*(\n|$)/u.exec(source.slice(end + 1));
        return line ? [value.title, source.slice(end + 1 + line[0].length)] : [null, source];
      } catch { /* the object goes on */ }
    }
    return [null, source];
  }
  const found = /^(---|\+\+\+)[\t\f\r ]*\n([^]*?)(?<=\n)\1[\t\f\r ]*(\n|$)/u.exec(source);
  if (!found) return [null, source];
  let title = null;
  try {
    title = (found[1] === '---' ? tools.yaml : tools.toml)(found[2]).title;
  } catch { /* front matter that does not parse has no title */ }
  return [title, source.slice(found[0].length)];
}

// Section 2.2.
function plain(source) {
  const lines = source.split(/\r\n|\r|\n/u);
  const blank = (line) => new RegExp(`^${SPACE}*$`, 'u').test(line);
  while (lines.length > 0 && blank(lines[0])) lines.shift();
  while (lines.length > 0 && blank(lines.at(-1))) lines.pop();
  const groups = lines.some(blank) ? [''] : lines;
  if (groups !== lines) for (const line of lines) blank(line) ? groups.push('') : groups.push(`${groups.pop()}\n${line}`);
  const [headline = null, ...paragraphs] = groups.map(paragraphText).filter((text) => text !== '');
  return { headline, paragraphs };
}

// Section 4.
async function merkle(leaves, sha256) {
  if (leaves.length === 0) return sha256([]);
  if (leaves.length === 1) return leaves[0];
  const left = 2 ** (31 - Math.clz32(leaves.length - 1));
  return sha256([1, ...await merkle(leaves.slice(0, left), sha256), ...await merkle(leaves.slice(left), sha256)]);
}

async function canon(source, media, scope, tools) {
  try {
    let text;
    if (media === 'text/plain') text = plain(source);
    else if (media === 'text/html') text = fromTree(await tools.parse(source), scope, false, null);
    else {
      const [value, body] = frontMatter(source, tools);
      const title = typeof value === 'string' ? paragraphText(value) || null : null;
      const page = `<!DOCTYPE html><body>${tools.markdown(body.replace(/\0/gu, '\uFFFD'))}`;
      text = fromTree(await tools.parse(page), scope, true, title);
    }
    const leaf = (string) => tools.sha256([0, ...new TextEncoder().encode(string)]);
    const root = await merkle(await Promise.all(text.paragraphs.map(leaf)), tools.sha256);
    return { headline: text.headline, paragraphs: text.paragraphs, root: root.map((byte) => byte.toString(16).padStart(2, '0')).join('') };
  } catch (error) {
    if (!(error instanceof CanonError)) throw error;
    return { error: error.message };
  }
}
