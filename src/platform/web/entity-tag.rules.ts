// The tag of an answer with a version, for the next If-Match.
export const etagOf = ({ version }: { version: number }): string => `"${version}"`;

// As RFC 9110 §13.1.1 has it; a proxy that compresses weakens the tag, which says nothing about the version.
export const namesVersion = (ifMatch: string, version: number): boolean =>
  ifMatch.split(',').some((tag) => ['*', etagOf({ version })].includes(tag.trim().replace(/^W\//, '')));
