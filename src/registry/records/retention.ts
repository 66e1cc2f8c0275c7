import type { SQL } from 'drizzle-orm';
import { bound } from '../../platform/door/db.ts';
import { isServedSql, servedUntilSql } from './retention.rules.ts';

// The rule of retention for a statement with parameters of its own.
export const isRetainedOn = (record: string, today: string): SQL =>
  bound(isServedSql(record, '$1::text::date'), [today]);
export const retentionEndOn = (record: string, today: string): SQL =>
  bound(`nullif(${servedUntilSql(record, '$1::text::date')}, 'infinity')::text`, [today]);
