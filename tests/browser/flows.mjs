// The ten main flows, each as a reader would go it.
import assert from 'node:assert/strict';

const number = async (locator) => Number((await locator.innerText()).replace(/[^\d]/g, ''));

export const flows = {
  'from the front page to a pair of states': async ({ page }) => {
    await page.goto('/');
    assert.ok((await page.locator('table.events tbody tr').count()) >= 10);
    await page.fill('form.pair input[name=a]', 'United States');
    await page.fill('form.pair input[name=b]', 'Russia');
    await page.click('form.pair button');
    await page.waitForURL('**/dyad/USA/RUS');
    assert.match(await page.locator('h1').innerText(), /United States and Russia/);
    assert.ok(await page.locator('.brush svg:visible').count());
  },
  'narrow the explorer by a count and widen it by a pill': async ({ page }) => {
    await page.goto('/explore');
    const all = await number(page.locator('.lead'));
    await page.locator('.facets a', { hasText: 'expulsion' }).first().click();
    const some = await number(page.locator('.lead'));
    assert.ok(some > 0 && some < all, `${some} of ${all}`);
    await page.locator('.pills a').first().click();
    assert.equal(await number(page.locator('.lead')), all);
  },
  'narrow the explorer by a bar of the histogram': async ({ page }) => {
    await page.goto('/explore?measure=expulsion');
    const all = await number(page.locator('.lead'));
    const bars = page.locator('section svg:visible a[href*="since="]');
    await bars.nth(Math.floor((await bars.count()) / 2)).dispatchEvent('click');
    await page.waitForURL('**/explore?*since=*');
    assert.ok((await number(page.locator('.lead'))) < all);
  },
  'narrow the explorer by the map': async ({ page }) => {
    await page.goto('/explore');
    await page.locator('svg a[href*="country=GBR"]').first().dispatchEvent('click');
    await page.waitForURL('**/explore?*country=GBR*');
    assert.match(await page.locator('.pills').innerText(), /United Kingdom/);
  },
  'search for words': async ({ page }) => {
    await page.goto('/');
    await page.fill('#search', 'ambassador');
    await page.press('#search', 'Enter');
    await page.waitForURL('**/explore?text=ambassador');
    assert.ok((await number(page.locator('.lead'))) > 0);
  },
  'select days of a pair and see all below follow': async ({ page }) => {
    await page.goto('/dyad/USA/RUS');
    const all = await number(page.locator('.lead >> nth=0').locator('xpath=.'));
    await page.fill('.filter input[name=since] >> nth=0', '2018-03-01');
    await page.fill('.filter input[name=until] >> nth=0', '2018-04-30');
    await page.locator('.filter button').first().click();
    await page.waitForURL('**since=2018-03-01*');
    assert.ok((await page.locator('#acts tbody tr').count()) > 0);
    for (const day of await page.locator('#acts tbody td.day').allInnerTexts()) assert.match(day, /^2018/);
    assert.ok(all > 0);
  },
  'drag over the time line': async ({ page, size }) => {
    await page.goto('/dyad/USA/RUS');
    const svg = page.locator('.brush svg:visible').first();
    await svg.scrollIntoViewIfNeeded();
    const box = await svg.boundingBox();
    const y = box.y + (size === 'phone' ? 8 : 6);
    await page.mouse.move(box.x + box.width * 0.6, y);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.9, y, { steps: 5 });
    await page.mouse.up();
    await page.waitForURL('**since=*until=*');
  },
  'ask what would come next': async ({ page }) => {
    await page.goto('/dyad/USA/RUS');
    await page.selectOption('select[name=f_actor]', 'RUS');
    await page.selectOption('select[name=f_measure]', 'closure');
    await page.fill('input[name=f_count]', '2');
    await page.locator('form[aria-label="Plan an act"] button').click();
    await page.waitForURL('**f_actor=RUS*');
    assert.match(await page.locator('section[aria-labelledby=h-next]').innerText(), /United States would answer within a year/);
  },
  'from an act to its claims, marked, and the citation': async ({ page, size }) => {
    await page.goto('/dyad/USA/RUS?since=2018-03-01&until=2018-04-30');
    await page.locator('#acts td.day a').first().click();
    await page.waitForURL('**/event/*');
    assert.ok((await page.locator('blockquote mark').count()) > 0);
    assert.match(await page.locator('#cite-text').innerText(), /Chancery record, event [0-9a-f]{16}/);
    if (size === 'desktop') assert.ok(await page.locator('button.copy').isVisible());
  },
  'paste a text and read it coded': async ({ page }) => {
    await page.goto('/read');
    await page.fill('textarea', 'Norway expelled two Belarusian diplomats on Friday, in answer to the closure of its consulate in Grodno.');
    await page.fill('input[name=published]', '2025-03-10');
    await page.click('form.stacked button');
    await page.waitForSelector('#h-found');
    assert.match(await page.locator('article .coded').first().innerText(), /2025-03-07: Norway → Belarus/);
  },
  'report a wrong code': async ({ page, writing, word }) => {
    await page.goto(`${writing}/sign-in?token=${encodeURIComponent(word)}`);
    await page.goto(`${writing}/explore?measure=expulsion`);
    await page.locator('td.day a').first().click();
    await page.selectOption('select[name=field]', 'quantity');
    await page.fill('input[name=value]', '7');
    await page.fill('input[name=note]', 'counted again');
    await page.click('form[action="/correct"] button');
    await page.waitForURL('**#corrections');
    assert.match(await page.locator('section[aria-labelledby=corrections]').innerText(), /counted again/);
  },
  'go by keyboard alone': async ({ page }) => {
    await page.goto('/');
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement.className), 'skip');
    await page.keyboard.press('Enter');
    for (let i = 0; i < 30; i += 1) {
      await page.keyboard.press('Tab');
      const href = await page.evaluate(() => document.activeElement.getAttribute('href') ?? '');
      if (href.startsWith('/event/')) break;
    }
    await page.keyboard.press('Enter');
    await page.waitForURL('**/event/*');
  },
};
