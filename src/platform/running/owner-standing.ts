import type { Statement } from '../door/db.ts';
import type { ReadStanding } from './readiness.ts';

const OWNS = `select pg_has_role(relowner, 'usage') as owns from pg_class where oid = to_regclass('audit_lines')`;

/** Whether this process may change what is append-only, and the rights themselves. */
export const runsAsOwner = async (statement: Statement): Promise<boolean> =>
  (await statement(OWNS, []))[0]?.owns === true;

export const ownerSentence =
  '本进程以数据库所有者的身份运行，可以改写只增不改的记录：请另设运行角色（DATABASE_URL），所有者只用于迁移（MIGRATION_DATABASE_URL），再执行 cli migrate。';

// The embedded database has one role only.
export const ownerStanding: ReadStanding = async ({ statement, config }) => ({
  unready: [],
  warnings:
    config.databaseUrl && (await runsAsOwner(statement))
      ? [{ code: 'database.owner', message: ownerSentence }]
      : [],
});
