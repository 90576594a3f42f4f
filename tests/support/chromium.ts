import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Browser, chromium } from 'playwright-core';

const USUAL_PLACES: readonly string[] = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/microsoft-edge',
  '/snap/bin/chromium',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/** So that it asks nothing of the network by itself. */
const QUIET: readonly string[] = [
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export interface StartedBrowser {
  readonly browser: Browser;
  stop(): Promise<void>;
}

const ofThisMachine = process.env['CHROMIUM'] || USUAL_PLACES.find((path) => existsSync(path));
/** Packed for these alone. */
const canBeUnpacked = process.platform === 'linux' && process.arch === 'x64';

export const hasBrowser = ofThisMachine !== undefined || canBeUnpacked;

/** The browser of `CHROMIUM`, else one in a usual place, else the one that comes with the packages. */
export async function startBrowser(): Promise<StartedBrowser> {
  if (ofThisMachine !== undefined) {
    const browser = await launch(ofThisMachine);
    return { browser, stop: () => browser.close() };
  }
  const folder = mkdtempSync(join(tmpdir(), 'disw-chromium-'));
  const libraries = join(folder, 'al2023', 'lib');
  const browser = await launch(await unpack(folder), { LD_LIBRARY_PATH: libraries });
  return {
    browser,
    async stop() {
      await browser.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function launch(executablePath: string, environment: NodeJS.ProcessEnv = {}): Promise<Browser> {
  const env = { ...process.env, ...environment };
  return chromium.launch({ executablePath, headless: true, args: [...QUIET], env });
}

/** It unpacks into the temporary folder; the libraries that it needs only where it believes to be in a function. */
async function unpack(folder: string): Promise<string> {
  const code = `require('@sparticuz/chromium').executablePath().then((path) => process.stdout.write(path))`;
  const { stdout } = await promisify(execFile)(process.execPath, ['-e', code], {
    cwd: join(__dirname, '..', '..'),
    env: { ...process.env, TMPDIR: folder, AWS_LAMBDA_JS_RUNTIME: 'nodejs20.x' },
  });
  return stdout;
}
