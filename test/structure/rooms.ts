// The house in the order in which data passes through it; docs/architecture.md draws the same map. A new room
// is one line.
export const rooms = [
  'kernel',
  'platform',
  'access',
  'law',
  'registry',
  'intake',
  'remedy',
  'public',
  'window',
  'notices',
  'promise',
] as const;

// They stand outside the order: what others copy, and the entries that put everything together.
export const outbuildings = ['client', 'node', 'worker'] as const;
