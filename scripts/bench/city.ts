import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import postgres from 'postgres';
import { addAgency } from '../../src/access/agencies/add-agency.ts';
import { issueKey } from '../../src/access/keys/issue-key.ts';
import { orgCheckChar, usccCheckChar } from '../../src/kernel/check-characters.ts';
import { loadReference } from '../../src/law/rulebook/load-reference.ts';
import { openPostgres, readMigrations } from '../../src/node/open-database.ts';
import { depsOver } from '../../src/node/open-deps.ts';
import { operatorActor } from '../../src/platform/door/actor.ts';
import type { Statement } from '../../src/platform/door/db.ts';
import { keepKey } from '../../src/platform/keys/prove-key.ts';
import { readConfig } from '../../src/platform/running/config.ts';

// A made-up city: numbered, valid, synthetic codes.
export const cityCode = (no: number): string => {
  const body = String(no).padStart(8, '0');
  const seventeen = `91440300${body}${orgCheckChar(body)}`;
  return `${seventeen}${usccCheckChar(seventeen)}`;
};

export const masterKey = randomBytes(32).toString('base64');

type Lines = Generator<string> | AsyncGenerator<string>;
export const copy = async (sql: postgres.Sql, table: string, lines: () => Lines) => {
  const writable = await sql.unsafe(`copy ${table} from stdin`).writable();
  await pipeline(Readable.from(lines()), writable);
};

function* inBlocks(count: number, line: (no: number) => string): Generator<string> {
  for (let from = 1; from <= count; from += 5000) {
    let block = '';
    for (let no = from; no < Math.min(from + 5000, count + 1); no++) block += line(no);
    yield block;
  }
}

const at = '2026-01-01T00:00:00Z';

// The limiter stays on and counts; its quotas are out of the way.
export const raiseRates = (statement: Statement) =>
  statement(`update settings set value = to_jsonb(1000000000) where key like 'rate.%'`, []);

// The law, a feeder and a window, by the operator's own doors.
const openRegistry = async (url: string) => {
  const database = openPostgres(url, { max: 2 });
  await database.migrate(readMigrations('migrations'));
  const config = readConfig({ DATABASE_URL: url, MASTER_KEY: masterKey, LOG_LEVEL: 'error' });
  const deps = await depsOver(config, database, {
    send: async () => ({ ok: false, fault: 'connect', tookMs: 0 }),
  });
  await keepKey(deps, 'operator:bench');
  const operator = { ...deps, actor: operatorActor('operator:bench'), requestId: 'bench' };
  await loadReference(operator);
  await raiseRates(database.statement);
  const named = (code: string, name: string, no: number) => ({
    code,
    name,
    uscc: cityCode(no),
    catalogs: [],
  });
  const feeder = await addAgency(operator, { ...named('SCJG', '基准市场监管局', 1), roles: ['feeder'] });
  await addAgency(operator, { ...named('ZWFW', '基准政务服务中心', 2), roles: ['window'] });
  const { key } = await issueKey(operator, { agency: 'ZWFW' });
  await database.close();
  return { key, feederId: feeder.id };
};

const fillSubjects = async (sql: postgres.Sql, count: number) => {
  await copy(sql, 'subjects (id, kind, name, created_at)', () =>
    inBlocks(count, (no) => `${no}\torganisation\t基准企业${no}\t${at}\n`),
  );
  await copy(sql, 'subject_identifiers (lookup, subject_id, type, code)', () =>
    inBlocks(count, (no) => `uscc:${cityCode(no)}\t${no}\tuscc\t${cityCode(no)}\n`),
  );
};

const recordColumns =
  'id, catalog, agency_id, source_no, subject_id, state, authority_name, decided_on, fields, content_hash, ' +
  'known_from';
const listingColumns =
  'id, list, kind, subject_id, agency_id, record_id, state, listed_on, due_on, authority_name, document_no, ' +
  'reason, known_from';

// Every so-many-th subject is listed, each by a record of its own.
const fillListings = async (sql: postgres.Sql, count: number, by: { feederId: number; every: number }) => {
  const list = 'serious-violation';
  const record = (no: number) =>
    `${no}\t${list}\t${by.feederId}\tB${no}\t${no * by.every}\tlive\t基准市场监管局\t2026-01-01\t{}\th\t${at}\n`;
  const listing = (no: number) =>
    `${no}\t${list}\tsevere\t${no * by.every}\t${by.feederId}\t${no}\tlisted\t2026-01-01\t2029-01-01\t基准市场监管局\t基准列${no}号\t基准事由\t${at}\n`;
  await copy(sql, `records (${recordColumns})`, () => inBlocks(count, record));
  await copy(sql, `listings (${listingColumns})`, () => inBlocks(count, listing));
};

// Migrates, loads the law, and fills subjects and live listings; answers the window's key.
export const buildCity = async (
  url: string,
  size: { subjects: number; listings: number },
): Promise<{ key: string }> => {
  const { key, feederId } = await openRegistry(url);
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  await fillSubjects(sql, size.subjects);
  await fillListings(sql, size.listings, { feederId, every: Math.floor(size.subjects / size.listings) });
  // The rows brought their own numbers; what is written next goes on after them.
  for (const table of ['subjects', 'records', 'listings'])
    await sql.unsafe(
      `select setval(pg_get_serial_sequence('${table}', 'id'), (select max(id) from ${table}))`,
    );
  await sql.unsafe('vacuum analyze').simple();
  await sql.end();
  return { key };
};

// 2 % of what is asked is listed, spread over the whole city.
export const askedCodes = (subjects: number, count: number): string[] =>
  Array.from({ length: count }, (_, at) => cityCode(1 + ((at * 7919 * 131) % subjects)));
