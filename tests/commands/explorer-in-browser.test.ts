import type { Page } from 'playwright-core';
import { seedDemo } from '../../seeds/seed';
import { claimsOf } from '../../src/commands/demo-users';
import { startProduct, type Product } from '../support/product';
import { hasBrowser, startBrowser, type StartedBrowser } from '../support/chromium';

// What the page consists of is tested without a browser, too.
if (hasBrowser) inABrowser();
else
  test.skip('the explorer in a browser: set CHROMIUM to the path of a Chromium or Chrome', () => {});

function inABrowser(): void {
  let product: Product;
  let started: StartedBrowser;
  let page: Page;
  /** What went wrong in the page, and whom else it asked for something. */
  const complaints: string[] = [];

  beforeAll(async () => {
    product = await startProduct({ withReferenceData: true });
    const { clock, cipher, db } = product;
    await seedDemo(db.owner, { now: clock.now(), cipher, requests: 100 });
    started = await startBrowser();
    page = await started.browser.newPage({ viewport: { width: 1400, height: 900 } });
    page.on('pageerror', ({ message }) => complaints.push(message));
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
    });
    page.on('requestfailed', (request) => complaints.push(`failed: ${request.url()}`));
    page.on('request', (request) => {
      const { host, protocol } = new URL(request.url());
      if (host !== new URL(product.url).host && protocol !== 'data:') {
        complaints.push(`elsewhere: ${request.url()}`);
      }
    });
    await page.goto(product.url);
    await page.waitForSelector('.graphiql-tab');
  });
  afterAll(async () => {
    try {
      await started.stop();
    } finally {
      // Also where no browser would start: else the whole run never ends.
      await product.dispose();
    }
  });
  afterEach(() => expect(complaints.splice(0)).toEqual([]));

  async function openTab(title: string): Promise<void> {
    await page.locator('.graphiql-tab button', { hasText: new RegExp(`^${title}$`) }).click();
    // The editor looks only a moment later which operations its new document has.
    await page.waitForTimeout(500);
  }

  /** As somebody would: click into it, select everything, type over it. */
  async function typeHeaders(text: string): Promise<void> {
    await page.getByRole('button', { name: 'Headers', exact: true }).click();
    await page.locator('.graphiql-editor-tool .graphiql-editor:not(.hidden) .CodeMirror').click();
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.insertText(text);
  }

  async function run(): Promise<string> {
    const answered = page.waitForResponse((response) => response.request().method() === 'POST');
    await page.locator('.graphiql-execute-button').click();
    await answered;
    await page.locator('.graphiql-spinner').waitFor({ state: 'detached' });
    return (await page.locator('.result-window').innerText()).replaceAll('\u00a0', ' ');
  }

  test('given the page, when it opens, then there are tabs for each kind of user', async () => {
    const titles = await page.locator('.graphiql-tab').allInnerTexts();

    for (const kind of ['Prescriber', 'StockPoint', 'Insurer', 'Nza']) {
      expect(titles.filter((title) => title.startsWith(kind)).length).toBeGreaterThan(0);
    }
  });

  test('given no token yet, when an example is run, then the answer says what is missing', async () => {
    await openTab('PrescriberOptions');

    expect(await run()).toContain('UNAUTHENTICATED');
  });

  test('given a token in the headers, when an example is run, then its answer is shown', async () => {
    const token = await product.token(claimsOf('prescriber'));
    await openTab('PrescriberOptions');
    await typeHeaders(JSON.stringify({ authorization: `Bearer ${token}` }));

    const answer = await run();

    expect(answer).toContain('"inTime": true');
    expect(answer).toContain('Voorbeelddienstapotheek Amsterdam Oost 1091');
  });

  test('given a token in one tab, then the other tabs of that user need none, and those of others do', async () => {
    await openTab('PrescriberPlace');
    expect(await run()).toContain('"state": "RESERVED"');

    await openTab('NzaNorms');
    expect(await run()).toContain('UNAUTHENTICATED');
  });

  test('given what was typed, then nothing of it is kept in the browser', async () => {
    const kept = await page.evaluate<number[]>('[localStorage.length, sessionStorage.length]');

    expect(kept).toEqual([0, 0]);
    expect(await page.context().cookies()).toEqual([]);
  });
}
