import { expect, test } from 'vitest';
import { catalogs } from '../../../src/law/catalogs/catalog-list.ts';
import { OF_PERSONS } from '../../../src/registry/subjects/filed-name.rules.ts';

// Authorities, courts and units: never a natural person.
const OF_UNITS = ['authorityName', 'sourceUnit', 'courtName', 'basisUnit', 'removedBy', 'assessorName'];
const OF_SUBJECT = ['subjectName', 'counterpartName'];

test('each column of names is known to be a subject’s, a person’s or a unit’s', () => {
  const names = catalogs.flatMap(({ fields }) =>
    fields.flatMap(({ type, name }) => (type === 'name' ? [name] : [])),
  );
  const unknown = names.filter((name) => ![...OF_UNITS, ...OF_SUBJECT, ...OF_PERSONS].includes(name));
  expect([...new Set(unknown)]).toEqual([]);
});
