import type { SubjectKind } from '../kernel/identifiers.ts';
import { type KeptTexts, literal, recordset, sealKeptTexts } from '../platform/keys/seal-kept-texts.ts';
import type { TextSeal } from '../platform/keys/sealed-text.ts';
import { filedFields } from '../registry/subjects/filed-name.rules.ts';
import type { CheckRow } from '../window/checks/check-row.rules.ts';
import { filedCheck } from '../window/checks/filed-check.rules.ts';
import type { OpenDeps } from './open-deps.ts';

type FileRow = { place: string; name: string; names: string[] };

// A file's own names, and the names that a merge lent it.
const files: KeptTexts = {
  part: 'files',
  first: '0',
  tables: ['subjects', 'subject_names', 'subject_merge_moves'],
  select: (after) => `select s.id::text as place, s.name, (select coalesce(jsonb_agg(n.name), '[]')
      from subject_names n where n.subject_id = s.id) as names
    from subjects s where s.kind = 'person' and s.id > ${after}::bigint order by s.id limit 1000`,
  write: (rows, vault) => {
    const list = (rows as FileRow[]).flatMap(({ place, name, names }) =>
      [name, ...names].map((plain) => ({ id: place, plain, sealed: vault.sealText(plain) })),
    );
    const x = recordset(list, 'id bigint, plain text, sealed text');
    return `update subjects s set name = x.sealed from ${x} where s.id = x.id and s.name = x.plain;
    delete from subject_names n using ${x} where n.subject_id = x.id and n.name = x.plain
      and exists (select from subject_names o where o.subject_id = x.id and o.name = x.sealed);
    update subject_names n set name = x.sealed from ${x} where n.subject_id = x.id and n.name = x.plain;
    update subject_merge_moves m set ref = x.sealed from ${x}, subject_merges g
      where m.kind = 'name' and m.ref = x.plain and g.id = m.merge_id and x.id in (g.survivor_id, g.absorbed_id);`;
  },
};

type Fields = Readonly<Record<string, string>>;
type Version = { version: number; fields: Fields };
type RecordAtRest = { place: string; kind: SubjectKind; fields: Fields; versions: Version[] };

const patchOf = (vault: TextSeal, kind: SubjectKind, fields: Fields): Fields | null => {
  const filed = filedFields(vault, kind, fields);
  if (filed === fields) return null;
  return Object.fromEntries(Object.entries(filed).filter(([column, text]) => text !== fields[column]));
};

const records: KeptTexts = {
  part: 'records',
  first: '0',
  tables: ['records', 'record_versions'],
  select: (after) => `select r.id::text as place, s.kind, r.fields, (select coalesce(jsonb_agg(
      jsonb_build_object('version', v.version, 'fields', v.fields)), '[]')
      from record_versions v where v.record_id = r.id) as versions
    from records r join subjects s on s.id = r.subject_id
    where r.id > ${after}::bigint order by r.id limit 500`,
  write: (rows, vault) => {
    const current = (rows as RecordAtRest[]).flatMap(({ place, kind, fields }) => {
      const patch = patchOf(vault, kind, fields);
      return patch ? [{ id: place, patch }] : [];
    });
    const former = (rows as RecordAtRest[]).flatMap(({ place, kind, versions }) =>
      versions.flatMap(({ version, fields }) => {
        const patch = patchOf(vault, kind, fields);
        return patch ? [{ id: place, version, patch }] : [];
      }),
    );
    return [
      current.length > 0
        ? `update records r set fields = r.fields || x.patch
            from ${recordset(current, 'id bigint, patch jsonb')} where r.id = x.id;`
        : '',
      former.length > 0
        ? `update record_versions v set fields = v.fields || x.patch
            from ${recordset(former, 'id bigint, version int, patch jsonb')}
            where v.record_id = x.id and v.version = x.version;`
        : '',
    ].join('\n');
  },
};

type CheckAtRest = Pick<CheckRow, 'subject' | 'reasons' | 'facts'> & { place: string };

const checks: KeptTexts = {
  part: 'checks',
  first: '',
  tables: ['checks'],
  select: (after) => `select c.no as place, c.subject, c.reasons, c.facts
    from checks c where c.no > ${after} order by c.no limit 200`,
  write: (rows, vault) =>
    (rows as CheckAtRest[])
      .flatMap((row) => {
        const filed = filedCheck(vault, row);
        return filed === row ? [] : [filed];
      })
      .map(
        ({
          place,
          subject,
          reasons,
          facts,
        }) => `update checks set subject = ${literal(JSON.stringify(subject))},
          reasons = ${literal(JSON.stringify(reasons))}, facts = ${literal(JSON.stringify(facts))}
          where no = ${literal(place)};`,
      )
      .join('\n'),
};

/** Before anything is served, and again where it was broken off. */
export const sealKeptNames = ({ database, vault, log }: OpenDeps): Promise<void> =>
  database.asOwner((run) => sealKeptTexts(run, { vault, log }, [files, records, checks]));
