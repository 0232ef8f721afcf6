// The README's pictures: `node pictures.mjs FOLDER`. Made of the demo record, so anybody gets the same.
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import * as start from './start.mjs';

const folder = resolve(process.argv[2] ?? '../../docs/pictures');
mkdirSync(folder, { recursive: true });
const pictures = {
  dyad: ['/dyad/USA/RUS?since=2016-01-01', 1000, 860],
  event: ['/event/', 1000, 620],
  explore: ['/explore?country=RUS&measure=expulsion', 1000, 860],
};
try {
  start.build();
  const base = await start.serve();
  const found = await (await fetch(`${base}/api/v1/events?actor=RUS&recipient=CZE&measure=expulsion&since=2025-01-01`)).json();
  const browser = await start.browser();
  for (const [name, [path, width, height]] of Object.entries(pictures)) {
    const page = await browser.newPage({ viewport: { width, height } });
    await page.goto(base + (path === '/event/' ? path + found.events[0].id : path));
    await page.screenshot({ path: join(folder, `${name}.png`) });
    console.log(join(folder, `${name}.png`));
  }
  await browser.close();
} finally {
  start.end();
}
