export type Counter = 'rule-set' | 'matter-edition' | 'column-mapping' | `letter-${number}`;

// As SQL: the number above which a counter goes on, where a restored database has forgotten some that it
// gave; 0 where none was.
export const numberFloorSql = (counter: Counter): string =>
  `coalesce((select floor from number_floors where counter = '${counter}'), 0)`;
