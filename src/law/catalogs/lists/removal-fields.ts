import type { Fault } from '../../../kernel/problems.ts';
import type { RemovalGround } from '../../rulebook/removal-ground.ts';
import { removalGrounds } from '../../rulebook/removal-grounds.ts';
import type { Field, RowContext, Values } from '../catalog.ts';
import { optional } from '../columns.ts';
import { faultAt } from '../reading/row-faults.ts';
import { listingEnd } from './listing-end.rules.ts';

const HEADER = '移出事由';

// One word may stand for one ground only: the list's own first.
const aliasesOf = (grounds: readonly RemovalGround[]) =>
  Object.fromEntries(
    grounds
      .flatMap(({ code, text, aliases }) => [text, ...aliases].map((word) => [word, code] as const))
      .reverse(),
  );

const groundField = (grounds: readonly RemovalGround[]): Field =>
  optional('removalGround', HEADER, 'choice', {
    values: grounds.map(({ code }) => code),
    aliases: aliasesOf(grounds),
    isOpen: true,
    shown: grounds.map(({ text }) => text),
    maxLength: 200,
    synonyms: ['移出事由类别', '移出理由'],
  });

const correctedField = optional('correctedOn', '改正日期', 'day', {
  isPast: true,
  synonyms: ['改正完成日期', '整改完成日期', '足额支付日期'],
});

/** The list's columns with those of why and since when it is left, behind the day of the removal. */
export const withRemovalGround = (list: string, fields: readonly Field[]): readonly Field[] => {
  const grounds = removalGrounds(list).filter(({ aliases }) => aliases.length > 0);
  const isDated = grounds.some(({ startsFrom }) => startsFrom === 'correction');
  const more = isDated ? [groundField(grounds), correctedField] : [groundField(grounds)];
  return fields.flatMap((field) =>
    field.name === 'removedOn'
      ? [{ ...field, requiredWhen: field.requiredWhen ?? '填写移出事由时' }, ...more]
      : [field],
  );
};

// Basis: 国办发〔2020〕49号第（八）项（移出须有事由）; the authority's removal is taken all the same
export const unstatedRemoval = (values: Values, { today }: Pick<RowContext, 'today'>): readonly Fault[] => {
  if (!values.removedOn || values.removalGround !== undefined) return [];
  const end = listingEnd({ on: today, reason: values.removalReason, dueOn: null });
  const message = `未填写“${HEADER}”：已按认定单位的移出办理，记为“未说明事由”并告知登记机构；请补报事由。`;
  return end?.state === 'repaired' ? [faultAt(HEADER, 'row.removal-unstated', message)] : [];
};
