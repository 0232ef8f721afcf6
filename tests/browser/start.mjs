// A demo record, a server over it, and a browser; all of it gone at the end.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const here = fileURLToPath(new URL('.', import.meta.url));
const program = resolve(process.env.CHANCERY ?? join(here, '../../target/release/chancery'));
const browsers = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const executablePath = browsers.find((path) => path && existsSync(path));
if (!executablePath) {
  console.log('skipped: there is no Chromium; install it (apt install chromium) or name it in CHROMIUM');
  process.exit(0);
}

const folder = mkdtempSync(join(tmpdir(), 'chancery-browser-'));
const record = join(folder, 'demo.chancery');
const servers = [];

/** Builds the demo record; `model` reads the sample reports. */
export function build(model = 'none') {
  const made = spawnSync(program, ['demo', '--record', record, '--build-only', '--model', model], { encoding: 'utf8' });
  if (made.status !== 0) throw new Error(made.stderr);
}

/** Starts `chancery serve` on a free port; gives its address. */
export function serve(...args) {
  return new Promise((done, failed) => {
    const server = spawn(program, ['serve', '--record', record, '--listen', '127.0.0.1:0', '--model', 'none', ...args]);
    servers.push(server);
    let told = '';
    server.stderr.on('data', (data) => {
      told += data;
      const found = told.match(/http:\/\/[\d.:]+/);
      if (found) done(found[0]);
    });
    server.on('exit', () => failed(new Error(`the server ended: ${told}`)));
  });
}

export const browser = () => chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage'] });

/** Ends the servers and takes the record away. */
export function end() {
  for (const server of servers) server.removeAllListeners('exit') && server.kill('SIGTERM');
  rmSync(folder, { recursive: true, force: true });
}
