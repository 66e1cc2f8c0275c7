// Only a path of ours: a next that leads elsewhere would make the sign-in a signpost for strangers.
export const ownPath = (next: string | undefined): string =>
  next && /^\/desk(?:[/?][\w\-./?=&%]*)?$/.test(next) && !next.includes('//') ? next : '/desk';
