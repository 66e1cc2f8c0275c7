// The bearer that a shop is for the person to whom this link leads; another operator's relation that ended
// makes it one that he took over.
export const businessOf = (link: string): string =>
  `case when exists (select from subject_links e where e.subject_id = ${link}.subject_id
    and e.role = 'operator' and e.related_id <> ${link}.related_id and e.until_on is not null)
    then 'taken-over-business' else 'business' end`;
