import { test } from 'vitest';
import { eventOf, makePush, subscribed } from '../kit/push.ts';
import { runQueue } from '../kit/run-jobs.ts';
import { aViolationRow, csvOf } from '../kit/uploads.ts';
import { aStoredListing, aSubject, aStoredRecord } from '../kit/facts.ts';
import { aCitizenId, aUscc } from '../kit/identities.ts';
import { barriersOn, openBrowser, serveOnLoopback, signIn } from '../kit/browser.ts';
const out = '/tmp/ui/shots';
test('shots', async () => {
  const app = await makePush();
  app.deps.config.publicUrl = 'https://credit.example.gov.cn';
  const office = await app.agency('ZWFW', ['window', 'feeder', 'subscriber'], ['serious-violation', 'administrative-penalty'], '云岫市市场监督管理局');
  await app.person('ZWFW', '窗口一号', ['window', 'feeder', 'subscriber']);
  const agencyId = office.id;
  const code = aUscc('listed');
  const subjectId = await aSubject(app, { code, name: '云岫示例建材有限公司' });
  await aStoredListing(app, { subjectId, agencyId, dueOn: '2029-01-05' });
  await aStoredRecord(app, { subjectId, agencyId, class: 'severe', publishedUntil: '2027-03-01' });
  const pid = aCitizenId('p');
  await aSubject(app, { type: 'citizen-id', code: pid, name: '示例某' });
  const server = await serveOnLoopback(app.app);
  const browser = await openBrowser();
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  const still = async (name: string, height: number) => { await page.setViewportSize({ width: 1200, height }); await page.evaluate(() => (document.activeElement as HTMLElement)?.blur()); await page.screenshot({ path: `${out}/still-${name}.png` }); };
  const errors: string[] = [];
  page.on('console', (m) => m.type() === 'error' && errors.push(m.text()));
  const shoot = async (name: string) => {
    for (const width of [1280, 390]) {
      await page.setViewportSize({ width, height: 900 });
      await page.screenshot({ path: `${out}/${name}-${width}.png`, fullPage: true });
    }
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    await page.setViewportSize({ width: 1280, height: 900 });
    console.log(name, overflow, await barriersOn(page));
  };
  await page.goto(`${server.origin}/desk/login`);
  await shoot('login');
  for (const c of ['serious-violation','judgment-defaulter','false-commitment','administrative-penalty']) void c;
  await signIn(page, server.origin, { agency: 'ZWFW', name: '窗口一号' });
  await shoot('home');
  const text = csvOf([
    ...Array.from({ length: 30 }, (_, n) => aViolationRow(office, String(n + 1))),
    aViolationRow(office, '41', { 统一社会信用代码: '91440300MA5EXMPX84' }),
    aViolationRow(office, '42', { 列入日期: '昨天', 列入原因: '' }),
    aViolationRow(office, '43', { 统一社会信用代码: '９１440300MA5EXMPX8O' }),
  ]);
  await page.goto(`${server.origin}/desk/batches/new?catalog=serious-violation`);
  await shoot('upload');
  await page.getByLabel('选择文件').setInputFiles({ name: '严重违法失信名单-2026-11.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
  await page.getByRole('button', { name: '上传并入库' }).click();
  await page.waitForURL(/batches\/[0-9a-f-]{36}/);
  await shoot('batch-running');
  await runQueue(app.deps);
  await page.getByText('已完成').waitFor({ timeout: 15000 });
  await shoot('batch-done'); await still('batch', 900);
  await page.goto(`${server.origin}/desk/batches`);
  await shoot('batches');
  const check = async (type: string, value: string, name: string, more: Record<string,string> = {}) => {
    await page.goto(`${server.origin}/desk/checks`);
    await page.getByLabel('证件类型').selectOption({ label: type });
    await page.getByLabel('证件号码').fill(value);
    for (const [k, v] of Object.entries(more)) await page.getByLabel(k).fill(v);
    await page.getByRole('button', { name: '核查', exact: true }).click();
    await page.waitForURL(/checks\/HC/);
    await shoot(name);
  };
  await check('居民身份证', pid, 'check-eligible');
  await check('统一社会信用代码', code, 'check-ineligible', { 办件编号: 'BJ-2026-000123' });
  await still('check', 1000);
  await page.pdf({ path: `${out}/check.pdf`, format: 'A4', preferCSSPageSize: true, printBackground: false });
  await page.goto(`${server.origin}/desk/checks`);
  await shoot('checks');
  const { receiver, id } = await subscribed(app, office, { name: '严重失信名单即时推送' });
  receiver.answer(400);
  const listing = await app.aListing('d', {});
  await app.tell(eventOf(listing, 'created'));
  await app.relay();
  for (let n = 0; n < 3; n++) { await app.hurry(); await app.send(); }
  receiver.answer(204);
  await page.goto(`${server.origin}/desk/subscriptions`);
  await shoot('subscriptions');
  await page.getByRole('link', { name: '新建订阅' }).click();
  await shoot('subscription-new');
  await page.goto(`${server.origin}/desk/subscriptions/${id}`);
  await shoot('subscription'); await still('subscription', 900);
  await page.getByRole('link', { name: '查看' }).first().click();
  await shoot('delivery');
  await page.goto(`${server.origin}/desk/subscriptions/${id}`);
  await page.getByRole('button', { name: '更换签名密钥' }).click();
  await shoot('secret');
  await page.goto(`${server.origin}/desk/notices`);
  await shoot('notices');
  await page.locator('tbody a').first().click();
  await shoot('notice');
  console.log(errors);
  await browser.close(); await server.close(); await app.stop();
}, 280000);
