import { bound, type Db, rows, type Statement } from './db.ts';

export const statementOver =
  (tx: Db): Statement =>
  (text, params) =>
    rows(tx, bound(text, params));
