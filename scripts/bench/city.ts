import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import postgres from 'postgres';
import { addAgency } from '../../src/agencies/add-agency.ts';
import { issueKey } from '../../src/agencies/issue-key.ts';
import { orgCheckChar, usccCheckChar } from '../../src/kernel/check-characters.ts';
import { openPostgres, readMigrations } from '../../src/node/open-database.ts';
import { depsOver } from '../../src/node/open-deps.ts';
import { operatorActor } from '../../src/platform/actor.ts';
import { readConfig } from '../../src/platform/config.ts';
import { loadReference } from '../../src/rulebook/load-reference.ts';

// A made-up city: numbered, valid, synthetic codes.
export const cityCode = (no: number): string => {
  const body = String(no).padStart(8, '0');
  const seventeen = `91440300${body}${orgCheckChar(body)}`;
  return `${seventeen}${usccCheckChar(seventeen)}`;
};

export const masterKey = randomBytes(32).toString('base64');

const copy = async (sql: postgres.Sql, table: string, lines: () => Generator<string>) => {
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

// Migrates, loads the law, and fills subjects and live listings; answers the window's key.
export const buildCity = async (
  url: string,
  size: { subjects: number; listings: number },
): Promise<{ key: string }> => {
  const database = openPostgres(url, { max: 2 });
  await database.migrate(readMigrations('migrations'));
  const config = readConfig({ DATABASE_URL: url, MASTER_KEY: masterKey, LOG_LEVEL: 'error' });
  const deps = await depsOver(config, database, {
    send: async () => ({ ok: false, fault: 'connect', tookMs: 0 }),
  });
  const operator = { ...deps, actor: operatorActor('operator:bench'), requestId: 'bench' };
  await loadReference(operator);
  const feeder = await addAgency(operator, {
    code: 'SCJG',
    name: '基准市场监管局',
    uscc: cityCode(1),
    roles: ['feeder'],
    catalogs: [],
  });
  await addAgency(operator, {
    code: 'ZWFW',
    name: '基准政务服务中心',
    uscc: cityCode(2),
    roles: ['window'],
    catalogs: [],
  });
  const { key } = await issueKey(operator, { agency: 'ZWFW' });
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  const at = '2026-01-01T00:00:00Z';
  await copy(sql, 'subjects (id, kind, name, created_at)', () =>
    inBlocks(size.subjects, (no) => `${no}\torganisation\t基准企业${no}\t${at}\n`),
  );
  await copy(sql, 'subject_identifiers (lookup, subject_id, type, code)', () =>
    inBlocks(size.subjects, (no) => `uscc:${cityCode(no)}\t${no}\tuscc\t${cityCode(no)}\n`),
  );
  const every = Math.floor(size.subjects / size.listings);
  await copy(
    sql,
    'records (id, catalog, agency_id, source_no, subject_id, state, authority_name, decided_on, fields, content_hash, known_from)',
    () =>
      inBlocks(
        size.listings,
        (no) =>
          `${no}\tserious-violation\t${feeder.id}\tB${no}\t${no * every}\tlive\t基准市场监管局\t2026-01-01\t{}\th\t${at}\n`,
      ),
  );
  await copy(
    sql,
    'listings (id, list, kind, subject_id, agency_id, record_id, state, listed_on, due_on, authority_name, document_no, reason, known_from)',
    () =>
      inBlocks(
        size.listings,
        (no) =>
          `${no}\tserious-violation\tsevere\t${no * every}\t${feeder.id}\t${no}\tlisted\t2026-01-01\t2029-01-01\t基准市场监管局\t基准列${no}号\t基准事由\t${at}\n`,
      ),
  );
  await sql.unsafe('vacuum analyze').simple();
  await sql.end();
  await database.close();
  return { key };
};

// 2 % of what is asked is listed, spread over the whole city.
export const askedCodes = (subjects: number, count: number): string[] =>
  Array.from({ length: count }, (_, at) => cityCode(1 + ((at * 7919 * 131) % subjects)));
