// The one word in which a record says how it stands, as SQL over a row of records or of a version: how far a
// promise was kept, whether a licence was revoked.
export const saidOf = (record: string, catalog = `${record}.catalog`): string =>
  `case ${catalog} when 'credit-commitment' then ${record}.fields ->> 'fulfilment'
    when 'registration' then ${record}.fields ->> 'status' end`;

// Only the newest live registration of a file speaks for it.
export const isNewestRegistration = (record: string): string =>
  `(${record}.catalog <> 'registration' or not exists (select 1 from records n
    where n.subject_id = ${record}.subject_id and n.catalog = 'registration' and n.state = 'live'
      and (n.decided_on, n.id) > (${record}.decided_on, ${record}.id)))`;
