import type { TestApp } from './app.ts';

type Query = TestApp['query'];

/** Puts the database's own function back after an attack that replaced it. */
export const asItWas = async (query: Query) => {
  const [row] = await query(`select pg_get_functiondef('audit_digest'::regproc) as text`);
  return () => query(String(row?.text));
};

// What an owner of the database does to the trail, with nothing but SQL and the source code of this registry.
export type TrailAttack = {
  name: string;
  // False: a trail is left that was true once, and only who saw more can tell.
  isSeenAlone: boolean;
  // What it forges is sealed by the service afterwards.
  isSealedAfter?: boolean;
  make(query: Query): Promise<void>;
};

const TABLES = ['audit_lines', 'audit_seals', 'audit_segments', 'audit_checkpoints', 'audit_nodes'];

const trailTables = async (query: Query): Promise<string[]> =>
  (
    await query(
      `select tablename as name from pg_tables
      where schemaname = 'public' and tablename = any (string_to_array('${TABLES.join(',')}', ','))`,
    )
  ).map(({ name }) => String(name));

// The triggers that keep the trail are the owner's to switch off.
const unguarded =
  (...steps: readonly (string | ((query: Query) => Promise<void>))[]) =>
  async (query: Query): Promise<void> => {
    const tables = await trailTables(query);
    for (const name of tables) await query(`alter table ${name} disable trigger user`);
    for (const step of steps) await (typeof step === 'string' ? query(step) : step(query));
    for (const name of tables) await query(`alter table ${name} enable trigger user`);
  };

const MADE_TO_FIT = `update audit_lines
  set digest = audit_digest(at, agency_id, actor, action, subject_id, about, request_id) where id = 2`;
const ANOTHER_ACTOR = `update audit_lines set actor = 'x' where id = 2`;

// Folds every seal anew over the lines as they are now, as the source code of release 0.1.0 tells.
const sealAnew = async (query: Query) => {
  const keyed = `select 1 from information_schema.columns where table_name = 'audit_seals' and column_name = 'is_keyed'`;
  const unkeyed = (await query(keyed)).length > 0 ? ', is_keyed = false' : '';
  let previous = '00'.repeat(32);
  for (const { no } of await query('select no from audit_seals order by no')) {
    const [folded] = await query(
      `select count(l.id)::int as count, encode(sha256(decode('${previous}', 'hex') ||
        coalesce(string_agg(l.digest || int8send(l.id), ''::bytea order by l.xid, l.id), ''::bytea)), 'hex') as hash
      from audit_seals s left join audit_lines l
        on l.id > s.after_id and l.id <= s.highest_id and l.xid >= s.from_xid and l.xid < s.to_xid
      where s.no = ${no}`,
    );
    await query(`update audit_seals set previous = decode('${previous}', 'hex'),
      hash = decode('${folded?.hash}', 'hex'), line_count = ${folded?.count}${unkeyed} where no = ${no}`);
    previous = String(folded?.hash);
  }
};

/** As release 0.1.0 left it. */
export const asOldRelease = unguarded(sealAnew);

// What is signed is thrown away where it does not fit any more.
const unsign =
  (where = 'true') =>
  async (query: Query) => {
    const tables = await trailTables(query);
    if (tables.includes('audit_checkpoints')) await query(`delete from audit_checkpoints where ${where}`);
  };

const LAST = '(select max(no) from audit_seals)';
const tailCut = unguarded(
  `delete from audit_lines l using audit_seals s where s.no = ${LAST} and l.xid >= s.from_xid`,
  unsign(`seal_no >= ${LAST}`),
  `delete from audit_seals where no = ${LAST}`,
);

const lineForged = (
  at: string,
  xid: string,
) => `insert into audit_lines (xid, at, actor, action, about, digest)
  select ${xid}, x.at, 'staff:forged', 'file.query', '{"caseNo":"BJ-9"}',
    audit_digest(x.at, null, 'staff:forged', 'file.query', null, '{"caseNo":"BJ-9"}', null)
  from (select ${at}) x(at)`;

export const trailAttacks: readonly TrailAttack[] = [
  {
    name: 'a word altered',
    isSeenAlone: true,
    make: unguarded(`update audit_lines set about = '{"no":9}' where id = 2`),
  },
  {
    name: 'a word altered, and the digest of its line made to fit',
    isSeenAlone: true,
    make: unguarded(ANOTHER_ACTOR, MADE_TO_FIT),
  },
  {
    name: 'a line deleted',
    isSeenAlone: true,
    make: unguarded('delete from audit_lines where id = 2'),
  },
  {
    name: 'a line slipped in among those that are sealed',
    isSeenAlone: true,
    make: (query) =>
      query(
        lineForged('(select at from audit_lines where id = 2)', '(select xid from audit_lines where id = 2)'),
      ).then(() => {}),
  },
  {
    name: 'two lines in the place of each other',
    isSeenAlone: true,
    make: unguarded(`update audit_lines l
      set at = o.at, actor = o.actor, action = o.action, about = o.about, request_id = o.request_id, digest = o.digest
      from audit_lines o where (l.id, o.id) in ((1, 2), (2, 1))`),
  },
  { name: 'the tail cut off', isSeenAlone: false, make: tailCut },
  {
    name: 'everything emptied',
    isSeenAlone: true,
    make: async (query) => void (await query(`truncate ${(await trailTables(query)).join(', ')}`)),
  },
  {
    name: 'a line dated back',
    isSeenAlone: true,
    isSealedAfter: true,
    make: (query) =>
      query(lineForged(`(select min(at) - interval '3 days' from audit_lines)`, 'pg_current_xact_id()')).then(
        () => {},
      ),
  },
  {
    name: 'the whole chain computed anew over an altered line',
    isSeenAlone: true,
    make: unguarded(ANOTHER_ACTOR, MADE_TO_FIT, sealAnew),
  },
  {
    name: 'the whole chain computed anew without a line, and all that was signed thrown away',
    isSeenAlone: true,
    make: unguarded('delete from audit_lines where id = 2', sealAnew, unsign()),
  },
  {
    name: 'the tail cut off, and a restoration made up that excuses it',
    isSeenAlone: true,
    isSealedAfter: true,
    make: async (query) => {
      await tailCut(query);
      await query(`insert into audit_segments (first_seal, epoch, opened_at, opened_by)
        select max(no) + 10000000, 2, max(sealed_at), 'operator:root' from audit_seals`);
    },
  },
  {
    name: 'a word altered, and the function replaced that would tell',
    isSeenAlone: true,
    make: async (query) => {
      await unguarded(ANOTHER_ACTOR)(query);
      await query(`create or replace function audit_digest(at timestamptz, agency_id int, actor text, action text,
          subject_id bigint, about json, request_id text) returns bytea language sql stable
        as $$ select digest from audit_lines where about::text = $6::text limit 1 $$`);
    },
  },
];
