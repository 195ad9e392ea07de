import { execFile } from 'node:child_process';
import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { type Browser, chromium } from 'playwright-core';

const run = promisify(execFile);

const names = ['google-chrome', 'google-chrome-stable', 'chromium', 'chromium-browser', 'chrome', 'msedge'];
const elsewhere = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];
const packages = ['chromium', 'fonts-wqy-microhei'];
const oneCommand = `apt-get update && apt-get install -y --no-install-recommends ${packages.join(' ')}`;

const isExecutable = (path: string): Promise<boolean> =>
  access(path, constants.X_OK).then(
    () => true,
    () => false,
  );

const findBrowser = async (): Promise<string | undefined> => {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const candidates = [
    ...(process.env.CHROME_PATH === undefined ? [] : [process.env.CHROME_PATH]),
    ...folders.flatMap((folder) => names.map((name) => join(folder, name))),
    ...elsewhere,
  ];
  for (const candidate of candidates) if (await isExecutable(candidate)) return candidate;
  return undefined;
};

/** Without a Chinese font the page is boxes, and a screenshot proves nothing. */
const hasChineseFont = async (): Promise<boolean> => {
  if (process.platform !== 'linux') return true;
  try {
    const { stdout } = await run('fc-list', [':lang=zh-cn', 'family']);
    return stdout.trim() !== '';
  } catch {
    return false;
  }
};

const isDebianRoot = async (): Promise<boolean> =>
  process.getuid?.() === 0 && (await isExecutable('/usr/bin/apt-get'));

/**
 * A Chrome or Chromium on this machine, with a Chinese font. As root on Debian what is missing is installed.
 * @throws Error that names the one command to run
 */
const ensureBrowser = async (): Promise<string> => {
  const found = await findBrowser();
  if (found !== undefined && (await hasChineseFont())) return found;
  if (await isDebianRoot()) {
    await run('sh', ['-c', oneCommand], {
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      maxBuffer: 64 * 1024 * 1024,
    });
    const installed = await findBrowser();
    if (installed !== undefined) return installed;
  }
  throw new Error(
    `The page tests need Chrome or Chromium and a Chinese font. Run: sudo sh -c '${oneCommand}' (or set CHROME_PATH)`,
  );
};

/** Starts a headless browser that talks to nobody but the page under test. */
export const launchBrowser = async (): Promise<Browser> =>
  chromium.launch({
    executablePath: await ensureBrowser(),
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
