// The main flows in a real browser, at desktop and telephone width, light and dark, with and without JavaScript, and
// axe-core on every kind of page.
//
//   node run.mjs [--shots FOLDER]
//
// CHANCERY names the program (default ../../target/release/chancery), CHROMIUM the browser. Screenshots go to FOLDER.
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import assert from 'node:assert/strict';
import axe from 'axe-core';
import { flows } from './flows.mjs';
import * as start from './start.mjs';

const shots = process.argv.includes('--shots') ? resolve(process.argv[process.argv.indexOf('--shots') + 1]) : null;
if (shots) mkdirSync(shots, { recursive: true });
const word = 'a word for the browser tests';
const failures = [];
let checks = 0;

/** Runs one flow; a failure is told and the next goes on. */
async function check(name, work) {
  checks += 1;
  try {
    await work();
    console.log(`ok   ${name}`);
  } catch (error) {
    failures.push(name);
    console.log(`FAIL ${name}\n     ${String(error.stack ?? error).split('\n').slice(0, 6).join('\n     ')}`);
  }
}

/** Serious and critical faults of a page. */
async function faults(page) {
  await page.evaluate(axe.source);
  const found = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
  return found.violations
    .filter((v) => ['serious', 'critical'].includes(v.impact))
    .map((v) => `${v.id}: ${v.nodes.slice(0, 3).map((n) => n.html.slice(0, 160)).join(' | ')}`);
}

try {
  start.build();
  const base = await start.serve();
  const writing = await start.serve('--write', '--token', word);
  const browser = await start.browser();
  const sizes = { desktop: { width: 1280, height: 900 }, phone: { width: 390, height: 844 } };

  for (const [size, viewport] of Object.entries(sizes)) {
    const context = await browser.newContext({ viewport, baseURL: base });
    for (const [name, flow] of Object.entries(flows)) {
      await check(`${name}, ${size}`, async () => {
        const page = await context.newPage();
        const complaints = [];
        page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
        page.on('pageerror', (error) => complaints.push(String(error)));
        await flow({ page, base, writing, word, size });
        if (shots) await page.screenshot({ path: join(shots, `${name.replace(/\W+/g, '-')}-${size}.png`), fullPage: true });
        await page.close();
        assert.deepEqual(complaints, [], 'the browser complains of nothing');
      });
    }
    await context.close();
  }

  const event = await (await fetch(`${base}/api/v1/events?actor=USA&recipient=RUS&measure=expulsion&since=2018-03-01&until=2018-03-31`)).json();
  const document = await (await fetch(`${base}/api/v1/documents?limit=1`)).json();
  const pages = [
    '/', '/explore', '/explore?country=RUS&measure=expulsion', '/dyad/USA/RUS', '/dyad/USA/RUS/reciprocity',
    `/event/${event.events[0].id}`, `/document?id=${encodeURIComponent(document.documents[0].id)}`,
    '/read', '/codebook', '/sources', '/about', '/nowhere',
  ];
  for (const colorScheme of ['light', 'dark']) {
    for (const [size, viewport] of Object.entries(sizes)) {
      const context = await browser.newContext({ viewport, colorScheme, baseURL: base, bypassCSP: true });
      for (const path of pages) {
        await check(`axe ${path}, ${size}, ${colorScheme}`, async () => {
          const page = await context.newPage();
          await page.goto(path);
          assert.deepEqual(await faults(page), []);
          const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
          assert.ok(wide <= 1, `the page is ${wide} pixels wider than the screen`);
          if (shots) await page.screenshot({ path: join(shots, `page${path.replace(/\W+/g, '-').slice(0, 40)}-${size}-${colorScheme}.png`) });
          await page.close();
        });
      }
      await context.close();
    }
  }

  // Without JavaScript every page is there and every form works.
  const plain = await browser.newContext({ javaScriptEnabled: false, baseURL: base });
  for (const path of pages.slice(0, -1)) {
    await check(`without JavaScript ${path}`, async () => {
      const page = await plain.newPage();
      const answer = await page.goto(path);
      assert.equal(answer.status(), 200);
      assert.ok((await page.locator('main h1').innerText()).length > 3);
      await page.close();
    });
  }
  await check('without JavaScript a filter is applied', async () => {
    const page = await plain.newPage();
    await page.goto('/explore');
    await page.fill('input[name=since] >> nth=0', '2018-03-01');
    await page.fill('input[name=until] >> nth=0', '2018-03-31');
    await page.click('.filter button');
    assert.match(page.url(), /since=2018-03-01/);
    assert.ok((await page.locator('.pills li').count()) >= 2);
    await page.close();
  });
  await plain.close();
  await browser.close();
} finally {
  start.end();
}
console.log(`${checks - failures.length} of ${checks} hold`);
process.exit(failures.length ? 1 : 0);
