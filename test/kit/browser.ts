import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import chromium from '@sparticuz/chromium';
import { type Browser, type Page, chromium as playwright } from 'playwright-core';
import type { TestApp } from './app.ts';

const quiet = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

// In a single process, as its packager starts it, closing one context takes the whole browser down; and our
// own headers are to be tested, not switched off.
const unwanted = [
  '--single-process',
  '--no-zygote',
  '--disable-web-security',
  '--allow-running-insecure-content',
];

// The Chromium that npm brought; nothing is asked of the machine and nothing leaves it.
export const openBrowser = async (): Promise<Browser> =>
  playwright.launch({
    executablePath: await chromium.executablePath(),
    args: [...chromium.args.filter((arg) => !unwanted.includes(arg)), ...quiet],
    headless: true,
  });

export const serveOnLoopback = (app: TestApp['app']): Promise<{ origin: string; close(): Promise<void> }> =>
  new Promise((resolve) => {
    const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, (address: AddressInfo) =>
      resolve({
        origin: `http://127.0.0.1:${address.port}`,
        close: () =>
          new Promise((closed) => {
            server.close(() => closed());
            if ('closeAllConnections' in server) server.closeAllConnections();
          }),
      }),
    );
  });

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

// What a person with a screen reader, a keyboard or weak eyes would meet: serious and critical findings, WCAG
// 2.2 AA.
export const barriersOn = async (page: Page): Promise<string[]> => {
  await page.evaluate(axeSource);
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: { run(): Promise<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }> };
    };
    const { violations } = await axe.run();
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
  });
};

export const signIn = async (
  page: Page,
  origin: string,
  who: { agency: string; name: string; password?: string },
) => {
  await page.goto(`${origin}/desk/login`);
  await page.getByLabel('单位代码').fill(who.agency);
  await page.getByLabel('姓名').fill(who.name);
  await page.getByLabel('密码').fill(who.password ?? 'Correct-horse-9');
  await page.getByRole('button', { name: '登录' }).click();
  await page.waitForURL(`${origin}/desk`);
};
