import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** An operation that stands ready in a tab. */
export interface ExplorerTab {
  readonly query: string;
  /** JSON text */
  readonly variables?: string;
  /** JSON text; the place for a token */
  readonly headers?: string;
}

export interface Served {
  readonly contentType: string;
  readonly body: Buffer;
  readonly etag: string;
}

/** The page in which operations can be tried, and all it needs: nothing is loaded from elsewhere. */
export interface Explorer {
  readonly page: Served;
  /** @param name what follows `/graphql/assets/` */
  asset(name: string): Served | undefined;
}

/** Lets the page load and call nothing but this server. Its editor sets styles of its own. */
export const EXPLORER_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self' data:",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const FILES: Readonly<Record<string, { module: string; file: string; contentType: string }>> = {
  'react.js': {
    module: 'react',
    file: 'umd/react.production.min.js',
    contentType: 'text/javascript; charset=utf-8',
  },
  'react-dom.js': {
    module: 'react-dom',
    file: 'umd/react-dom.production.min.js',
    contentType: 'text/javascript; charset=utf-8',
  },
  'graphiql.js': {
    module: 'graphiql',
    file: 'graphiql.min.js',
    contentType: 'text/javascript; charset=utf-8',
  },
  'graphiql.css': {
    module: 'graphiql',
    file: 'graphiql.min.css',
    contentType: 'text/css; charset=utf-8',
  },
};

/**
 * Nothing is kept in the browser: tokens and patients' data may stand in the tabs. Until the page is left,
 * a token put into one tab serves all tabs whose document is for the same user: the one that a comment in
 * it names, as in `token -- nza`.
 */
const START_SCRIPT = `'use strict';
(() => {
  const kept = new Map();
  const storage = {
    get length() { return kept.size; },
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => { kept.set(key, String(value)); },
    removeItem: (key) => { kept.delete(key); },
    clear: () => { kept.clear(); },
  };
  const tokens = new Map();
  const send = GraphiQL.createFetcher({ url: location.pathname });
  const fetcher = (parameters, options = {}) => {
    const user = /token -- ([\\w-]+)/.exec(parameters.query)?.[1];
    const headers = {};
    for (const [name, value] of Object.entries(options.headers ?? {})) {
      const isToken = /^Bearer [\\w-]+\\.[\\w-]+\\.[\\w-]+$/.test(String(value));
      if (name.toLowerCase() !== 'authorization') headers[name] = value;
      else if (isToken) headers[name] = value;
      else if (user && tokens.has(user)) headers[name] = tokens.get(user);
      if (user && isToken) tokens.set(user, value);
    }
    return send(parameters, { ...options, headers });
  };
  const tabs = JSON.parse(document.getElementById('tabs').textContent);
  ReactDOM.createRoot(document.getElementById('explorer')).render(
    React.createElement(GraphiQL, {
      fetcher,
      storage,
      defaultTabs: tabs.length > 0 ? tabs : undefined,
      // Of the first tab, defaultTabs brings the query alone.
      variables: tabs[0]?.variables,
      headers: tabs[0]?.headers,
      defaultEditorToolsVisibility: 'headers',
      isHeadersEditorEnabled: true,
      shouldPersistHeaders: false,
    }),
  );
})();
`;

/** @param path where the API answers, such as '/graphql' */
export function explorer(path: string, tabs: readonly ExplorerTab[], title: string): Explorer {
  const page = served('text/html; charset=utf-8', Buffer.from(pageOf(path, tabs, title)));
  const known = new Map<string, Served>([
    ['start.js', served('text/javascript; charset=utf-8', Buffer.from(START_SCRIPT))],
  ]);
  return {
    page,
    asset(name) {
      const already = known.get(name);
      if (already !== undefined) return already;
      const source = Object.hasOwn(FILES, name) ? FILES[name] : undefined;
      if (source === undefined) return undefined;
      const folder = dirname(require.resolve(`${source.module}/package.json`));
      const asset = served(source.contentType, readFileSync(join(folder, source.file)));
      known.set(name, asset);
      return asset;
    },
  };
}

function pageOf(path: string, tabs: readonly ExplorerTab[], title: string): string {
  const assets = `${path}/assets`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${assets}/graphiql.css">
<style>
html, body, #explorer { height: 100%; margin: 0; }
.graphiql-container .graphiql-session-header { height: auto; min-height: var(--session-header-height); }
.graphiql-container .graphiql-tabs { flex-wrap: wrap; overflow: visible; }
</style>
</head>
<body>
<div id="explorer">Loading</div>
<script type="application/json" id="tabs">${JSON.stringify(tabs).replaceAll('<', '\\u003c')}</script>
<script src="${assets}/react.js"></script>
<script src="${assets}/react-dom.js"></script>
<script src="${assets}/graphiql.js"></script>
<script src="${assets}/start.js"></script>
</body>
</html>
`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

function served(contentType: string, body: Buffer): Served {
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
  return { contentType, body, etag };
}
